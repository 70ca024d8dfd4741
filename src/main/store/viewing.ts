// Functions used before a verdict: one entry of the change log, never changed again, and read for the history and deliveries.
import type { LogEntry } from '../../shared/contract/document.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { type ViewingUse, viewingSchema } from '../../shared/contract/viewing.ts'
import { appendLog, readLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { pages, type ReadableDb, row, transaction, type WritableDb } from './db.ts'
import { type StoredPayload, unpackPayload } from './payload.ts'

const parseUses = (payload: StoredPayload): ViewingUse[] => {
  const text = unpackPayload(payload)
  return text === null ? [] : viewingSchema.parse(JSON.parse(text))
}

/** Nothing is written for an item that was read in the standard picture only. */
export function recordViewing(
  db: WritableDb,
  place: { itemId: string; documentId: string | null },
  uses: readonly ViewingUse[],
  ctx: Ctx,
): void {
  if (uses.length === 0) return
  transaction(db, () => {
    if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
    const item = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', place.itemId)
    if (!item) throw new PandokError('not-found', 'no such item', { id: place.itemId })
    const document = place.documentId
      ? row<{ no: number }>(db, 'SELECT no FROM documents WHERE id = ?', place.documentId)
      : undefined
    appendLog(
      db,
      {
        kind: 'viewing',
        mark: 'viewing.functions',
        itemNo: item.no,
        documentNo: document?.no ?? null,
        payload: JSON.stringify(uses),
      },
      ctx,
    )
  })
}

const usesAt = (db: ReadableDb, seq: number): ViewingUse[] =>
  parseUses(row<{ payload: StoredPayload }>(db, 'SELECT payload FROM change_log WHERE seq = ?', seq)?.payload ?? null)

/** The log with the functions of each viewing beside it. */
export const withUses = (db: ReadableDb, entries: LogEntry[]): LogEntry[] =>
  entries.map((e) => (e.kind === 'viewing' ? { ...e, viewing: usesAt(db, e.seq) } : e))

/** What one reader looked at on an item that has no reading yet: an item without a mark is submitted without one. */
export const viewingsWithoutReading = (db: ReadableDb, itemId: string, authorId: string, limit: number): LogEntry[] =>
  withUses(
    db,
    readLog(db, { itemId, limit }).filter((e) => e.kind === 'viewing' && e.authorId === authorId),
  )

export type Viewed = { readonly login: string; readonly time: string; readonly uses: readonly ViewingUse[] }
type ViewedRow = { seq: number; login: string | null; time: string; payload: StoredPayload }

/** Everything that was used on an item, oldest first. */
export function* viewingsOf(db: ReadableDb, itemId: string): Generator<Viewed> {
  const sql = `SELECT c.seq, u.login, c.time, c.payload FROM change_log c JOIN items i ON i.no = c.item_no
    LEFT JOIN users u ON u.id = c.author_id
    WHERE i.id = ? AND c.kind = 'viewing' AND c.seq > ? ORDER BY c.seq LIMIT ?`
  for (const r of pages<ViewedRow>(db, sql, (x) => x.seq, [itemId], 100))
    yield { login: r.login ?? '', time: r.time, uses: parseUses(r.payload) }
}
