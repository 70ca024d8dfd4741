// One shape of labelme (and of X-AnyLabeling, which writes the same file with more in it) -> a label. Pure.
// Points are pixels from the corner of the picture; a mask is a PNG over the pixels from its first point to its second.
import { z } from 'zod'
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { boundsOfPoints } from '../../../shared/geometry/box.ts'
import { normalAngle } from '../../../shared/geometry/turned.ts'
import { asText, isAttributeValue, isFields, isFiniteNumber, without } from '../guards.ts'
import { readPngMask } from '../pngMask.ts'
import type { Fields, ForeignLabel, Report } from '../record.ts'

/** Beyond this a coordinate is a mistake, whatever the picture. */
const FARTHEST = 1e9
const pointSchema = z.tuple([z.number(), z.number()]).rest(z.unknown())

type Made = { shape: Shape; keypoints?: number[] }
type Point = readonly [number, number]

const KNOWN = new Set(
  'label points shape_type flags group_id description mask attributes difficult score direction'.split(' '),
)

export function readShape(record: Fields, report: Report): ForeignLabel | null {
  const stated = record['label']
  const label = isFiniteNumber(stated) ? String(stated) : asText(stated)
  const kind = typeof record['shape_type'] === 'string' ? record['shape_type'] : 'polygon'
  const points = readPoints(record['points'])
  const make = KINDS[kind]
  if (!make) {
    report('labelme-kind-unknown')
    return null
  }
  const made = points ? make(points, record, report) : null
  if (!made) {
    report('label-number-invalid')
    return null
  }
  if (label === null) report('labelme-label-missing')
  const group = record['group_id']
  const fields = without(record, KNOWN)
  const plainKind = KIND_OF[made.shape.kind]
  return {
    classKey: label,
    shape: made.shape,
    keypoints: made.keypoints ?? null,
    attributes: attributesOf(record, report),
    score: isFiniteNumber(record['score']) ? record['score'] : null,
    group: typeof group === 'number' || (typeof group === 'string' && group !== '') ? String(group) : null,
    extra: {
      // Several kinds become one shape; the word of the file is kept where ours would be another.
      ...(kind === plainKind ? {} : { shape_type: kind }),
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
    },
  }
}

/** What a shape is called when it is written. */
export const KIND_OF: Readonly<Record<Shape['kind'], string>> = {
  box: 'rectangle',
  polygon: 'polygon',
  polyline: 'linestrip',
  point: 'point',
  mask: 'mask',
  oriented: 'oriented_rectangle',
  ellipse: 'circle',
  ruler: 'line',
  angle: 'linestrip',
}

function readPoints(value: unknown): Point[] | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const out: Point[] = []
  for (const given of value) {
    const point = pointSchema.safeParse(given)
    if (!point.success) return null
    const [x, y] = point.data
    if (!(Math.abs(x) <= FARTHEST) || !(Math.abs(y) <= FARTHEST)) return null
    out.push([x, y])
  }
  return out
}

const flat = (points: readonly Point[]): number[] => points.flatMap((point) => point.slice(0, 2))
type Make = (points: readonly Point[], record: Fields, report: Report) => Made | null

const polygon: Make = (points) =>
  points.length < 3 ? null : { shape: { kind: 'polygon', parts: [{ outer: flat(points), holes: [] }] } }

/** Two opposite corners in any order; X-AnyLabeling writes all four. */
const rectangle: Make = (points, record, report) => {
  if (points.length === 4) {
    const b = boundsOfPoints(flat(points))
    const atCorner = ([x, y]: Point) => (x === b.x || x === b.x + b.width) && (y === b.y || y === b.y + b.height)
    return points.every(atCorner) ? { shape: { kind: 'box', ...b } } : oriented(points, record, report)
  }
  return points.length === 2 ? { shape: { kind: 'box', ...boundsOfPoints(flat(points)) } } : null
}

/** Four corners in order; the first edge gives the direction. What is no rectangle stays a polygon. */
const oriented: Make = (points, record, report) => {
  if (points.length !== 4) return points.length > 4 ? polygon(points, record, report) : null
  const [a, b, c, d] = points as [Point, Point, Point, Point]
  const width = Math.hypot(b[0] - a[0], b[1] - a[1])
  const height = Math.hypot(c[0] - b[0], c[1] - b[1])
  const off = Math.hypot(a[0] + c[0] - b[0] - d[0], a[1] + c[1] - b[1] - d[1])
  const skew = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
  const left = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) < 0
  // Tools round corners to their own precision: half a pixel is still a rectangle.
  if (width === 0 || height === 0 || off > 0.5 || Math.abs(skew) > 0.5 * Math.max(width, height)) {
    report('labelme-not-rectangle')
    return polygon(points, record, report)
  }
  if (left) return oriented([a, d, c, b], record, report)
  const [cx, cy] = [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]
  const angle = normalAngle((Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI)
  return { shape: { kind: 'oriented', cx, cy, width, height, angle } }
}

/** Centre and a point of the rim. */
const circle: Make = ([centre, rim]) => {
  if (!centre || !rim) return null
  const r = Math.hypot(rim[0] - centre[0], rim[1] - centre[1])
  return { shape: { kind: 'ellipse', cx: centre[0], cy: centre[1], rx: r, ry: r, angle: 0 } }
}

const line: Make = (points) => (points.length < 2 ? null : { shape: { kind: 'polyline', points: flat(points) } })

const pointSet: Make = (points, _record, report) => {
  if (points.length === 1) return { shape: { kind: 'point', x: points[0]![0], y: points[0]![1] } }
  report('points-as-keypoints')
  return {
    shape: { kind: 'box', ...boundsOfPoints(flat(points)) },
    keypoints: points.flatMap(([x, y]) => [x, y, 2]),
  }
}

const mask: Make = ([from], record, report) => {
  const text = asText(record['mask'])
  if (!from || text === null) return null
  const [x, y] = [Math.trunc(from[0]), Math.trunc(from[1])]
  if (x !== from[0] || y !== from[1]) report('labelme-mask-moved')
  try {
    const picture = readPngMask(Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64'))
    return { shape: { kind: 'mask', x, y, ...picture } }
  } catch {
    report('labelme-mask-invalid')
    return null
  }
}

const cuboid: Make = (points, _record, report) => {
  if (points.length < 4) return null
  report('labelme-kind-polygon')
  return { shape: { kind: 'polygon', parts: [{ outer: flat(points), holes: [] }] } }
}

const KINDS: Readonly<Record<string, Make>> = {
  polygon,
  rectangle,
  oriented_rectangle: oriented,
  rotation: oriented,
  quadrilateral: polygon,
  cuboid,
  circle,
  line,
  linestrip: line,
  point: pointSet,
  points: pointSet,
  mask,
}

/** Flags are yes or no; the description is a text; X-AnyLabeling adds attributes and `difficult`. */
function attributesOf(record: Fields, report: Report): Record<string, AttributeValue> {
  const out = new Map<string, AttributeValue>()
  const add = (name: string, value: unknown) => {
    if (out.has(name) || !isAttributeValue(value)) report('labelme-attribute-invalid')
    else out.set(name, value)
  }
  for (const source of [record['flags'], record['attributes']])
    if (isFields(source)) for (const [name, value] of Object.entries(source)) add(name, value)
  if (record['difficult'] === true) add('difficult', true)
  const description = asText(record['description'])
  if (description !== null) add('description', description)
  return Object.fromEntries(out)
}
