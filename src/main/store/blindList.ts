// The item list of a blind project: counts, classes and states of the readings that whoever looks may see.
import { NOBODY, ownStateSql, type Sight, seenSql } from './blind.ts'
import type { ReadableDb } from './db.ts'
import { EFFECTIVE_ORDER, MARKS } from './itemSummary.ts'
import type { BlindList } from './where.ts'

/** Null where the stored summary is everybody's to see. */
export function blindList(db: ReadableDb, sight: Sight = NOBODY): BlindList | null {
  const seen = seenSql(db, sight)
  if (seen === null || sight === 'everything') return null
  const shown = `(SELECT d.no FROM documents d JOIN rounds r ON r.id = d.round_id WHERE d.item_no = i.no AND ${seen}
    ORDER BY ${EFFECTIVE_ORDER} LIMIT 1)`
  const hidden = `EXISTS (SELECT 1 FROM documents d WHERE d.item_no = i.no AND NOT ${seen})`
  return {
    seen,
    shown,
    marks: `coalesce((SELECT ${MARKS} FROM documents d WHERE d.no = ${shown}), 0)`,
    state: `CASE WHEN i.state = 'excluded' OR NOT ${hidden} THEN i.state ELSE ${ownStateSql(db, sight)} END`,
    updatedAt: `CASE WHEN ${hidden} THEN (SELECT d.updated_at FROM documents d WHERE d.no = ${shown}) ELSE i.updated_at END`,
  }
}
