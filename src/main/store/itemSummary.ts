// Keeps what lists and filters ask about an item next to it: count, classes, authors, rounds of its readings.
import { type ReadableDb, row, rows, run, type WritableDb } from './db.ts'

/**
 * Which reading an export takes: the newest round that has one; in it the shared document before a reader's own, a
 * submitted one before an open one, the one changed last before the others. Where everybody reads for themselves, the shared
 * document is what two readers agreed on, and counts from their consent on.
 */
export const EFFECTIVE_ORDER = `r.number DESC, CASE WHEN d.author_id IS NOT NULL THEN 1
    WHEN d.state = 'submitted' OR (SELECT reading FROM project) = 'shared' THEN 0 ELSE 2 END,
  (d.state = 'submitted') DESC, d.updated_at DESC, d.no DESC`

/**
 * items.facets is one text, `\u0001c:knife\u0001a:3\u0001r:1\u0001`: classes of the reading an export takes, numbers of
 * the people who changed it or whose reading it is, rounds, `f:maker=smith` for fields (itemFields.ts). It lies in the covering index of the list, so any mix of filters, also excluding
 * ones, is one pass over that index.
 */
const SEPARATOR = '\u0001'
export const facet = (kind: 'c' | 'a' | 'r' | 'f', value: string | number): string =>
  `${SEPARATOR}${kind}:${String(value).replaceAll(SEPARATOR, ' ')}${SEPARATOR}`

const parseFacets = (text: string): Set<string> => new Set(text.split(SEPARATOR).filter((f) => f !== ''))
const joinFacets = (facets: ReadonlySet<string>): string =>
  facets.size === 0 ? '' : SEPARATOR + [...facets].sort().join(SEPARATOR) + SEPARATOR
const bare = (kind: 'c' | 'a' | 'r', value: string | number): string => facet(kind, value).slice(1, -1)

/** What is said about the item as a whole (a verdict, an attribute) marks nothing: it is no object. Of a document `d`. */
export const MARKS = `d.annotations - (SELECT count(*) FROM annotations a
  WHERE a.document_no = d.no AND a.class_id IS NULL AND a.shape IS NULL)`

type Effective = { no: number; annotations: number; updated_at: string | null }

const effectiveOf = (db: ReadableDb, itemNo: number): Effective | undefined =>
  row<Effective>(
    db,
    `SELECT d.no, ${MARKS} AS annotations, d.updated_at FROM documents d JOIN rounds r ON r.id = d.round_id
     WHERE d.item_no = ? ORDER BY ${EFFECTIVE_ORDER} LIMIT 1`,
    itemNo,
  )

type Summary = { facets: string; document_no: number | null }
export type Touch = {
  classes: Iterable<string>
  authorId: string | null
  roundId: string
  /** A first edit moves an item from todo to working; an import of existing labels does not. */
  startsWork: boolean
}

/** Call after the annotations and the document row are written, inside the same transaction. */
export function refreshItem(db: WritableDb, itemNo: number, touch: Touch): void {
  const item = row<Summary>(db, 'SELECT facets, document_no FROM items WHERE no = ?', itemNo)
  const effective = effectiveOf(db, itemNo)
  if (!item || !effective) return
  const facets = parseFacets(item.facets)
  if (item.document_no === effective.no) refreshClasses(db, facets, effective.no, touch.classes)
  else replaceClasses(db, facets, effective.no)
  const author =
    touch.authorId === null ? undefined : numberOf(db, 'SELECT no AS n FROM users WHERE id = ?', touch.authorId)
  if (author !== undefined) facets.add(bare('a', author))
  for (const { no } of rows<{ no: number }>(db, READERS, itemNo)) facets.add(bare('a', no))
  const round = numberOf(db, 'SELECT number AS n FROM rounds WHERE id = ?', touch.roundId)
  if (round !== undefined) facets.add(bare('r', round))
  run(
    db,
    `UPDATE items SET annotations = ?, document_no = ?, updated_at = ?, facets = ?,
       state = CASE WHEN ? AND state = 'todo' THEN 'working' ELSE state END WHERE no = ?`,
    effective.annotations,
    effective.no,
    effective.updated_at,
    joinFacets(facets),
    touch.startsWork ? 1 : 0,
    itemNo,
  )
}

/** A reading belongs to its reader also when somebody else brought it in (`labels --reader`). */
const READERS = 'SELECT u.no FROM documents d JOIN users u ON u.id = d.author_id WHERE d.item_no = ?'

// Numbers of people and rounds never change; an import of half a million readings asks for the same two each time.
const numbers = new WeakMap<ReadableDb, Map<string, number>>()
function numberOf(db: ReadableDb, sql: string, id: string): number | undefined {
  const known = numbers.get(db) ?? new Map<string, number>()
  numbers.set(db, known)
  const n = known.get(id) ?? row<{ n: number }>(db, sql, id)?.n
  if (n !== undefined) known.set(id, n)
  return n
}

function refreshClasses(db: ReadableDb, facets: Set<string>, documentNo: number, classes: Iterable<string>): void {
  const used = 'SELECT 1 FROM annotations WHERE document_no = ? AND class_id = ? LIMIT 1'
  for (const classId of classes) {
    if (row(db, used, documentNo, classId)) facets.add(bare('c', classId))
    else facets.delete(bare('c', classId))
  }
}

/** Another reading has become the one an export takes. */
function replaceClasses(db: ReadableDb, facets: Set<string>, documentNo: number): void {
  for (const f of facets) if (f.startsWith('c:')) facets.delete(f)
  const sql = 'SELECT DISTINCT class_id FROM annotations WHERE document_no = ? AND class_id IS NOT NULL'
  for (const { class_id } of rows<{ class_id: string }>(db, sql, documentNo)) facets.add(bare('c', class_id))
}

type Touched = { item_no: number; round_id: string }

/** All summaries made anew from what they are derived from (after a rescue). */
export function rebuildSummaries(db: WritableDb): void {
  run(db, 'UPDATE documents SET annotations = (SELECT count(*) FROM annotations a WHERE a.document_no = documents.no)')
  run(db, `UPDATE items SET document_no = NULL, annotations = 0, facets = ''`)
  const readings = rows<Touched>(db, 'SELECT item_no, round_id FROM documents ORDER BY no')
  for (const d of readings)
    refreshItem(db, d.item_no, { classes: [], authorId: null, roundId: d.round_id, startsWork: false })
  const authors = rows<{ no: number; author: number; facets: string }>(
    db,
    `SELECT DISTINCT i.no, u.no AS author, i.facets FROM change_log c JOIN items i ON i.no = c.item_no
     JOIN users u ON u.id = c.author_id WHERE c.document_no IS NOT NULL`,
  )
  for (const a of authors)
    run(
      db,
      'UPDATE items SET facets = CASE facets WHEN ? THEN ? ELSE facets || substr(?, 2) END WHERE no = ?',
      '',
      facet('a', a.author),
      facet('a', a.author),
      a.no,
    )
}
