// Earlier examinations of the same patient: known by the patient's number and the date of the study.
import type { PriorCase } from '../../shared/contract/cases.ts'
import { type ReadableDb, rows } from './db.ts'

const MOST = 20

/** Dates are compared as digits: a de-identified project has one date for all, and then nothing is earlier. */
export const priorCases = (db: ReadableDb, itemId: string): PriorCase[] =>
  rows<PriorCase>(
    db,
    `SELECT o.id AS itemId, o.name, od.value AS studyDate
     FROM items i
     JOIN item_fields p ON p.item_no = i.no AND p.field = 'patient' AND p.value <> ''
     JOIN item_fields d ON d.item_no = i.no AND d.field = 'studydate'
     JOIN item_fields op ON op.field = 'patient' AND op.value = p.value
     JOIN items o ON o.no = op.item_no AND o.no <> i.no AND o.state <> 'excluded'
     JOIN item_fields od ON od.item_no = o.no AND od.field = 'studydate'
     WHERE i.id = ? AND replace(od.value, '-', '') < replace(d.value, '-', '') AND od.value <> ''
     ORDER BY replace(od.value, '-', '') DESC, o.no DESC LIMIT ?`,
    itemId,
    MOST,
  )
