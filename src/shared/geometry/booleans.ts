// Union, intersection and difference of areas. The only import of clipper2-ts, which works on whole numbers: coordinates
// go to a fine grid (GRID) and back; vertices that were there before come back exactly as they were.
import { Clipper64, ClipType, FillRule, type Path64, type Point64, type PolyPath64, PolyTree64 } from 'clipper2-ts'
import { boundsOfAll, boundsOfPoints } from './box.ts'
import { polygonCrossesItself } from './crossing.ts'
import { type Part, ringArea, ringsOf } from './polygon.ts'
import { polylineLength, segmentDistanceSquared } from './polyline.ts'
import type { Ring } from './spaces.ts'

export type AreaOperation = 'union' | 'intersect' | 'subtract'
export type Area = readonly Part[]

/** Grid steps per image pixel, where the shape is small enough for products of coordinates to stay exact in a double. */
const GRID = 16_384
const MOST_STEPS = 2 ** 26

const OPERATION: Readonly<Record<AreaOperation, ClipType>> = {
  union: ClipType.Union,
  intersect: ClipType.Intersection,
  subtract: ClipType.Difference,
}

/** Image space <-> grid of one calculation; remembers which exact vertex a grid point stands for. */
class Grid {
  private readonly x: number
  private readonly y: number
  readonly steps: number
  private readonly exact = new Map<string, readonly [number, number]>()

  constructor(areas: readonly Area[]) {
    const bounds = boundsOfAll(areas.flatMap((area) => ringsOf(area).map(({ ring }) => boundsOfPoints(ring))))
    this.x = bounds?.x ?? 0
    this.y = bounds?.y ?? 0
    const reach = Math.max(bounds?.width ?? 0, bounds?.height ?? 0, 1)
    this.steps = Math.min(GRID, 2 ** Math.floor(Math.log2(MOST_STEPS / reach)))
  }
  path(ring: Ring): Path64 {
    const path: Path64 = []
    for (let i = 0; i + 1 < ring.length; i += 2) {
      const x = Math.round((ring[i]! - this.x) * this.steps)
      const y = Math.round((ring[i + 1]! - this.y) * this.steps)
      const key = `${x} ${y}`
      if (!this.exact.has(key)) this.exact.set(key, [ring[i]!, ring[i + 1]!])
      path.push({ x, y })
    }
    return withoutSpikes(path)
  }
  ring(path: Path64, exact: boolean): number[] {
    const ring: number[] = []
    for (const { x, y } of path) {
      const known = exact ? this.exact.get(`${x} ${y}`) : undefined
      ring.push(known?.[0] ?? x / this.steps + this.x, known?.[1] ?? y / this.steps + this.y)
    }
    return ring
  }
}

/**
 * Without vertices that repeat and edges that run straight back: they enclose nothing, and horizontal ones can send the
 * engine around a ring without end.
 */
function withoutSpikes(path: Path64): Path64 {
  const kept: Path64 = []
  const turnsBack = (a: Point64, b: Point64, c: Point64): boolean => {
    const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y]
    return ux * vy - uy * vx === 0 && ux * vx + uy * vy <= 0
  }
  for (const point of path) {
    while (kept.length > 1 && turnsBack(kept.at(-2)!, kept.at(-1)!, point)) kept.pop()
    if (kept.length === 1 && kept[0]!.x === point.x && kept[0]!.y === point.y) continue
    kept.push(point)
  }
  // The ring is closed: its last vertices against its first.
  for (;;) {
    if (kept.length > 2 && turnsBack(kept.at(-2)!, kept.at(-1)!, kept[0]!)) kept.pop()
    else if (kept.length > 2 && turnsBack(kept.at(-1)!, kept[0]!, kept[1]!)) kept.shift()
    else return kept
  }
}

/** The engine met more crossings than its edges can have: it goes around in circles. */
class Tangled extends Error {}

const run = (operation: ClipType, rule: FillRule, subject: Path64[], clip: Path64[]): PolyTree64 => {
  const engine = new Clipper64()
  const edges = [...subject, ...clip].reduce((sum, path) => sum + path.length, 0)
  let left = Math.min(4 * edges * edges + 1000, MOST_CROSSINGS)
  engine.zCallback = () => {
    if (--left < 0) throw new Tangled()
  }
  engine.addSubject(subject)
  if (clip.length > 0) engine.addClip(clip)
  const tree = new PolyTree64()
  engine.execute(operation, rule, tree)
  return tree
}
const MOST_CROSSINGS = 2_000_000

const walk = (node: PolyPath64, visit: (outer: Path64, holes: Path64[]) => void): void => {
  for (let i = 0; i < node.count; i++) {
    const outer = node.child(i)
    const holes: Path64[] = []
    for (let h = 0; h < outer.count; h++) {
      const path = outer.child(h).poly
      if (path) holes.push(path)
      walk(outer.child(h), visit)
    }
    if (outer.poly) visit(outer.poly, holes)
  }
}

/** Even-odd inside each part, union over the parts: rings wound so that one non-zero fill means the same. */
const woundPaths = (grid: Grid, area: Area): Path64[] =>
  area.flatMap((part) => {
    const paths: Path64[] = []
    const rings = [part.outer, ...part.holes].map((ring) => grid.path(ring))
    walk(run(ClipType.Union, FillRule.EvenOdd, rings, []), (outer, holes) => paths.push(outer, ...holes))
    return paths
  })

/** What is thinner than two grid steps is left over from rounding, not drawn by anybody. */
const isDust = (ring: Ring, steps: number): boolean =>
  ringArea(ring) <= (polylineLength([...ring, ring[0]!, ring[1]!]) * 2) / steps

const partsOf = (tree: PolyTree64, grid: Grid, exact: boolean): Part[] => {
  const parts: Part[] = []
  walk(tree, (path, inside) => {
    const outer = grid.ring(path, exact)
    if (outer.length < 6 || isDust(outer, grid.steps)) return
    const holes = inside.map((hole) => grid.ring(hole, exact))
    parts.push({ outer, holes: holes.filter((hole) => hole.length >= 6 && !isDust(hole, grid.steps)) })
  })
  return parts
}

/**
 * Where an intersection was rounded, an edge may pass a vertex on the wrong side. Every edge that comes this near to a
 * vertex is led through it; touching is legal.
 */
const throughNearVertices = (parts: readonly Part[], reach: number): Part[] => {
  const corners = parts.flatMap(({ outer, holes }) => [outer, ...holes]).flatMap((ring) => pairs(ring))
  const led = (ring: readonly number[]): number[] =>
    pairs(ring).flatMap(([ax, ay], i, all) => {
      const [bx, by] = all[(i + 1) % all.length]!
      const along = (x: number, y: number) => (x - ax) * (bx - ax) + (y - ay) * (by - ay)
      const near = corners.filter(
        ([x, y]) =>
          segmentDistanceSquared(x, y, ax, ay, bx, by) <= reach * reach &&
          along(x, y) > 0 &&
          along(x, y) < along(bx, by) &&
          Math.hypot(x - ax, y - ay) > reach &&
          Math.hypot(x - bx, y - by) > reach,
      )
      near.sort((one, other) => along(...one) - along(...other))
      return [ax, ay, ...near.flat()]
    })
  return parts.map(({ outer, holes }) => ({ outer: led(outer), holes: holes.map(led) }))
}
const pairs = (ring: Ring): (readonly [number, number])[] =>
  Array.from({ length: ring.length >> 1 }, (_, i) => [ring[2 * i]!, ring[2 * i + 1]!] as const)

/**
 * `subject` combined with everything in `others` (for `intersect`: with each of them in turn). Largest part first; empty
 * when nothing is left. Null when the coordinates lie too far apart, or the edges too entangled, to be calculated exactly.
 */
export function combineAreas(operation: AreaOperation, subject: Area, others: readonly Area[]): Part[] | null {
  try {
    return calculated(operation, subject, others)
  } catch (error) {
    if (error instanceof Tangled) return null
    throw error
  }
}

function calculated(operation: AreaOperation, subject: Area, others: readonly Area[]): Part[] | null {
  if (operation === 'intersect' && others.length > 1) {
    const [first, ...rest] = others
    const once = calculated('intersect', subject, [first!])
    return once && calculated('intersect', once, rest)
  }
  const grid = new Grid([subject, ...others])
  if (grid.steps < 1) return null
  const own = woundPaths(grid, subject)
  const clip = others.flatMap((area) => woundPaths(grid, area))
  const tree = run(OPERATION[operation], FillRule.NonZero, own, clip)
  let parts = partsOf(tree, grid, true)
  // Moving a vertex back to its exact place is less than half a grid step, but a needle may be thinner than that.
  if (polygonCrossesItself(parts)) parts = partsOf(tree, grid, false)
  for (let again = 0; again < 3 && polygonCrossesItself(parts); again++) {
    parts = throughNearVertices(parts, 1.5 / grid.steps)
    if (!polygonCrossesItself(parts)) break
    parts = partsOf(run(ClipType.Union, FillRule.NonZero, woundPaths(grid, parts), []), grid, false)
  }
  if (polygonCrossesItself(parts)) return null
  return parts.sort((a, b) => ringArea(b.outer) - ringArea(a.outer))
}

/** Square pixels of two areas and of what they share, without making shapes of it; null as for `combineAreas`. */
export function sharedArea(a: Area, b: Area): { a: number; b: number; both: number } | null {
  try {
    const grid = new Grid([a, b])
    if (grid.steps < 1) return null
    const [own, other] = [woundPaths(grid, a), woundPaths(grid, b)]
    const size = (tree: PolyTree64): number => {
      let sum = 0
      walk(tree, (outer, holes) => {
        sum += Math.abs(areaPath(outer)) - holes.reduce((cut, hole) => cut + Math.abs(areaPath(hole)), 0)
      })
      return sum / grid.steps ** 2
    }
    const alone = (paths: Path64[], parts: number): number =>
      parts === 1
        ? Math.abs(paths.reduce((sum, path) => sum + areaPath(path), 0)) / grid.steps ** 2
        : size(run(ClipType.Union, FillRule.NonZero, paths, []))
    const both = size(run(ClipType.Intersection, FillRule.NonZero, own, other))
    return { a: alone(own, a.length), b: alone(other, b.length), both }
  } catch (error) {
    if (error instanceof Tangled) return null
    throw error
  }
}

/** Signed, in squares of the grid. */
const areaPath = (path: Path64): number => {
  let twice = 0
  for (let i = 0, j = path.length - 1; i < path.length; j = i, i++)
    twice += path[j]!.x * path[i]!.y - path[i]!.x * path[j]!.y
  return twice / 2
}

/** The same area without overlapping parts and without edges that lie on each other. */
export const cleanArea = (area: Area): Part[] | null => combineAreas('union', area, [])
