// What was proposed, who stands by it, and the steps that are left.
import { Button, TextInput } from '@mantine/core'
import { IconCircleCheck, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Choices } from '../../../shared/agreement/differences.ts'
import type { AgreeItem } from '../../../shared/contract/agree.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { api } from '../../api/client.ts'
import { dayAndTime } from '../../app/format.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'

const LOGGED = 50
/** Closing and opening an agreed reading follow from consents. */
const CLOSING: Readonly<Record<string, string>> = {
  'document.submit': 'agree.closed',
  'document.reopen': 'agree.reopened',
}

export function Consents(p: {
  found: AgreeItem
  choices: Choices
  nameOf(id: string | null): string
  take(next: AgreeItem): void
  reload(): void
}) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const [reason, setReason] = useState('')
  const { found } = p
  const { proposal, may } = found
  const at = { projectId: project.id, itemId: found.itemId }
  const failed = (error: unknown) => {
    toastFault(error)
    p.reload()
  }
  const open = found.differences.filter((d) => p.choices[d.key] === undefined).length
  const propose = () =>
    api.agree
      .settle({ ...at, choices: p.choices, revision: found.revision, reason: reason.trim() || null })
      .then(p.take, failed)
  return (
    <section className="compare-consents scroll">
      {[found.a, found.b].map((r, i) =>
        r.submittedAt ? (
          <p key={r.userId ?? i} className="small quiet">
            <b>{i === 0 ? 'A' : 'B'}</b> {p.nameOf(r.userId)},{' '}
            {t('agree.submitted', { time: dayAndTime(r.submittedAt, language) })}
          </p>
        ) : null,
      )}
      {may.settle ? (
        <>
          <TextInput
            label={t('agree.reason')}
            value={reason}
            maxLength={1000}
            onChange={(e) => setReason(e.currentTarget.value)}
          />
          <Button disabled={open > 0} onClick={propose}>
            {t(proposal ? 'agree.propose.again' : 'agree.propose')}
          </Button>
          <p className="small faint">{t('agree.propose.hint')}</p>
        </>
      ) : null}
      {proposal ? (
        <>
          <h2>{t('agree.consents')}</h2>
          <p className="small">
            {t('agree.proposed', { name: p.nameOf(proposal.by), time: dayAndTime(proposal.time, language) })}
          </p>
          <ul className="compare-signed">
            {[found.a, found.b].map((r) => {
              const given = proposal.consents.find((c) => c.userId === r.userId)
              return (
                <li key={r.userId ?? ''} className={given ? 'ok' : 'quiet'}>
                  {given ? <IconCircleCheck size={16} aria-hidden /> : <IconClock size={16} aria-hidden />}
                  {given
                    ? t('agree.consent.given', { name: p.nameOf(r.userId), time: dayAndTime(given.time, language) })
                    : t('agree.consent.missing', { name: p.nameOf(r.userId) })}
                </li>
              )
            })}
          </ul>
          {may.consent ? (
            <Button onClick={() => api.agree.consent({ ...at, revision: proposal.revision }).then(p.take, failed)}>
              {t('agree.consent')}
            </Button>
          ) : null}
          {may.withdraw ? (
            <Button
              variant="default"
              onClick={() => api.agree.withdraw({ ...at, reason: reason.trim() || null }).then(p.take, failed)}
            >
              {t('agree.withdraw')}
            </Button>
          ) : null}
          <ProposalLog
            documentId={proposal.documentId}
            step={`${proposal.revision}/${proposal.consents.length}`}
            nameOf={p.nameOf}
          />
          {found.state === 'settled' ? <p className="ok">{t('agree.settled')}</p> : null}
          {!may.consent && !may.withdraw && found.state === 'proposed' ? (
            <p className="small faint">{t('agree.notYours')}</p>
          ) : null}
        </>
      ) : null}
    </section>
  )
}

/** Every step of the agreed reading, newest first. */
function ProposalLog(p: { documentId: string; step: string; nameOf(id: string | null): string }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const asked = { projectId: project.id, documentId: p.documentId, limit: LOGGED }
  const log = useQuery(`${p.documentId}/${p.step}`, () => api.document.log(asked))
  const said = (mark: string) => translateCode(language, `mark.${CLOSING[mark] ?? mark}`) ?? mark
  return (
    <details className="compare-log">
      <summary>{t('agree.log')}</summary>
      <ol className="small">
        {(log.data ?? []).map((e) => (
          <li key={e.seq}>
            {said(e.mark)} <span className="quiet">{`${p.nameOf(e.authorId)}, ${dayAndTime(e.time, language)}`}</span>
            {e.reason ? <span className="faint"> {e.reason}</span> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}
