// The clinical sheet of the case and whether the case or one of its images cannot be used.
import { useStore } from 'zustand'
import { isRecord } from '../../../../shared/annotation/attributes.ts'
import { CLINICAL_VARIABLES } from '../../../../shared/domains/mammography/clinical.ts'
import { useText, useTitle } from '../../../app/useText.ts'
import { Key } from '../../../commands/Key.tsx'
import { runCommand } from '../../../commands/registry.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { caseDesk, useCase } from './caseStore.ts'

export function CaseFacts({ session }: { session: Session }) {
  const t = useText()
  const title = useTitle()
  const { project } = useProject()
  const records = useStore(session.records, (s) => s.records)
  const writable = useStore(session.state, (s) => s.writable)
  const clinical = useCase((c) => c.sheet?.clinical)
  const discarded = [...records.values()].filter((a) => isRecord(a) && a.attributes['discard_yn'] === true)
  const names = project.schema.itemAttributes.find((d) => d.id === 'discard_reason')?.type
  const reason = (id: string) => {
    const named = names?.kind === 'multi' ? names.titles[id] : undefined
    return named ? title(named) : id
  }
  const empty = clinical?.filled ? CLINICAL_VARIABLES.filter((v) => !clinical.filled?.includes(v)) : []
  return (
    <section className="case-part case-facts">
      <div className="case-fact">
        <span className="case-row-name">{t('case.discard')}</span>
        <span className="grow">
          {discarded.map((a) => {
            const slot = a.target.kind === 'item' ? null : a.target.slot
            const why = a.attributes['discard_reason']
            return (
              <button
                key={a.id}
                type="button"
                className="chip bad"
                onClick={() => caseDesk.setState({ discarding: { slot } })}
              >
                {slot ?? t('case.discard.whole')}: {(Array.isArray(why) ? why : []).map(reason).join(', ') || '?'}
              </button>
            )
          })}
          {discarded.length === 0 ? <span className="faint">{t('case.discard.none')}</span> : null}
        </span>
        <button type="button" className="chip" disabled={!writable} onClick={() => runCommand('case.discard')}>
          {t('case.discard.set')} <Key id="case.discard" />
        </button>
      </div>
      <div className="case-fact">
        <span className="case-row-name">{t('case.clinical')}</span>
        <span
          className="grow quiet"
          title={empty.length > 0 ? t('case.clinical.missing', { fields: empty.join(', ') }) : undefined}
        >
          {!clinical?.there
            ? t('case.clinical.none')
            : clinical.filled === null
              ? t('case.clinical.hidden')
              : t('case.clinical.filled', { there: clinical.filled.length, all: CLINICAL_VARIABLES.length })}
        </span>
      </div>
    </section>
  )
}
