// Repeated objects: a copy beside its original, and the selection turned about its middle, always inside the picture.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { boundsOfAll } from '../../shared/geometry/box.ts'
import { rotateShape } from '../../shared/geometry/rotateShape.ts'
import { annotationBounds, moveShape, shapeBounds } from '../../shared/geometry/shapes.ts'
import { imagePoint } from '../../shared/geometry/spaces.ts'
import type { Size } from '../../shared/geometry/transform.ts'
import { moveInside } from './copies.ts'
import { duplicateDiff, updateDiff } from './diffs.ts'

function turnAll(
  all: readonly Annotation[],
  degrees: number,
  frame: Size | null,
): (readonly [Annotation, Annotation])[] {
  const bounds = boundsOfAll(all.flatMap((a) => (a.shape ? [shapeBounds(a.shape)] : [])))
  if (!bounds) return []
  const middle = imagePoint(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
  const turned = all.flatMap((a): (readonly [Annotation, Annotation])[] => {
    // Points of a skeleton belong to their shape and would be left behind.
    const shape = a.shape && !a.keypoints ? rotateShape(a.shape, middle, degrees) : null
    return shape ? [[a, { ...a, shape }]] : []
  })
  const after = boundsOfAll(turned.flatMap(([, to]) => annotationBounds(to) ?? []))
  const [dx, dy] = after && frame ? moveInside(after, frame) : [0, 0]
  return turned.map(([from, to]) => [from, moveShape(to, dx, dy)])
}

export function turnDiff(
  all: AnnotationMap,
  ids: Iterable<string>,
  degrees: number,
  frame: Size | null,
): AnnotationDiff {
  const chosen = [...ids].flatMap((id) => all.get(id) ?? []).filter((a) => !a.locked)
  return updateDiff(turnAll(chosen, degrees, frame))
}

/** Room between a shape and its turned copy, image pixels. */
const GAP = 8

/** A copy turned by 90 degrees, at the right of the original or, where there is no room, at its left. */
export function duplicateTurnedDiff(all: AnnotationMap, ids: Iterable<string>, frame: Size | null): AnnotationDiff {
  const chosen = [...ids].flatMap((id) => all.get(id) ?? []).filter((a) => a.shape)
  const bounds = boundsOfAll(chosen.flatMap((a) => annotationBounds(a) ?? []))
  if (!bounds) return { added: [], updated: [], removed: [] }
  const { added } = duplicateDiff(
    all,
    chosen.map((a) => a.id),
    0,
    0,
  )
  const turned = new Map(turnAll(added, 90, null).map(([from, to]) => [from.id, to]))
  const copies = added.map((a) => turned.get(a.id) ?? a)
  const own = boundsOfAll(copies.flatMap((a) => annotationBounds(a) ?? [])) ?? bounds
  const right = bounds.x + bounds.width + GAP - own.x
  const left = bounds.x - GAP - own.width - own.x
  const dx = frame && own.x + right + own.width > frame.width && own.x + left >= 0 ? left : right
  const moved = copies.map((a) => moveShape(a, dx, 0))
  const at = boundsOfAll(moved.flatMap((a) => annotationBounds(a) ?? []))
  const [ix, iy] = at && frame ? moveInside(at, frame) : [0, 0]
  return { added: moved.map((a) => moveShape(a, ix, iy)), updated: [], removed: [] }
}
