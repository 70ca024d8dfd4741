// Keys on one point of the selected annotation: visibility of a keypoint, and arrows for the point that is marked.
import type { Annotation } from '../../shared/annotation/model.ts'
import { clampPoint } from '../../shared/geometry/box.ts'
import { type Visibility, withVisibility } from '../../shared/geometry/keypoints.ts'
import { validateShape } from '../../shared/geometry/shapes.ts'
import { imagePoint } from '../../shared/geometry/spaces.ts'
import { dragAnnotation, type EditHandle, type HandleView, isPoint } from './annotationHandles.ts'
import { updateDiff } from './diffs.ts'
import { NUDGES } from './selectCommands.ts'
import type { CanvasCommand, ToolHost } from './toolMachine.ts'

const VISIBILITY: Partial<Record<CanvasCommand, Visibility>> = {
  keypointMissing: 0,
  keypointOccluded: 1,
  keypointVisible: 2,
}

/** `over` is the point the pointer is on, else the marked one. False = the key is for something else. */
export function pointCommand(
  host: ToolHost,
  a: Annotation,
  over: EditHandle | null,
  marked: EditHandle | null,
  v: HandleView,
  name: CanvasCommand,
): boolean {
  const visibility = VISIBILITY[name]
  if (visibility !== undefined) {
    if (over?.kind !== 'keypoint') return false
    const next = withVisibility(a, over.index, visibility, v.template)
    if (next) host.diff(updateDiff([[a, next]]), 'keypoint.visibility')
    else if (visibility === 0 && over.visibility !== 0) host.refuse('too-few-points', { least: 1 })
    return true
  }
  const step = NUDGES[name]
  if (!step || !isPoint(marked)) return false
  const moved = imagePoint(marked.at.x + step[0], marked.at.y + step[1])
  const to = v.frame ? clampPoint(moved, v.frame.width, v.frame.height) : moved
  const next = dragAnnotation(a, marked, to)
  const problem = next.shape && validateShape(next.shape)
  if (problem) host.refuse(problem, { kind: next.shape?.kind ?? '' })
  else if (to.x !== marked.at.x || to.y !== marked.at.y)
    host.diff(updateDiff([[a, next]]), marked.kind === 'keypoint' ? 'keypoint.move' : 'vertex.move')
  return true
}
