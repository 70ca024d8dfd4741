// Where a vertex goes that is drawn or dragged near something: to a vertex, else to an edge or the border of the picture.
// Only shapes near the pointer are looked at (spatial index), so the number of shapes on the picture does not matter.
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { type RingRef, ringsOf } from '../../shared/geometry/polygon.ts'
import { segmentDistanceSquared, vertexAt, vertexCount } from '../../shared/geometry/polyline.ts'
import { outlineRings } from '../../shared/geometry/shapes.ts'
import { type ImagePoint, imagePoint, type Ring } from '../../shared/geometry/spaces.ts'
import { REACH, type ToolHost, type ToolPointer } from './toolMachine.ts'

/** A vertex of a stored shape; `ref` null = the one chain of a polyline. */
export type VertexRef = { readonly id: string; readonly ref: RingRef | null; readonly index: number }
export type SnapMark = {
  readonly kind: 'vertex' | 'edge' | 'border'
  readonly at: ImagePoint
  readonly vertex: VertexRef | null
}

type Chain = {
  readonly points: Ring
  readonly closed: boolean
  readonly ref: RingRef | null
  readonly corners: boolean
}

/** The lines one may hold on to. The vertices of an ellipse are an invention of the drawing, its line is not. */
export function chainsOf(shape: Shape): readonly Chain[] {
  if (shape.kind === 'polyline') return [{ points: shape.points, closed: false, ref: null, corners: true }]
  const parts = outlineRings(shape)
  if (!parts) return []
  return ringsOf(parts).map(({ ref, ring }) => ({ points: ring, closed: true, ref, corners: shape.kind !== 'ellipse' }))
}

const distance = (a: ImagePoint, b: ImagePoint): number => Math.hypot(a.x - b.x, a.y - b.y)

function nearestCorner(a: Annotation, chain: Chain, p: ImagePoint, reach: number): SnapMark | null {
  let best: SnapMark | null = null
  let limit = reach
  for (let index = 0; chain.corners && index < vertexCount(chain.points); index++) {
    const at = vertexAt(chain.points, index)
    const d = distance(at, p)
    if (d > limit) continue
    limit = d
    best = { kind: 'vertex', at, vertex: { id: a.id, ref: chain.ref, index } }
  }
  return best
}

const footOn = (p: ImagePoint, a: ImagePoint, b: ImagePoint): ImagePoint => {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
  return imagePoint(a.x + t * dx, a.y + t * dy)
}

function nearestOnEdge(chain: Chain, p: ImagePoint, reach: number): SnapMark | null {
  const n = vertexCount(chain.points)
  let limit = reach * reach
  let at: ImagePoint | null = null
  for (let i = 0; i < (chain.closed ? n : n - 1); i++) {
    const [a, b] = [vertexAt(chain.points, i), vertexAt(chain.points, (i + 1) % n)]
    const d = segmentDistanceSquared(p.x, p.y, a.x, a.y, b.x, b.y)
    if (d > limit) continue
    limit = d
    at = footOn(p, a, b)
  }
  return at && { kind: 'edge', at, vertex: null }
}

function onBorder(p: ImagePoint, size: { width: number; height: number }, reach: number): SnapMark | null {
  const to = (v: number, most: number) => (Math.abs(v) <= reach ? 0 : Math.abs(v - most) <= reach ? most : null)
  const [x, y] = [to(p.x, size.width), to(p.y, size.height)]
  if (x === null && y === null) return null
  const at = imagePoint(x ?? Math.min(Math.max(p.x, 0), size.width), y ?? Math.min(Math.max(p.y, 0), size.height))
  return { kind: 'border', at, vertex: null }
}

/** `not` are the shapes that are being changed themselves. Ctrl turns snapping round for as long as it is held. */
export function snap(host: ToolHost, p: ToolPointer, not: ReadonlySet<string> = new Set()): SnapMark | null {
  const { snapping, frame } = host.scene()
  if (snapping === p.ctrl) return null
  const reach = REACH / host.scale()
  const { point } = p
  const box = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach }
  const closest = (found: readonly (SnapMark | null)[]): SnapMark | null =>
    found.reduce((best, m) => (m && (!best || distance(m.at, point) < distance(best.at, point)) ? m : best), null)
  const chains = host
    .near(box)
    .filter((a) => !not.has(a.id))
    .flatMap((a) => (a.shape ? chainsOf(a.shape).map((chain) => ({ a, chain })) : []))
  return (
    closest(chains.map(({ a, chain }) => nearestCorner(a, chain, point, reach))) ??
    closest([frame && onBorder(point, frame, reach), ...chains.map(({ chain }) => nearestOnEdge(chain, point, reach))])
  )
}

/** Which way round a neighbour's outline is followed from one of its vertices to another. */
export const WAYS = ['shorter', 'longer', 'straight'] as const
export type Way = (typeof WAYS)[number]

const lengthOf = (chain: readonly ImagePoint[]): number =>
  chain.reduce((sum, p, i) => (i === 0 ? 0 : sum + distance(p, chain[i - 1]!)), 0)

/** The neighbour's vertices strictly between two of them on one chain; empty when they are not on one. */
export function follow(host: ToolHost, from: VertexRef | null, to: VertexRef | null, way: Way): number[] {
  if (!from || !to || way === 'straight' || from.id !== to.id) return []
  const shape = host.scene().annotations.get(from.id)?.shape
  const same = (c: Chain, v: VertexRef) => c.ref?.part === v.ref?.part && c.ref?.hole === v.ref?.hole
  const chain = shape && chainsOf(shape).find((c) => same(c, from) && same(c, to))
  if (!chain || from.index === to.index) return []
  const n = vertexCount(chain.points)
  const walk = (step: 1 | -1) => {
    const passed = [vertexAt(chain.points, from.index)]
    for (let i = from.index; i !== to.index; ) {
      i = (i + step + n) % n
      passed.push(vertexAt(chain.points, i))
    }
    return passed
  }
  const ahead = walk(1)
  const back = walk(-1)
  // An open line has one way only: the one that does not jump from its end to its start.
  const wanted = !chain.closed
    ? from.index < to.index
      ? ahead
      : back
    : lengthOf(ahead) <= lengthOf(back) === (way === 'shorter')
      ? ahead
      : back
  return wanted.slice(1, -1).flatMap(({ x, y }) => [x, y])
}
