// Box to oriented box and back, for everything of that kind in the selection.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { shapeBounds } from '../../shared/geometry/shapes.ts'
import { orientedFromBox } from '../../shared/geometry/turning.ts'
import { updateDiff } from './diffs.ts'
import type { RefusalCode } from './toolMachine.ts'

const CONVERSIONS: Readonly<Record<'oriented' | 'box', (s: Shape) => Shape | null>> = {
  oriented: (s) => (s.kind === 'box' ? orientedFromBox(s) : null),
  // Turned by a quarter or not at all it stays the same rectangle, otherwise the upright one around it.
  box: (s) => (s.kind === 'oriented' ? { kind: 'box', ...shapeBounds(s) } : null),
}

/** What cannot be converted is left as it is; `refused` says why, when nothing could. */
export function convertDiff(
  all: AnnotationMap,
  ids: Iterable<string>,
  to: 'oriented' | 'box',
  schema: LabelSchema,
): { diff: AnnotationDiff; refused: RefusalCode | null } {
  const pairs: [Annotation, Annotation][] = []
  let refused: RefusalCode | null = null
  for (const id of ids) {
    const a = all.get(id)
    // The box of a skeleton belongs to its points.
    const shape = a?.shape && a.keypoints === null ? CONVERSIONS[to](a.shape) : null
    if (!a || !shape) continue
    const allowed = schema.classes.find((c) => c.id === a.classId)?.shapes ?? [to]
    if (a.locked) refused = 'locked'
    else if (!allowed.includes(to)) refused = 'shape-not-allowed'
    else pairs.push([a, { ...a, shape }])
  }
  return { diff: updateDiff(pairs), refused: pairs.length > 0 ? null : refused }
}
