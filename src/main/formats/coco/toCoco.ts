// Annotation -> COCO record, and the label that reading this record must give back.
import type { Annotation, Shape } from '../../../shared/annotation/model.ts'
import { clipMask, maskFromPolygon, trimMask } from '../../../shared/geometry/mask.ts'
import { outlineRings, shapeArea, shapeBounds } from '../../../shared/geometry/shapes.ts'
import { isEmpty, isFields, without } from '../guards.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { CAPTION, isCaptionAnnotation } from './captions.ts'
import { openRing, writeRings, writeRunLengths } from './segmentation.ts'
import { type CocoId, type KeptLabel, keptLabelSchema } from './types.ts'

export type CocoPlace = {
  readonly grid: Size
  readonly imageId: CocoId
  /** Class id -> category id; null when the project has no such class. */
  readonly categoryId: (classId: string) => CocoId | null
  /** The published id where it is free, else a new one. */
  readonly annotationId: (kept: CocoId | undefined) => CocoId
}
export type CocoWritten = { readonly record: Fields; readonly expected: ForeignLabel }
type Region = Extract<Shape, { kind: 'box' | 'polygon' | 'mask' }>

/** Null when COCO cannot hold the annotation at all; what is changed or left out is reported. */
export function toCoco(annotation: Annotation, place: CocoPlace, report: Report): CocoWritten | null {
  const kept = keptOf(annotation)
  const caption = isCaptionAnnotation(annotation) ? { [CAPTION]: annotation.attributes[CAPTION] } : null
  const category = caption ?? categoryFields(annotation, kept, place)
  if (!category) {
    report(annotation.shape ? 'no-class' : 'item-attributes')
    return null
  }
  const region = annotation.shape && regionOf(annotation.shape, place.grid, report)
  if (annotation.shape && !region) return null
  if (annotation.group !== null) report('group')
  const record: Record<string, unknown> = { id: place.annotationId(kept.id), image_id: place.imageId, ...category }
  if (region) Object.assign(record, regionFields(region, kept, place.grid))
  if (annotation.keypoints) {
    record['keypoints'] = annotation.keypoints
    record['num_keypoints'] = annotation.keypoints.filter((v, i) => i % 3 === 2 && v > 0).length
  }
  const own = caption ? without(annotation.attributes, new Set([CAPTION])) : annotation.attributes
  const attributes = kept.attributes?.[''] ?? { ...own, ...kept.attributes }
  if (typeof attributes !== 'object' || attributes === null || !isEmpty({ ...attributes }))
    record['attributes'] = attributes
  const fields = Object.entries(kept.fields ?? {}).filter(([name]) => !(name in record))
  for (const [name, value] of fields) record[name] = value
  return { record, expected: expectedLabel(annotation, region, { ...kept, fields: Object.fromEntries(fields) }) }
}

export function keptOf(annotation: Annotation): KeptLabel {
  const kept = keptLabelSchema.safeParse(annotation.extra['coco'] ?? {})
  return kept.success ? kept.data : {}
}

/** Null = has no place in COCO. */
function categoryFields(annotation: Annotation, kept: KeptLabel, place: CocoPlace): Fields | null {
  if (annotation.classId !== null) {
    const id = place.categoryId(annotation.classId)
    return id === null ? null : { category_id: id }
  }
  if (kept.category_id !== undefined) return { category_id: kept.category_id }
  // What came without a category (a caption) goes without one.
  return kept.id !== undefined || kept.fields !== undefined ? {} : null
}

function regionOf(shape: Shape, grid: Size, report: Report): Region | null {
  switch (shape.kind) {
    case 'box':
      return shape
    case 'mask': {
      const mask = trimMask(shape)
      const clipped = trimMask(clipMask(mask, grid))
      if (
        clipped.counts.length !== mask.counts.length ||
        clipped.width !== mask.width ||
        clipped.height !== mask.height
      )
        report('mask-clipped')
      return clipped
    }
    case 'polygon':
      if (shape.parts.every((part) => part.holes.length === 0)) return shape
      report('coco-holes-as-mask')
      return maskFromPolygon(shape, grid)
    case 'oriented':
    case 'ellipse':
      report(`${shape.kind}-as-polygon`)
      return { kind: 'polygon', parts: outlineRings(shape) ?? [] }
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return null
  }
}

/** bbox, segmentation, area and iscrowd. The published box is written back while the shape has the bounds it came with. */
function regionFields(region: Region, kept: KeptLabel, grid: Size): Fields {
  const { x, y, width, height } = shapeBounds(region)
  const bounds = [x, y, width, height]
  const untouched = kept.bbox && kept.bounds?.every((v, i) => v === bounds[i])
  const segmentation =
    region.kind === 'box'
      ? []
      : region.kind === 'polygon'
        ? writeRings(region, kept.closed)
        : writeRunLengths(region, grid, kept.rle)
  return {
    bbox: untouched ? kept.bbox : bounds,
    area: shapeArea(region),
    segmentation,
    iscrowd: kept.iscrowd ?? 0,
  }
}

function expectedLabel(annotation: Annotation, region: Region | null, kept: KeptLabel): ForeignLabel {
  const attributesAreForeign = kept.attributes?.[''] !== undefined
  return {
    classKey: annotation.classId,
    // A ring that repeats its first point is read without it.
    shape:
      region?.kind === 'polygon'
        ? { ...region, parts: region.parts.map((p) => ({ ...p, outer: openRing(p.outer) })) }
        : region,
    keypoints: annotation.keypoints,
    attributes: attributesAreForeign ? {} : annotation.attributes,
    score: null,
    extra: { fields: kept.fields, attributes: kept.attributes },
  }
}

/** The part of what is kept that must come back unchanged; the rest depends on the shape. Null when there is nothing. */
export function keptParts(extra: Fields): unknown {
  const parts = [extra['fields'], extra['attributes']].map((v) => (isFields(v) && !isEmpty(v) ? v : null))
  return parts.every((v) => v === null) ? null : parts
}
