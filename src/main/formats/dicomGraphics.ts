// Graphics of reports and presentation states (PS3.3 C.18.6.1, C.10.5.1) as shapes. Pure.
// Both count as we do: 0\0 is the corner of the first pixel, 1\1 its other corner.
import type { Shape } from '../../shared/annotation/model.ts'

export type Point = readonly [x: number, y: number]

export const pairs = (values: readonly number[]): Point[] =>
  Array.from({ length: Math.floor(values.length / 2) }, (_, i): Point => [values[i * 2]!, values[i * 2 + 1]!])

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1])

export const polygonOf = (points: readonly Point[]): Shape => ({
  kind: 'polygon',
  parts: [{ outer: points.flat(), holes: [] }],
})

function chain(points: readonly Point[]): Shape[] {
  const [first, last] = [points[0], points[points.length - 1]]
  if (!first || !last || points.length < 2) return []
  // Closed by repeating the first point.
  if (points.length > 3 && distance(first, last) < 1e-6) return [polygonOf(points.slice(0, -1))]
  return [{ kind: 'polyline', points: points.flat() }]
}

function circle([centre, rim]: readonly Point[]): Shape[] {
  if (!centre || !rim) return []
  const r = distance(centre, rim)
  return [{ kind: 'ellipse', cx: centre[0], cy: centre[1], rx: r, ry: r, angle: 0 }]
}

/** Ends of the major axis, then of the minor one. */
function ellipse([a, b, c, d]: readonly Point[]): Shape[] {
  if (!a || !b || !c || !d) return []
  const [cx, cy] = middle(a, b)
  const angle = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
  return [{ kind: 'ellipse', cx, cy, rx: distance(a, b) / 2, ry: distance(c, d) / 2, angle }]
}

const points = (all: readonly Point[]): Shape[] => all.map(([x, y]): Shape => ({ kind: 'point', x, y }))

const SHAPES: Readonly<Record<string, (points: readonly Point[]) => Shape[]>> = {
  POINT: (p) => points(p.slice(0, 1)),
  MULTIPOINT: points,
  POLYLINE: chain,
  INTERPOLATED: chain,
  POLYGON: (p) => (p.length < 3 ? [] : [polygonOf(p)]),
  CIRCLE: circle,
  ELLIPSE: ellipse,
}

/** Empty when the kind is unknown or its points do not fit. */
export const graphicShapes = (type: string | null, all: readonly Point[]): Shape[] =>
  all.every((p) => p.every(Number.isFinite)) ? (SHAPES[type ?? '']?.(all) ?? []) : []
