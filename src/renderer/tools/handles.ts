// The points by which a shape is edited. Pure: the same list is drawn and hit (with those of keypoints: annotationHandles.ts).
import type { Shape, ShapeOf } from '../../shared/annotation/model.ts'
import { BOX_HANDLES, type BoxHandle, boxHandlePoint, resizeBox } from '../../shared/geometry/box.ts'
import { type RingRef, removeRing, replaceRing, ringOf, ringsOf } from '../../shared/geometry/polygon.ts'
import { deleteVertex, insertVertex, moveVertex, vertexAt, vertexCount } from '../../shared/geometry/polyline.ts'
import { type ImagePoint, imagePoint, type Ring } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { fromOwnAxes } from '../../shared/geometry/turned.ts'
import { ownExtent, resizeTurned, snapDirection, turnTowards } from '../../shared/geometry/turning.ts'

export type ShapeHandle =
  | { readonly kind: 'side'; readonly handle: BoxHandle; readonly at: ImagePoint }
  /** `ref` null = the one chain of a polyline. */
  | { readonly kind: 'vertex'; readonly ref: RingRef | null; readonly index: number; readonly at: ImagePoint }
  | { readonly kind: 'midpoint'; readonly ref: RingRef | null; readonly index: number; readonly at: ImagePoint }
  /** Turns the shape; sits beyond its own top (`end` -1) or bottom (1) side, `foot` is the middle of that side. */
  | { readonly kind: 'turn'; readonly end: -1 | 1; readonly foot: ImagePoint; readonly at: ImagePoint }

/** Keys held during a drag. */
export type Drag = { readonly shift: boolean; readonly alt: boolean }
export const NO_KEYS: Drag = { shift: false, alt: false }

/** CSS pixels between a shape and the handle that turns it. */
const TURN_ARM = 26
/** Edges shorter than this on screen (CSS pixels) have no midpoint handle: it would cover the vertices. */
const MIDPOINT_ROOM = 28

function chainHandles(points: Ring, ref: RingRef | null, closed: boolean, scale: number): ShapeHandle[] {
  const n = vertexCount(points)
  const out: ShapeHandle[] = []
  for (let index = 0; index < n; index++) out.push({ kind: 'vertex', ref, index, at: vertexAt(points, index) })
  for (let index = 0; index < (closed ? n : n - 1); index++) {
    const a = vertexAt(points, index)
    const b = vertexAt(points, (index + 1) % n)
    if (Math.hypot(a.x - b.x, a.y - b.y) * scale >= MIDPOINT_ROOM)
      out.push({ kind: 'midpoint', ref, index, at: imagePoint((a.x + b.x) / 2, (a.y + b.y) / 2) })
  }
  return out
}

type Turned = ShapeOf<'oriented' | 'ellipse'>

/** Beyond the top side, unless that is off the picture and the bottom side is not. */
function turnHandle(s: Turned, scale: number, frame: Size | null): ShapeHandle {
  const half = ownExtent(s).height / 2
  const beyond = (end: -1 | 1) => fromOwnAxes(s, 0, end * (half + TURN_ARM / scale))
  const seen = (p: ImagePoint) => !frame || (p.x >= 0 && p.y >= 0 && p.x <= frame.width && p.y <= frame.height)
  const end = !seen(beyond(-1)) && seen(beyond(1)) ? 1 : -1
  return { kind: 'turn', end, foot: fromOwnAxes(s, 0, end * half), at: beyond(end) }
}

const turnedHandles = (s: Turned, sides: readonly BoxHandle[], scale: number, frame: Size | null): ShapeHandle[] => [
  ...sides.map((handle): ShapeHandle => {
    const own = boxHandlePoint(ownExtent(s), handle)
    return { kind: 'side', handle, at: fromOwnAxes(s, own.x, own.y) }
  }),
  turnHandle(s, scale, frame),
]

export function handlesOf(shape: Shape, scale: number, frame: Size | null = null): ShapeHandle[] {
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
      return []
    case 'oriented':
      return turnedHandles(shape, BOX_HANDLES, scale, frame)
    case 'ellipse':
      return turnedHandles(shape, ['n', 'e', 's', 'w'], scale, frame)
  }
}

const withChain = (shape: Shape, ref: RingRef | null, change: (points: Ring) => number[]): Shape => {
  if ('points' in shape) return { ...shape, points: change(shape.points) }
  if (shape.kind !== 'polygon' || !ref) return shape
  const ring = ringOf(shape.parts, ref)
  return ring ? { ...shape, parts: replaceRing(shape.parts, ref, change(ring)) } : shape
}

/** Shift: a ruler keeps to steps of 15 degrees. */
const measuredTo = (points: Ring, index: number, to: ImagePoint, keys: Drag): ImagePoint =>
  keys.shift ? snapDirection(vertexAt(points, index === 0 ? 1 : index - 1), to) : to

/** The shape with the handle dragged to `to`. A midpoint becomes a vertex. Alt: about the centre. Shift: steps of 15 degrees. */
export function dragHandle(shape: Shape, handle: ShapeHandle, to: ImagePoint, keys: Drag = NO_KEYS): Shape {
  const turned = shape.kind === 'oriented' || shape.kind === 'ellipse'
  if (handle.kind === 'turn') return turned ? turnTowards(shape, to, handle.end, keys.shift) : shape
  if (handle.kind === 'side') {
    if (turned) return resizeTurned(shape, handle.handle, to, keys.alt)
    return shape.kind === 'box' ? { ...shape, ...resizeBox(shape, handle.handle, to) } : shape
  }
  if (handle.kind === 'vertex' && shape.kind === 'ruler')
    return {
      ...shape,
      points: moveVertex(shape.points, handle.index, measuredTo(shape.points, handle.index, to, keys)),
    }
  if (handle.kind === 'vertex') return withChain(shape, handle.ref, (points) => moveVertex(points, handle.index, to))
  return withChain(shape, handle.ref, (points) => insertVertex(points, handle.index, to))
}

/** Null when too few vertices would remain. The last three vertices of a hole take the hole with them. */
export function deleteHandle(shape: Shape, handle: ShapeHandle): Shape | null {
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
