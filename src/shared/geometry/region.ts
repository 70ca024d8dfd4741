// Does one shape lie inside another, or reach into it? Outlines are looked at in steps of about a pixel.
import type { Shape } from '../annotation/model.ts'
import { maskToPolygon } from './maskTrace.ts'
import { type Part, polygonContains, polygonEdgeDistance } from './polygon.ts'
import { outlineRings, shapeBounds } from './shapes.ts'
import { imagePoint, type Ring } from './spaces.ts'

/** The area of a shape as rings, masks traced along their pixel edges; null for kinds without an inside. */
export const regionOf = (s: Shape): Part[] | null =>
  s.kind === 'mask' ? (maskToPolygon(s)?.parts ?? []) : outlineRings(s)

/** Steps on the longest outline that is looked at; longer ones are looked at more coarsely. */
const MOST_STEPS = 4000

function* alongChain(chain: Ring, closed: boolean): Generator<readonly [number, number]> {
  const n = chain.length >> 1
  let length = 0
  const edge = (i: number) => {
    const j = (i + 1) % n
    return [chain[2 * i]!, chain[2 * i + 1]!, chain[2 * j]!, chain[2 * j + 1]!] as const
  }
  const edges = closed ? n : n - 1
  for (let i = 0; i < edges; i++) {
    const [ax, ay, bx, by] = edge(i)
    length += Math.hypot(bx - ax, by - ay)
  }
  const step = Math.max(1, length / MOST_STEPS)
  for (let i = 0; i < edges; i++) {
    const [ax, ay, bx, by] = edge(i)
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / step))
    for (let k = 0; k < steps; k++) yield [ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps]
  }
  if (!closed) yield [chain[2 * n - 2]!, chain[2 * n - 1]!]
}

/** Points of the outline, or of the line or point itself. */
function* outlinePoints(s: Shape, region: readonly Part[] | null): Generator<readonly [number, number]> {
  if (region) for (const part of region) for (const ring of [part.outer, ...part.holes]) yield* alongChain(ring, true)
  else if (s.kind === 'point') yield [s.x, s.y]
  else if ('points' in s) yield* alongChain(s.points, false)
}

/** A point well inside, on the middle line of each part; without it equal shapes would only touch. */
function innerPoints(region: readonly Part[]): [number, number][] {
  return region.flatMap((part): [number, number][] => {
    const b = shapeBounds({ kind: 'polygon', parts: [part] })
    // A hair off the middle: vertices lie there more often than anywhere else.
    const y = b.y + b.height * 0.5013
    const at: number[] = []
    for (const ring of [part.outer, ...part.holes])
      for (let i = 0, j = ring.length - 2; i + 1 < ring.length; j = i, i += 2) {
        const [yi, yj] = [ring[i + 1]!, ring[j + 1]!]
        if (yi > y !== yj > y) at.push(((ring[j]! - ring[i]!) * (y - yi)) / (yj - yi) + ring[i]!)
      }
    at.sort((p, q) => p - q)
    let best: [number, number] | null = null
    let widest = 0
    for (let i = 0; i + 1 < at.length; i += 2)
      if (at[i + 1]! - at[i]! > widest) {
        widest = at[i + 1]! - at[i]!
        best = [(at[i]! + at[i + 1]!) / 2, y]
      }
    return best ? [best] : []
  })
}

/** How deep a point lies in the region; 0 outside. */
const depth = (region: readonly Part[], x: number, y: number): number => {
  const p = imagePoint(x, y)
  return polygonContains(region, p) ? polygonEdgeDistance(region, p) : 0
}
const distanceTo = (region: readonly Part[], x: number, y: number): number => {
  const p = imagePoint(x, y)
  return polygonContains(region, p) ? 0 : polygonEdgeDistance(region, p)
}

/** All of `a` lies in `b`, sticking out by no more than `tolerance` image pixels. */
export function liesInside(a: Shape, b: Shape, tolerance: number): boolean {
  const [inner, outer] = [regionOf(a), regionOf(b)]
  if (!outer) return false
  for (const [x, y] of outlinePoints(a, inner)) if (distanceTo(outer, x, y) > tolerance + 1e-6) return false
  // A hole or a bay of `b` in the middle of `a`.
  if (inner) for (const [x, y] of outlinePoints(b, outer)) if (depth(inner, x, y) > tolerance + 1e-6) return false
  return true
}

/** `a` and `b` share ground deeper than `tolerance` image pixels. */
export function reachesInto(a: Shape, b: Shape, tolerance: number): boolean {
  const [one, other] = [regionOf(a), regionOf(b)]
  if (!other) return false
  const beyond = (region: readonly Part[], points: Iterable<readonly [number, number]>) => {
    for (const [x, y] of points) if (depth(region, x, y) > tolerance + 1e-6) return true
    return false
  }
  if (beyond(other, outlinePoints(a, one))) return true
  if (!one) return false
  // An inner point counts as deep as it lies in both.
  const inner = [...innerPoints(one), ...innerPoints(other)]
  if (inner.some(([x, y]) => Math.min(depth(one, x, y), depth(other, x, y)) > tolerance + 1e-6)) return true
  return beyond(one, outlinePoints(b, other))
}
