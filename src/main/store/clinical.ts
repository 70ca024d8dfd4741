// What hospitals say about the patient of a case. Append-only: a new value does not replace the earlier one, the newest counts.
import type { ClinicalRun, DatedValue } from '../../shared/contract/clinical.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import {
  type ClinicalValues,
  type ClinicalVariable,
  isClinicalVariable,
} from '../../shared/domains/mammography/clinical.ts'
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

/** A run taken back writes the earlier values again, under this and its own time. */
const UNDO = 'undo:'
type HistoryRow = { variable: string; value: string; time: string; sheet: string; author_id: string | null }

/** Everything that was ever said, oldest first. */
export const clinicalHistory = (db: ReadableDb, itemId: string): DatedValue[] =>
  rows<HistoryRow>(
    db,
    `SELECT c.variable, c.value, c.time, c.sheet, c.author_id FROM clinical_values c JOIN items i ON i.no = c.item_no
     WHERE i.id = ? ORDER BY c.no`,
    itemId,
  ).flatMap(({ variable, value, time, sheet, author_id }) =>
    isClinicalVariable(variable)
      ? [{ variable, value, time, sheet: said(sheet), undo: sheet.startsWith(UNDO), authorId: author_id }]
      : [],
  )
const said = (sheet: string): string => (sheet.startsWith(UNDO) ? '' : sheet)

/** Variables that had another value before the present one. */
export const datedVariables = (db: ReadableDb, itemId: string): ClinicalVariable[] =>
  rows<{ variable: string }>(
    db,
    `SELECT c.variable FROM clinical_values c JOIN items i ON i.no = c.item_no WHERE i.id = ?
     GROUP BY c.variable HAVING count(*) > 1`,
    itemId,
  ).flatMap(({ variable }) => (isClinicalVariable(variable) ? [variable] : []))

export type ClinicalChange = { readonly itemId: string; readonly values: ClinicalValues }

/** One transaction and one row of the log for a whole sheet. Only values that differ are written. */
export const writeClinical = (
  db: WritableDb,
  changes: readonly ClinicalChange[],
  sheet: string,
  ctx: Ctx,
  mark = 'clinical.import',
): number =>
  transaction(db, () => {
    let written = 0
    for (const { itemId, values } of changes) {
      const item = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', itemId)
      if (!item) continue
      for (const [variable, value] of Object.entries(values)) {
        insert(db, { itemNo: item.no, variable, value, sheet }, ctx)
        written++
      }
    }
    const payload = JSON.stringify({ items: changes.length, values: written })
    if (written > 0) appendLog(db, { kind: 'item', mark, payload }, ctx)
    return written
  })

const insert = (
  db: WritableDb,
  v: { itemNo: number; variable: string; value: string; sheet: string },
  ctx: Ctx,
): void => {
  run(
    db,
    'INSERT INTO clinical_values (item_no, variable, value, sheet, author_id, time) VALUES (?, ?, ?, ?, ?, ?)',
    v.itemNo,
    v.variable,
    v.value,
    v.sheet,
    ctx.authorId,
    ctx.time,
  )
}

type RunRow = { time: string; sheet: string; author_id: string | null; items: number; n: number; undone: number }

/** Sheets that came in, newest first. A run is known by its time: one transaction has one. */
export const clinicalRuns = (db: ReadableDb, limit: number): ClinicalRun[] =>
  rows<RunRow>(
    db,
    `SELECT c.time, c.sheet, c.author_id, count(DISTINCT c.item_no) AS items, count(*) AS n,
       EXISTS (SELECT 1 FROM clinical_values u WHERE u.sheet = ? || c.time) AS undone
     FROM clinical_values c WHERE c.sheet <> '' AND substr(c.sheet, 1, ?) <> ?
     GROUP BY c.time, c.sheet ORDER BY max(c.no) DESC LIMIT ?`,
    UNDO,
    UNDO.length,
    UNDO,
    limit,
  ).map((r) => ({
    run: r.time,
    sheet: r.sheet,
    time: r.time,
    authorId: r.author_id,
    items: r.items,
    values: r.n,
    undone: r.undone === 1,
  }))

type OldRow = { no: number; item_no: number; variable: string }

/** The values from before a sheet are the newest again; what was changed after it stays. */
export const undoClinical = (db: WritableDb, time: string, ctx: Ctx): { values: number; kept: number } =>
  transaction(db, () => {
    const known = clinicalRuns(db, 1_000_000).find((r) => r.run === time)
    if (!known || known.undone) throw new PandokError('not-found', 'no such sheet to take back')
    let [values, kept] = [0, 0]
    const own = rows<OldRow>(
      db,
      'SELECT no, item_no, variable FROM clinical_values WHERE time = ? AND sheet = ? ORDER BY no',
      time,
      known.sheet,
    )
    for (const { no, item_no, variable } of own) {
      const newest = row<{ no: number }>(
        db,
        'SELECT max(no) AS no FROM clinical_values WHERE item_no = ? AND variable = ?',
        item_no,
        variable,
      )
      if (newest?.no !== no) {
        kept++
        continue
      }
      const before = row<{ value: string }>(
        db,
        'SELECT value FROM clinical_values WHERE item_no = ? AND variable = ? AND no < ? ORDER BY no DESC LIMIT 1',
        item_no,
        variable,
        no,
      )
      insert(db, { itemNo: item_no, variable, value: before?.value ?? '', sheet: `${UNDO}${time}` }, ctx)
      values++
    }
    appendLog(db, { kind: 'item', mark: 'clinical.undo', payload: JSON.stringify({ run: time, values, kept }) }, ctx)
    return { values, kept }
  })

const SEEN = ['clinical.seen', 'clinical.import'] as const
/** Whether somebody has said that they see the values; once said, the log has it for good. */
const seers = new WeakMap<ReadableDb, Set<string>>()

export function hasSeenClinical(db: ReadableDb, userId: string | null): boolean {
  if (userId === null) return false
  const known = seers.get(db) ?? new Set()
  seers.set(db, known)
  if (known.has(userId)) return true
  const found = row<{ n: number }>(
    db,
    'SELECT 1 AS n FROM change_log WHERE mark IN (?, ?) AND author_id = ? LIMIT 1',
    ...SEEN,
    userId,
  )
  if (found) known.add(userId)
  return found !== undefined
}

export const noteClinicalSeen = (db: WritableDb, ctx: Ctx): void => {
  transaction(db, () => appendLog(db, { kind: 'item', mark: 'clinical.seen' }, ctx))
}
