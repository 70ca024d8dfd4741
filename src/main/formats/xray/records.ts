// Label records of security X-ray deliveries, field by field and in the order of requirement 08 section 4 (XRS-12). Pure.
import type { ClassDef } from '../../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape, ShapeOf } from '../../../shared/annotation/model.ts'
import { maskToPolygon } from '../../../shared/geometry/maskTrace.ts'
import { outlineRings, shapeArea, shapeBounds } from '../../../shared/geometry/shapes.ts'
import type { Bounds } from '../../../shared/geometry/spaces.ts'
import { clipRing } from '../clip.ts'
import type { Report, Size } from '../record.ts'
import { leaf, type XmlNode, xmlText } from '../voc/xml.ts'

export type XrayImage = {
  readonly id: number
  readonly datasetId: number
  readonly path: string
  readonly fileName: string
  readonly size: Size
}
export type XrayObject = { readonly classId: string; readonly outline: ShapeOf<'polygon'>; readonly box: Bounds }

/** Fields are written in this order; readers of the delivery rely on the names. */
export const imageRecord = (i: XrayImage) => ({
  id: i.id,
  dataset_id: i.datasetId,
  path: i.path,
  width: i.size.width,
  height: i.size.height,
  file_name: i.fileName,
})

export const categoryRecord = (id: number, name: string, supercategory: string, color: string) => ({
  id,
  name,
  supercategory,
  color,
  metadata: [],
})

export const annotationRecord = (id: number, imageId: number, categoryId: number, o: XrayObject, color: string) => ({
  id,
  image_id: imageId,
  category_id: categoryId,
  segmentation: o.outline.parts.map((part) => part.outer),
  area: shapeArea(o.outline),
  bbox: [o.box.x, o.box.y, o.box.width, o.box.height],
  iscrowd: false,
  color,
  metadata: [],
})

/** Name of a class in a delivery: its English title, as `USB` in the guideline. */
export const deliveredName = (c: ClassDef): string => c.title.en.trim() || c.title.ko.trim() || c.id

/** What of an annotation goes out: one outline, cut at the border, and the box that is derived from it. Null = listed as a loss. */
export function xrayObject(a: Annotation, size: Size, report: Report): XrayObject | null {
  if (a.shape === null) {
    report(a.classId === null ? 'item-attributes' : 'tag')
    return null
  }
  if (a.classId === null) {
    report(a.shape.kind === 'ruler' || a.shape.kind === 'angle' ? a.shape.kind : 'no-class')
    return null
  }
  const whole = outlineOf(a.shape, report)
  if (!whole) return null
  if (whole.parts.some((part) => part.holes.length > 0)) report('holes-filled')
  const rings = whole.parts.map((part) => clipRing(part.outer, size))
  const parts = rings.filter((ring) => ring.length >= 6).map((outer) => ({ outer, holes: [] }))
  if (parts.length === 0) {
    report('outside-dropped')
    return null
  }
  if (rings.some((ring, i) => ring !== whole.parts[i]?.outer)) report('outside-clipped')
  if (a.keypoints) report('keypoints')
  if (a.group !== null) report('group')
  if (Object.values(a.attributes).some((v) => v !== null)) report('attributes')
  const outline: ShapeOf<'polygon'> = { kind: 'polygon', parts }
  return { classId: a.classId, outline, box: shapeBounds(outline) }
}

function outlineOf(shape: Shape, report: Report): ShapeOf<'polygon'> | null {
  switch (shape.kind) {
    case 'polygon':
      return shape
    case 'box':
      report('box-as-polygon')
      return { kind: 'polygon', parts: outlineRings(shape) ?? [] }
    case 'oriented':
    case 'ellipse':
      report(`${shape.kind}-as-polygon`)
      return { kind: 'polygon', parts: outlineRings(shape) ?? [] }
    case 'mask': {
      const polygon = maskToPolygon(shape)
      report(polygon ? 'mask-as-polygon' : 'mask-empty')
      return polygon
    }
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return null
  }
}

/** Rectangles in whole pixels, at least one pixel wide, inside the image. */
export function wholeBox(box: Bounds, size: Size): readonly [number, number, number, number] {
  const side = (from: number, to: number, limit: number): [number, number] => {
    const [a, b] = [Math.round(Math.max(0, from)), Math.round(Math.min(limit, to))]
    if (a < b) return [a, b]
    const start = Math.min(limit - 1, Math.max(0, Math.floor((from + to) / 2)))
    return [start, start + 1]
  }
  const [xmin, xmax] = side(box.x, box.x + box.width, size.width)
  const [ymin, ymax] = side(box.y, box.y + box.height, size.height)
  return [xmin, ymin, xmax, ymax]
}

/** Pascal VOC as the guideline prints it: `Unknow` (sic), depth 3, pose `Unspecified`. */
export function vocDocument(
  image: Pick<XrayImage, 'path' | 'fileName' | 'size'> & { readonly folder: string },
  objects: readonly { readonly name: string; readonly box: Bounds }[],
): XmlNode {
  const { width, height } = image.size
  return {
    name: 'annotation',
    children: [
      leaf('folder', xmlText(image.folder)),
      leaf('filename', xmlText(image.fileName)),
      leaf('path', xmlText(image.path)),
      { name: 'source', children: [leaf('database', 'Unknow')] },
      {
        name: 'size',
        children: [leaf('width', String(width)), leaf('height', String(height)), leaf('depth', '3')],
      },
      leaf('segmented', '0'),
      ...objects.map(({ name, box }): XmlNode => {
        const corners = wholeBox(box, image.size)
        return {
          name: 'object',
          children: [
            leaf('name', xmlText(name)),
            leaf('pose', 'Unspecified'),
            leaf('truncated', '0'),
            leaf('difficult', '0'),
            {
              name: 'bndbox',
              children: ['xmin', 'ymin', 'xmax', 'ymax'].map((edge, i) => leaf(edge, String(corners[i]))),
            },
          ],
        }
      }),
    ],
  }
}
