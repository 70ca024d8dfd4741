// One change to many items: looked at first, then carried out document by document as ordinary operations, and taken back
// by further operations. All operations of a run carry its id as their reason, so the log alone can tell what it did.
import { bulkChanged, bulkMatches, bulkTakenBack } from '../../shared/annotation/bulk.ts'
import { type AnnotationDiff, isEmptyDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { BulkInput, BulkPreview, BulkResult } from '../../shared/contract/bulk.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { shapeUse } from '../../shared/geometry/shapes.ts'
import { newId } from '../../shared/ids.ts'
import { applyDocumentDiff } from '../documents/applyDiff.ts'
import { appendLog } from '../store/changeLog.ts'
import type { Ctx } from '../store/ctx.ts'
import { pages, row, transaction, type WritableDb } from '../store/db.ts'
import { type CountedDocument, findDocument, getDocument, readAnnotations } from '../store/documents.ts'
import { parseDiff } from '../store/history.ts'
import { iterateItems } from '../store/items.ts'
import type { OpenProject } from '../store/open.ts'
import type { StoredPayload } from '../store/payload.ts'
import { projectCounts, readingOf } from '../store/project.ts'
import { newestRound } from '../store/rounds.ts'
import { readSchema } from '../store/schemas.ts'
import type { JobControl } from './runner.ts'

export type BulkOrder = Omit<BulkInput, 'projectId'>
type Control = JobControl & { readonly ctx: Ctx }

const LISTED = 500
const EXAMPLES = 12
/** Documents of one transaction: one wait for the disk, and between two of them the program does other things. */
const CHUNK = 20

const emptyCounts = () => ({ items: 0, annotations: 0, locked: 0, notAllowed: 0, left: [], leftTotal: 0 })
type Counts = Omit<BulkResult, 'runId'>
type Place = { itemId: string; item: string }
type Planned = { place: Place; document: CountedDocument; diff: AnnotationDiff }

const note = (counts: Counts, place: Place, reason: 'submitted' | 'changed', count: number) => {
  counts.leftTotal++
  if (counts.left.length < LISTED) counts.left.push({ ...place, reason, count })
}

const pause = () => new Promise((resolve) => setImmediate(resolve))

/** What becomes of one document, before anything is written. */
function planOf(
  annotations: readonly Annotation[],
  order: BulkOrder,
  shapes: ReadonlySet<string> | null,
  counts: Counts,
) {
  const diff: AnnotationDiff = { added: [], updated: [], removed: [] }
  for (const a of annotations) {
    if (!bulkMatches(a, order.condition)) continue
    const next = order.change.remove ? null : bulkChanged(a, order.change)
    if (next === a) continue
    if (a.locked) counts.locked++
    else if (next === null) diff.removed.push(a)
    else if (shapes && next.classId !== a.classId && !shapes.has(shapeUse(a))) counts.notAllowed++
    else diff.updated.push([a, next])
  }
  return diff
}

/** Every document the person may change, in list order; null between them lets the caller breathe. */
function* planned(project: OpenProject, order: BulkOrder, ctx: Ctx, counts: Counts): Generator<Planned | null> {
  const { db } = project
  const reader = readingOf(db) === 'shared' ? null : ctx.authorId
  const round = newestRound(db).id
  const { classId } = order.change
  const target = classId ? readSchema(db).classes.find((c) => c.id === classId) : undefined
  if (classId && !target)
    throw new PandokError('unknown-class', 'the class is not in the label schema', { class: classId })
  const shapes = target ? new Set<string>(target.shapes) : null
  for (const item of iterateItems(db, order.where, { viewer: ctx.authorId })) {
    const found = findDocument(db, item.id, round, reader)
    const place = { itemId: item.id, item: item.name }
    const own: Counts = emptyCounts()
    const diff = found && found.annotations > 0 ? planOf(readAnnotations(db, found.id), order, shapes, own) : null
    const count = diff ? diff.updated.length + diff.removed.length : 0
    if (found && diff && found.state === 'submitted' && count > 0) note(counts, place, 'submitted', count)
    else if (found && diff) {
      counts.locked += own.locked
      counts.notAllowed += own.notAllowed
      yield count > 0 ? { place, document: found, diff } : null
      continue
    }
    yield null
  }
}

export async function previewBulk(project: OpenProject, order: BulkOrder, control: Control): Promise<BulkPreview> {
  const counts: Counts = emptyCounts()
  const rows: BulkPreview['rows'] = []
  const examples: BulkPreview['examples'] = []
  let walked = 0
  for (const one of planned(project, order, control.ctx, counts)) {
    if (++walked % 200 === 0) {
      control.onProgress(walked, null)
      await pause()
      control.signal.throwIfAborted()
    }
    if (!one) continue
    const { place, diff } = one
    const count = diff.updated.length + diff.removed.length
    counts.items++
    counts.annotations += count
    if (rows.length < LISTED) rows.push({ ...place, count })
    const changes = [...diff.updated, ...diff.removed.map((a) => [a, null] as const)]
    const [before, after] = changes[0] ?? []
    if (before && after !== undefined && examples.length < EXAMPLES) examples.push({ ...place, before, after })
  }
  return { ...counts, rows, examples }
}

const operation = (project: OpenProject, document: CountedDocument, mark: string, diff: AnnotationDiff, ctx: Ctx) =>
  applyDocumentDiff(
    project.writable(),
    {
      projectId: project.id,
      documentId: document.id,
      itemId: document.itemId,
      roundId: document.roundId,
      baseRevision: document.revision,
      opId: newId(),
      cause: { kind: 'edit', mark },
      diff,
    },
    ctx,
  )

/** Written once for a run, so that its operations are looked for behind it and nowhere else. */
function beginRun(db: WritableDb, runId: string, order: BulkOrder, ctx: Ctx): void {
  if (row(db, 'SELECT seq FROM change_log WHERE op_id = ?', runId)) return
  appendLog(db, { kind: 'bulk', mark: 'bulk.begin', opId: runId, payload: JSON.stringify(order) }, ctx)
}

/** Started again after a crash it goes on: what is changed already no longer asks for a change. */
export async function runBulk(
  project: OpenProject,
  runId: string,
  order: BulkOrder,
  control: Control,
): Promise<BulkResult> {
  const db = project.writable()
  const counts: Counts = emptyCounts()
  const ctx = { ...control.ctx, reason: runId }
  const total = order.where === '' ? projectCounts(db).items : null
  transaction(db, () => beginRun(db, runId, order, control.ctx))
  let walked = 0
  let waiting: Planned[] = []
  const write = async () => {
    transaction(db, () => {
      // Somebody may have drawn or submitted since the plan was made: then it is left and listed.
      for (const { place, document, diff } of waiting) writeOne(place, document, diff)
    })
    waiting = []
    control.onProgress(walked, total)
    await pause()
    control.signal.throwIfAborted()
  }
  const writeOne = (place: Place, planned: CountedDocument, diff: AnnotationDiff) => {
    const now = getDocument(db, planned.id)
    const count = diff.updated.length + diff.removed.length
    if (!now || now.state === 'submitted') return note(counts, place, 'submitted', count)
    if (now.revision !== planned.revision) return note(counts, place, 'changed', count)
    operation(project, now, 'bulk.change', diff, ctx)
    counts.items++
    counts.annotations += count
  }
  for (const one of planned(project, order, control.ctx, counts)) {
    walked++
    if (one) waiting.push(one)
    if (waiting.length >= CHUNK || walked % 500 === 0) await write()
  }
  await write()
  return { runId, ...counts }
}

const OPERATIONS = `SELECT seq, document_no, payload FROM change_log
  WHERE mark = 'bulk.change' AND reason = ? AND seq > max(?, ?) ORDER BY seq LIMIT ?`
type OperationRow = { seq: number; document_no: number; payload: StoredPayload }

/** Back where nobody has changed it since; submitted documents stay and are listed. */
export async function undoBulk(project: OpenProject, runId: string, control: Control): Promise<BulkResult> {
  const db = project.writable()
  const begin = row<{ seq: number }>(db, `SELECT seq FROM change_log WHERE op_id = ? AND kind = 'bulk'`, runId)
  if (!begin) throw new PandokError('not-found', 'no such bulk change', { id: runId })
  const counts: Counts = emptyCounts()
  const ctx = { ...control.ctx, reason: runId }
  let done = 0
  for (const r of operationsAfter(db, runId, begin.seq)) {
    takeBack(project, r, counts, ctx)
    if (++done % CHUNK > 0) continue
    control.onProgress(done, null)
    await pause()
    control.signal.throwIfAborted()
  }
  control.onProgress(done, done)
  return { runId, ...counts }
}

const operationsAfter = (db: WritableDb, runId: string, seq: number): Generator<OperationRow> =>
  pages<OperationRow>(db, OPERATIONS, (x) => x.seq, [runId, seq], 200)

function takeBack(project: OpenProject, r: OperationRow, counts: Counts, ctx: Ctx): void {
  const { db } = project
  const found = row<{ id: string; item: string; name: string }>(
    db,
    'SELECT d.id, i.id AS item, i.name FROM documents d JOIN items i ON i.no = d.item_no WHERE d.no = ?',
    r.document_no,
  )
  const document = found ? getDocument(db, found.id) : null
  if (!found || !document) return
  const place = { itemId: found.item, item: found.name }
  const did = parseDiff(r.payload)
  const touched = did.updated.length + did.removed.length
  if (document.state === 'submitted') return void note(counts, place, 'submitted', touched)
  const now = new Map(readAnnotations(db, document.id).map((a) => [a.id, a]))
  const diff: AnnotationDiff = { added: did.removed.filter((a) => !now.has(a.id)), updated: [], removed: [] }
  let since = did.removed.length - diff.added.length
  for (const [from, to] of did.updated) {
    const stored = now.get(to.id)
    const back = stored ? bulkTakenBack(from, to, stored) : null
    if (stored && back && back !== stored) diff.updated.push([stored, back])
    else since++
  }
  if (since > 0) note(counts, place, 'changed', since)
  if (isEmptyDiff(diff)) return
  operation(project, document, 'bulk.undo', diff, ctx)
  counts.items++
  counts.annotations += diff.updated.length + diff.added.length
}
