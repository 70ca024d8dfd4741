// Commands on masks and on shapes that become masks; one call, one diff.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { type Grid, maskArea } from '../../shared/geometry/mask.ts'
import { fillHoles } from '../../shared/geometry/maskFill.ts'
import { maskToOutline, shapeToMask } from '../../shared/geometry/maskShape.ts'
import { updateDiff } from './diffs.ts'
import type { RefusalCode } from './toolMachine.ts'

export const MASK_CHANGES = ['fillHoles', 'toMask', 'toPolygon'] as const
export type MaskChange = (typeof MASK_CHANGES)[number]

/** Null = nothing to do with this shape. */
const CHANGES: Readonly<Record<MaskChange, (shape: Shape, grid: Grid) => Shape | null>> = {
  fillHoles: (shape) => {
    const filled = shape.kind === 'mask' ? fillHoles(shape) : null
    return filled === shape ? null : filled
  },
  toMask(shape, grid) {
    const mask = shape.kind === 'mask' ? null : shapeToMask(shape, grid)
    return mask && maskArea(mask) > 0 ? mask : null
  },
  toPolygon: (shape) => (shape.kind === 'mask' ? maskToOutline(shape) : null),
}

export function maskChange(
  all: AnnotationMap,
  ids: Iterable<string>,
  change: MaskChange,
  grid: Grid,
  schema: LabelSchema,
): { diff: AnnotationDiff } | { refused: RefusalCode } {
  const pairs: [Annotation, Annotation][] = []
  let refused: RefusalCode = change === 'toMask' ? 'no-area' : 'no-mask'
  for (const id of ids) {
    const a = all.get(id)
    // The box of a skeleton stands for its points.
    const shape = a?.shape && a.keypoints === null ? CHANGES[change](a.shape, grid) : null
    if (!a || !shape) continue
    const allowed = schema.classes.find((c) => c.id === a.classId)?.shapes
    if (a.locked) refused = 'locked'
    else if (allowed && shape.kind !== a.shape?.kind && !allowed.includes(shape.kind)) refused = 'shape-not-allowed'
    else pairs.push([a, { ...a, shape }])
  }
  return pairs.length > 0 ? { diff: updateDiff(pairs) } : { refused }
}
