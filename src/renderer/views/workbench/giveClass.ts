// Another class for what is selected: by digit, by a click in the list of classes, by the class picker.
import type { LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { isMeasurement } from '../../../shared/annotation/model.ts'
import { shapeUse } from '../../../shared/geometry/shapes.ts'
import { sayNow } from '../../app/useText.ts'
import { setClassDiff } from '../../tools/diffs.ts'
import { toast } from '../../ui/toast.ts'
import type { OnDesk } from './useItem.ts'

/** All or nothing: the store would refuse a class that does not allow the shape, and the gesture would hang unsaved. */
export function giveClass(session: NonNullable<OnDesk['session']>, schema: LabelSchema, classId: string): void {
  const { records, selection } = session.records.getState()
  const allowed = schema.classes.find((c) => c.id === classId)?.shapes
  const chosen = [...selection].flatMap((id) => records.get(id) ?? []).filter((a) => !isMeasurement(a.shape))
  if (chosen.length === 0) return
  if (!allowed || chosen.some((a) => !a.locked && a.classId !== classId && !allowed.includes(shapeUse(a)))) {
    toast(sayNow('refused.shape-not-allowed'), 'bad', 'refused')
    return
  }
  const diff = setClassDiff(records, selection, classId)
  if (diff.updated.length > 0) session.commit(diff, 'class.set')
}
