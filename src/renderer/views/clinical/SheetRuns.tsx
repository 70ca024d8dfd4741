import { Button } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { dayAndTime } from '../../app/format.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'

/** Sheets that came in, newest first; each can be taken back as one step. */
export function SheetRuns(p: { turn: number; able: boolean; onUndone(): void }) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const [said, setSaid] = useState<{ values: number; kept: number } | null>(null)
  const runs = useQuery(`${project.id} runs ${p.turn}`, () => api.clinical.runs({ projectId: project.id }))
  if (!runs.data || runs.data.length === 0) return null
  const undo = (run: string) =>
    api.clinical.undo({ projectId: project.id, run }).then((undone) => {
      setSaid(undone)
      p.onUndone()
    }, toastFault)
  return (
    <section>
      <h2>{t('clinical.runs')}</h2>
      {said ? (
        <p role="status" className="ok">
          {t('clinical.run.wasUndone', { values: said.values })}{' '}
          {said.kept > 0 ? t('clinical.run.kept', { kept: said.kept }) : ''}
        </p>
      ) : null}
      {runs.data.map((r) => (
        <div key={r.run} className="row clinical-run">
          <span className="grow cut">
            {r.sheet} <span className="quiet">{t('clinical.run', { items: r.items, values: r.values })}</span>{' '}
            <span className="faint small">
              {dayAndTime(r.time, language)} · {project.users.find((u) => u.id === r.authorId)?.name ?? ''}
            </span>
          </span>
          {r.undone ? (
            <span className="faint">{t('clinical.run.undone')}</span>
          ) : (
            <Button
              variant="default"
              disabled={!p.able}
              aria-label={t('clinical.run.undoOf', { sheet: r.sheet })}
              onClick={() => undo(r.run)}
            >
              {t('clinical.run.undo')}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}
