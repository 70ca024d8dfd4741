// What a reader has seen of the pictures of an item at 1:1. What was seen once stays seen.
import type { Coverage } from '../../shared/contract/coverage.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { joined } from '../../shared/domains/mammography/coverage.ts'
import { packed, unpacked } from '../../shared/imaging/breast/packed.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'

export type ReadingPlace = { readonly itemId: string; readonly roundId: string }

const COLUMNS = 'c.source_id AS sourceId, c.columns, c.rows, c.bits'

export const readCoverage = (db: ReadableDb, place: ReadingPlace, authorId: string): Coverage[] =>
  rows<Coverage>(
    db,
    `SELECT ${COLUMNS} FROM view_coverage c JOIN items i ON i.no = c.item_no
     WHERE i.id = ? AND c.round_id = ? AND c.author_id = ? ORDER BY c.no`,
    place.itemId,
    place.roundId,
    authorId,
  )

export function addCoverage(db: WritableDb, place: ReadingPlace, seen: readonly Coverage[], ctx: Ctx): void {
  const { authorId } = ctx
  if (authorId === null) throw new PandokError('author-required', 'somebody must have looked')
  transaction(db, () => {
    const item = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', place.itemId)
    if (!item || !row(db, 'SELECT 1 AS one FROM rounds WHERE id = ?', place.roundId))
      throw new PandokError('not-found', 'no such item or round', { id: place.itemId })
    for (const next of seen) {
      if (
        !row(
          db,
          `SELECT 1 AS one FROM item_slots s JOIN sources r ON r.no = s.source_no WHERE s.item_no = ? AND r.id = ?`,
          item.no,
          next.sourceId,
        )
      )
        throw new PandokError('not-found', 'not a picture of the item', { id: next.sourceId })
      const before = row<Coverage>(
        db,
        `SELECT ${COLUMNS} FROM view_coverage c WHERE c.item_no = ? AND c.round_id = ? AND c.author_id = ? AND c.source_id = ?`,
        item.no,
        place.roundId,
        authorId,
        next.sourceId,
      )
      const fits = before && before.columns === next.columns && before.rows === next.rows
      const { bits } = fits ? packed(joined(unpacked(before), unpacked(next))) : next
      run(
        db,
        `INSERT INTO view_coverage (item_no, round_id, author_id, source_id, columns, rows, bits, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (item_no, round_id, author_id, source_id)
         DO UPDATE SET columns = excluded.columns, rows = excluded.rows, bits = excluded.bits, updated_at = excluded.updated_at`,
        item.no,
        place.roundId,
        authorId,
        next.sourceId,
        next.columns,
        next.rows,
        bits,
        ctx.time,
      )
    }
  })
}
