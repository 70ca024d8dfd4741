import type { Finding } from '../../shared/contract/basics.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'

type FindingRow = {
  rule: string
  severity: Finding['severity']
  item: string | null
  item_id: string | null
  annotation_id: string | null
  message: string
}

/** What the named rules found last time gives way to `found`, for one item or (null) for the whole project. */
export function replaceFindings(
  db: WritableDb,
  itemId: string | null,
  rules: readonly string[],
  found: readonly Finding[],
  ctx: Ctx,
): void {
  transaction(db, () => {
    const list = JSON.stringify(rules)
    const named = 'DELETE FROM findings WHERE rule IN (SELECT value FROM json_each(?))'
    if (itemId === null) run(db, named, list)
    else run(db, `${named} AND item_no = (SELECT no FROM items WHERE id = ?)`, list, itemId)
    for (const f of found) {
      const item =
        f.itemId === null ? undefined : row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', f.itemId)
      run(
        db,
        'INSERT INTO findings (item_no, annotation_id, rule, severity, message, time) VALUES (?, ?, ?, ?, ?, ?)',
        item?.no ?? null,
        f.annotation,
        f.rule,
        f.severity,
        f.message,
        ctx.time,
      )
    }
  })
}

export const listFindings = (db: ReadableDb, itemId: string | null, limit = 1000): Finding[] =>
  rows<FindingRow>(
    db,
    `SELECT f.rule, f.severity, i.name AS item, i.id AS item_id, f.annotation_id, f.message
     FROM findings f LEFT JOIN items i ON i.no = f.item_no WHERE ? IS NULL OR i.id = ? ORDER BY f.no LIMIT ?`,
    itemId,
    itemId,
    limit,
  ).map((r) => ({
    rule: r.rule,
    severity: r.severity,
    item: r.item,
    itemId: r.item_id,
    annotation: r.annotation_id,
    message: r.message,
  }))
