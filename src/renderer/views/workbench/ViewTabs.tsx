// The places of an item (views of a case): which one is on screen, what it is read as, and whether something is marked on it.
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { slotsOf } from '../../../shared/annotation/activeSlot.ts'
import type { AnnotationMap } from '../../../shared/annotation/diff.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { isMammoView } from '../../../shared/domains/mammography/views.ts'
import { isSpare, slotOrderOf } from '../../../shared/domains/slotNames.ts'
import { useText, useTitle } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import { useProject } from '../project/projectContext.ts'
import { useDesk, useDeskStore } from './deskView.ts'
import { HangingTabs } from './hanging/HangingTabs.tsx'
import { SeenShare } from './hanging/ReadingFacts.tsx'
import { readingDesk } from './hanging/readingDesk.ts'
import { recordOf } from './itemLabels.ts'
import './viewTabs.css'

const RESULT = 'result'

export function ViewTabs({ detail, session }: { detail: ItemDetail; session: Session }) {
  const t = useText()
  const title = useTitle()
  const view = useDeskStore()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const hanging = useDesk((v) => v.hanging)
  const active = hanging ? null : detail.slots[0]?.slot
  const slots = useMemo(() => slotsOf(detail.slots).sort((a, b) => slotOrderOf(a) - slotOrderOf(b)), [detail.slots])
  const sizes = useMemo(
    () =>
      new Map(detail.slots.map(({ slot, source: { id, width, height } }) => [slot, { sourceId: id, width, height }])),
    [detail.slots],
  )
  /** A result as people say it; the stored value is the guideline's own word. */
  const said = (value: string): string => {
    const type = project.schema.slotAttributes.find(({ id }) => id === RESULT)?.type
    const words = type?.kind === 'choice' ? type.titles?.[value] : undefined
    return words ? title(words) : value
  }
  const missing = project.slots.filter((slot) => !slots.includes(slot))
  if (slots.length < 2) return null
  return (
    <div className="view-tabs" role="toolbar" aria-label={t('views.title')}>
      {slots.some(isMammoView) ? <HangingTabs /> : null}
      {slots.map((slot) => {
        const marked = [...records.values()].filter(
          (a) => a.shape && a.target.kind === 'frame' && a.target.slot === slot,
        )
        return (
          <button
            key={slot}
            type="button"
            className="plain-button view-tab"
            aria-pressed={slot === active}
            onClick={() => {
              readingDesk.setState({ at: null })
              view.setState({ slot, frame: 0, hanging: null })
            }}
          >
            <span>{isSpare(slot) ? t('views.spare', { n: slot.replace(/\D/g, '') }) : slot}</span>
            <span className="quiet">{said(resultOf(records, slot))}</span>
            {isMammoView(slot) && sizes.has(slot) ? <SeenShare {...sizes.get(slot)!} /> : null}
            {marked.length > 0 ? <span className="tab-count numbers">{marked.length}</span> : null}
          </button>
        )
      })}
      {missing.map((slot) => (
        <span key={slot} className="view-tab view-missing" title={t('views.missing', { slot })}>
          {slot} {t('views.none')}
        </span>
      ))}
    </div>
  )
}

function resultOf(records: AnnotationMap, slot: string): string {
  const value = recordOf(records, { kind: 'slot', slot })?.attributes[RESULT]
  return typeof value === 'string' ? value : ''
}
