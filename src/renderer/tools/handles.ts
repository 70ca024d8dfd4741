// The points by which a shape is edited. Pure: the same list is drawn and hit.
import type { Shape } from '../../shared/annotation/model.ts'
import { BOX_HANDLES, type BoxHandle, boxHandlePoint, resizeBox } from '../../shared/geometry/box.ts'
import { type RingRef, removeRing, replaceRing, ringOf, ringsOf } from '../../shared/geometry/polygon.ts'
import { deleteVertex, insertVertex, moveVertex, vertexAt, vertexCount } from '../../shared/geometry/polyline.ts'
import { type ImagePoint, imagePoint, type Ring } from '../../shared/geometry/spaces.ts'

export type EditHandle =
  | { readonly kind: 'side'; readonly handle: BoxHandle; readonly at: ImagePoint }
  /** `ref` null = the one chain of a polyline. */
  | { readonly kind: 'vertex'; readonly ref: RingRef | null; readonly index: number; readonly at: ImagePoint }
  | { readonly kind: 'midpoint'; readonly ref: RingRef | null; readonly index: number; readonly at: ImagePoint }

/** Edges shorter than this on screen (CSS pixels) have no midpoint handle: it would cover the vertices. */
const MIDPOINT_ROOM = 28

function chainHandles(points: Ring, ref: RingRef | null, closed: boolean, scale: number): EditHandle[] {
  const n = vertexCount(points)
  const out: EditHandle[] = []
  for (let index = 0; index < n; index++) out.push({ kind: 'vertex', ref, index, at: vertexAt(points, index) })
  for (let index = 0; index < (closed ? n : n - 1); index++) {
    const a = vertexAt(points, index)
    const b = vertexAt(points, (index + 1) % n)
    if (Math.hypot(a.x - b.x, a.y - b.y) * scale >= MIDPOINT_ROOM)
      out.push({ kind: 'midpoint', ref, index, at: imagePoint((a.x + b.x) / 2, (a.y + b.y) / 2) })
  }
  return out
}

export function handlesOf(shape: Shape, scale: number): EditHandle[] {
  switch (shape.kind) {
    case 'box':
      return BOX_HANDLES.map((handle) => ({ kind: 'side', handle, at: boxHandlePoint(shape, handle) }))
    case 'polygon':
      return ringsOf(shape.parts).flatMap(({ ref, ring }) => chainHandles(ring, ref, true, scale))
    case 'polyline':
    case 'ruler':
    case 'angle':
      return chainHandles(shape.points, null, false, scale).filter(
        (h) => shape.kind === 'polyline' || h.kind === 'vertex',
      )
    case 'point':
    case 'mask':
    case 'oriented':
    case 'ellipse':
      return []
  }
}

/** Nearest handle within reach; a vertex beats a midpoint, a corner beats a side. */
export function hitHandle(shape: Shape, p: ImagePoint, reach: number, scale: number): EditHandle | null {
  const rank = (h: EditHandle) => (h.kind === 'midpoint' || (h.kind === 'side' && h.handle.length === 1) ? 1 : 0)
  let best: EditHandle | null = null
  let bestDistance = reach
  for (const h of handlesOf(shape, scale)) {
    const d = Math.hypot(h.at.x - p.x, h.at.y - p.y)
    if (d > reach || (best && rank(h) > rank(best))) continue
    if (d <= bestDistance || (best && rank(h) < rank(best))) {
      best = h
      bestDistance = d
    }
  }
  return best
}

const withChain = (shape: Shape, ref: RingRef | null, change: (points: Ring) => number[]): Shape => {
  if ('points' in shape) return { ...shape, points: change(shape.points) }
  if (shape.kind !== 'polygon' || !ref) return shape
  const ring = ringOf(shape.parts, ref)
  return ring ? { ...shape, parts: replaceRing(shape.parts, ref, change(ring)) } : shape
}

/** The shape with the handle dragged to `to`. A midpoint becomes a vertex. */
export function dragHandle(shape: Shape, handle: EditHandle, to: ImagePoint): Shape {
  if (handle.kind === 'side') return shape.kind === 'box' ? { ...shape, ...resizeBox(shape, handle.handle, to) } : shape
  if (handle.kind === 'vertex') return withChain(shape, handle.ref, (points) => moveVertex(points, handle.index, to))
  return withChain(shape, handle.ref, (points) => insertVertex(points, handle.index, to))
}

/** Null when too few vertices would remain. The last three vertices of a hole take the hole with them. */
export function deleteHandle(shape: Shape, handle: EditHandle): Shape | null {
  if (handle.kind !== 'vertex') return null
  if (shape.kind === 'polyline')
    return vertexCount(shape.points) > 2 ? { ...shape, points: deleteVertex(shape.points, handle.index) } : null
  if (shape.kind !== 'polygon' || !handle.ref) return null
  const ring = ringOf(shape.parts, handle.ref)
  if (!ring) return null
  if (vertexCount(ring) > 3)
    return { ...shape, parts: replaceRing(shape.parts, handle.ref, deleteVertex(ring, handle.index)) }
  return handle.ref.hole === null ? null : { ...shape, parts: removeRing(shape.parts, handle.ref) }
}

/** What the dragged handle is called after the drag: a midpoint has become vertex `index + 1`. */
export const settledHandle = (handle: EditHandle, at: ImagePoint): EditHandle =>
  handle.kind === 'midpoint' ? { kind: 'vertex', ref: handle.ref, index: handle.index + 1, at } : { ...handle, at }

/** The same vertex in a changed shape, where it is now; null when it is gone. */
export const findVertex = (shape: Shape, vertex: EditHandle & { kind: 'vertex' }, scale: number): EditHandle | null =>
  handlesOf(shape, scale).find(
    (h) =>
      h.kind === 'vertex' &&
      h.index === vertex.index &&
      h.ref?.part === vertex.ref?.part &&
      h.ref?.hole === vertex.ref?.hole,
  ) ?? null
