// The change log of this document: who did what, when, and why; every entry is a moment one can go back to.
import { ActionIcon, Button } from '@mantine/core'
import { IconFlag3, IconRestore } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { diffTo } from '../../../../shared/annotation/past.ts'
import type { LogEntry } from '../../../../shared/contract/document.ts'
import { placeName } from '../../../../shared/text/caseSheet.ts'
import { translateCode } from '../../../../shared/text/index.ts'
import { api, toFault } from '../../../api/client.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import type { Session } from '../../../document/session.ts'
import type { Fault } from '../../../document/transport.ts'
import { FaultNotice } from '../../../ui/states.tsx'
import { toastFault } from '../../../ui/toast.ts'
import { useProject } from '../../project/projectContext.ts'
import { useCase } from '../case/caseStore.ts'
import { useDeskStore } from '../deskView.ts'
import { markText, useMoments } from './moments.ts'
import { ViewingUses } from './ViewingUses.tsx'

const PAGE = 50

export function ChangeLog({ session }: { session: Session }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const view = useDeskStore()
  const { when, who } = useMoments()
  const documentId = useStore(session.state, (s) => s.document.id)
  const revision = useStore(session.state, (s) => s.document.revision)
  const writable = useStore(session.state, (s) => s.writable)
  const made = useStore(session.state, (s) => s.document.schemaVersion)
  const decided = useCase((c) => c.sheet)
  const [turn, setTurn] = useState(0)
  const [log, setLog] = useState<{ entries: readonly LogEntry[]; more: boolean; fault: Fault | null } | null>(null)

  // A checkpoint changes no revision: the panel is told when one was made.
  useEffect(
    () => view.subscribe((now, before) => now.checkpoints !== before.checkpoints && setTurn((n) => n + 1)),
    [view],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    let stopped = false
    api.document.log({ projectId: project.id, documentId, itemId: session.itemId, limit: PAGE }).then(
      (entries) => !stopped && setLog({ entries, more: entries.length === PAGE, fault: null }),
      (error) => !stopped && setLog({ entries: [], more: false, fault: toFault(error) }),
    )
    return () => {
      stopped = true
    }
  }, [project.id, documentId, session.itemId, revision, turn, decided])
  const older = async () => {
    const last = log?.entries.at(-1)
    if (!log || !last) return
    try {
      const entries = await api.document.log({
        projectId: project.id,
        documentId,
        itemId: session.itemId,
        beforeSeq: last.seq,
        limit: PAGE,
      })
      setLog({ entries: [...log.entries, ...entries], more: entries.length === PAGE, fault: null })
    } catch (error) {
      setLog({ ...log, fault: toFault(error) })
    }
  }
  const goBack = async (e: LogEntry) => {
    try {
      if (!(await session.flush())) return
      const then = await api.document.stateAt({ projectId: project.id, documentId, seq: e.seq })
      const name = e.kind === 'checkpoint' ? (e.reason ?? '') : when(e.time)
      view.setState({ restore: { name, diff: diffTo(session.records.getState().records, then) } })
    } catch (error) {
      toastFault(error)
    }
  }
  if (!log) return null
  return (
    <>
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
          const named = e.kind === 'checkpoint'
          // The reason of a bulk change is the id of its run.
          const reason = named || e.mark.startsWith('bulk.') ? null : e.reason
          return (
            <li key={e.seq} className="history-entry" data-named={named || undefined}>
              {named ? (
                <IconFlag3 size={15} className="accent" aria-hidden />
              ) : (
                <span className="dot" style={{ background: user?.colour ?? 'var(--text-3)' }} aria-hidden />
              )}
              <span className="grow">
                {named ? <b>{e.reason}</b> : markText(e, language)}
                {e.places ? (
                  <span className="quiet">
                    {' '}
                    {placeName(e.places.from, language)} → {placeName(e.places.to, language)}
                  </span>
                ) : null}
                <span className="faint small history-counts">
                  {[e.added && `+${e.added}`, e.updated && `~${e.updated}`, e.removed && `−${e.removed}`]
                    .filter(Boolean)
                    .join(' ')}
                </span>
                <span className="faint small history-who">
                  {named ? `${translateCode(language, 'mark.document.checkpoint') ?? ''} · ` : ''}
                  {user?.name ?? t('history.program')} · {when(e.time)}
                </span>
                {e.viewing ? <ViewingUses uses={e.viewing} /> : null}
                {reason ? <span className="quiet small history-who">{reason}</span> : null}
              </span>
              {/* No tooltip of the library: it would take the Esc that ends the preview. */}
              {/* What was decided about the pictures is taken back on the case sheet. */}
              {e.kind === 'item' ? null : (
                <ActionIcon
                  size="sm"
                  title={t('history.goBack')}
                  className="history-action"
                  disabled={!writable}
                  aria-label={t('history.goBackTo', { moment: named ? (e.reason ?? '') : when(e.time) })}
                  onClick={() => void goBack(e)}
                >
                  <IconRestore size={15} />
                </ActionIcon>
              )}
            </li>
          )
        })}
      </ol>
      {log.more ? (
        <Button variant="subtle" color="gray" onClick={older}>
          {t('history.older')}
        </Button>
      ) : null}
    </>
  )
}
