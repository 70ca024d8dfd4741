// How thin a shape is.
import type { Shape } from '../annotation/model.ts'
import { regionOf } from './region.ts'
import type { Ring } from './spaces.ts'

type Point = readonly [x: number, y: number]
const cross = (o: Point, a: Point, b: Point): number => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

/** Corners of the smallest convex shape around the points, counter-clockwise in a y-up world (monotone chain). */
export function convexHull(ring: Ring): Point[] {
  const points: Point[] = []
  for (let i = 0; i + 1 < ring.length; i += 2) points.push([ring[i]!, ring[i + 1]!])
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (from: readonly Point[]): Point[] => {
    const out: Point[] = []
    for (const p of from) {
      while (out.length >= 2 && cross(out[out.length - 2]!, out[out.length - 1]!, p) <= 0) out.pop()
      out.push(p)
    }
    out.pop()
    return out
  }
  return [...half(points), ...half(points.reverse())]
}

/**
 * The narrowest slot the ring slides through: the smallest gap of two parallel lines that hold it. One of them always
 * lies on a side of the hull, so each side is asked for the corner furthest from it (rotating calipers).
 */
export function ringThickness(ring: Ring): number {
  const hull = convexHull(ring)
  const n = hull.length
  if (n < 3) return 0
  let best = Number.POSITIVE_INFINITY
  let far = 1
  for (let i = 0; i < n; i++) {
    const [a, b] = [hull[i]!, hull[(i + 1) % n]!]
    while (cross(a, b, hull[(far + 1) % n]!) > cross(a, b, hull[far]!)) far = (far + 1) % n
    best = Math.min(best, cross(a, b, hull[far]!) / Math.hypot(b[0] - a[0], b[1] - a[1]))
  }
  return best
}

/**
 * Smallest distance across a shape, image pixels: the shorter side of a box, the shorter axis of an ellipse, for others
 * the narrowest slot each part slides through, of the thinnest part. A bent shape counts as thick as its bend is wide.
 * Null for kinds without an inside.
 */
export function shapeThickness(s: Shape): number | null {
  if (s.kind === 'box' || s.kind === 'oriented') return Math.min(s.width, s.height)
  if (s.kind === 'ellipse') return 2 * Math.min(s.rx, s.ry)
  const parts = regionOf(s)
  return parts === null ? null : Math.min(...parts.map((part) => ringThickness(part.outer)))
}
