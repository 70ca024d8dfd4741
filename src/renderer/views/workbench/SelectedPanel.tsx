import { Select } from '@mantine/core'
import { type RefObject, useMemo } from 'react'
import { useStore } from 'zustand'
import { askedOf } from '../../../shared/annotation/attributes.ts'
import type { AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { Annotation, AttributeValue } from '../../../shared/annotation/model.ts'
import { isMeasurement } from '../../../shared/annotation/model.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import type { Spacing } from '../../../shared/geometry/measure.ts'
import { shapeBounds, shapeUse } from '../../../shared/geometry/shapes.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import type { Session } from '../../document/session.ts'
import { setAttributeDiff, setClassDiff, updateDiff } from '../../tools/diffs.ts'
import { Swatch } from '../../ui/Swatch.tsx'
import { useProject } from '../project/projectContext.ts'
import { AttributeFields, type Shared } from './AttributeFields.tsx'
import { NippleFact } from './hanging/NippleFact.tsx'
import { KeypointList } from './KeypointList.tsx'
import { MeasureFacts } from './MeasureFacts.tsx'
import { RegionFacts } from './RegionFacts.tsx'
import { SelectedProblems } from './SelectedProblems.tsx'
import { MaterialShares } from './xray/MaterialShares.tsx'

export function sharedValue(all: readonly Annotation[], id: string): Shared {
  const first: AttributeValue | undefined = all[0]?.attributes[id]
  const same = all.every((a) => JSON.stringify(a.attributes[id]) === JSON.stringify(first))
  return same ? { value: first, mixed: false } : { value: undefined, mixed: true }
}

/** What is asked of every one of them; where two mean different things by one name, nothing is. */
export function sharedDefinitions(all: readonly Annotation[], schema: LabelSchema): AttributeDef[] {
  const [first, ...others] = all.map((a) => askedOf(a, schema))
  return (first ?? []).filter((d) =>
    others.every((defs) => defs.some((o) => o.id === d.id && JSON.stringify(o.type) === JSON.stringify(d.type))),
  )
}

/** Facts and attributes of what is selected; with several, what they share. */
export function SelectedPanel({
  session,
  detail,
  spacing,
  stage,
}: {
  session: Session
  detail: ItemDetail
  spacing: Spacing | null
  stage: RefObject<Stage | null>
}) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const writable = useStore(session.state, (s) => s.writable)
  const chosen = useMemo(() => [...selection].flatMap((id) => records.get(id) ?? []), [records, selection])
  const classIds = new Set(chosen.map((a) => a.classId))
  const { classes } = useShownSchema(project.schema)
  const found = classes.find((c) => classIds.size === 1 && classIds.has(c.id))
  if (chosen.length === 0) return <section className="panel-part panel-hint faint">{t('selected.none')}</section>
  const one = chosen.length === 1 ? chosen[0] : undefined
  const bounds = one?.shape ? shapeBounds(one.shape) : null
  const defs = sharedDefinitions(chosen, project.schema)
  const locked = chosen.every((a) => a.locked)
  return (
    <section className="panel-part panel-selected scroll" aria-label={t('selected.title')}>
      <h3 className="head">{one ? t('selected.title') : t('selected.many', { count: chosen.length })}</h3>
      {chosen.every((a) => isMeasurement(a.shape)) ? null : (
        <div className="field">
          <span className="field-name">{t('selected.class')}</span>
          <Select
            aria-label={t('selected.changeClass')}
            disabled={!writable || locked}
            searchable={classes.length > 8}
            leftSection={<Swatch colour={found?.colour ?? 'var(--text-3)'} />}
            placeholder={t(classIds.size > 1 ? 'field.mixed' : 'objects.noClass')}
            data={classes
              // One that does not allow every chosen shape would be refused.
              .filter((c) => c.id === found?.id || chosen.every((a) => c.shapes.includes(shapeUse(a))))
              .map((c) => ({ value: c.id, label: title(c.title) }))}
            value={found?.id ?? null}
            allowDeselect={false}
            onChange={(id) => id && session.commit(setClassDiff(records, selection, id), 'class.set')}
          />
        </div>
      )}
      {bounds && one?.shape && !isMeasurement(one.shape) ? (
        <div className="field">
          <span className="field-name">{t(`shape.${shapeUse(one)}`)}</span>
          <span className="numbers quiet">
            {bounds.width > 0 || bounds.height > 0
              ? `${bounds.width.toFixed(1)} × ${bounds.height.toFixed(1)} px`
              : `${bounds.x.toFixed(1)}, ${bounds.y.toFixed(1)}`}
          </span>
        </div>
      ) : null}
      {one ? <MeasureFacts annotation={one} spacing={spacing} /> : null}
      {one ? <NippleFact lesion={one} records={records} slots={detail.slots} /> : null}
      {one?.shape && !isMeasurement(one.shape) ? (
        <RegionFacts object={one} slot={detail.slots[0]?.slot ?? null} stage={stage} />
      ) : null}
      {one?.shape ? <MaterialShares object={one} stage={stage} /> : null}
      {one?.keypoints ? (
        <KeypointList
          annotation={one}
          template={found?.skeleton ?? null}
          disabled={!writable || locked}
          change={(next) => session.commit(updateDiff([[one, next]]), 'keypoint.visibility')}
        />
      ) : null}
      {locked ? <p className="warn small">{t('selected.locked')}</p> : null}
      <SelectedProblems chosen={chosen} />
      {defs.length > 0 ? (
        <AttributeFields
          defs={defs}
          disabled={!writable || locked}
          valueOf={(id) => sharedValue(chosen, id)}
          set={(id, value) => session.commit(setAttributeDiff(records, selection, id, value), 'attribute.set')}
        />
      ) : null}
    </section>
  )
}
