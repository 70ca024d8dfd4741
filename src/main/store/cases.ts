// Items of several places: found by their examination, filled up later, and pictures moved between their places.
import type { AnnotationDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { newId } from '../../shared/ids.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'
import { listDocuments, readAnnotations, storedDocument } from './documents.ts'
import { stacksOf } from './history.ts'
import { type StoredPayload, unpackPayload } from './payload.ts'
import { insertSource, type SourceRow } from './sources.ts'
import { writeDiff } from './writeDiff.ts'

export const SLOT_MOVE = 'slot.move'
export const SLOT_MOVE_BACK = 'slot.moveBack'
export const SLOT_MOVE_AGAIN = 'slot.moveAgain'

/** The case of a study that is in the project already. */
export const findCase = (db: ReadableDb, study: string, patient: string | null): string | null =>
  row<{ id: string }>(
    db,
    `SELECT i.id FROM item_fields f JOIN items i ON i.no = f.item_no
       LEFT JOIN item_fields p ON p.item_no = f.item_no AND p.field = 'patient'
     WHERE f.field = 'study' AND f.value = ? AND p.value IS ? ORDER BY i.no LIMIT 1`,
    study,
    patient,
  )?.id ?? null

type SlotSource = { readonly slot: string; readonly source: SourceRow }

/** Pictures that came later; places that are taken are refused. */
export function addSlots(db: WritableDb, itemId: string, slots: readonly SlotSource[], ctx: Ctx): void {
  transaction(db, () => {
    const { no } = itemRow(db, itemId)
    for (const { slot, source } of slots) {
      if (slotRow(db, no, slot)) throw new PandokError('bad-request', 'the place is taken', { slot })
      const sourceNo = insertSource(db, source)
      run(db, 'INSERT INTO item_slots (item_no, slot, first_frame, source_no) VALUES (?, ?, 0, ?)', no, slot, sourceNo)
    }
    run(db, 'UPDATE items SET updated_at = ? WHERE no = ?', ctx.time, no)
    const payload = JSON.stringify({ slots: slots.map(({ slot, source }) => [slot, source.sha256]) })
    appendLog(db, { kind: 'item', mark: 'slot.add', itemNo: no, payload }, ctx)
  })
}

type Move = { readonly from: string; readonly to: string }
type Logged = Move & { readonly operations: readonly string[] }

/**
 * The picture in `from` goes to `to`; what was there takes its place. Annotations follow their picture in every reading, also
 * in submitted ones: they speak of pixels. One transaction, one row of the log for the item.
 */
export function moveSlot(db: WritableDb, itemId: string, move: Move, ctx: Ctx): string {
  return transaction(db, () => {
    const { no } = itemRow(db, itemId)
    if (move.from === move.to) throw new PandokError('bad-request', 'the picture is there already', { slot: move.to })
    swap(db, no, move)
    const operations = follow(db, itemId, move, ctx, null)
    const opId = newId()
    const payload = JSON.stringify({ ...move, operations } satisfies Logged)
    appendLog(db, { kind: 'item', mark: SLOT_MOVE, itemNo: no, opId, payload }, ctx)
    return opId
  })
}

/**
 * A reader takes back (or repeats) the part of a move that was written into their reading: the pictures and the other readings
 * go with it, or the marks would lie on the wrong picture.
 */
export function followMove(
  db: WritableDb,
  itemId: string,
  documentId: string,
  cause: { readonly kind: 'undo' | 'redo'; readonly of: string },
  ctx: Ctx,
): void {
  const { no } = itemRow(db, itemId)
  const move = allMoves(db, no).find((m) => m.operations.includes(cause.of))
  if (!move) return
  const stands = !movedBack(db, no, move.opId)
  if (stands !== (cause.kind === 'undo'))
    throw new PandokError('bad-request', 'the pictures of the case have been moved meanwhile', { of: cause.of })
  const way = cause.kind === 'undo' ? { from: move.to, to: move.from } : { from: move.from, to: move.to }
  swap(db, no, way)
  const operations = follow(db, itemId, way, ctx, new Set(move.operations), documentId)
  const payload = JSON.stringify({ ...way, operations } satisfies Logged)
  const mark = cause.kind === 'undo' ? SLOT_MOVE_BACK : SLOT_MOVE_AGAIN
  appendLog(db, { kind: 'item', mark, itemNo: no, ofOp: move.opId, payload }, ctx)
}

/** Takes back the newest move of the item that stands; null when there is none. */
export function moveBack(db: WritableDb, itemId: string, ctx: Ctx): Move | null {
  return transaction(db, () => {
    const last = standingMoves(db, itemRow(db, itemId).no)[0]
    return last ? moveBackOf(db, itemId, last.opId, ctx) : null
  })
}

export const moveBackOf = (db: WritableDb, itemId: string, opId: string, ctx: Ctx): Move =>
  repeated(db, itemId, opId, SLOT_MOVE_BACK, ctx)
/** A move that was taken back is made again. */
export const moveAgain = (db: WritableDb, itemId: string, opId: string, ctx: Ctx): Move =>
  repeated(db, itemId, opId, SLOT_MOVE_AGAIN, ctx)

function repeated(
  db: WritableDb,
  itemId: string,
  opId: string,
  mark: typeof SLOT_MOVE_BACK | typeof SLOT_MOVE_AGAIN,
  ctx: Ctx,
): Move {
  return transaction(db, () => {
    const { no } = itemRow(db, itemId)
    const move = allMoves(db, no).find((m) => m.opId === opId)
    if (!move || movedBack(db, no, opId) !== (mark === SLOT_MOVE_AGAIN))
      throw new PandokError('bad-request', 'the pictures of the case have been moved meanwhile', { of: opId })
    const back = mark === SLOT_MOVE_BACK
    const way = back ? { from: move.to, to: move.from } : { from: move.from, to: move.to }
    swap(db, no, way)
    const operations = follow(db, itemId, way, ctx, back ? new Set(move.operations) : null)
    const payload = JSON.stringify({ ...way, operations } satisfies Logged)
    appendLog(db, { kind: 'item', mark, itemNo: no, ofOp: opId, payload }, ctx)
    return way
  })
}

type Standing = Logged & { readonly opId: string }

/** Newest first. */
function allMoves(db: ReadableDb, itemNo: number): Standing[] {
  const sql = `SELECT op_id, payload FROM change_log WHERE item_no = ? AND kind = 'item' AND mark = ? ORDER BY seq DESC`
  return rows<{ op_id: string; payload: StoredPayload }>(db, sql, itemNo, SLOT_MOVE).map((r) => ({
    ...JSON.parse(unpackPayload(r.payload) ?? '{}'),
    opId: r.op_id,
  }))
}

/** What was said last about a move decides. */
const movedBack = (db: ReadableDb, itemNo: number, opId: string): boolean =>
  row<{ mark: string }>(
    db,
    `SELECT mark FROM change_log WHERE item_no = ? AND kind = 'item' AND of_op = ? ORDER BY seq DESC LIMIT 1`,
    itemNo,
    opId,
  )?.mark === SLOT_MOVE_BACK

const standingMoves = (db: ReadableDb, itemNo: number): Standing[] =>
  allMoves(db, itemNo).filter((m) => !movedBack(db, itemNo, m.opId))

const itemRow = (db: ReadableDb, id: string): { no: number } => {
  const found = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', id)
  if (!found) throw new PandokError('not-found', 'no such item', { id })
  return found
}
const slotRow = (db: ReadableDb, itemNo: number, slot: string) =>
  row<{ n: number }>(
    db,
    'SELECT count(*) AS n FROM item_slots WHERE item_no = ? AND slot = ? HAVING n > 0',
    itemNo,
    slot,
  )

/** Over a third name: a place holds one source only. */
function swap(db: WritableDb, itemNo: number, { from, to }: Move): void {
  if (!slotRow(db, itemNo, from)) throw new PandokError('not-found', 'nothing is in this place', { slot: from })
  const rename = (was: string, is: string) =>
    run(db, 'UPDATE item_slots SET slot = ? WHERE item_no = ? AND slot = ?', is, itemNo, was)
  rename(from, '\u0001')
  rename(to, from)
  rename('\u0001', to)
}

/** `of`: operations that a move made; where one is the newest of its reading it is undone instead of answered. */
function follow(
  db: WritableDb,
  itemId: string,
  move: Move,
  ctx: Ctx,
  of: ReadonlySet<string> | null,
  except: string | null = null,
): string[] {
  const out: string[] = []
  for (const { id } of listDocuments(db, itemId, 'everything')) {
    if (id === except) continue
    const document = storedDocument(db, id)
    const updated = readAnnotations(db, id).flatMap((a): [Annotation, Annotation][] => {
      const next = moved(a, move)
      return next ? [[a, next]] : []
    })
    if (!document || updated.length === 0) continue
    const diff: AnnotationDiff = { added: [], updated, removed: [] }
    const top = stacksOf(db, document.no, 1).undo.at(-1)
    const undone = top !== undefined && of?.has(top) ? top : null
    const cause = undone ? ({ kind: 'undo', of: undone } as const) : ({ kind: 'edit', mark: SLOT_MOVE } as const)
    const opId = newId()
    writeDiff(db, document, diff, { opId, cause, findings: null }, ctx)
    out.push(opId)
  }
  return out
}

function moved(a: Annotation, { from, to }: Move): Annotation | null {
  if (a.target.kind === 'item') return null
  const slot = a.target.slot === from ? to : a.target.slot === to ? from : null
  return slot === null ? null : { ...a, target: { ...a.target, slot } }
}
