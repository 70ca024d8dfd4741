// How far a lesion lies from the nipple, in every view in which it is marked.
import type { AnnotationMap } from '../../../../shared/annotation/diff.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { millimetres } from '../../../../shared/domains/mammography/nipple.ts'
import { viewOf } from '../../../../shared/domains/mammography/readingRules.ts'
import { useText } from '../../../app/useText.ts'
import { lesionAt, nippleOf } from './useReadingMarks.ts'

export function NippleFact(p: { lesion: Annotation; records: AnnotationMap; slots: ItemDetail['slots'] }) {
  const t = useText()
  const { lesion, records, slots } = p
  const id = lesion.attributes['lesion_id']
  const same =
    typeof id === 'string' && id.trim() !== ''
      ? [...records.values()].filter((a) => a.attributes['lesion_id'] === id)
      : []
  const far = [lesion, ...same.filter((a) => a.id !== lesion.id)].flatMap((a) => {
    const view = viewOf(a)
    const at = lesionAt(records, a.id)
    const spacing = slots.find((s) => s.slot === view)?.source.spacing
    const nipple = view && nippleOf(records, view)
    return view && at && nipple && spacing ? [`${view} ${millimetres(at.at, nipple, spacing).toFixed(1)}`] : []
  })
  if (far.length === 0) return null
  return (
    <div className="field">
      <span className="field-name">{t('nipple.distance')}</span>
      <span className="numbers">{far.join(' · ')} mm</span>
    </div>
  )
}
