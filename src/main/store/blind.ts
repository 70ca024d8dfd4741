// Blind double reading, enforced where readings are read. In a project that asks for it, another reader's reading cannot be had
// before two of the round are handed in, and never by somebody who has an open reading of the same item. Whatever gives out
// readings names who looks; who is not named is nobody, and nobody sees only what is open to all.
import { PandokError } from '../../shared/contract/errors.ts'
import type { ReviewPolicy } from '../../shared/review/policy.ts'
import { type ReadableDb, row, rows } from './db.ts'
import { readProject } from './project.ts'

/** `everything` is for what moves readings as a whole and shows them to no one. */
export type Sight = { readonly viewer: string | null } | 'everything'
export const NOBODY: Sight = { viewer: null }

export const policyOf = (db: ReadableDb): ReviewPolicy => readProject(db).pack.review
export const isBlind = (db: ReadableDb): boolean => policyOf(db).blind

/** Two readings of the item are handed in, in the round of a document `d`. */
const COMPLETE = `(SELECT count(*) FROM documents two WHERE two.item_no = d.item_no AND two.round_id = d.round_id
  AND two.author_id IS NOT NULL AND two.state = 'submitted') >= 2`

/** Id of who looks, as SQL. Their number comes from the database itself, so the text holds nothing from outside. */
function viewerSql(db: ReadableDb, sight: { viewer: string | null }): string {
  const no =
    sight.viewer === null ? 0 : (row<{ no: number }>(db, 'SELECT no FROM users WHERE id = ?', sight.viewer)?.no ?? 0)
  return `(SELECT me.id FROM users me WHERE me.no = ${no})`
}

/** Condition over a document `d`; null where everybody may see everything. */
export function seenSql(db: ReadableDb, sight: Sight): string | null {
  if (sight === 'everything' || !isBlind(db)) return null
  const me = viewerSql(db, sight)
  return `(coalesce(d.author_id = ${me}, 0) OR (
    NOT EXISTS (SELECT 1 FROM documents own WHERE own.item_no = d.item_no AND own.author_id = ${me} AND own.state = 'open')
    AND (d.author_id IS NULL OR d.state = 'submitted') AND ${COMPLETE}))`
}

/** How many annotations lie in readings of which the condition holds. */
export const annotationsSeen = (db: ReadableDb, seen: string): number =>
  row<{ n: number }>(db, `SELECT coalesce(sum(d.annotations), 0) AS n FROM documents d WHERE ${seen}`)?.n ?? 0

/** Own state of an item that holds readings the viewer may not see, as SQL over `i`. */
export const ownStateSql = (db: ReadableDb, sight: { viewer: string | null }): string =>
  `coalesce((SELECT CASE own.state WHEN 'open' THEN 'working' ELSE 'submitted' END FROM documents own
     JOIN rounds r ON r.id = own.round_id WHERE own.item_no = i.no AND own.author_id = ${viewerSql(db, sight)}
     ORDER BY r.number DESC LIMIT 1), 'todo')`

export function sees(db: ReadableDb, documentId: string, sight: Sight): boolean {
  const seen = seenSql(db, sight)
  return (
    seen === null || row(db, `SELECT 1 AS one FROM documents d WHERE d.id = ? AND ${seen}`, documentId) !== undefined
  )
}

/** A reading that does not exist yet can be named by anybody: there is nothing to see. */
export function assertSeen(db: ReadableDb, documentId: string, sight: Sight): void {
  if (!isBlind(db) || !row(db, 'SELECT 1 AS one FROM documents WHERE id = ?', documentId)) return
  if (!sees(db, documentId, sight)) throw new PandokError('reading-blind', 'the reading is not open to this reader')
}

/** Two readings of the item are handed in, in this round: what they say is open, and no further reading can be blind. */
export const isComplete = (db: ReadableDb, itemId: string, roundId: string): boolean =>
  row(
    db,
    `SELECT 1 AS one FROM items i WHERE i.id = ? AND (SELECT count(*) FROM documents d WHERE d.item_no = i.no
       AND d.round_id = ? AND d.author_id IS NOT NULL AND d.state = 'submitted') >= 2`,
    itemId,
    roundId,
  ) !== undefined

/** Items with a reading that somebody may not see yet; at most `limit` names. */
export const itemsUnderWay = (db: ReadableDb, limit: number): string[] =>
  rows<{ name: string }>(
    db,
    `SELECT i.name FROM items i WHERE EXISTS (SELECT 1 FROM documents d WHERE d.item_no = i.no AND d.author_id IS NOT NULL
       AND (d.state = 'open' OR NOT ${COMPLETE})) ORDER BY i.sort_key, i.no LIMIT ?`,
    limit,
  ).map((r) => r.name)
