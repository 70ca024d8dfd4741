// The change log told again: what the annotations of a document must be if every logged operation is applied in order.
import type { AnnotationDiff } from '../../shared/annotation/diff.ts'
import { canonicalJson } from './canonicalJson.ts'
import { pages, type ReadableDb } from './db.ts'
import { parseDiff } from './history.ts'
import type { StoredPayload } from './payload.ts'

type LoggedStep = { seq: number; revision: number | null; payload: StoredPayload; kind: string }

export type Replayed = {
  /** Canonical record by annotation id. */
  readonly records: ReadonlyMap<string, string>
  /** Revision after the last step; steps that are missing or out of order make `complete` false. */
  readonly revision: number
  readonly complete: boolean
}

const STEPS = `SELECT seq, revision, payload, kind FROM change_log
  WHERE document_no = ? AND revision IS NOT NULL AND seq <= ? AND seq > ? ORDER BY seq LIMIT ?`

/** Up to and with the row `last` of the log. */
export function replayDocument(db: ReadableDb, documentNo: number, last = Number.MAX_SAFE_INTEGER): Replayed {
  const records = new Map<string, string>()
  let revision = 0
  let complete = true
  for (const step of pages<LoggedStep>(db, STEPS, (s) => s.seq, [documentNo, last], 200)) {
    if (step.revision !== revision + 1) complete = false
    revision = step.revision ?? revision
    // Submitting and opening again count as revisions and change no annotation.
    if (step.payload !== null && !replayStep(records, parseDiff(step.payload))) complete = false
  }
  return { records, revision, complete }
}

/** False when the step does not build on what the steps before it have made. */
function replayStep(records: Map<string, string>, diff: AnnotationDiff): boolean {
  let fits = true
  for (const a of diff.removed) fits = records.delete(a.id) && fits
  for (const a of diff.added) {
    fits = !records.has(a.id) && fits
    records.set(a.id, canonicalJson(a))
  }
  for (const [from, to] of diff.updated) {
    fits = records.get(from.id) === canonicalJson(from) && fits
    records.set(to.id, canonicalJson(to))
  }
  return fits
}
