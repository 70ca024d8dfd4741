// Undo and redo stacks, read back from the change log: they live as long as the log, not as long as the program.
// An edit or import goes on the undo stack and empties redo; undo moves its operation over, redo moves it back.
import { type AnnotationDiff, annotationDiffSchema } from '../../shared/annotation/diff.ts'
import type { HistoryEntry } from '../../shared/contract/document.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { type ReadableDb, row, rows } from './db.ts'
import { type StoredPayload, unpackPayload } from './payload.ts'

type Step = { seq: number; kind: string; op_id: string; of_op: string | null }
export type Stacks = { undo: string[]; redo: string[]; more: boolean }

const STEPS = `SELECT seq, kind, op_id, of_op FROM change_log
  WHERE document_no = ? AND kind IN ('edit', 'import', 'undo', 'redo') AND seq < ? ORDER BY seq DESC LIMIT ?`

/** Small pages first: most questions are about the last few steps. */
function* stepsBackwards(db: ReadableDb, documentNo: number, before: number): Generator<Step> {
  let at = before
  for (let size = 16; ; size = Math.min(size * 2, 1024)) {
    const page = rows<Step>(db, STEPS, documentNo, at, size)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < size) return
    at = last.seq
  }
}

/**
 * Operation ids, top of each stack last. Reads backwards and stops as soon as `limit` is known, without touching a diff:
 * what an operation is now is told by the newest step that names it, and only undos behind the newest edit can be redone.
 */
export function stacksOf(db: ReadableDb, documentNo: number, limit: number, before = Number.MAX_SAFE_INTEGER): Stacks {
  const undo: string[] = []
  const redo: string[] = []
  const settled = new Set<string>()
  let behindNewestEdit = before === Number.MAX_SAFE_INTEGER
  let more = false
  for (const step of stepsBackwards(db, documentNo, before)) {
    if (step.of_op !== null) {
      if (settled.has(step.of_op)) continue
      settled.add(step.of_op)
      if (step.kind === 'redo') settled.add(`done ${step.of_op}`)
      else if (behindNewestEdit) redo.push(step.of_op)
      continue
    }
    behindNewestEdit = false
    if (settled.has(step.op_id) && !settled.has(`done ${step.op_id}`)) continue
    if (undo.length === limit) {
      more = true
      break
    }
    undo.push(step.op_id)
  }
  return { undo: undo.reverse(), redo: redo.slice(0, limit).reverse(), more }
}

type OpRow = { op_id: string; mark: string; author_id: string | null; time: string; payload: StoredPayload }

export function parseDiff(payload: StoredPayload): AnnotationDiff {
  try {
    return annotationDiffSchema.parse(JSON.parse(unpackPayload(payload) ?? ''))
  } catch {
    throw new PandokError('project-damaged', 'a logged change cannot be read')
  }
}

export function diffOfOperation(db: ReadableDb, opId: string): AnnotationDiff | null {
  const r = row<{ payload: StoredPayload }>(db, 'SELECT payload FROM change_log WHERE op_id = ?', opId)
  return r ? parseDiff(r.payload) : null
}

function entriesOf(db: ReadableDb, ids: readonly string[]): HistoryEntry[] {
  const sql =
    'SELECT op_id, mark, author_id, time, payload FROM change_log WHERE op_id IN (SELECT value FROM json_each(?))'
  const found = new Map(rows<OpRow>(db, sql, JSON.stringify(ids)).map((r) => [r.op_id, r]))
  return ids.flatMap((id) => {
    const r = found.get(id)
    if (!r) return []
    return [{ opId: r.op_id, mark: r.mark, authorId: r.author_id ?? '', time: r.time, diff: parseDiff(r.payload) }]
  })
}

const documentNo = (db: ReadableDb, id: string): number | undefined =>
  row<{ no: number }>(db, 'SELECT no FROM documents WHERE id = ?', id)?.no

/** Newest last; `more` = the undo stack goes on behind the oldest entry (olderHistory). */
export function historyOf(
  db: ReadableDb,
  documentId: string,
  limit: number,
): { undo: HistoryEntry[]; redo: HistoryEntry[]; more: boolean } {
  const no = documentNo(db, documentId)
  if (no === undefined) return { undo: [], redo: [], more: false }
  const stacks = stacksOf(db, no, limit)
  return { undo: entriesOf(db, stacks.undo), redo: entriesOf(db, stacks.redo), more: stacks.more }
}

/** The part of the undo stack below an entry that is on it, newest last. */
export function olderHistory(
  db: ReadableDb,
  documentId: string,
  beforeOpId: string,
  limit: number,
): { undo: HistoryEntry[]; more: boolean } {
  const no = documentNo(db, documentId)
  const before = row<{ seq: number }>(
    db,
    `SELECT seq FROM change_log WHERE op_id = ? AND document_no = ? AND kind IN ('edit', 'import')`,
    beforeOpId,
    no ?? -1,
  )
  if (no === undefined || !before) throw new PandokError('not-found', 'no such operation', { id: beforeOpId })
  const stacks = stacksOf(db, no, limit, before.seq)
  return { undo: entriesOf(db, stacks.undo), more: stacks.more }
}
