// What a manager decided about the pictures of a case: moved, set aside, excluded, or kept as it is. Each act is one row of the
// change log with its reason; acts can be taken back and done again in the order they were made.

import type { RuleProblem } from '../../shared/annotation/problem.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { ItemState } from '../../shared/contract/item.ts'
import { type CaseAct, findingKey } from '../../shared/domains/mammography/caseActs.ts'
import { isMammoView, isSpare, spareSlot } from '../../shared/domains/mammography/views.ts'
import { newId } from '../../shared/ids.ts'
import { moveAgain, moveBackOf, moveSlot, SLOT_MOVE, SLOT_MOVE_AGAIN, SLOT_MOVE_BACK } from './cases.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, transaction, type WritableDb } from './db.ts'
import { setItemState } from './items.ts'
import { type StoredPayload, unpackPayload } from './payload.ts'

const KEEP = 'case.keep'
const EXCLUDE = 'case.exclude'
const BACK = 'case.back'
const AGAIN = 'case.again'
const MARKS = [SLOT_MOVE, SLOT_MOVE_BACK, SLOT_MOVE_AGAIN, KEEP, EXCLUDE, BACK, AGAIN]
const ACTS = JSON.stringify(MARKS)
/** Rows of the log that belong to the case and to no reading. */
export const CASE_MARKS: readonly string[] = [...MARKS, 'slot.add']

type Payload = {
  readonly keys?: readonly string[]
  readonly was?: ItemState
  readonly from?: string
  readonly to?: string
}
export type LoggedAct = {
  readonly opId: string
  readonly mark: string
  readonly time: string
  readonly author: string | null
  readonly reason: string | null
  readonly payload: Payload
}
type Stacks = { readonly undo: readonly LoggedAct[]; readonly redo: readonly LoggedAct[] }

const SQL = `SELECT op_id, of_op, mark, time, author_id, reason, payload FROM change_log
  WHERE item_no = ? AND kind = 'item' AND mark IN (SELECT value FROM json_each(?)) ORDER BY seq`
type Row = {
  op_id: string | null
  of_op: string | null
  mark: string
  time: string
  author_id: string | null
  reason: string | null
  payload: StoredPayload
}

/** Newest last in both. */
export function caseStacks(db: ReadableDb, itemNo: number): Stacks {
  let [undo, redo]: [LoggedAct[], LoggedAct[]] = [[], []]
  for (const r of rows<Row>(db, SQL, itemNo, ACTS)) {
    if (r.of_op === null) {
      const payload: Payload = JSON.parse(unpackPayload(r.payload) ?? '{}')
      const { mark, time, reason } = r
      undo.push({ opId: r.op_id ?? '', mark, time, author: r.author_id, reason, payload })
      redo = []
      continue
    }
    const back = r.mark === SLOT_MOVE_BACK || r.mark === BACK
    const found = (back ? undo : redo).find((a) => a.opId === r.of_op)
    if (!found) continue
    if (back) {
      undo = undo.filter((a) => a !== found)
      redo.push(found)
    } else {
      redo = redo.filter((a) => a !== found)
      undo.push(found)
    }
  }
  return { undo, redo }
}

/** Who decided that a finding stays as it is; null = nobody has. */
export type KeptBy = (problem: RuleProblem) => LoggedAct | null

export function keptBy(db: ReadableDb, itemId: string): KeptBy {
  const no = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)?.no
  const acts = no === undefined ? [] : caseStacks(db, no).undo
  return (problem) => {
    const key = findingKey(problem)
    const kept = acts.findLast((a) => a.mark === KEEP && a.payload.keys?.includes(key))
    if (kept || (problem.text !== 'rule.mammo.moved' && problem.text !== 'rule.mammo.named')) return kept ?? null
    // A person put the picture there: its header is answered.
    const { slot } = problem.params
    return acts.findLast((a) => a.mark === SLOT_MOVE && (a.payload.to === slot || a.payload.from === slot)) ?? null
  }
}

/** Which places a move of the log was about. */
export function placesAt(db: ReadableDb, seq: number): { from: string; to: string } | null {
  const found = row<{ payload: StoredPayload }>(db, 'SELECT payload FROM change_log WHERE seq = ?', seq)
  const { from, to }: Payload = JSON.parse(unpackPayload(found?.payload ?? null) ?? '{}')
  return from !== undefined && to !== undefined ? { from, to } : null
}

export function actOnCase(
  db: WritableDb,
  itemId: string,
  { act, keys }: { readonly act: CaseAct; readonly keys: readonly string[] },
  ctx: Ctx,
): void {
  transaction(db, () => {
    const item = itemRow(db, itemId)
    if (act.do === 'move' || act.do === 'setAside') {
      const to = act.do === 'move' ? act.to : freeSpare(db, item.no)
      if (!isMammoView(to) && !isSpare(to)) throw new PandokError('bad-request', 'no such place', { to })
      moveSlot(db, itemId, { from: act.from, to }, ctx)
    } else if (act.do === 'exclude') {
      const payload = JSON.stringify({ was: item.state, keys })
      appendLog(db, { kind: 'item', mark: EXCLUDE, itemNo: item.no, opId: newId(), payload }, ctx)
      setItemState(db, itemId, 'excluded', ctx)
    } else {
      if (keys.length === 0) throw new PandokError('bad-request', 'which finding is kept must be said')
      const payload = JSON.stringify({ keys })
      appendLog(db, { kind: 'item', mark: KEEP, itemNo: item.no, opId: newId(), payload }, ctx)
    }
  })
}

/** False when there is nothing to take back. */
export function undoAct(db: WritableDb, itemId: string, ctx: Ctx): boolean {
  return transaction(db, () => {
    const { no } = itemRow(db, itemId)
    const last = caseStacks(db, no).undo.at(-1)
    if (!last) return false
    if (last.mark === SLOT_MOVE) moveBackOf(db, itemId, last.opId, ctx)
    else {
      appendLog(db, { kind: 'item', mark: BACK, itemNo: no, ofOp: last.opId }, ctx)
      if (last.mark === EXCLUDE) setItemState(db, itemId, last.payload.was ?? 'todo', ctx)
    }
    return true
  })
}

export function redoAct(db: WritableDb, itemId: string, ctx: Ctx): boolean {
  return transaction(db, () => {
    const { no } = itemRow(db, itemId)
    const next = caseStacks(db, no).redo.at(-1)
    if (!next) return false
    if (next.mark === SLOT_MOVE) moveAgain(db, itemId, next.opId, ctx)
    else {
      appendLog(db, { kind: 'item', mark: AGAIN, itemNo: no, ofOp: next.opId }, ctx)
      if (next.mark === EXCLUDE) setItemState(db, itemId, 'excluded', ctx)
    }
    return true
  })
}

const itemRow = (db: ReadableDb, id: string): { no: number; state: ItemState } => {
  const found = row<{ no: number; state: ItemState }>(db, 'SELECT no, state FROM items WHERE id = ?', id)
  if (!found) throw new PandokError('not-found', 'no such item', { id })
  return found
}

function freeSpare(db: ReadableDb, itemNo: number): string {
  const held = new Set(
    rows<{ slot: string }>(db, 'SELECT slot FROM item_slots WHERE item_no = ?', itemNo).map((r) => r.slot),
  )
  for (let n = 1; ; n++) if (!held.has(spareSlot(n))) return spareSlot(n)
}
