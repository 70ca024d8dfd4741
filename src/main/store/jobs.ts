// Long work: the row here is the truth, a window only polls it.

import { PandokError } from '../../shared/contract/errors.ts'
import type { Job } from '../../shared/contract/job.ts'
import { newId } from '../../shared/ids.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, type WritableDb } from './db.ts'

type JobRow = {
  id: string
  kind: Job['kind']
  state: Job['state']
  done: number
  total: number | null
  remaining_seconds: number | null
  started_at: string
  ended_at: string | null
  error: string | null
  result: string | null
  project_id: string | null
}
const SELECT = `SELECT id, kind, state, done, total, remaining_seconds, started_at, ended_at, error, result,
  (SELECT p.id FROM project p) AS project_id FROM jobs`

const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

function toJob(r: JobRow): Job {
  const error: Job['error'] = r.error === null ? null : JSON.parse(r.error)
  return {
    id: r.id,
    projectId: r.project_id,
    kind: r.kind,
    state: r.state,
    done: r.done,
    total: r.total,
    remainingSeconds: r.remaining_seconds,
    startedAt: r.started_at,
    endedAt: r.ended_at,
    error,
    result: parse(r.result),
  }
}

export function getJob(db: ReadableDb, id: string): Job | null {
  const r = row<JobRow>(db, `${SELECT} WHERE id = ?`, id)
  return r ? toJob(r) : null
}

/** Who started it; null when nobody did, or there is no such job. */
export const jobAuthor = (db: ReadableDb, id: string): string | null =>
  row<{ author_id: string | null }>(db, 'SELECT author_id FROM jobs WHERE id = ?', id)?.author_id ?? null

/** What the job was started with; null when nothing was kept. */
export const jobInput = (db: ReadableDb, id: string): unknown =>
  parse(row<{ input: string | null }>(db, 'SELECT input FROM jobs WHERE id = ?', id)?.input ?? null)

/** Newest first. */
export const listJobs = (db: ReadableDb, limit = 100): Job[] =>
  rows<JobRow>(db, `${SELECT} ORDER BY no DESC LIMIT ?`, limit).map(toJob)

function mustGet(db: ReadableDb, id: string): Job {
  const job = getJob(db, id)
  if (!job) throw new PandokError('job-not-found', 'no such job', { id })
  return job
}

export type JobDraft = { id?: string; kind: Job['kind']; total?: number | null; input?: unknown }

export function createJob(db: WritableDb, draft: JobDraft, ctx: Ctx): Job {
  const id = draft.id ?? newId()
  run(
    db,
    `INSERT INTO jobs (id, kind, state, total, author_id, started_at, input) VALUES (?, ?, 'running', ?, ?, ?, ?)`,
    id,
    draft.kind,
    draft.total ?? null,
    ctx.authorId,
    ctx.time,
    draft.input === undefined ? null : JSON.stringify(draft.input),
  )
  return mustGet(db, id)
}

export type JobProgress = { done: number; total?: number | null; remainingSeconds?: number | null }

/** A job that has ended keeps its end: late progress is ignored. */
export function updateJob(db: WritableDb, id: string, progress: JobProgress): void {
  run(
    db,
    `UPDATE jobs SET done = ?, total = coalesce(?, total), remaining_seconds = ? WHERE id = ? AND state = 'running'`,
    progress.done,
    progress.total ?? null,
    progress.remainingSeconds ?? null,
    id,
  )
}

export type JobEnd =
  | { state: 'done'; result: unknown }
  | { state: 'failed'; error: { code: string; message: string }; result?: unknown }
  | { state: 'cancelled'; result?: unknown }

export function finishJob(db: WritableDb, id: string, end: JobEnd, time: string): Job {
  const error = end.state === 'failed' ? JSON.stringify(end.error) : null
  run(
    db,
    `UPDATE jobs SET state = ?, error = ?, result = ?, ended_at = ?, remaining_seconds = NULL,
       done = CASE WHEN ? = 'done' THEN coalesce(total, done) ELSE done END WHERE id = ? AND state = 'running'`,
    end.state,
    error,
    end.result === undefined ? null : JSON.stringify(end.result),
    time,
    end.state,
    id,
  )
  return mustGet(db, id)
}

/** On open: whatever was running when the program ended is not running any more. */
export const interruptRunning = (db: WritableDb, time: string): number =>
  run(db, `UPDATE jobs SET state = 'interrupted', ended_at = ?, remaining_seconds = NULL WHERE state = 'running'`, time)
    .changes
