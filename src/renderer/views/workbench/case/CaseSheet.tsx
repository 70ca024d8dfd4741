// The case at a glance: where its pictures lie, what is found on them, what was said, what is missing, and whether it can be signed.
import { type RefObject, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { slotsOf } from '../../../../shared/annotation/activeSlot.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { MAMMO_VIEWS } from '../../../../shared/domains/mammography/views.ts'
import { useShownSchema } from '../../../app/shownSchema.ts'
import { useText } from '../../../app/useText.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { setAttributeDiff, setClassDiff } from '../../../tools/diffs.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDeskStore } from '../deskView.ts'
import { ActReason } from './ActReason.tsx'
import { CaseFacts } from './CaseFacts.tsx'
import { CaseFindings } from './CaseFindings.tsx'
import { ChoiceRow } from './ChoiceRow.tsx'
import { saidDiff } from './caseDiffs.ts'
import { caseRows, lesionRows, type SheetRow } from './caseFields.ts'
import { useCase } from './caseStore.ts'
import { DiscardPanel } from './DiscardPanel.tsx'
import { goToLesion } from './focusPlace.ts'
import { GuidelineHelp } from './GuidelineHelp.tsx'
import { LesionTable } from './LesionTable.tsx'
import { isLesion, lesionIdOf } from './lesionIds.ts'
import { PlacesStrip } from './PlacesStrip.tsx'
import { SignLine } from './SignLine.tsx'
import './case.css'

export function CaseSheet(p: { session: Session; detail: ItemDetail; stage: RefObject<Stage | null> }) {
  const t = useText()
  const { session, detail } = p
  const view = useDeskStore()
  const { project } = useProject()
  const schema = useShownSchema(project.schema)
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const writable = useStore(session.state, (s) => s.writable)
  const [asked, setAsked] = useState<{ readonly row: string; readonly option: string | null } | null>(null)
  const discarding = useCase((c) => c.discarding)
  const slots = useMemo(() => MAMMO_VIEWS.filter((v) => slotsOf(detail.slots).some((s) => s === v)), [detail.slots])
  const rows = useMemo(() => caseRows(schema, slots, records), [schema, slots, records])
  const [only, another] = selection
  const chosen = only && !another ? records.get(only) : undefined
  const lesion = chosen && isLesion(chosen) ? chosen : null
  const ofLesion = useMemo(() => (lesion ? lesionRows(schema, lesion) : []), [schema, lesion])

  const set = (row: SheetRow, value: string | undefined) => {
    const stored = value === 'true' && row.options.length === 1 ? true : value
    const all = session.records.getState().records
    if (row.whole)
      session.commit(
        saidDiff(all, [{ whole: row.whole, attribute: row.attribute ?? '', value: stored }]),
        'attribute.set',
      )
    else if (lesion && row.attribute === null) {
      if (value !== undefined) session.commit(setClassDiff(all, new Set([lesion.id]), value), 'class.set')
    } else if (lesion && row.attribute !== null)
      session.commit(setAttributeDiff(all, new Set([lesion.id]), row.attribute, stored), 'attribute.set')
  }
  const choices = (list: readonly SheetRow[]) =>
    list.map((row) => (
      <ChoiceRow
        key={row.id}
        row={row}
        disabled={!writable}
        set={(v) => set(row, v)}
        explain={(option) => setAsked({ row: row.id, option })}
      />
    ))
  const explained = [...rows, ...ofLesion].find((r) => r.id === asked?.row)
  return (
    <>
      <div className="case-sheet scroll">
        <PlacesStrip session={session} detail={detail} />
        <ActReason held={slotsOf(detail.slots)} />
        <CaseFindings held={slotsOf(detail.slots)} state={detail.state} />
        {discarding ? (
          <DiscardPanel key={discarding.slot ?? ''} session={session} slots={slots} slot={discarding.slot} />
        ) : null}
        {lesion ? (
          <section
            className="case-part"
            aria-label={t('case.lesion', { id: lesionIdOf(lesion) || t('case.lesion.noId') })}
          >
            <h3 className="head">{t('case.lesion', { id: lesionIdOf(lesion) || t('case.lesion.noId') })}</h3>
            {choices(ofLesion)}
          </section>
        ) : null}
        <section className="case-part" aria-label={t('case.levels')}>
          {choices(rows)}
        </section>
        <LesionTable session={session} go={(id) => goToLesion(id, session, view, p.stage.current)} />
        <CaseFacts session={session} />
      </div>
      {explained ? <GuidelineHelp row={explained} option={asked?.option ?? null} /> : null}
      <SignLine session={session} detail={detail} stage={p.stage} />
    </>
  )
}
