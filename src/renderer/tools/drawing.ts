// What the drawing tools share: may one draw here, and does the drawn shape become an annotation.
import type { AllowedShape } from '../../shared/annotation/labelSchema.ts'
import { type Annotation, isMeasurementKind, type Shape } from '../../shared/annotation/model.ts'
import { clampPoint } from '../../shared/geometry/box.ts'
import { shapeUse, validateShape } from '../../shared/geometry/shapes.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { newAnnotation } from './diffs.ts'
import { NO_PREVIEW, type ToolHost } from './toolMachine.ts'

/** Drawn vertices stay on the picture. */
export const onFrame = (host: ToolHost, p: ImagePoint): ImagePoint => {
  const frame = host.scene().frame
  return frame ? clampPoint(p, frame.width, frame.height) : p
}

/** Asked before the first vertex, so that nobody draws what cannot be kept. */
export function mayDraw(host: ToolHost, kind: AllowedShape): boolean {
  const scene = host.scene()
  if (!scene.frame) {
    host.refuse('no-image')
    return false
  }
  if (!scene.writable) {
    host.refuse('read-only')
    return false
  }
  // A measurement has no class that could object.
  if (isMeasurementKind(kind)) return true
  const active = scene.schema.classes.find((c) => c.id === scene.activeClass)
  if (active && !active.shapes.includes(kind)) {
    host.refuse('shape-not-allowed', { class: active.id, kind })
    return false
  }
  return true
}

/** False = refused; the draft stays with the tool. */
export const commitShape = (host: ToolHost, shape: Shape, mark: string): boolean => commitDrawn(host, { shape }, mark)

type Drawn = { readonly shape: Shape } & Partial<Pick<Annotation, 'keypoints' | 'classId'>>
export function commitDrawn(host: ToolHost, drawn: Drawn, mark: string): boolean {
  const { shape } = drawn
  const problem = validateShape(shape)
  if (problem) {
    host.refuse(problem, { kind: shape.kind })
    return false
  }
  if (!mayDraw(host, shapeUse({ shape, keypoints: drawn.keypoints ?? null }))) return false
  const annotation = { ...newAnnotation(host.scene(), shape), ...drawn }
  host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
  host.diff({ added: [annotation], updated: [], removed: [] }, mark)
  host.select(new Set([annotation.id]))
  return true
}
