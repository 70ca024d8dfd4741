// Whether the case can be signed, and the first thing that stands in the way: a press goes to its place.
import { IconAlertCircle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import { type RefObject, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Finding } from '../../../../shared/contract/basics.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import { MAMMO_VIEWS } from '../../../../shared/domains/mammography/views.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import { breasts } from '../../../canvas/breasts.ts'
import type { Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { lookedAt } from '../hanging/lookedAt.ts'
import { useReading } from '../hanging/readingDesk.ts'
import { caseRows } from './caseFields.ts'
import { caseDesk, useCase } from './caseStore.ts'
import { focusPlace } from './focusPlace.ts'
import { type SignSaid, signSaid } from './signChecks.ts'

/** More would push the fields off a low screen. */
const SHOWN = 3

export function SignLine(p: { session: Session; detail: ItemDetail; stage: RefObject<Stage | null> }) {
  const t = useText()
  const language = useLanguage()
  const view = useDeskStore()
  const { session, detail } = p
  const { project } = useProject()
  const slots = useMemo(() => MAMMO_VIEWS.filter((v) => detail.slots.some((s) => s.slot === v)), [detail.slots])
  const records = useStore(session.records, (s) => s.records)
  const sheet = useCase((c) => c.sheet)
  const findings = useDesk((v) => v.findings)
  const tried = useCase((c) => c.said.length > 0)
  const seen = useReading((r) => r.seen)
  const found = useStore(breasts)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was looked at is read from what was seen of the breasts found
  const said = useMemo(
    () => signSaid({ detail, records, sheet, findings, language, looked: lookedAt(detail) }),
    [detail, records, sheet, findings, language, seen, found],
  )
  const blocks = said.filter((s) => s.kind === 'blocks')
  const [first] = said
  // What the sheet shows in its place already is only counted here.
  const empty = said.filter((s) => s.empty)
  const shown = said.filter((s) => !s.empty && s.place?.kind !== 'finding' && !(tried && s === first))
  const fields = useMemo(
    () =>
      caseRows(project.schema, slots, records).filter((r) => r.value === undefined && r.attribute !== 'density').length,
    [project.schema, slots, records],
  )
  const go = (s: SignSaid) => s.place && focusPlace(s.place, session, view, p.stage.current)
  const withReason = () => {
    caseDesk.setState({ said: [] })
    view.setState({ asking: { kind: 'submit', findings: said.map((s) => asFinding(s, detail)) } })
  }
  return (
    <section className="case-part case-sign" aria-label={t('case.sign')} data-tried={tried || undefined}>
      {first ? null : (
        <p className="ok small case-said">
          <IconCircleCheck size={15} aria-hidden /> {t('case.sign.ready')}
        </p>
      )}
      {tried && first ? (
        <p className={blocks.length > 0 ? 'bad small' : 'warn small'} role="alert">
          {t(blocks.length > 0 ? 'case.sign.blocked' : 'case.sign.asks', { message: first.message })}
        </p>
      ) : null}
      {shown.slice(0, SHOWN).map((s) => (
        <button
          key={s.message}
          type="button"
          className="plain-button case-said small"
          disabled={s.place === null}
          onClick={() => go(s)}
        >
          {s.kind === 'blocks' ? (
            <IconAlertCircle size={14} className="bad" aria-hidden />
          ) : (
            <IconHelpCircle size={14} className="warn" aria-hidden />
          )}
          <span className="grow case-said-text" title={s.message}>
            {s.message}
          </span>
        </button>
      ))}
      {shown.length > SHOWN ? (
        <span className="faint small">{t('case.sign.more', { count: shown.length - SHOWN })}</span>
      ) : null}
      {empty[0] && !(tried && first === empty[0]) ? (
        <button type="button" className="plain-button case-said small" onClick={() => empty[0] && go(empty[0])}>
          <IconAlertCircle size={14} className="bad" aria-hidden />
          {t('case.sign.fields', { count: fields })}
        </button>
      ) : null}
      {tried && blocks.length > 0 ? (
        <button type="button" className="chip" onClick={withReason}>
          {t('case.sign.reason')}
        </button>
      ) : null}
    </section>
  )
}

const asFinding = (s: SignSaid, detail: ItemDetail): Finding => ({
  rule: 'mammo-levels',
  severity: s.kind === 'blocks' ? 'error' : 'warning',
  item: detail.name,
  itemId: detail.id,
  annotation: s.place?.kind === 'annotation' ? s.place.id : null,
  message: s.message,
})
