import { createHash } from 'node:crypto'
import type { SlotPart } from '../../shared/annotation/slotParts.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { ItemState } from '../../shared/contract/item.ts'
import type { ItemFields } from '../../shared/domains/itemFields.ts'
import { NOBODY, type Sight } from './blind.ts'
import { blindList } from './blindList.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'
import { writeItemFields } from './itemFields.ts'
import {
  asWhere,
  type ListedItem,
  type ListedRow,
  listedColumns,
  type Numbered,
  pageNumbers,
  toListed,
} from './itemPages.ts'
import { baseName, foldName, sortKey, stemOf } from './names.ts'
import { insertSource, SOURCE_COLUMNS, type SourceRow, type StoredSource, toSource } from './sources.ts'
import { compileWhere, type Where } from './where.ts'

export { itemNeighbours, type ListedItem, type ListPage, pageItems } from './itemPages.ts'

export type ItemRecord = {
  readonly id: string
  readonly name: string
  readonly state: ItemState
  /** A slot of several sources has one entry for each, in the order of its frames. */
  readonly slots: readonly SlotPart<SourceRow>[]
}
export type ItemDraft = Pick<ItemRecord, 'id' | 'name'> & {
  /** Sources of one slot in the order of its frames. */
  readonly slots: readonly { readonly slot: string; readonly source: SourceRow }[]
  readonly fields?: ItemFields
}

/** One transaction and one log row per batch. Items whose id is known are left alone, so a repeated batch is harmless. */
export function insertItems(db: WritableDb, drafts: readonly ItemDraft[], ctx: Ctx): number {
  if (drafts.length === 0) return 0
  return transaction(db, () => {
    const digest = createHash('sha256')
    let added = 0
    for (const draft of drafts) {
      if (row(db, 'SELECT no FROM items WHERE id = ?', draft.id)) continue
      insertItem(db, draft)
      digest.update(`${draft.id} ${draft.name} ${draft.slots.map((s) => `${s.slot}=${s.source.sha256}`).join(' ')}\n`)
      added++
    }
    const payload = JSON.stringify({ items: added, sha256: digest.digest('hex') })
    if (added > 0) appendLog(db, { kind: 'item', mark: 'item.add', payload }, ctx)
    return added
  })
}

function insertItem(db: WritableDb, draft: ItemDraft): void {
  const first = draft.slots[0]?.source
  const itemNo = run(
    db,
    `INSERT INTO items (id, name, folded, sort_key, state, width, height, frames) VALUES (?, ?, ?, ?, 'todo', ?, ?, ?)`,
    draft.id,
    draft.name,
    foldName(draft.name),
    sortKey(draft.name),
    first?.width ?? 0,
    first?.height ?? 0,
    first ? framesOf(draft.slots, draft.slots[0]!.slot) : 0,
  ).rowid
  const parts = 'INSERT INTO item_slots (item_no, slot, first_frame, source_no) VALUES (?, ?, ?, ?)'
  const before = new Map<string, number>()
  for (const { slot, source } of draft.slots) {
    const firstFrame = before.get(slot) ?? 0
    run(db, parts, itemNo, slot, firstFrame, insertSource(db, source))
    before.set(slot, firstFrame + source.frames)
  }
  if (draft.fields) writeItemFields(db, itemNo, draft.fields)
}

const framesOf = (slots: ItemDraft['slots'], slot: string): number =>
  slots.reduce((sum, s) => sum + (s.slot === slot ? s.source.frames : 0), 0)

type SlotRow = StoredSource & { item_no: number; slot: string; first_frame: number }
type ItemHead = { no: number; id: string; name: string; state: ItemState }

const SOURCE_PART = SOURCE_COLUMNS.map((c) => `o.${c}`).join(', ')

/** Records in the order of `numbers`. */
function recordsByNumbers(db: ReadableDb, numbers: readonly number[]): ItemRecord[] {
  const list = JSON.stringify(numbers)
  const heads = new Map(
    rows<ItemHead>(db, 'SELECT no, id, name, state FROM items WHERE no IN (SELECT value FROM json_each(?))', list).map(
      (h) => [h.no, h],
    ),
  )
  const slots = new Map<number, SlotPart<SourceRow>[]>()
  const slotRows = rows<SlotRow>(
    db,
    `SELECT s.item_no, s.slot, s.first_frame, o.no, ${SOURCE_PART} FROM item_slots s JOIN sources o ON o.no = s.source_no
     WHERE s.item_no IN (SELECT value FROM json_each(?)) ORDER BY s.no`,
    list,
  )
  for (const r of slotRows) {
    const known = slots.get(r.item_no)
    const entry = { slot: r.slot, firstFrame: r.first_frame, source: toSource(r) }
    if (known) known.push(entry)
    else slots.set(r.item_no, [entry])
  }
  return numbers.flatMap((no) => {
    const head = heads.get(no)
    return head ? [{ id: head.id, name: head.name, state: head.state, slots: slots.get(no) ?? [] }] : []
  })
}

export function getItem(db: ReadableDb, id: string): ItemRecord | null {
  const head = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', id)
  return head ? (recordsByNumbers(db, [head.no])[0] ?? null) : null
}

export function getListedItem(db: ReadableDb, id: string, sight: Sight = NOBODY): ListedItem | null {
  const r = row<ListedRow>(db, `SELECT ${listedColumns(db, sight)} FROM items i WHERE i.id = ?`, id)
  return r ? toListed(r) : null
}

/** In list order, page by page: nothing stays open, so people can go on working while an export walks the project. */
export function* iterateItems(
  db: ReadableDb,
  where?: Where | string | null,
  sight: Sight = NOBODY,
): Generator<ItemRecord> {
  const w = compileWhere(asWhere(where), blindList(db, sight))
  let after: Numbered | null = null
  for (;;) {
    const numbers = pageNumbers(db, w, { after }, 500)
    yield* recordsByNumbers(
      db,
      numbers.map((n) => n.no),
    )
    const last = numbers.at(-1)
    if (!last || numbers.length < 500) return
    after = last
  }
}

const NUMBERS_BY_FILE = `SELECT DISTINCT s.item_no AS no, o.path FROM sources o JOIN item_slots s ON s.source_no = o.no WHERE`
type FileMatch = { no: number; path: string }

/**
 * Items a foreign label may mean by `name`, best meaning first and only that one: the item's exact name; the end of a
 * source path (`train/a.png`); the file name; the file name without its ending. More than one result = ambiguous.
 */
export function findItemsByName(db: ReadableDb, name: string): ItemRecord[] {
  const exact = rows<{ no: number }>(db, 'SELECT no FROM items WHERE name = ?', name)
  if (exact.length > 0) return recordsByNumbers(db, numbersOf(exact))
  const wanted = foldName(name).replace(/^(\.?\/)+/, '')
  if (wanted === '') return []
  const sameFile = rows<FileMatch>(db, `${NUMBERS_BY_FILE} o.file_name = ?`, baseName(wanted))
  const sameStem = () => rows<FileMatch>(db, `${NUMBERS_BY_FILE} o.stem = ?`, stemOf(wanted))
  const candidates = sameFile.length > 0 ? sameFile : sameStem()
  const tail = `/${wanted}`
  const byTail = candidates.filter((c) => `/${foldName(c.path)}`.endsWith(tail))
  return recordsByNumbers(db, numbersOf(byTail.length > 0 ? byTail : longestTail(candidates, wanted)))
}

/** Without endings: the paths that have the most folders in common with the name, counted from its end. */
function longestTail(candidates: readonly FileMatch[], wanted: string): FileMatch[] {
  const names = withoutEnding(wanted).split('/').reverse()
  const shared = (path: string): number => {
    const parts = withoutEnding(foldName(path)).split('/').reverse()
    const differs = names.findIndex((name, i) => parts[i] !== name)
    return differs < 0 ? names.length : differs
  }
  const scored = candidates.map((match) => ({ match, score: shared(match.path) }))
  const best = scored.reduce((most, s) => Math.max(most, s.score), 0)
  return scored.filter((s) => s.score === best).map((s) => s.match)
}

const numbersOf = (found: readonly { no: number }[]): number[] =>
  [...new Set(found.map((f) => f.no))].sort((a, b) => a - b)

function withoutEnding(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path
}

export function setItemState(db: WritableDb, id: string, state: ItemState, ctx: Ctx): ListedItem {
  return transaction(db, () => {
    const before = row<{ no: number; state: ItemState }>(db, 'SELECT no, state FROM items WHERE id = ?', id)
    if (!before) throw new PandokError('not-found', 'no such item', { id })
    if (before.state !== state) {
      run(db, 'UPDATE items SET state = ?, updated_at = ? WHERE no = ?', state, ctx.time, before.no)
      const payload = JSON.stringify({ from: before.state, to: state })
      appendLog(db, { kind: 'item', mark: 'item.state', itemNo: before.no, payload }, ctx)
    }
    const listed = getListedItem(db, id, { viewer: ctx.authorId })
    if (!listed) throw new PandokError('not-found', 'no such item', { id })
    return listed
  })
}
