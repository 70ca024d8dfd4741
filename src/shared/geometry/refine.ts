// Fewer vertices, or rounder corners. The result never crosses itself where the outline did not before, and no part, hole
// or line is lost: where the wish is too much for a shape, it gets as much of it as it can bear.
import type { Shape, ShapeOf } from '../annotation/model.ts'
import { polygonCrossesItself } from './crossing.ts'
import { type Part, ringArea, ringContains, ringsOf, simplifyRing } from './polygon.ts'
import { nearestEdge, simplifyPolyline, vertexCount } from './polyline.ts'
import { imagePoint, type Ring } from './spaces.ts'

export type Refinement =
  /** Image pixels that a dropped vertex may have been away from the new outline. */
  | { readonly kind: 'simplify'; readonly tolerance: number }
  /** How often every corner is cut (Chaikin): each round doubles the vertices. */
  | { readonly kind: 'smooth'; readonly rounds: number }

/** Image pixels: smoothing leaves out vertices that would not be seen. */
const UNSEEN = 0.05

/** A corner becomes two points at a quarter of its edges. */
function cutCorners(points: Ring, closed: boolean): number[] {
  const n = vertexCount(points)
  if (n < 3) return points.slice()
  const out: number[] = closed ? [] : [points[0]!, points[1]!]
  const between = (i: number, j: number, t: number) =>
    out.push(
      points[2 * i]! + t * (points[2 * j]! - points[2 * i]!),
      points[2 * i + 1]! + t * (points[2 * j + 1]! - points[2 * i + 1]!),
    )
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const j = (i + 1) % n
    if (closed || i > 0) between(i, j, 0.25)
    if (closed || i < n - 2) between(i, j, 0.75)
  }
  if (!closed) out.push(points[2 * n - 2]!, points[2 * n - 1]!)
  return out
}

function smooth(points: Ring, rounds: number, closed: boolean): number[] {
  let out = points.slice()
  for (let i = 0; i < rounds; i++) out = cutCorners(out, closed)
  return closed ? simplifyRing(out, UNSEEN) : simplifyPolyline(out, UNSEEN)
}

/** `share` of the wish, 0 to 1. */
const refined = (points: Ring, wish: Refinement, share: number, closed: boolean): number[] => {
  if (wish.kind === 'smooth') return smooth(points, Math.floor(wish.rounds * share), closed)
  const tolerance = wish.tolerance * share
  if (tolerance <= 0) return points.slice()
  return closed ? simplifyRing(points, tolerance) : simplifyPolyline(points, tolerance)
}

const holesInside = ({ outer, holes }: Part): boolean =>
  holes.every((hole) => {
    for (let i = 0; i < vertexCount(hole); i++) {
      const [x, y] = [hole[2 * i]!, hole[2 * i + 1]!]
      if ((nearestEdge(outer, imagePoint(x, y), true)?.distance ?? 0) > 1e-9) return ringContains(outer, x, y)
    }
    return true
  })
const isSound = (part: Part): boolean => !polygonCrossesItself([part]) && holesInside(part)

function refinePart(part: Part, wish: Refinement): Part {
  const ring = (points: number[], share: number) => {
    const next = refined(points, wish, share, true)
    return next.length >= 6 && ringArea(next) > 1e-9 ? next : points
  }
  // What came in broken is not held to a rule it never kept.
  const broken = !isSound(part)
  for (let share = 1; share > 0.01; share /= 2) {
    const next = { outer: ring(part.outer, share), holes: part.holes.map((hole) => ring(hole, share)) }
    if (broken || isSound(next)) return next
  }
  return part
}

export const canRefine = (s: Shape): s is ShapeOf<'polygon' | 'polyline'> =>
  s.kind === 'polygon' || s.kind === 'polyline'

export function refineShape<S extends ShapeOf<'polygon' | 'polyline'>>(shape: S, wish: Refinement): S {
  if (shape.kind === 'polyline') return { ...shape, points: refined(shape.points, wish, 1, false) }
  return { ...shape, parts: shape.parts.map((part) => refinePart(part, wish)) }
}

export const shapeVertexCount = (s: ShapeOf<'polygon' | 'polyline'>): number =>
  s.kind === 'polyline' ? vertexCount(s.points) : ringsOf(s.parts).reduce((sum, { ring }) => sum + vertexCount(ring), 0)
