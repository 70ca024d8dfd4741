// How alike two drawn things are, 0 to 1: intersection over union for what has an inside, distances for what has none.
import type { Annotation, Shape } from '../annotation/model.ts'
import { sharedArea } from '../geometry/booleans.ts'
import { keypointAt, keypointCount } from '../geometry/keypoints.ts'
import { maskFromPolygon, type Spans, spansOf } from '../geometry/mask.ts'
import type { Part } from '../geometry/polygon.ts'
import { polylineLength } from '../geometry/polyline.ts'
import { outlineRings, shapeArea, shapeBounds, shapeDistance } from '../geometry/shapes.ts'
import { type Bounds, imagePoint } from '../geometry/spaces.ts'

/** A drawn thing with its bounds. */
export type Thing = {
  readonly annotation: Annotation
  readonly shape: Shape
  readonly bounds: Bounds
}

export const thingOf = (annotation: Annotation): Thing | null =>
  annotation.shape === null ? null : { annotation, shape: annotation.shape, bounds: shapeBounds(annotation.shape) }

/** Points as far apart as this part of the picture's diagonal are not alike at all. */
const POINT_REACH = 0.02
/** Lines as far apart, on average, as this part of their length are not alike at all. */
const LINE_REACH = 0.1
/** Spread of a keypoint against the root of the object's area (COCO has 0.05 to 0.21 by joint; here all alike). */
const KEYPOINT_SPREAD = 0.1
const LINE_STEPS = 64

/** `diagonal`: of the picture, in pixels; the scale for points. */
export function likeness(a: Thing, b: Thing, diagonal: number): number {
  const [s, t] = [a.shape, b.shape]
  if (isSame(a, b)) return 1
  if (a.annotation.keypoints && b.annotation.keypoints) return poseLikeness(a, b)
  if (s.kind === 'point' && t.kind === 'point')
    return atLeastZero(1 - Math.hypot(s.x - t.x, s.y - t.y) / Math.max(POINT_REACH * diagonal, 1))
  if (s.kind === 'polyline' && t.kind === 'polyline') return lineLikeness(s, t)
  if (s.kind === 'box' && t.kind === 'box') return boxIou(s, t)
  return hasInside(s) && hasInside(t) ? areaIou(a, b) : 0
}

/** Also what has no extent is like itself. */
const isSame = ({ annotation: a, bounds: p }: Thing, { annotation: b, bounds: q }: Thing): boolean =>
  p.x === q.x &&
  p.y === q.y &&
  p.width === q.width &&
  p.height === q.height &&
  JSON.stringify([a.shape, a.keypoints]) === JSON.stringify([b.shape, b.keypoints])

/** False where no likeness above zero is possible, by the bounds alone. */
export const mayBeAlike = (a: Thing, b: Thing, diagonal: number): boolean => {
  const area = hasInside(a.shape) && hasInside(b.shape) && !(a.annotation.keypoints && b.annotation.keypoints)
  const by = area
    ? 0
    : a.shape.kind === 'point'
      ? Math.max(POINT_REACH * diagonal, 1)
      : Math.max(a.bounds.width, a.bounds.height, b.bounds.width, b.bounds.height)
  const [p, q] = [a.bounds, b.bounds]
  return (
    p.x <= q.x + q.width + by && q.x <= p.x + p.width + by && p.y <= q.y + q.height + by && q.y <= p.y + p.height + by
  )
}

const atLeastZero = (v: number): number => Math.max(0, v)
const hasInside = (s: Shape): boolean =>
  s.kind === 'box' || s.kind === 'polygon' || s.kind === 'mask' || s.kind === 'oriented' || s.kind === 'ellipse'

export const iou = (one: number, other: number, both: number): number => {
  const union = one + other - both
  return union > 0 ? Math.min(1, Math.max(0, both / union)) : 0
}

function boxIou(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? iou(a.width * a.height, b.width * b.height, width * height) : 0
}

function areaIou({ shape: s }: Thing, { shape: t }: Thing): number {
  const [one, other] = [outlineRings(s) ?? [], outlineRings(t) ?? []]
  const shared = s.kind === 'mask' || t.kind === 'mask' ? null : sharedArea(one, other)
  if (shared) return iou(shared.a, shared.b, shared.both)
  // A painted area is whole pixels: what is drawn beside it is asked for the same pixels. So is what is too entangled.
  const [p, q] = [s.kind === 'mask' ? spansOf(s) : pixelsOf(one), t.kind === 'mask' ? spansOf(t) : pixelsOf(other)]
  return iou(spanArea(p), spanArea(q), sharedPixels(p, q))
}

function pixelsOf(parts: readonly Part[]): Spans {
  const polygon = { kind: 'polygon' as const, parts: [...parts] }
  const { x, y, width, height } = shapeBounds(polygon)
  const [dx, dy] = [Math.floor(x), Math.floor(y)]
  const moved = parts.map((p) => ({ outer: shifted(p.outer, dx, dy), holes: p.holes.map((h) => shifted(h, dx, dy)) }))
  const grid = { width: Math.ceil(x + width) - dx + 1, height: Math.ceil(y + height) - dy + 1 }
  const spans = spansOf(maskFromPolygon({ kind: 'polygon', parts: moved }, grid))
  return spans.map((v, i) => v + (i % 3 === 0 ? dy : dx))
}
const shifted = (ring: readonly number[], dx: number, dy: number): number[] =>
  ring.map((v, i) => v - (i % 2 === 0 ? dx : dy))

export function spanArea(s: Spans): number {
  let sum = 0
  for (let i = 0; i < s.length; i += 3) sum += s[i + 2]! - s[i + 1]!
  return sum
}

/** Both lists run by row, then by column, without touching: one walk along both. */
export function sharedPixels(s: Spans, t: Spans): number {
  let [i, j, sum] = [0, 0, 0]
  while (i < s.length && j < t.length) {
    if (s[i]! !== t[j]!) {
      if (s[i]! < t[j]!) i += 3
      else j += 3
      continue
    }
    sum += Math.max(0, Math.min(s[i + 2]!, t[j + 2]!) - Math.max(s[i + 1]!, t[j + 1]!))
    if (s[i + 2]! < t[j + 2]!) i += 3
    else j += 3
  }
  return sum
}

type Line = Extract<Shape, { kind: 'polyline' }>

/** Mean distance of steps along each line to the other one, against their length. */
function lineLikeness(a: Line, b: Line): number {
  const length = (polylineLength(a.points) + polylineLength(b.points)) / 2
  if (length <= 0) return 0
  const distance = (meanDistance(a, b) + meanDistance(b, a)) / 2
  return atLeastZero(1 - distance / (LINE_REACH * length))
}

function meanDistance(from: Line, to: Line): number {
  const { points } = from
  const step = polylineLength(points) / LINE_STEPS
  let [sum, n, left] = [0, 0, 0]
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!]
    const length = Math.hypot(bx - ax, by - ay)
    for (; left <= length && length > 0; left += step) {
      const f = left / length
      sum += shapeDistance(to, imagePoint(ax + (bx - ax) * f, ay + (by - ay) * f))
      n++
      if (step <= 0) break
    }
    left -= length
  }
  return n > 0 ? sum / n : Number.POSITIVE_INFINITY
}

/** Object keypoint similarity over every point that one of the two has set; set by one alone counts zero. */
function poseLikeness(a: Thing, b: Thing): number {
  const [p, q] = [a.annotation.keypoints ?? [], b.annotation.keypoints ?? []]
  const spread = 2 * Math.max((shapeArea(a.shape) + shapeArea(b.shape)) / 2, 1) * KEYPOINT_SPREAD ** 2
  let [sum, n] = [0, 0]
  for (let i = 0; i < Math.max(keypointCount(p), keypointCount(q)); i++) {
    const [s, t] = [at(p, i), at(q, i)]
    if (!s && !t) continue
    n++
    if (s && t) sum += Math.exp(-((s.x - t.x) ** 2 + (s.y - t.y) ** 2) / spread)
  }
  return n > 0 ? sum / n : 0
}
const at = (keypoints: readonly number[], i: number) => {
  if (i >= keypointCount(keypoints)) return null
  const found = keypointAt(keypoints, i)
  return found.visibility === 0 ? null : found
}
