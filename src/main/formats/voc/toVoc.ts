// Annotations of one image -> one <annotation>, and the labels that reading it must give back.
import type { Annotation, AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { maskToPolygon } from '../../../shared/geometry/maskTrace.ts'
import { outlineRings, shapeBounds, validateShape } from '../../../shared/geometry/shapes.ts'
import type { Bounds } from '../../../shared/geometry/spaces.ts'
import { clipBox, clipRing } from '../clip.ts'
import type { ForeignLabel, Report, Size } from '../record.ts'
import { baseOf, FLAGS, type KeptAnnotation, type KeptObject, keptObjectSchema } from './fromVoc.ts'
import { leaf, type XmlNode, xmlText } from './xml.ts'

export type VocImage = {
  readonly fileName: string
  readonly folder: string
  readonly size: Size
  readonly depth: number
}
export type VocWritten = { readonly node: XmlNode; readonly expected: ForeignLabel[] }

export function toVoc(
  image: VocImage,
  kept: KeptAnnotation | null,
  annotations: readonly Annotation[],
  className: (classId: string) => string | null,
  report: Report,
): VocWritten {
  const head = headNodes(image, kept)
  const base = baseOf({ name: 'annotation', children: head })
  const written = annotations.flatMap((a) => toObject(a, image.size, base, className, report) ?? [])
  const segmented = written.some((w) => w.expected.shape?.kind === 'polygon')
  const node: XmlNode = {
    name: 'annotation',
    ...(kept?.attributes ? { attributes: kept.attributes } : {}),
    children: [
      ...head,
      ...(head.some((n) => n.name === 'segmented') ? [] : [leaf('segmented', segmented ? '1' : '0')]),
      ...written.map((w) => w.node),
    ],
  }
  return { node, expected: written.map((w) => w.expected) }
}

/** What the file said before, with the name and size as they are now. */
function headNodes(image: VocImage, kept: KeptAnnotation | null): XmlNode[] {
  const size: XmlNode = {
    name: 'size',
    children: [
      leaf('width', String(image.size.width)),
      leaf('height', String(image.size.height)),
      leaf('depth', String(image.depth)),
    ],
  }
  if (!kept)
    return [
      leaf('folder', image.folder),
      leaf('filename', image.fileName),
      { name: 'source', children: [leaf('database', 'Unknown')] },
      size,
    ]
  const sized = kept.nodes.find((n) => n.name === 'size')
  const states = (name: string, value: number) =>
    sized?.children?.some((c) => c.name === name && c.text === String(value))
  const keepSize = states('width', image.size.width) && states('height', image.size.height)
  const nodes = kept.nodes.map((n) =>
    n.name === 'filename' ? { ...n, text: image.fileName } : n.name === 'size' && !keepSize ? size : n,
  )
  if (!nodes.some((n) => n.name === 'filename')) nodes.unshift(leaf('filename', image.fileName))
  if (!sized) nodes.push(size)
  return nodes
}

type Written = { node: XmlNode; expected: ForeignLabel }

function toObject(
  annotation: Annotation,
  size: Size,
  base: 0 | 1,
  className: (classId: string) => string | null,
  report: Report,
): Written | null {
  const title = annotation.classId === null ? null : className(annotation.classId)
  const name = title === null ? null : xmlText(title)
  if (annotation.shape === null) report(annotation.classId === null ? 'item-attributes' : 'tag')
  else if (name === null) report('no-class')
  if (annotation.shape === null || name === null) return null
  const outline = outlineOf(annotation.shape, size, report)
  if (!outline) return null
  if (annotation.keypoints) report('keypoints')
  if (annotation.group !== null) report('group')
  const box = wholePixels(outline.kind === 'polygon' ? shapeBounds(outline) : outline, size, outline.kind, report)
  if (!box) return null
  const parsed = keptObjectSchema.safeParse(annotation.extra['voc'] ?? {})
  const kept: KeptObject = parsed.success ? parsed.data : {}
  const { standard, custom, values } = attributeNodes(annotation.attributes, kept, report)
  const corners = [box.x + base, box.y + base, box.x + box.width, box.y + box.height]
  const node: XmlNode = {
    name: 'object',
    children: [
      leaf('name', name),
      ...standard,
      { name: 'bndbox', children: ['xmin', 'ymin', 'xmax', 'ymax'].map((edge, i) => leaf(edge, String(corners[i]))) },
      ...(outline.kind === 'polygon' ? outline.parts.map(({ outer }) => polygonNode(outer)) : []),
      ...custom,
      ...(kept.nodes ?? []),
    ],
  }
  const shape: Shape = outline.kind === 'polygon' ? outline : { kind: 'box', ...box }
  return { node, expected: { classKey: name, shape, keypoints: null, attributes: values, score: null, extra: {} } }
}

type Outline = Extract<Shape, { kind: 'box' | 'polygon' }>

function outlineOf(shape: Shape, size: Size, report: Report): Outline | null {
  switch (shape.kind) {
    case 'box':
      return shape
    case 'oriented':
    case 'ellipse':
      report(`${shape.kind}-as-polygon`)
      // Without extent there is no outline to read back, but still a place.
      if (validateShape(shape) !== null) return { kind: 'box', ...shapeBounds(shape) }
      return clipped({ kind: 'polygon', parts: outlineRings(shape) ?? [] }, size, report)
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return null
    case 'mask': {
      const polygon = maskToPolygon(shape)
      report(polygon ? 'mask-as-polygon' : 'mask-empty')
      return polygon && clipped(polygon, size, report)
    }
    case 'polygon':
      report('voc-polygon')
      return clipped(shape, size, report)
  }
}

function clipped(polygon: Extract<Shape, { kind: 'polygon' }>, size: Size, report: Report): Outline | null {
  if (polygon.parts.some((part) => part.holes.length > 0)) report('holes-filled')
  const rings = polygon.parts.map(({ outer }) => clipRing(outer, size))
  if (rings.some((ring, i) => ring !== polygon.parts[i]!.outer)) report('outside-clipped')
  const parts = rings.filter((ring) => ring.length >= 6).map((ring) => ({ outer: opened(ring), holes: [] }))
  if (parts.length > 0) return { kind: 'polygon', parts }
  report('outside-dropped')
  return null
}

/** Without a last point that repeats the first: readers take that for the closing of the ring. */
function opened(ring: number[]): number[] {
  let n = ring.length
  while (n >= 8 && ring[0] === ring[n - 2] && ring[1] === ring[n - 1]) n -= 2
  return n === ring.length ? ring : ring.slice(0, n)
}

/** Corners rounded to the nearest whole pixel, at least one pixel apart, inside the picture. */
function wholePixels(box: Bounds, size: Size, kind: Outline['kind'], report: Report): Bounds | null {
  const inside = clipBox(box, size)
  if (!inside || size.width < 1 || size.height < 1) {
    report('outside-dropped')
    return null
  }
  if (inside !== box && kind === 'box') report('outside-clipped')
  const [x, right] = roundSide(inside.x, inside.x + inside.width, size.width)
  const [y, bottom] = roundSide(inside.y, inside.y + inside.height, size.height)
  const whole = { x, y, width: right - x, height: bottom - y }
  const moved = [x - inside.x, y - inside.y, right - inside.x - inside.width, bottom - inside.y - inside.height]
  if (kind === 'box' && moved.some((d) => d !== 0)) report('voc-subpixel')
  return whole
}

function roundSide(from: number, to: number, limit: number): [number, number] {
  const [a, b] = [Math.round(from), Math.round(to)]
  if (a < b) return [a, b]
  const start = Math.min(limit - 1, Math.max(0, Math.floor((from + to) / 2)))
  return [start, start + 1]
}

/** Roboflow's form, the one most readers know: x1, y1, x2, y2 … */
const polygonNode = (ring: readonly number[]): XmlNode => ({
  name: 'polygon',
  children: ring.map((v, i) => leaf(`${i % 2 === 0 ? 'x' : 'y'}${(i >> 1) + 1}`, String(v))),
})

type AttributeNodes = { standard: XmlNode[]; custom: XmlNode[]; values: Record<string, AttributeValue> }

/** pose, truncated and difficult are always there, as the devkit has them; other attributes go into <attributes>. */
function attributeNodes(given: Annotation['attributes'], kept: KeptObject, report: Report): AttributeNodes {
  const values: [string, AttributeValue][] = []
  const standard: XmlNode[] = []
  const pose = given['pose']
  const poseText = typeof pose === 'string' && xmlText(pose) !== '' ? xmlText(pose) : null
  if (poseText !== null) values.push(['pose', poseText])
  standard.push(leaf('pose', poseText ?? (kept.empty?.includes('pose') ? '' : 'Unspecified')))
  for (const name of FLAGS) {
    const value = given[name]
    if (typeof value === 'boolean') {
      values.push([name, value])
      standard.push(leaf(name, value ? '1' : '0'))
    } else if (typeof value === 'string' && xmlText(value) !== '') {
      values.push([name, xmlText(value)])
      standard.push(leaf(name, xmlText(value)))
    } else if (kept.empty?.includes(name)) standard.push(leaf(name, ''))
    else if (name !== 'occluded') {
      standard.push(leaf(name, '0'))
      values.push([name, false])
    }
  }
  const known = new Set(['pose', ...FLAGS])
  const custom: XmlNode[] = []
  for (const [name, value] of Object.entries(given)) {
    if (known.has(name) || value === null || name === '') continue
    if (typeof value !== 'string') report('voc-attribute-text')
    const text = xmlText(Array.isArray(value) ? value.join(', ') : String(value))
    const shown = xmlText(name)
    values.push([shown, text])
    custom.push({ name: 'attribute', children: [leaf('name', shown), leaf('value', text)] })
  }
  return {
    standard,
    custom: custom.length > 0 ? [{ name: 'attributes', children: custom }] : [],
    values: Object.fromEntries(values),
  }
}
