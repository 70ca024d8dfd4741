// Chains of image points, open or closed.
import type { ImagePoint, Ring } from './spaces.ts'
import { imagePoint } from './spaces.ts'

export const vertexCount = (points: Ring): number => points.length >> 1
export const vertexAt = (points: Ring, i: number): ImagePoint => imagePoint(points[2 * i]!, points[2 * i + 1]!)

/** Square of the distance from a point to a segment. */
export const segmentDistanceSquared = (
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number => {
  const dx = bx - ax
  const dy = by - ay
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length))
  const x = ax + t * dx - px
  const y = ay + t * dy - py
  return x * x + y * y
}

export const polylineLength = (points: Ring): number => {
  let sum = 0
  for (let i = 2; i + 1 < points.length; i += 2)
    sum += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!)
  return sum
}

export type NearestVertex = { readonly index: number; readonly distance: number }
export const nearestVertex = (points: Ring, p: ImagePoint): NearestVertex | null => {
  let best: NearestVertex | null = null
  for (let i = 0; i + 1 < points.length; i += 2) {
    const distance = Math.hypot(points[i]! - p.x, points[i + 1]! - p.y)
    if (!best || distance < best.distance) best = { index: i >> 1, distance }
  }
  return best
}

/** Edge `index` runs from vertex `index` to the next one (to the first, for the last edge of a closed chain). */
export type NearestEdge = { readonly index: number; readonly distance: number }
export const nearestEdge = (points: Ring, p: ImagePoint, closed: boolean): NearestEdge | null => {
  const n = vertexCount(points)
  const edges = closed ? n : n - 1
  let index = -1
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < edges; i++) {
    const j = i + 1 === n ? 0 : i + 1
    const d = segmentDistanceSquared(p.x, p.y, points[2 * i]!, points[2 * i + 1]!, points[2 * j]!, points[2 * j + 1]!)
    if (d < best) {
      best = d
      index = i
    }
  }
  return index < 0 ? null : { index, distance: Math.sqrt(best) }
}

export const moveVertex = (points: Ring, index: number, to: ImagePoint): number[] => {
  const next = points.slice()
  next[2 * index] = to.x
  next[2 * index + 1] = to.y
  return next
}

/** A new vertex on edge `edge`. */
export const insertVertex = (points: Ring, edge: number, at: ImagePoint): number[] => [
  ...points.slice(0, 2 * edge + 2),
  at.x,
  at.y,
  ...points.slice(2 * edge + 2),
]

export const deleteVertex = (points: Ring, index: number): number[] => [
  ...points.slice(0, 2 * index),
  ...points.slice(2 * index + 2),
]

export const movePoints = (points: Ring, dx: number, dy: number): number[] => {
  const next = new Array<number>(points.length)
  for (let i = 0; i + 1 < points.length; i += 2) {
    next[i] = points[i]! + dx
    next[i + 1] = points[i + 1]! + dy
  }
  return next
}

/** Douglas-Peucker: no dropped vertex was further than `tolerance` from what remains. The ends stay. */
export const simplifyPolyline = (points: Ring, tolerance: number): number[] => {
  const n = vertexCount(points)
  if (n <= 2) return points.slice()
  const keep = new Uint8Array(n)
  keep[0] = keep[n - 1] = 1
  const limit = tolerance * tolerance
  const spans: [number, number][] = [[0, n - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let worst = limit
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const d = segmentDistanceSquared(
        points[2 * i]!,
        points[2 * i + 1]!,
        points[2 * from]!,
        points[2 * from + 1]!,
        points[2 * to]!,
        points[2 * to + 1]!,
      )
      if (d > worst) {
        worst = d
        at = i
      }
    }
    if (at < 0) continue
    keep[at] = 1
    spans.push([from, at], [at, to])
  }
  const out: number[] = []
  for (let i = 0; i < n; i++) if (keep[i]) out.push(points[2 * i]!, points[2 * i + 1]!)
  return out
}
