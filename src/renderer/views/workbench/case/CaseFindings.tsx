// What is found on the pictures, each with what is proposed; the manager accepts it, chooses otherwise, or keeps it as it is.
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { CaseFinding } from '../../../../shared/contract/cases.ts'
import type { ItemState } from '../../../../shared/contract/item.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import { useProject } from '../../project/projectContext.ts'
import { actWords } from './actWords.ts'
import { caseDesk, useCase } from './caseStore.ts'
import { atSheet } from './focusPlace.ts'

const SIGNS = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle } as const
const TONES = { error: 'bad', warning: 'warn', info: 'quiet' } as const

export function CaseFindings({ held, state }: { held: readonly string[]; state: ItemState }) {
  const t = useText()
  const { user } = useProject()
  const findings = useCase((c) => c.sheet?.findings)
  if (state === 'excluded') return <p className="case-part warn small">{t('case.excluded')}</p>
  const open = (findings ?? []).filter((f) => f.kept === null && f.severity !== 'info')
  const quiet = (findings ?? []).filter((f) => !open.includes(f))
  if (open.length + quiet.length === 0) return null
  return (
    <section className="case-part" aria-label={t('case.findings')}>
      <h3 className="head">
        {t('case.findings')} {open.length > 0 ? <span className="numbers bad">{open.length}</span> : null}
      </h3>
      <ul className="finding-list">
        {open.map((f, i) => (
          <OpenFinding key={f.keys[0]} f={f} held={held} first={i === 0} disabled={!user} />
        ))}
        {quiet.map((f) => {
          const Sign = f.kept ? IconCircleCheck : SIGNS[f.severity]
          return (
            <li key={f.keys[0]} className="case-finding faint small" title={f.message}>
              <Sign size={14} className={f.kept ? 'ok' : 'quiet'} aria-hidden />
              <span className="grow">
                {f.short}
                {f.kept ? (
                  <span className="quiet">
                    {' '}
                    {t('case.kept')}: {f.kept.reason}
                  </span>
                ) : null}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function OpenFinding(p: { f: CaseFinding; held: readonly string[]; first: boolean; disabled: boolean }) {
  const t = useText()
  const language = useLanguage()
  const { f } = p
  const Sign = SIGNS[f.severity]
  const others =
    f.others.some((o) => o.do === 'keep') || f.proposal.do === 'keep'
      ? f.others
      : [...f.others, { do: 'keep' as const }]
  return (
    <li className="case-finding">
      <Sign size={15} className={TONES[f.severity]} aria-label={t(`severity.${f.severity}`)} />
      <div className="grow">
        <span className="small" title={f.message}>
          {f.short}
        </span>
        <div className="case-acts">
          <button
            type="button"
            className="chip case-accept"
            disabled={p.disabled}
            data-case={atSheet('finding', f.keys[0] ?? '')}
            onClick={() => caseDesk.setState({ asking: { act: f.proposal, keys: f.keys } })}
          >
            <span className="faint">{t('case.proposal')}</span> {actWords(f.proposal, t, p.held, language)}
            {p.first ? <Key id="case.accept" /> : null}
          </button>
          {others.map((act) => (
            <button
              key={JSON.stringify(act)}
              type="button"
              className="chip"
              disabled={p.disabled}
              onClick={() => caseDesk.setState({ asking: { act, keys: f.keys } })}
            >
              {actWords(act, t, p.held, language)}
              {p.first && act.do === 'keep' ? <Key id="case.keep" /> : null}
            </button>
          ))}
        </div>
      </div>
    </li>
  )
}
