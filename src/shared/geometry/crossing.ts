// Does a polygon cross itself? Touching (a vertex on another edge, two rings sharing a corner, a spike back along an
// edge) is legal and common in real data; going through to the other side is not.
import type { Part } from './polygon.ts'
import type { Ring } from './spaces.ts'

type Edge = { ring: number; i: number; ax: number; ay: number; bx: number; by: number; minX: number; maxX: number }

const side = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))

/** Strictly between the ends of the edge and on its line. */
const insideEdge = (e: Edge, x: number, y: number): boolean => {
  if (side(e.ax, e.ay, e.bx, e.by, x, y) !== 0) return false
  const t = (x - e.ax) * (e.bx - e.ax) + (y - e.ay) * (e.by - e.ay)
  const length = (e.bx - e.ax) ** 2 + (e.by - e.ay) ** 2
  return t > 0 && t < length
}

const withoutRepeats = (ring: Ring): number[] => {
  const out: number[] = []
  for (let i = 0; i + 1 < ring.length; i += 2)
    if (ring[i] !== out[out.length - 2] || ring[i + 1] !== out[out.length - 1]) out.push(ring[i]!, ring[i + 1]!)
  while (out.length > 2 && out[0] === out[out.length - 2] && out[1] === out[out.length - 1]) out.length -= 2
  return out
}

const vertex = (ring: Ring, i: number): [number, number] => {
  const n = ring.length >> 1
  const k = ((i % n) + n) % n
  return [ring[2 * k]!, ring[2 * k + 1]!]
}

/** The chain through vertex `i` of `ring` goes from one side of the edge to the other. */
const passesThrough = (e: Edge, ring: Ring, i: number): boolean => {
  const [px, py] = vertex(ring, i - 1)
  const [nx, ny] = vertex(ring, i + 1)
  return side(e.ax, e.ay, e.bx, e.by, px, py) * side(e.ax, e.ay, e.bx, e.by, nx, ny) < 0
}

/** Two chains that share a vertex cross there when exactly one arm of the second lies between the arms of the first. */
const crossAtVertex = (one: Ring, i: number, two: Ring, j: number): boolean => {
  const [cx, cy] = vertex(one, i)
  const angle = ([x, y]: [number, number]) => Math.atan2(y - cy, x - cx)
  const turn = (from: number, to: number) => (to - from + 4 * Math.PI) % (2 * Math.PI)
  const a = angle(vertex(one, i - 1))
  const sector = turn(a, angle(vertex(one, i + 1)))
  const c = turn(a, angle(vertex(two, j - 1)))
  const d = turn(a, angle(vertex(two, j + 1)))
  // Arms that run along each other touch only.
  const along = (t: number) => Math.min(t, 2 * Math.PI - t) < 1e-12 || Math.abs(t - sector) < 1e-12
  if (along(c) || along(d)) return false
  return c < sector !== d < sector
}

const edgesCross = (e: Edge, f: Edge, rings: readonly Ring[]): boolean => {
  const one = rings[e.ring]!
  const two = rings[f.ring]!
  const s1 = side(e.ax, e.ay, e.bx, e.by, f.ax, f.ay)
  const s2 = side(e.ax, e.ay, e.bx, e.by, f.bx, f.by)
  const s3 = side(f.ax, f.ay, f.bx, f.by, e.ax, e.ay)
  const s4 = side(f.ax, f.ay, f.bx, f.by, e.bx, e.by)
  if (s1 * s2 < 0 && s3 * s4 < 0) return true
  // Each vertex belongs to the edge that starts there, so every vertex-on-edge and vertex-on-vertex case is seen once.
  if (insideEdge(e, f.ax, f.ay) && passesThrough(e, two, f.i)) return true
  if (insideEdge(f, e.ax, e.ay) && passesThrough(f, one, e.i)) return true
  return e.ax === f.ax && e.ay === f.ay && crossAtVertex(one, e.i, two, f.i)
}

/** Sorted by x with an active list: near n log n for outlines, worst case n squared. */
function anyCrossing(given: readonly Ring[]): boolean {
  const rings = given.map(withoutRepeats).filter((ring) => ring.length >= 6)
  const edges: Edge[] = []
  rings.forEach((ring, r) => {
    const n = ring.length >> 1
    for (let i = 0; i < n; i++) {
      const [ax, ay] = vertex(ring, i)
      const [bx, by] = vertex(ring, i + 1)
      edges.push({ ring: r, i, ax, ay, bx, by, minX: Math.min(ax, bx), maxX: Math.max(ax, bx) })
    }
  })
  edges.sort((a, b) => a.minX - b.minX)
  let active: Edge[] = []
  for (const e of edges) {
    active = active.filter((f) => f.maxX >= e.minX)
    const low = Math.min(e.ay, e.by)
    const high = Math.max(e.ay, e.by)
    for (const f of active) {
      if (Math.max(f.ay, f.by) < low || Math.min(f.ay, f.by) > high) continue
      if (edgesCross(e, f, rings)) return true
    }
    active.push(e)
  }
  return false
}

export const ringCrossesItself = (ring: Ring): boolean => anyCrossing([ring])

/** A part is judged with its holes; parts may overlap (their union is meant). */
export const polygonCrossesItself = (parts: readonly Part[]): boolean =>
  parts.some((part) => anyCrossing([part.outer, ...part.holes]))
