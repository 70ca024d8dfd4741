// The points by which an annotation is edited: those of its keypoints and those of its shape.
import type { Skeleton } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import {
  boxFollows,
  keypointAt,
  keypointBox,
  keypointCount,
  setKeypoint,
  stretchKeypoints,
  templatePlace,
  type Visibility,
  withKeypoints,
  withVisibility,
} from '../../shared/geometry/keypoints.ts'
import { type Bounds, type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { type Drag, deleteHandle, dragHandle, handlesOf, NO_KEYS, type ShapeHandle } from './handles.ts'

export type KeypointHandle = {
  readonly kind: 'keypoint'
  readonly index: number
  readonly at: ImagePoint
  readonly visibility: Visibility
  readonly name: string
}
export type EditHandle = ShapeHandle | KeypointHandle

type Pose = Pick<Annotation, 'shape' | 'keypoints'>
export type HandleView = {
  /** CSS pixels per image pixel. */
  readonly scale: number
  readonly template: Skeleton | null
  readonly frame: Size | null
}

function keypointHandles({ shape, keypoints }: Pose, template: Skeleton | null): KeypointHandle[] {
  if (!keypoints) return []
  const box: Bounds | null = keypointBox(keypoints) ?? (shape?.kind === 'box' ? shape : null)
  const out: KeypointHandle[] = []
  for (let index = 0; index < keypointCount(keypoints); index++) {
    const k = keypointAt(keypoints, index)
    // A missing point is offered where the template has it.
    const at = k.visibility === 0 ? template && box && templatePlace(template, index, box) : imagePointOf(k)
    const name = template?.points[index]?.name ?? String(index + 1)
    if (at) out.push({ kind: 'keypoint', index, at, visibility: k.visibility, name })
  }
  return out
}
const imagePointOf = (k: { x: number; y: number }) => imagePoint(k.x, k.y)

export const annotationHandles = (a: Pose, v: HandleView): EditHandle[] => [
  ...(a.shape ? handlesOf(a.shape, v.scale, v.frame) : []),
  ...keypointHandles(a, v.template),
]

const rank = (h: EditHandle): number => {
  if (h.kind === 'midpoint' || (h.kind === 'side' && h.handle.length === 1)) return 2
  return h.kind === 'side' || h.kind === 'turn' || (h.kind === 'keypoint' && h.visibility === 0) ? 1 : 0
}

/** Nearest handle within reach; a point beats a corner, a corner beats the middle of a side. */
export function hitHandle(a: Pose, p: ImagePoint, reach: number, v: HandleView): EditHandle | null {
  let best: EditHandle | null = null
  let bestDistance = reach
  for (const h of annotationHandles(a, v)) {
    const d = Math.hypot(h.at.x - p.x, h.at.y - p.y)
    if (d > reach || (best && rank(h) > rank(best))) continue
    if (d <= bestDistance || (best && rank(h) < rank(best))) {
      best = h
      bestDistance = d
    }
  }
  return best
}

/** The annotation with the handle dragged to `to`. */
export function dragAnnotation<P extends Pose>(a: P, handle: EditHandle, to: ImagePoint, keys: Drag = NO_KEYS): P {
  if (handle.kind === 'keypoint') {
    if (!a.keypoints) return a
    const visibility = handle.visibility === 0 ? 2 : handle.visibility
    return withKeypoints(a, setKeypoint(a.keypoints, handle.index, { x: to.x, y: to.y, visibility }))
  }
  if (!a.shape) return a
  const shape = dragHandle(a.shape, handle, to, keys)
  // The box that is only the box of its points takes them along.
  if (a.keypoints && a.shape.kind === 'box' && shape.kind === 'box' && boxFollows(a)) {
    const keypoints = stretchKeypoints(a.keypoints, a.shape, shape)
    const box = keypointBox(keypoints)
    return { ...a, keypoints, shape: box ? { kind: 'box', ...box } : shape }
  }
  return { ...a, shape }
}

/** Null when too little would remain. A keypoint that is deleted becomes a missing one. */
export function deleteAt<P extends Pose>(a: P, handle: EditHandle): P | null {
  if (handle.kind === 'keypoint') return withVisibility(a, handle.index, 0, null)
  const shape = a.shape && deleteHandle(a.shape, handle)
  return shape ? { ...a, shape } : null
}

/** What the dragged handle is called after the drag: a midpoint has become vertex `index + 1`, a missing point is there. */
export const settledHandle = (handle: EditHandle, at: ImagePoint): EditHandle => {
  if (handle.kind === 'midpoint') return { kind: 'vertex', ref: handle.ref, index: handle.index + 1, at }
  return handle.kind === 'keypoint' ? { ...handle, at, visibility: handle.visibility || 2 } : { ...handle, at }
}

/** What may stay marked after the pointer has gone. */
export const isPoint = (h: EditHandle | null): h is EditHandle & { kind: 'vertex' | 'keypoint' } =>
  h?.kind === 'vertex' || h?.kind === 'keypoint'

/** The same point in a changed annotation, where it is now; null when it is gone. */
export const findPoint = (a: Pose, point: EditHandle, v: HandleView): EditHandle | null =>
  annotationHandles(a, v).find((h) => sameHandle(h, point)) ?? null

export const sameHandle = (a: EditHandle, b: EditHandle): boolean => {
  switch (a.kind) {
    case 'side':
      return b.kind === 'side' && a.handle === b.handle
    case 'turn':
      return b.kind === 'turn'
    case 'keypoint':
      return b.kind === 'keypoint' && a.index === b.index
    case 'vertex':
    case 'midpoint':
      return b.kind === a.kind && a.index === b.index && a.ref?.part === b.ref?.part && a.ref?.hole === b.ref?.hole
  }
}
