// File names that are wrong and what they should be; renamed one by one or all, with the record, and taken back.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { type NameRow, renameResultSchema } from '../../../shared/contract/names.ts'
import { api } from '../../api/client.ts'
import { dayAndTime } from '../../app/format.ts'
import { useJob } from '../../app/useJob.ts'
import { useQuery } from '../../app/useQuery.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { Blank, FaultNotice, Waiting } from '../../ui/states.tsx'
import { toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import './names.css'

export function NamesPage() {
  const t = useText()
  const language = useLanguage()
  const { project, user } = useProject()
  const [jobId, setJobId] = useState<string | null>(null)
  const [asked, setAsked] = useState<readonly string[] | 'all' | null>(null)
  const job = useJob(project.id, jobId)
  const busy = job.job?.state === 'running'
  const key = `${project.id} ${jobId} ${job.job?.state}`
  const plan = useQuery(busy ? null : key, () => api.names.plan({ projectId: project.id }))
  const runs = useQuery(key, () => api.names.runs({ projectId: project.id }))
  const done = renameResultSchema.safeParse(job.job?.result)
  const able = user !== null && project.mode === 'write' && !busy
  const ready = (plan.data?.rows ?? []).filter((r) => r.problem === null)
  const hidden = (plan.data?.total ?? 0) - (plan.data?.rows.length ?? 0)
  const follow = (started: { id: string }) => setJobId(started.id)
  const rename = () => {
    const itemIds = asked === 'all' ? null : [...(asked ?? [])]
    setAsked(null)
    api.names.rename({ projectId: project.id, itemIds }).then(follow, toastFault)
  }
  return (
    <div className="page names">
      <h1>{t('command.project.names')}</h1>
      <p className="quiet">{t('names.hint')}</p>
      {jobId ? <JobProgress followed={job} label={t('names.running')} /> : null}
      {done.success ? (
        <div className="notice" role="status" data-tone={done.data.failed.length > 0 ? 'warn' : undefined}>
          <div className="column">
            <b>{t('names.done', { count: done.data.renamed })}</b>
            {done.data.failed.length > 0 ? <span>{t('names.failed', { count: done.data.failed.length })}</span> : null}
            {done.data.failed.slice(0, 20).map((f) => (
              <span key={f.item} className="small">
                {f.item}: {t(`names.problem.${f.problem}`)}
              </span>
            ))}
          </div>
        </div>
      ) : null}
      {plan.fault ? <FaultNotice fault={plan.fault} retry={plan.reload} /> : null}
      {plan.loading ? <Waiting label={t('names.looking')} /> : null}
      {plan.data?.total === 0 ? <Blank title={t('names.none')}>{t('names.none.hint')}</Blank> : null}
      {plan.data && plan.data.total > 0 ? (
        <>
          {asked ? (
            <div className="notice" data-tone="warn" role="alert">
              <div className="column grow">
                <b>{t('names.ask', { count: asked === 'all' ? ready.length + hidden : asked.length })}</b>
                <span>{t('names.others')}</span>
                <div className="row">
                  <Button autoFocus onClick={rename}>
                    {t('names.yes')}
                  </Button>
                  <Button variant="default" onClick={() => setAsked(null)}>
                    {t('names.no')}
                  </Button>
                </div>
              </div>
            </div>
          ) : (
            <div className="row">
              <Button disabled={!able || ready.length === 0} onClick={() => setAsked('all')}>
                {t('names.all', { count: ready.length + hidden })}
              </Button>
              {hidden > 0 ? (
                <span className="faint small">
                  {t('names.shown', { shown: plan.data.rows.length, total: plan.data.total })}
                </span>
              ) : null}
            </div>
          )}
          <table className="names-table framed">
            <thead>
              <tr>
                <th>{t('names.from')}</th>
                <th>{t('names.to')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {plan.data.rows.map((r) => (
                <Line key={r.itemId} row={r} able={able && asked === null} ask={() => setAsked([r.itemId])} />
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      {runs.data && runs.data.length > 0 ? (
        <section>
          <h2>{t('names.runs')}</h2>
          {runs.data.map((r) => (
            <div key={r.runId} className="row">
              <span className="grow cut">
                {t('names.run', { from: r.from, to: r.to, files: r.files })}{' '}
                <span className="faint small">
                  {dayAndTime(r.time, language)} · {project.users.find((u) => u.id === r.authorId)?.name ?? ''}
                </span>
              </span>
              {r.undone ? (
                <span className="faint">{t('names.undone')}</span>
              ) : (
                <Button
                  variant="default"
                  disabled={!able}
                  onClick={() => api.names.undo({ projectId: project.id, runId: r.runId }).then(follow, toastFault)}
                >
                  {t('names.undo')}
                </Button>
              )}
            </div>
          ))}
        </section>
      ) : null}
    </div>
  )
}

function Line({ row, able, ask }: { row: NameRow; able: boolean; ask(): void }) {
  const t = useText()
  return (
    <tr>
      <td title={row.item}>
        {row.from}
        {row.copied ? <span className="faint small names-note">{t('names.copied')}</span> : null}
      </td>
      <td>{row.to}</td>
      <td className="names-do">
        {row.problem ? (
          <span className="warn small">{t(`names.problem.${row.problem}`)}</span>
        ) : (
          <Button variant="default" disabled={!able} aria-label={t('names.one', { from: row.from })} onClick={ask}>
            {t('names.yes')}
          </Button>
        )}
      </td>
    </tr>
  )
}
