// Long work inside the backend: progress, remaining time, cancel, one heavy job per project. The client polls.
import { type ErrorCode, PandokError } from '../../shared/contract/errors.ts'
import type { Job } from '../../shared/contract/job.ts'
import { newId } from '../../shared/ids.ts'
import type { Logger } from '../log/logger.ts'
import { nextPace, type Pace, remainingSeconds, startPace } from './remaining.ts'

export type Progress = (done: number, total: number | null) => void
export type JobControl = { readonly signal: AbortSignal; readonly onProgress: Progress }
/** Where a job is written down so that a crash leaves a trace; absent for a project that cannot be written to. */
export type JobRows = {
  create(job: Job, params: Readonly<Record<string, unknown>>): void
  update(job: Job): void
  finish(job: Job): void
}
export type JobRequest = {
  readonly projectId: string
  readonly kind: Job['kind']
  /** What is needed to start the same job again after a crash. */
  readonly params: Readonly<Record<string, unknown>>
  /** Who started it; null when nobody was at work. */
  readonly authorId?: string | null
  readonly rows: JobRows | null
}
export type JobRunner = {
  start(request: JobRequest, run: (control: JobControl) => Promise<unknown>): Job
  get(projectId: string, jobId: string): Job | null
  /** Undefined for a job that this program has not started. */
  authorOf(jobId: string): string | null | undefined
  /** Newest first. */
  list(projectId: string): Job[]
  cancel(projectId: string, jobId: string): Job | null
  /** Settles when the job has ended, however it ended. */
  ended(jobId: string): Promise<Job>
  /** Cancels what runs in the project and waits for it, so that its database can be closed. */
  stop(projectId: string): Promise<void>
}

/** These change the project or write a delivery: two at once would wait for each other's rows. */
const EXCLUSIVE: ReadonlySet<Job['kind']> = new Set([
  'import',
  'labels',
  'export',
  'relocate',
  'sample',
  'bulk',
  'bulk-undo',
])
const KEPT_PER_PROJECT = 50
const SAVE_EVERY_MS = 1000

type Entry = {
  job: Job
  authorId: string | null
  abort: AbortController
  pace: Pace
  savedAt: number
  end: Promise<Job>
}

export function createJobRunner({ clock, logger }: { clock: () => Date; logger: Logger }): JobRunner {
  const entries = new Map<string, Entry>()
  const ofProject = (projectId: string) => [...entries.values()].filter((e) => e.job.projectId === projectId).reverse()
  const entryOf = (projectId: string, jobId: string) => {
    const entry = entries.get(jobId)
    return entry?.job.projectId === projectId ? entry : undefined
  }

  function forgetOld(projectId: string): void {
    const ended = ofProject(projectId).filter((e) => e.job.state !== 'running')
    for (const entry of ended.slice(KEPT_PER_PROJECT)) entries.delete(entry.job.id)
  }

  /** A job row that cannot be written (full disk) must not stop the job, whose own writes will say so. */
  function save(write: () => void): void {
    try {
      write()
    } catch (error) {
      logger.error('job.row', error)
    }
  }

  function start(request: JobRequest, run: (control: JobControl) => Promise<unknown>): Job {
    const { projectId, kind, params, rows } = request
    const rival = ofProject(projectId).find((e) => e.job.state === 'running' && EXCLUSIVE.has(e.job.kind))
    if (EXCLUSIVE.has(kind) && rival)
      throw new PandokError('busy', 'a job of this project is running', { kind: rival.job.kind, job: rival.job.id })

    const job: Job = {
      id: newId(),
      projectId,
      kind,
      state: 'running',
      done: 0,
      total: null,
      remainingSeconds: null,
      startedAt: clock().toISOString(),
      endedAt: null,
      error: null,
      result: null,
    }
    rows?.create(job, params)
    const abort = new AbortController()
    const now = () => clock().getTime()
    const entry: Entry = {
      job,
      authorId: request.authorId ?? null,
      abort,
      pace: startPace(now()),
      savedAt: now(),
      end: Promise.resolve(job),
    }
    const onProgress: Progress = (done, total) => {
      entry.pace = nextPace(entry.pace, done, now())
      entry.job = { ...entry.job, done, total, remainingSeconds: remainingSeconds(entry.pace, done, total) }
      if (now() - entry.savedAt < SAVE_EVERY_MS) return
      entry.savedAt = now()
      save(() => rows?.update(entry.job))
    }
    const finish = (end: Pick<Job, 'state' | 'error' | 'result'>): Job => {
      entry.job = { ...entry.job, ...end, remainingSeconds: null, endedAt: clock().toISOString() }
      save(() => rows?.finish(entry.job))
      logger.info('job.end', { job: job.id, kind, state: end.state, done: entry.job.done })
      forgetOld(projectId)
      return entry.job
    }
    logger.info('job.start', { job: job.id, kind })
    entry.end = run({ signal: abort.signal, onProgress }).then(
      (result) => finish({ state: 'done', error: null, result }),
      (error) => {
        const code = codeOf(error, abort.signal)
        if (code === 'internal') logger.error('job.failed', error, { job: job.id, kind })
        return finish({
          state: code === 'cancelled' ? 'cancelled' : 'failed',
          error: { code, message: code === 'internal' || !(error instanceof PandokError) ? code : error.message },
          result: null,
        })
      },
    )
    entries.set(job.id, entry)
    return job
  }

  return {
    start,
    get: (projectId, jobId) => entryOf(projectId, jobId)?.job ?? null,
    authorOf: (jobId) => entries.get(jobId)?.authorId,
    list: (projectId) => ofProject(projectId).map((e) => e.job),
    cancel(projectId, jobId) {
      const entry = entryOf(projectId, jobId)
      entry?.abort.abort()
      return entry?.job ?? null
    },
    async ended(jobId) {
      const entry = entries.get(jobId)
      if (!entry) throw new PandokError('job-not-found', 'no such job')
      return entry.end
    },
    async stop(projectId) {
      const running = ofProject(projectId).filter((e) => e.job.state === 'running')
      for (const entry of running) entry.abort.abort()
      await Promise.all(running.map((e) => e.end))
    },
  }
}

function codeOf(error: unknown, signal: AbortSignal): ErrorCode {
  if (error instanceof PandokError) return error.code
  const aborted = error instanceof Error && error.name === 'AbortError'
  return aborted || signal.aborted ? 'cancelled' : 'internal'
}
