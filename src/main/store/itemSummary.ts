// Keeps what lists and filters ask about an item next to it: count, classes, authors, rounds of its readings.
import { type ReadableDb, row, run, type WritableDb } from './db.ts'

/**
 * Which reading an export takes: the newest round that has one; in it the shared document before a reader's own, a
 * submitted one before an open one, the one changed last before the others.
 */
export const EFFECTIVE_ORDER = `r.number DESC, (d.author_id IS NULL) DESC, (d.state = 'submitted') DESC, d.updated_at DESC, d.no DESC`

type Effective = { no: number; annotations: number; updated_at: string | null }

const effectiveOf = (db: ReadableDb, itemNo: number): Effective | undefined =>
  row<Effective>(
    db,
    `SELECT d.no, d.annotations, d.updated_at FROM documents d JOIN rounds r ON r.id = d.round_id
     WHERE d.item_no = ? ORDER BY ${EFFECTIVE_ORDER} LIMIT 1`,
    itemNo,
  )

type Summary = { sort_key: string; document_no: number | null }
export type Touch = {
  classes: Iterable<string>
  authorId: string | null
  roundId: string
  /** A first edit moves an item from todo to working; an import of existing labels does not. */
  startsWork: boolean
}

/** Call after the annotations and the document row are written, inside the same transaction. */
export function refreshItem(db: WritableDb, itemNo: number, touch: Touch): void {
  const item = row<Summary>(db, 'SELECT sort_key, document_no FROM items WHERE no = ?', itemNo)
  const effective = effectiveOf(db, itemNo)
  if (!item || !effective) return
  const addFacet = (kind: string, value: string) =>
    run(
      db,
      'INSERT OR IGNORE INTO item_facets (kind, value, sort_key, item_no) VALUES (?, ?, ?, ?)',
      kind,
      value,
      item.sort_key,
      itemNo,
    )
  if (item.document_no === effective.no) refreshClasses(db, itemNo, item.sort_key, effective.no, touch.classes)
  else replaceClasses(db, itemNo, item.sort_key, item.document_no, effective.no)
  if (touch.authorId !== null) addFacet('author', touch.authorId)
  const round = row<{ number: number }>(db, 'SELECT number FROM rounds WHERE id = ?', touch.roundId)
  if (round) addFacet('round', String(round.number))
  run(
    db,
    `UPDATE items SET annotations = ?, document_no = ?, updated_at = ?,
       state = CASE WHEN ? AND state = 'todo' THEN 'working' ELSE state END WHERE no = ?`,
    effective.annotations,
    effective.no,
    effective.updated_at,
    touch.startsWork ? 1 : 0,
    itemNo,
  )
}

function refreshClasses(
  db: WritableDb,
  itemNo: number,
  sortKey: string,
  documentNo: number,
  classes: Iterable<string>,
): void {
  for (const classId of classes) {
    const used = row(
      db,
      'SELECT 1 FROM annotations WHERE document_no = ? AND class_id = ? LIMIT 1',
      documentNo,
      classId,
    )
    const sql = used
      ? `INSERT OR IGNORE INTO item_facets (kind, value, sort_key, item_no) VALUES ('class', ?, ?, ?)`
      : `DELETE FROM item_facets WHERE kind = 'class' AND value = ? AND sort_key = ? AND item_no = ?`
    run(db, sql, classId, sortKey, itemNo)
  }
}

const CLASSES_OF = 'SELECT DISTINCT class_id FROM annotations WHERE document_no = ? AND class_id IS NOT NULL'

/** Another reading has become the one an export takes. */
function replaceClasses(db: WritableDb, itemNo: number, sortKey: string, before: number | null, after: number): void {
  if (before !== null)
    run(
      db,
      `DELETE FROM item_facets WHERE kind = 'class' AND value IN (${CLASSES_OF}) AND sort_key = ? AND item_no = ?`,
      before,
      sortKey,
      itemNo,
    )
  run(
    db,
    `INSERT OR IGNORE INTO item_facets (kind, value, sort_key, item_no) SELECT 'class', class_id, ?, ? FROM (${CLASSES_OF})`,
    sortKey,
    itemNo,
    after,
  )
}

const EFFECTIVE_NO = `(SELECT d.no FROM documents d JOIN rounds r ON r.id = d.round_id WHERE d.item_no = items.no
  ORDER BY ${EFFECTIVE_ORDER} LIMIT 1)`

/** All summaries and facets made anew from what they are derived from (after a rescue). */
export function rebuildSummaries(db: WritableDb): void {
  run(db, 'UPDATE documents SET annotations = (SELECT count(*) FROM annotations a WHERE a.document_no = documents.no)')
  run(db, `UPDATE items SET document_no = ${EFFECTIVE_NO}`)
  run(
    db,
    'UPDATE items SET annotations = coalesce((SELECT d.annotations FROM documents d WHERE d.no = document_no), 0)',
  )
  run(db, 'DELETE FROM item_facets')
  const into = 'INSERT OR IGNORE INTO item_facets (kind, value, sort_key, item_no) SELECT DISTINCT'
  run(
    db,
    `${into} 'class', a.class_id, i.sort_key, i.no FROM items i JOIN annotations a ON a.document_no = i.document_no
     WHERE a.class_id IS NOT NULL`,
  )
  run(
    db,
    `${into} 'author', c.author_id, i.sort_key, i.no FROM change_log c JOIN items i ON i.no = c.item_no
     WHERE c.document_no IS NOT NULL AND c.author_id IS NOT NULL`,
  )
  run(
    db,
    `${into} 'round', CAST(r.number AS TEXT), i.sort_key, i.no FROM documents d
     JOIN rounds r ON r.id = d.round_id JOIN items i ON i.no = d.item_no`,
  )
}
