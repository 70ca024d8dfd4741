import { ITEM_FIELD_IDS, ITEM_FIELDS, type ItemFieldId } from '../../../../shared/domains/itemFields.ts'
import { useHabits } from '../../../app/habits.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { useProject } from '../../project/projectContext.ts'

type Fields = Readonly<Record<string, string>>

/** Values as people call them: titles of makers, items and scenarios instead of their ids. */
export function usePlaceTitle(): (field: ItemFieldId, value: string) => string {
  const title = useTitle()
  const { project } = useProject()
  return (field, value) => {
    if (field === 'item') {
      const found = project.schema.classes.find((c) => c.id === value)
      return found ? title(found.title) : value
    }
    if (field === 'scenario') {
      const found = project.xray?.scenarios.find((s) => s.id === value)
      return found ? title(found.title) : value
    }
    return value
  }
}

/** What leads to a person: covered together with the patient bar. */
const PERSONAL: ReadonlySet<ItemFieldId> = new Set(['patient', 'sex', 'age', 'study', 'studydate'])

/** Maker and scenario, in one line. */
export function PlacePill({ fields }: { fields: Fields }) {
  const show = usePlaceTitle()
  const shown = (['maker', 'scenario'] as const).flatMap((id) => (fields[id] ? [show(id, fields[id])] : []))
  return shown.length === 0 ? null : <span className="pill item-place cut">{shown.join(' · ')}</span>
}

export function PlaceFacts({ fields }: { fields: Fields }) {
  const t = useText()
  const title = useTitle()
  const show = usePlaceTitle()
  const masked = useHabits((h) => h.dicom.masked)
  const shown = ITEM_FIELD_IDS.filter((id) => fields[id])
  if (shown.length === 0) return null
  return (
    <section className="panel-group">
      <h3 className="head">{t('item.fields')}</h3>
      {shown.map((id) => (
        <div key={id} className="field">
          <span className="field-name">{title(ITEM_FIELDS[id])}</span>
          <span className="fact-value quiet">
            {masked && PERSONAL.has(id) ? t('header.masked') : show(id, fields[id] ?? '')}
          </span>
        </div>
      ))}
    </section>
  )
}
