import { Button, Progress } from '@mantine/core'
import type { Job } from '../../shared/contract/job.ts'
import { count, duration } from '../app/format.ts'
import type { FollowedJob } from '../app/useJob.ts'
import { reasonText, useLanguage, useText } from '../app/useText.ts'
import { FaultNotice } from './states.tsx'

const percent = (job: Job) => (job.total ? Math.min(100, (job.done / job.total) * 100) : 0)

/** Running: how far, how long still, a way to stop. Ended without success: why. */
export function JobProgress({ followed, label }: { followed: FollowedJob; label: string }) {
  const t = useText()
  const language = useLanguage()
  const { job, fault, cancel } = followed
  if (fault) return <FaultNotice fault={fault} />
  if (!job) return <Progress value={100} animated aria-label={label} />
  if (job.state === 'done') return null
  if (job.state !== 'running')
    return (
      <div className="notice" data-tone={job.state === 'failed' ? 'bad' : 'warn'} role="alert">
        {job.state === 'failed'
          ? job.error
            ? reasonText(job.error.code, job.error.message, language)
            : t('job.failed')
          : t(job.state === 'cancelled' ? 'job.cancelled' : 'job.interrupted')}
      </div>
    )
  return (
    <div className="column">
      <div className="row">
        <span className="grow">{label}</span>
        <span className="quiet numbers" role="status">
          {job.total === null
            ? t('job.counting', { done: job.done })
            : t('job.progress', { done: count(job.done, language), total: count(job.total, language) })}
          {job.remainingSeconds === null ? '' : ` · ${t('job.remaining', { time: duration(job.remainingSeconds) })}`}
        </span>
        <Button variant="default" onClick={cancel}>
          {t('job.cancel')}
        </Button>
      </div>
      <Progress
        value={job.total === null ? 100 : percent(job)}
        animated={job.total === null}
        aria-label={label}
        transitionDuration={200}
      />
    </div>
  )
}
