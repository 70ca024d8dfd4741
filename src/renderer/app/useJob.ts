// Follows one long task until it ends. The row in the store is the truth; the window only looks at it.
import { useEffect, useState } from 'react'
import type { Job } from '../../shared/contract/job.ts'
import { api, toFault } from '../api/client.ts'
import type { Fault } from '../document/transport.ts'

const EVERY_MS = 250

export type FollowedJob = { readonly job: Job | null; readonly fault: Fault | null; cancel(): void }

export function useJob(projectId: string, jobId: string | null): FollowedJob {
  const [seen, setSeen] = useState<{ job: Job | null; fault: Fault | null; id: string | null }>({
    job: null,
    fault: null,
    id: null,
  })
  useEffect(() => {
    if (!jobId) return
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      try {
        const job = await api.jobs.get({ projectId, jobId })
        if (stopped) return
        setSeen({ job, fault: null, id: jobId })
        if (job.state !== 'running') return
      } catch (error) {
        if (stopped) return
        const fault = toFault(error)
        setSeen((s) => ({ job: s.id === jobId ? s.job : null, fault, id: jobId }))
        if (fault.code === 'job-not-found' || fault.code === 'not-found') return
      }
      timer = setTimeout(look, EVERY_MS)
    }
    void look()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [projectId, jobId])
  const mine = seen.id === jobId
  return {
    job: mine ? seen.job : null,
    fault: mine ? seen.fault : null,
    cancel: () => {
      if (jobId)
        api.jobs.cancel({ projectId, jobId }).catch((error) => setSeen((s) => ({ ...s, fault: toFault(error) })))
    },
  }
}
