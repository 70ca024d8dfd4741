// From shapes with an outline to masks and back.
import type { Shape } from '../annotation/model.ts'
import { polygonCrossesItself } from './crossing.ts'
import { type Grid, type Mask, maskFromPolygon, type PolygonShape } from './mask.ts'
import { maskToPolygon } from './maskTrace.ts'
import { outlineRings } from './shapes.ts'

/** Pixels whose centre lies inside; null for kinds without an inside. */
export function shapeToMask(shape: Shape, grid: Grid): Mask | null {
  const parts = outlineRings(shape)
  return parts ? maskFromPolygon({ kind: 'polygon', parts }, grid) : null
}

/** Steps of a pixel outline lie within 0.71 of the line they stand for. */
export const STEP_TOLERANCE = 0.75

/**
 * An outline to edit by hand: stairs become lines, no point of the exact outline is farther away than the tolerance.
 * Where that would make rings cross, the exact one is given.
 */
export function maskToOutline(mask: Mask, tolerance = STEP_TOLERANCE): PolygonShape | null {
  const exact = maskToPolygon(mask)
  if (!exact) return null
  const parts = exact.parts.map((part) => ({
    outer: thinRing(part.outer, tolerance),
    holes: part.holes.map((hole) => thinRing(hole, tolerance)),
  }))
  return polygonCrossesItself(parts) ? exact : { kind: 'polygon', parts }
}

/** Douglas and Peucker 1973 on a closed ring, begun at two points far from each other. */
export function thinRing(ring: number[], tolerance: number): number[] {
  const n = ring.length / 2
  if (n <= 4) return ring
  const keep = new Uint8Array(n)
  let far = 0
  let most = -1
  for (let i = 1; i < n; i++) {
    const d = Math.hypot(ring[2 * i]! - ring[0]!, ring[2 * i + 1]! - ring[1]!)
    if (d > most) [most, far] = [d, i]
  }
  keep[0] = keep[far] = 1
  const todo: [number, number][] = [
    [0, far],
    [far, n],
  ]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [from, to] = next
    const [ax, ay] = [ring[2 * from]!, ring[2 * from + 1]!]
    const [bx, by] = [ring[2 * (to % n)]!, ring[2 * (to % n) + 1]!]
    const length = Math.hypot(bx - ax, by - ay)
    let worst = tolerance
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [ring[2 * i]! - ax, ring[2 * i + 1]! - ay]
      const d = length === 0 ? Math.hypot(px, py) : Math.abs(px * (by - ay) - py * (bx - ax)) / length
      if (d > worst) [worst, at] = [d, i]
    }
    if (at < 0) continue
    keep[at] = 1
    todo.push([from, at], [at, to])
  }
  const out: number[] = []
  for (let i = 0; i < n; i++) if (keep[i]) out.push(ring[2 * i]!, ring[2 * i + 1]!)
  return out.length >= 6 ? out : ring
}
