// What the drawing tools share: may one draw here, and does the drawn shape become an annotation.
import type { Shape, ShapeKind } from '../../shared/annotation/model.ts'
import { clampPoint } from '../../shared/geometry/box.ts'
import { validateShape } from '../../shared/geometry/shapes.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { newAnnotation } from './diffs.ts'
import { NO_PREVIEW, type ToolHost } from './toolMachine.ts'

/** Drawn vertices stay on the picture. */
export const onFrame = (host: ToolHost, p: ImagePoint): ImagePoint => {
  const frame = host.scene().frame
  return frame ? clampPoint(p, frame.width, frame.height) : p
}

/** Asked before the first vertex, so that nobody draws what cannot be kept. */
export function mayDraw(host: ToolHost, kind: ShapeKind): boolean {
  const scene = host.scene()
  if (!scene.frame) {
    host.refuse('no-image')
    return false
  }
  if (!scene.writable) {
    host.refuse('read-only')
    return false
  }
  const active = scene.schema.classes.find((c) => c.id === scene.activeClass)
  if (active && !active.shapes.includes(kind)) {
    host.refuse('shape-not-allowed', { class: active.id, kind })
    return false
  }
  return true
}

/** False = refused; the draft stays with the tool. */
export function commitShape(host: ToolHost, shape: Shape, mark: string): boolean {
  const problem = validateShape(shape)
  if (problem) {
    host.refuse(problem, { kind: shape.kind })
    return false
  }
  if (!mayDraw(host, shape.kind)) return false
  const annotation = newAnnotation(host.scene(), shape)
  host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
  host.diff({ added: [annotation], updated: [], removed: [] }, mark)
  host.select(new Set([annotation.id]))
  return true
}
