// The part of the view the edit layer has to cover. A small canvas that moves costs the compositor far less than one of
// the size of the view that is new in every frame: dragging one shape among many stays within a frame in software.
import { boundsOfAll, boundsOfPoints, growBounds } from '../../shared/geometry/box.ts'
import { labelledPoints } from '../../shared/geometry/keypoints.ts'
import { annotationBounds, shapeBounds } from '../../shared/geometry/shapes.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { type Matrix, mapBounds, type Size } from '../../shared/geometry/transform.ts'
import type { EditModel } from './fabricLayer.ts'
import { LABEL_REACH } from './paintLabels.ts'

/** CSS pixels that lines, dots and handles stick out of the geometry. */
const MARGIN = 12
/** Sizes go in steps, so that a growing draft does not reallocate the canvas in every frame. */
const STEP = 64

/** Names and values hang to the right. */
const hasPlates = (model: EditModel): boolean =>
  model.draft?.skeleton !== undefined ||
  model.activeHandle?.kind === 'keypoint' ||
  model.measure(model.draft?.shape ?? null) !== null ||
  model.items.some(({ annotation }) => model.measure(annotation.shape) !== null)

/** In device pixels of the view. */
export function spotOf(model: EditModel, matrix: Matrix, area: Size, dpr: number): Bounds {
  const whole = { x: 0, y: 0, width: Math.round(area.width * dpr), height: Math.round(area.height * dpr) }
  if (model.crowd.length > 0) return whole
  const parts: Bounds[] = []
  for (const { annotation, role } of model.items) {
    const own = annotationBounds(annotation)
    if (!own) continue
    const b = growBounds(own, model.band ?? 0)
    parts.push(role === 'moving' ? { ...b, x: b.x + model.offset.dx, y: b.y + model.offset.dy } : b)
  }
  if (model.handles.length > 0) parts.push(boundsOfPoints(model.handles.flatMap((h) => [h.at.x, h.at.y])))
  if (model.draft) {
    const { points, cursor, ahead, shape, skeleton } = model.draft
    const all = [...points, ...(ahead ?? []), ...(skeleton ? labelledPoints(skeleton.keypoints) : [])]
    if (cursor) all.push(cursor.x, cursor.y)
    if (all.length > 0) parts.push(boundsOfPoints(all))
    if (shape) parts.push(shapeBounds(shape))
  }
  if (model.marquee) parts.push(model.marquee)
  if (model.snap) parts.push({ x: model.snap.at.x, y: model.snap.at.y, width: 0, height: 0 })
  const all = boundsOfAll(parts)
  if (!all) return { x: 0, y: 0, width: STEP, height: STEP }
  const marks = growBounds(mapBounds(matrix, all), MARGIN)
  const seen = hasPlates(model) ? { ...marks, width: marks.width + LABEL_REACH } : marks
  const x = Math.max(0, Math.floor(seen.x * dpr))
  const y = Math.max(0, Math.floor(seen.y * dpr))
  const right = Math.min(whole.width, Math.ceil((seen.x + seen.width) * dpr))
  const bottom = Math.min(whole.height, Math.ceil((seen.y + seen.height) * dpr))
  const stepped = (length: number) => Math.max(STEP, Math.ceil(length / STEP) * STEP)
  return { x, y, width: stepped(right - x), height: stepped(bottom - y) }
}
