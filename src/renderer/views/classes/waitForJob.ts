// A task whose end the screen needs before it can go on.

import { ERROR_CODES } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/contract/job.ts'
import { api } from '../../api/client.ts'
import { Fault } from '../../document/transport.ts'

const EVERY_MS = 120

/** The finished job; throws what made it fail. */
export async function waitForJob(projectId: string, started: Job, seen: (job: Job) => void = () => {}): Promise<Job> {
  let job = started
  while (job.state === 'running') {
    seen(job)
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    job = await api.jobs.get({ projectId, jobId: job.id })
  }
  if (job.state === 'done') return job
  const code = ERROR_CODES.find((c) => c === job.error?.code)
  throw new Fault(code ?? (job.state === 'cancelled' ? 'cancelled' : 'internal'))
}
