// One change to many items: say which objects and what becomes of them, look at what would happen, do it, take it back.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { type BulkPreview, bulkPreviewSchema, bulkResultSchema } from '../../../shared/contract/bulk.ts'
import { api } from '../../api/client.ts'
import { useJob } from '../../app/useJob.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useText } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { BulkFields } from './BulkFields.tsx'
import { BulkRuns } from './BulkRuns.tsx'
import './bulk.css'
import { type BulkForm, EMPTY_FORM, orderOf } from './bulkForm.ts'
import { BulkCounts, PreviewTables } from './PreviewTables.tsx'

export function BulkPage() {
  const t = useText()
  const { project, user } = useProject()
  const [form, setForm] = useState<BulkForm>(EMPTY_FORM)
  const [looked, setLooked] = useState<{ jobId: string; order: string } | null>(null)
  const [started, setStarted] = useState<string | null>(null)
  const preview = useJob(project.id, looked?.jobId ?? null)
  const running = useJob(project.id, started)
  const state = running.job?.state
  const runs = useQuery(`${project.id} ${started} ${state}`, () => api.bulk.runs({ projectId: project.id }))
  const order = orderOf(form)
  const key = JSON.stringify(order)
  const writable = user !== null && project.mode === 'write'
  const busy = state === 'running'
  // What was looked at is what is done: any change of the form asks for another look.
  const found = looked?.order === key ? bulkPreviewSchema.safeParse(preview.job?.result) : null
  const seen: BulkPreview | null = found?.success ? found.data : null
  const done = bulkResultSchema.safeParse(running.job?.result)

  const look = () => {
    if (order)
      api.bulk.preview({ projectId: project.id, ...order }).then((job) => {
        setLooked({ jobId: job.id, order: key })
        setStarted(null)
      }, toastFault)
  }
  const follow = (job: { id: string }) => {
    setStarted(job.id)
    setLooked(null)
  }
  return (
    <div className="page bulk">
      <h1>{t('bulk.title')}</h1>
      <p className="quiet">{t('bulk.hint')}</p>
      <BulkFields form={form} change={(c) => setForm({ ...form, ...c })} />
      <div className="row">
        <Button disabled={!order || busy || !user} onClick={look}>
          {t('bulk.preview')}
        </Button>
        <Button variant="default" onClick={() => setForm(EMPTY_FORM)}>
          {t('bulk.clear')}
        </Button>
        {order ? null : <span className="faint small">{t('bulk.incomplete')}</span>}
      </div>
      {looked?.order === key ? <JobProgress followed={preview} label={t('jobkind.bulk-preview')} /> : null}
      {seen ? (
        <section className="bulk-seen" aria-label={t('bulk.preview')}>
          <BulkCounts title={t('bulk.would', { annotations: seen.annotations, items: seen.items })} counts={seen} />
          {seen.annotations > 0 && order ? (
            <Button
              disabled={!writable || busy}
              {...(form.remove ? { color: 'red' } : {})}
              onClick={() => api.bulk.run({ projectId: project.id, ...order }).then(follow, toastFault)}
            >
              {t('bulk.run', { annotations: seen.annotations })}
            </Button>
          ) : null}
          <PreviewTables preview={seen} />
        </section>
      ) : null}
      {started ? <JobProgress followed={running} label={t('jobkind.bulk')} /> : null}
      {started && state === 'done' && done.success ? (
        <section className="bulk-seen" role="status">
          <BulkCounts
            title={t(running.job?.kind === 'bulk-undo' ? 'bulk.takenBack' : 'bulk.changed', {
              annotations: done.data.annotations,
              items: done.data.items,
            })}
            counts={done.data}
          />
        </section>
      ) : null}
      <BulkRuns
        runs={runs.data ?? []}
        disabled={!writable || busy}
        undo={(runId) => api.bulk.undo({ projectId: project.id, runId }).then(follow, toastFault)}
      />
    </div>
  )
}
