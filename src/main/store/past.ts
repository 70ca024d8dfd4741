// The past of one document, read from the change log backwards in pages; nothing here changes anything but the naming of
// a moment, which is a row of the log itself.
import type { AnnotationDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { AnnotationStep, Checkpoint, RemovedAnnotation } from '../../shared/contract/past.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, transaction, type WritableDb } from './db.ts'
import { parseRecord, type StoredDocument, storedDocument } from './documents.ts'
import { parseDiff } from './history.ts'
import { type StoredPayload, unpackPayload } from './payload.ts'
import { replayDocument } from './replay.ts'

export type PageQuery = { readonly after?: string | null | undefined; readonly limit: number }

type Step = {
  seq: number
  kind: string
  mark: string
  author_id: string | null
  time: string
  reason: string | null
  payload: StoredPayload
}
const COLUMNS = 'seq, kind, mark, author_id, time, reason, payload'
export const REMOVING_STEPS = `SELECT ${COLUMNS} FROM change_log
  WHERE document_no = ? AND seq <= ? AND removed > 0 ORDER BY seq DESC LIMIT ?`
export const CHANGING_STEPS = `SELECT ${COLUMNS} FROM change_log
  WHERE document_no = ? AND seq <= ? AND revision IS NOT NULL ORDER BY seq DESC LIMIT ?`
export const CHECKPOINTS = `SELECT seq, author_id, time, reason FROM change_log
  WHERE document_no = ? AND seq < ? AND kind = 'checkpoint' ORDER BY seq DESC LIMIT ?`

/** Log rows read at once, and at most for one answer: a long history is asked for in several. */
const CHUNK = 200
const ROWS_AN_ANSWER = 5000

function* backwards(db: ReadableDb, sql: string, documentNo: number, from: number): Generator<Step> {
  for (let at = from; ; ) {
    const page = rows<Step>(db, sql, documentNo, at, CHUNK)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < CHUNK) return
    at = last.seq - 1
  }
}

const factsOf = (s: Step) => ({
  seq: s.seq,
  kind: s.kind,
  mark: s.mark,
  authorId: s.author_id,
  time: s.time,
  reason: s.reason,
})

/** `seq.index`: the next one to give. */
const placeOf = (after: string | null | undefined): [seq: number, index: number] => {
  const [seq = '', index = '0'] = (after ?? String(Number.MAX_SAFE_INTEGER)).split('.')
  return [Number(seq), Number(index)]
}

const document = (db: ReadableDb, id: string): StoredDocument => {
  const found = storedDocument(db, id)
  if (!found) throw new PandokError('not-found', 'no such document', { id })
  return found
}

/** What was removed from the document and is not in it now, newest first. */
export function removedAnnotations(
  db: ReadableDb,
  documentId: string,
  { after, limit }: PageQuery,
): { removed: RemovedAnnotation[]; next: string | null } {
  const { no } = document(db, documentId)
  const present = (id: string) =>
    row(db, 'SELECT no FROM annotations WHERE document_no = ? AND id = ?', no, id) !== undefined
  const [from, fromIndex] = placeOf(after)
  const removed: RemovedAnnotation[] = []
  const seen = new Set<string>()
  let walked = 0
  for (const step of backwards(db, REMOVING_STEPS, no, from)) {
    const gone = parseDiff(step.payload).removed
    for (let i = step.seq === from ? fromIndex : 0; i < gone.length; i++) {
      const annotation = gone[i]
      if (!annotation || seen.has(annotation.id)) continue
      seen.add(annotation.id)
      if (present(annotation.id)) continue
      if (removed.length === limit) return { removed, next: `${step.seq}.${i}` }
      removed.push({ ...factsOf(step), annotation })
    }
    if (++walked === ROWS_AN_ANSWER) return { removed, next: String(step.seq - 1) }
  }
  return { removed, next: null }
}

function changeOf(diff: AnnotationDiff, id: string): Pick<AnnotationStep, 'before' | 'after'> | null {
  const pair = diff.updated.find(([from]) => from.id === id)
  if (pair) return { before: pair[0], after: pair[1] }
  const added = diff.added.find((a) => a.id === id)
  if (added) return { before: null, after: added }
  const removed = diff.removed.find((a) => a.id === id)
  return removed ? { before: removed, after: null } : null
}

/** Every change of one annotation, newest first, with what it was before and after. */
export function annotationSteps(
  db: ReadableDb,
  documentId: string,
  annotationId: string,
  { after, limit }: PageQuery,
): { steps: AnnotationStep[]; next: string | null } {
  const { no } = document(db, documentId)
  const steps: AnnotationStep[] = []
  let walked = 0
  for (const step of backwards(db, CHANGING_STEPS, no, placeOf(after)[0])) {
    // Looking for the id in the text is a hundred times cheaper than reading every diff of the document.
    const change = unpackPayload(step.payload)?.includes(annotationId)
      ? changeOf(parseDiff(step.payload), annotationId)
      : null
    if (change && steps.length === limit) return { steps, next: String(step.seq) }
    if (change) steps.push({ ...factsOf(step), ...change })
    if (++walked === ROWS_AN_ANSWER) return { steps, next: String(step.seq - 1) }
  }
  return { steps, next: null }
}

/** The annotations of the document right after a step of its log. */
export function stateAt(db: ReadableDb, documentId: string, seq: number): Annotation[] {
  const { no } = document(db, documentId)
  const { records, complete } = replayDocument(db, no, seq)
  if (!complete) throw new PandokError('project-damaged', 'the log of this document has a gap')
  return [...records.values()].map(parseRecord)
}

type NamedRow = { seq: number; author_id: string | null; time: string; reason: string | null }
const toCheckpoint = (r: NamedRow): Checkpoint => ({
  seq: r.seq,
  authorId: r.author_id,
  time: r.time,
  name: r.reason ?? '',
})

export const checkpointsOf = (db: ReadableDb, documentId: string, before: number | null, limit: number): Checkpoint[] =>
  rows<NamedRow>(db, CHECKPOINTS, document(db, documentId).no, before ?? Number.MAX_SAFE_INTEGER, limit).map(
    toCheckpoint,
  )

/** Gives the present moment of the document a name. Not a revision: nothing of the work changes. */
export function nameMoment(db: WritableDb, documentId: string, name: string, ctx: Ctx): Checkpoint {
  if (ctx.authorId === null) throw new PandokError('author-required', 'a checkpoint needs somebody who makes it')
  return transaction(db, () => {
    const { no, item_no } = document(db, documentId)
    const draft = { kind: 'checkpoint', mark: 'document.checkpoint', documentNo: no, itemNo: item_no }
    const seq = appendLog(db, draft, { ...ctx, reason: name })
    return { seq, authorId: ctx.authorId, time: ctx.time, name }
  })
}
