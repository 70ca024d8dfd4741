import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LogEntry } from '../../../shared/contract/document.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { api, toFault } from '../../api/client.ts'
import { clockTime, dayAndTime } from '../../app/format.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import type { Session } from '../../document/session.ts'
import type { Fault } from '../../document/transport.ts'
import { FaultNotice } from '../../ui/states.tsx'
import { useProject } from '../project/projectContext.ts'

const PAGE = 50

/** The change log of this document: who did what, when, and why. Read from the store, never from memory. */
export function HistoryPanel({ session }: { session: Session }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const documentId = useStore(session.state, (s) => s.document.id)
  const revision = useStore(session.state, (s) => s.document.revision)
  const made = useStore(session.state, (s) => s.document.schemaVersion)
  const [log, setLog] = useState<{ entries: readonly LogEntry[]; more: boolean; fault: Fault | null } | null>(null)

  useEffect(() => {
    let stopped = false
    if (revision === 0) return setLog({ entries: [], more: false, fault: null })
    api.document.log({ projectId: project.id, documentId, limit: PAGE }).then(
      (entries) => !stopped && setLog({ entries, more: entries.length === PAGE, fault: null }),
      (error) => !stopped && setLog({ entries: [], more: false, fault: toFault(error) }),
    )
    return () => {
      stopped = true
    }
  }, [project.id, documentId, revision])
  const older = async () => {
    const last = log?.entries.at(-1)
    if (!log || !last) return
    try {
      const entries = await api.document.log({ projectId: project.id, documentId, beforeSeq: last.seq, limit: PAGE })
      setLog({ entries: [...log.entries, ...entries], more: entries.length === PAGE, fault: null })
    } catch (error) {
      setLog({ ...log, fault: toFault(error) })
    }
  }
  const today = new Date().toDateString()
  const when = (iso: string) => (new Date(iso).toDateString() === today ? clockTime(iso) : dayAndTime(iso, language))
  const who = (id: string | null) => project.users.find((u) => u.id === id)
  const what = (e: LogEntry) => {
    const name = translateCode(language, `mark.${e.mark}`) ?? translateCode(language, `mark.${e.kind}`) ?? e.mark
    const kind = e.kind === 'undo' || e.kind === 'redo' ? translateCode(language, `mark.${e.kind}`) : null
    return kind && kind !== name ? `${kind}: ${name}` : name
  }
  if (!log) return null
  return (
    <div className="panel-part panel-part-long scroll">
      {log.fault ? <FaultNotice fault={log.fault} /> : null}
      {revision > 0 ? (
        <p className="faint small history-schema">
          {t('history.schema', { version: made, present: project.schema.version })}
        </p>
      ) : null}
      {log.entries.length === 0 && !log.fault ? <p className="quiet">{t('history.none')}</p> : null}
      <ol className="history">
        {log.entries.map((e) => {
          const user = who(e.authorId)
          return (
            <li key={e.seq}>
              <span className="dot" style={{ background: user?.colour ?? 'var(--text-3)' }} aria-hidden />
              <span className="grow">
                {what(e)}
                <span className="faint small history-counts">
                  {[e.added && `+${e.added}`, e.updated && `~${e.updated}`, e.removed && `−${e.removed}`]
                    .filter(Boolean)
                    .join(' ')}
                </span>
                <span className="faint small history-who">
                  {user?.name ?? t('history.program')} · {when(e.time)}
                </span>
                {e.reason ? <span className="quiet small history-who">{e.reason}</span> : null}
              </span>
            </li>
          )
        })}
      </ol>
      {log.more ? (
        <Button variant="subtle" color="gray" onClick={older}>
          {t('history.older')}
        </Button>
      ) : null}
    </div>
  )
}
