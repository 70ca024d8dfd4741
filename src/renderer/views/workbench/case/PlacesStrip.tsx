// All places of the case as small pictures. A picture is dragged onto another place, or chosen and sent there by a digit.
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconBan, IconPhotoOff } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { slotsOf } from '../../../../shared/annotation/activeSlot.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { isSpare, MAMMO_VIEWS } from '../../../../shared/domains/mammography/views.ts'
import { slotOrderOf } from '../../../../shared/domains/slotNames.ts'
import { mediaUrl } from '../../../../shared/imaging/mediaUrl.ts'
import { placeName } from '../../../../shared/text/caseSheet.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { recordOf } from '../itemLabels.ts'
import { actWords } from './actWords.ts'
import { caseWork } from './caseCommands.ts'
import { caseDesk, useCase } from './caseStore.ts'
import { atSheet, toPicture } from './focusPlace.ts'
import { ASIDE, askMove, leaveDrag, usePlaceDrag } from './placeDrag.tsx'

const COLUMNS = 4

export function PlacesStrip({ session, detail }: { session: Session; detail: ItemDetail }) {
  const t = useText()
  const language = useLanguage()
  const view = useDeskStore()
  const { project, user } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const hanging = useDesk((v) => v.hanging)
  const [sheet, picked] = [useCase((c) => c.sheet), useCase((c) => c.picked)]
  const drag = useCase((c) => c.drag)
  const held = slotsOf(detail.slots)
  const spare = held.filter(isSpare).sort((a, b) => slotOrderOf(a) - slotOrderOf(b))
  const places: readonly string[] = [...MAMMO_VIEWS, ...spare]
  const writable = user !== null && project.mode === 'write'
  const active = hanging ? null : detail.slots[0]?.slot
  const doubtful = new Set((sheet?.findings ?? []).flatMap((f) => (f.kept || f.severity === 'info' ? [] : f.slots)))
  const move = (from: string, to: string) => {
    if (writable) askMove(held, from, to)
    else caseDesk.setState({ picked: null })
  }
  const grip = usePlaceDrag((slot) => writable && held.includes(slot), move)
  const open = (slot: string) => held.includes(slot) && view.setState({ slot, frame: 0, hanging: null })

  const keys = (slot: string) => (e: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[e.code]
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(e.code)?.[1]
    const from = picked ?? slot
    if (e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) return
    if (step !== undefined) {
      const to = places[places.indexOf(slot) + step]
      if (to) e.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-place="${to}"]`)?.focus()
    } else if (digit !== undefined) {
      const to = digit === '0' ? ASIDE : places[Number(digit) - 1]
      if (to) move(from, to)
    } else if (e.code === 'Space' || (e.code === 'Enter' && picked !== null)) {
      if (picked === null) caseDesk.setState({ picked: held.includes(slot) ? slot : null })
      else move(picked, slot)
    } else if (e.code === 'Escape') {
      if (picked === null && !drag) toPicture()
      caseDesk.setState({ picked: null })
      leaveDrag()
    } else return
    e.preventDefault()
    e.stopPropagation()
  }
  const undo = sheet?.undo
  const redo = sheet?.redo
  const words = (d: { mark: string; from: string | null; to: string | null }) =>
    d.from !== null && d.to !== null
      ? actWords({ do: 'move', from: d.from, to: d.to }, t, held, language)
      : t(d.mark === 'case.exclude' ? 'case.act.exclude' : 'case.act.keep')
  return (
    <section className="case-part" aria-label={t('case.places')}>
      <div className="row">
        <h3 className="head grow cut" title={t('case.places.how')}>
          {t('case.places')} <span className="faint case-none">{t('case.places.hint')}</span>
        </h3>
        {undo ? (
          <button
            type="button"
            className="plain-button case-icon"
            disabled={!writable}
            title={t('case.undo.what', { what: words(undo) })}
            aria-label={t('case.undo.what', { what: words(undo) })}
            onClick={() => void caseWork.undo()}
          >
            <IconArrowBackUp size={16} aria-hidden />
          </button>
        ) : null}
        {redo ? (
          <button
            type="button"
            className="plain-button case-icon"
            disabled={!writable}
            title={t('case.redo.what', { what: words(redo) })}
            aria-label={t('case.redo.what', { what: words(redo) })}
            onClick={() => void caseWork.redo()}
          >
            <IconArrowForwardUp size={16} aria-hidden />
          </button>
        ) : null}
      </div>
      <div className="case-places" data-dragging={drag !== null || picked !== null || undefined}>
        {places.map((slot) => {
          const source = detail.slots.find((s) => s.slot === slot)?.source
          const discarded = recordOf(records, { kind: 'slot', slot })?.attributes['discard_yn'] === true
          const name = placeName(slot, language)
          const label = source
            ? t(doubtful.has(slot) ? 'case.place.doubtful' : 'case.place', { slot: name, file: source.name })
            : t('case.place.empty', { slot: name })
          return (
            <button
              key={slot}
              type="button"
              className="plain-button case-place"
              data-place={slot}
              data-case={atSheet('place', slot)}
              data-state={source ? (doubtful.has(slot) ? 'doubtful' : 'there') : 'missing'}
              data-over={drag?.over === slot || undefined}
              data-picked={(drag?.from ?? picked) === slot || undefined}
              aria-pressed={active === slot}
              aria-label={discarded ? `${label}, ${t('case.place.discarded')}` : label}
              title={label}
              {...grip(slot)}
              onKeyDown={keys(slot)}
              onClick={() => open(slot)}
            >
              {source ? (
                <img src={mediaUrl.thumb(project.id, source.id)} alt="" draggable={false} />
              ) : (
                <IconPhotoOff size={20} className="case-place-none bad" aria-hidden />
              )}
              <span className="case-place-name cut">
                {doubtful.has(slot) ? <IconAlertTriangle size={12} className="warn" aria-hidden /> : null}
                {discarded ? <IconBan size={12} className="bad" aria-hidden /> : null}
                {name}
              </span>
            </button>
          )
        })}
        {drag !== null || picked !== null ? (
          <button
            type="button"
            className="plain-button case-place case-aside"
            data-place={ASIDE}
            data-over={drag?.over === ASIDE || undefined}
            onClick={() => picked !== null && move(picked, ASIDE)}
          >
            {t('case.place.aside')} <kbd className="case-key">0</kbd>
          </button>
        ) : null}
      </div>
      <p className={picked === null ? 'unseen' : 'small case-hint'} role="status">
        {picked === null ? '' : t('case.place.picked', { slot: placeName(picked, language) })}
      </p>
    </section>
  )
}
