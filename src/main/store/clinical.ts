import { type ClinicalValues, isClinicalVariable } from '../../shared/domains/mammography/clinical.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'

type ValueRow = { variable: string; value: string }

/** Newest value of each variable; an empty one takes the earlier away. */
export function readClinical(db: ReadableDb, itemId: string): ClinicalValues {
  const found = rows<ValueRow>(
    db,
    `SELECT c.variable, c.value FROM clinical_values c JOIN items i ON i.no = c.item_no WHERE i.id = ?
       AND c.no = (SELECT max(d.no) FROM clinical_values d WHERE d.item_no = c.item_no AND d.variable = c.variable)`,
    itemId,
  )
  return Object.fromEntries(
    found.flatMap(({ variable, value }) => (isClinicalVariable(variable) && value !== '' ? [[variable, value]] : [])),
  )
}

export type DatedValue = {
  readonly variable: string
  readonly value: string
  readonly time: string
  readonly sheet: string
}

/** Everything that was ever said, oldest first. */
export const clinicalHistory = (db: ReadableDb, itemId: string): DatedValue[] =>
  rows<DatedValue>(
    db,
    `SELECT c.variable, c.value, c.time, c.sheet FROM clinical_values c JOIN items i ON i.no = c.item_no
     WHERE i.id = ? ORDER BY c.no`,
    itemId,
  )

export type ClinicalChange = { readonly itemId: string; readonly values: ClinicalValues }

/** One transaction and one row of the log for a whole sheet. Only values that differ are written. */
export function writeClinical(db: WritableDb, changes: readonly ClinicalChange[], sheet: string, ctx: Ctx): number {
  return transaction(db, () => {
    let written = 0
    for (const { itemId, values } of changes) {
      const item = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)
      if (!item) continue
      for (const [variable, value] of Object.entries(values)) {
        run(
          db,
          'INSERT INTO clinical_values (item_no, variable, value, sheet, author_id, time) VALUES (?, ?, ?, ?, ?, ?)',
          item.no,
          variable,
          value,
          sheet,
          ctx.authorId,
          ctx.time,
        )
        written++
      }
    }
    const payload = JSON.stringify({ items: changes.length, values: written })
    if (written > 0) appendLog(db, { kind: 'item', mark: 'clinical.import', payload }, ctx)
    return written
  })
}
