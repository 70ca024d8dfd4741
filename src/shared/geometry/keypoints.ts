// Keypoints as COCO has them (flat x, y, visibility) beside their shape. A skeleton drawn here has the box of its labelled
// points and that box follows them; a box of its own only grows so that it holds them.
import type { Skeleton } from '../annotation/labelSchema.ts'
import type { Annotation } from '../annotation/model.ts'
import { boundsContainPoint, boundsOfPoints, unionBounds } from './box.ts'
import { type Bounds, type ImagePoint, imagePoint } from './spaces.ts'

/** 0 not labelled (its place is 0, 0), 1 labelled but occluded, 2 visible. */
export type Visibility = 0 | 1 | 2
export type Keypoint = { readonly x: number; readonly y: number; readonly visibility: Visibility }
export type Pose = Pick<Annotation, 'shape' | 'keypoints'>

export const keypointCount = (keypoints: readonly number[]): number => Math.floor(keypoints.length / 3)

export const keypointAt = (keypoints: readonly number[], i: number): Keypoint => ({
  x: keypoints[3 * i] ?? 0,
  y: keypoints[3 * i + 1] ?? 0,
  visibility: keypoints[3 * i + 2] === 2 ? 2 : keypoints[3 * i + 2] ? 1 : 0,
})

export function setKeypoint(keypoints: readonly number[], i: number, p: Keypoint): number[] {
  const next = keypoints.slice()
  next.splice(3 * i, 3, ...(p.visibility === 0 ? [0, 0, 0] : [p.x, p.y, p.visibility]))
  return next
}

export const labelledPoints = (keypoints: readonly number[]): number[] => {
  const out: number[] = []
  for (let i = 0; i + 2 < keypoints.length; i += 3)
    if (keypoints[i + 2] !== 0) out.push(keypoints[i]!, keypoints[i + 1]!)
  return out
}

/** Box of the labelled points, at least one pixel wide and high, so that points on one line are still a shape. */
export function keypointBox(keypoints: readonly number[]): Bounds | null {
  const points = labelledPoints(keypoints)
  if (points.length === 0) return null
  const { x, y, width, height } = boundsOfPoints(points)
  const [w, h] = [Math.max(1, width), Math.max(1, height)]
  return { x: x - (w - width) / 2, y: y - (h - height) / 2, width: w, height: h }
}

const near = (a: number, b: number) => Math.abs(a - b) < 1e-6

/** True when the shape is nothing but the box of the points. */
export function boxFollows({ shape, keypoints }: Pose): boolean {
  const box = keypoints && keypointBox(keypoints)
  return (
    !!box &&
    shape?.kind === 'box' &&
    near(box.x, shape.x) &&
    near(box.y, shape.y) &&
    near(box.width, shape.width) &&
    near(box.height, shape.height)
  )
}

/** New points for the pose; its box follows or grows. */
export function withKeypoints<P extends Pose>(pose: P, keypoints: number[]): P {
  const { shape } = pose
  const box = keypointBox(keypoints)
  if (shape?.kind !== 'box' || !box) return { ...pose, keypoints }
  if (boxFollows(pose)) return { ...pose, keypoints, shape: { kind: 'box', ...box } }
  const points = labelledPoints(keypoints)
  let grown: Bounds = { x: shape.x, y: shape.y, width: shape.width, height: shape.height }
  for (let i = 0; i + 1 < points.length; i += 2) {
    const p = imagePoint(points[i]!, points[i + 1]!)
    if (!boundsContainPoint(grown, p)) grown = unionBounds(grown, { x: p.x, y: p.y, width: 0, height: 0 })
  }
  return { ...pose, keypoints, shape: { kind: 'box', ...grown } }
}

/** From one rectangle to another; a side without length goes to the middle. */
const mapPoint = (p: { x: number; y: number }, from: Bounds, to: Bounds): ImagePoint =>
  imagePoint(
    to.x + (from.width > 0 ? (p.x - from.x) / from.width : 0.5) * to.width,
    to.y + (from.height > 0 ? (p.y - from.y) / from.height : 0.5) * to.height,
  )

const templateBounds = (t: Skeleton): Bounds => boundsOfPoints(t.points.flatMap((p) => [p.x, p.y]))

/** Where the template would put point `i` in `box`; null when it has no such point. */
export function templatePlace(t: Skeleton, i: number, box: Bounds): ImagePoint | null {
  const p = t.points[i]
  return p ? mapPoint(p, templateBounds(t), box) : null
}

/** The template filling `box`, every point visible. */
export const layTemplate = (t: Skeleton, box: Bounds): number[] =>
  t.points.flatMap((p) => {
    const at = mapPoint(p, templateBounds(t), box)
    return [at.x, at.y, 2]
  })

/** The points carried along when `from` becomes `to`. */
export const stretchKeypoints = (keypoints: readonly number[], from: Bounds, to: Bounds): number[] => {
  const out: number[] = []
  for (let i = 0; i < keypointCount(keypoints); i++) {
    const p = keypointAt(keypoints, i)
    const at = p.visibility === 0 ? { x: 0, y: 0 } : mapPoint(p, from, to)
    out.push(at.x, at.y, p.visibility)
  }
  return out
}

/**
 * Another visibility for point `i`. A point that was missing comes back where the template has it. Null = no change, or no
 * labelled point would remain.
 */
export function withVisibility<P extends Pose>(
  pose: P,
  i: number,
  visibility: Visibility,
  t: Skeleton | null,
): P | null {
  const { shape, keypoints } = pose
  if (!keypoints || i >= keypointCount(keypoints)) return null
  const now = keypointAt(keypoints, i)
  if (now.visibility === visibility) return null
  const box = keypointBox(keypoints) ?? (shape?.kind === 'box' ? shape : null)
  const back = now.visibility === 0 && t && box ? templatePlace(t, i, box) : null
  if (now.visibility === 0 && !back) return null
  const next = setKeypoint(keypoints, i, { ...now, ...back, visibility })
  return labelledPoints(next).length === 0 ? null : withKeypoints(pose, next)
}
