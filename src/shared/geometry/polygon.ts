// Rings (closed chains) and polygons with holes.
import type { ShapeOf } from '../annotation/model.ts'
import { nearestEdge, simplifyPolyline, vertexCount } from './polyline.ts'
import type { ImagePoint, Ring } from './spaces.ts'

export type Part = ShapeOf<'polygon'>['parts'][number]

/** Positive when the ring runs clockwise on screen (y down). */
export const signedArea = (ring: Ring): number => {
  // Relative to the first vertex: far from the origin the plain sum loses the digits that matter.
  const x0 = ring[0] ?? 0
  const y0 = ring[1] ?? 0
  let sum = 0
  const n = ring.length
  for (let i = 0, j = n - 2; i + 1 < n; j = i, i += 2)
    sum += (ring[j]! - x0) * (ring[i + 1]! - y0) - (ring[i]! - x0) * (ring[j + 1]! - y0)
  return sum / 2
}

export const ringArea = (ring: Ring): number => Math.abs(signedArea(ring))

export const partArea = (part: Part): number =>
  Math.max(0, ringArea(part.outer) - part.holes.reduce((sum, hole) => sum + ringArea(hole), 0))

export const polygonArea = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + partArea(part), 0)

/** Even-odd, half-open: of two polygons that share an edge, exactly one owns a point on it. */
export const ringContains = (ring: Ring, x: number, y: number): boolean => {
  let inside = false
  const n = ring.length
  for (let i = 0, j = n - 2; i + 1 < n; j = i, i += 2) {
    const yi = ring[i + 1]!
    const yj = ring[j + 1]!
    if (yi > y !== yj > y && x < ((ring[j]! - ring[i]!) * (y - yi)) / (yj - yi) + ring[i]!) inside = !inside
  }
  return inside
}

export const polygonContains = (parts: readonly Part[], p: ImagePoint): boolean =>
  parts.some((part) => ringContains(part.outer, p.x, p.y) && !part.holes.some((hole) => ringContains(hole, p.x, p.y)))

export type RingRef = { readonly part: number; readonly hole: number | null }
export const ringOf = (parts: readonly Part[], ref: RingRef): Ring | undefined =>
  ref.hole === null ? parts[ref.part]?.outer : parts[ref.part]?.holes[ref.hole]

export const ringsOf = (parts: readonly Part[]): { ref: RingRef; ring: number[] }[] =>
  parts.flatMap((part, i) => [
    { ref: { part: i, hole: null }, ring: part.outer },
    ...part.holes.map((ring, h) => ({ ref: { part: i, hole: h }, ring })),
  ])

export const replaceRing = (parts: readonly Part[], ref: RingRef, ring: number[]): Part[] =>
  parts.map((part, i) =>
    i !== ref.part
      ? part
      : ref.hole === null
        ? { ...part, outer: ring }
        : { ...part, holes: part.holes.map((hole, h) => (h === ref.hole ? ring : hole)) },
  )

/** Without the ring; a part goes with its outer ring. Empty when nothing is left. */
export const removeRing = (parts: readonly Part[], ref: RingRef): Part[] =>
  parts.flatMap((part, i) =>
    i !== ref.part
      ? [part]
      : ref.hole === null
        ? []
        : [{ ...part, holes: part.holes.filter((_, h) => h !== ref.hole) }],
  )

export const polygonEdgeDistance = (parts: readonly Part[], p: ImagePoint): number => {
  let best = Number.POSITIVE_INFINITY
  for (const { ring } of ringsOf(parts)) best = Math.min(best, nearestEdge(ring, p, true)?.distance ?? best)
  return best
}

/** Ring version of Douglas-Peucker, anchored at vertex 0 and the vertex furthest from it; never below 3 vertices. */
export const simplifyRing = (ring: Ring, tolerance: number): number[] => {
  const n = vertexCount(ring)
  if (n <= 3) return ring.slice()
  let far = 0
  let worst = -1
  for (let i = 1; i < n; i++) {
    const d = Math.hypot(ring[2 * i]! - ring[0]!, ring[2 * i + 1]! - ring[1]!)
    if (d > worst) {
      worst = d
      far = i
    }
  }
  const first = simplifyPolyline(ring.slice(0, 2 * far + 2), tolerance)
  const second = simplifyPolyline([...ring.slice(2 * far), ring[0]!, ring[1]!], tolerance)
  const out = [...first, ...second.slice(2, -2)]
  return out.length >= 6 ? out : ring.slice()
}
