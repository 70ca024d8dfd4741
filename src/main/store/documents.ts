import { type Annotation, annotationSchema } from '../../shared/annotation/model.ts'
import type { Finding } from '../../shared/contract/basics.ts'
import type { DocumentMeta } from '../../shared/contract/document.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { newId } from '../../shared/ids.ts'
import { isBlind, isComplete, NOBODY, type Sight, seenSql } from './blind.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { pages, type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'
import { EFFECTIVE_ORDER, refreshItem } from './itemSummary.ts'
import { answerNotes } from './notes.ts'
import { readingOf } from './project.ts'
import { newestSchemaVersion, readSchema } from './schemas.ts'
import { writeDiff } from './writeDiff.ts'

export { historyOf, olderHistory } from './history.ts'

export type StoredDocument = {
  no: number
  id: string
  item_no: number
  item_id: string
  round_id: string
  author_id: string | null
  revision: number
  schema_version: number
  state: 'open' | 'submitted'
  annotations: number
  updated_at: string | null
}

const SELECT = `SELECT d.no, d.id, d.item_no, i.id AS item_id, d.round_id, d.author_id, d.revision, d.schema_version, d.state,
  d.annotations, d.updated_at FROM documents d JOIN items i ON i.no = d.item_no`

/** A reading with the number of its annotations. */
export type CountedDocument = DocumentMeta & { annotations: number }

export const toDocument = (r: StoredDocument): CountedDocument => ({
  id: r.id,
  itemId: r.item_id,
  roundId: r.round_id,
  authorId: r.author_id,
  revision: r.revision,
  schemaVersion: r.schema_version,
  state: r.state,
  updatedAt: r.updated_at,
  annotations: r.annotations,
})

export const storedDocument = (db: ReadableDb, id: string): StoredDocument | undefined =>
  row<StoredDocument>(db, `${SELECT} WHERE d.id = ?`, id)

export function getDocument(db: ReadableDb, id: string): CountedDocument | null {
  const r = storedDocument(db, id)
  return r ? toDocument(r) : null
}

const BY_READER = `${SELECT} WHERE i.id = ? AND d.round_id = ? AND ifnull(d.author_id, '') = ?`

/** authorId null = the shared document. */
export function findDocument(
  db: ReadableDb,
  itemId: string,
  roundId: string,
  authorId: string | null,
): CountedDocument | null {
  const r = row<StoredDocument>(db, BY_READER, itemId, roundId, authorId ?? '')
  return r ? toDocument(r) : null
}

/** The readings of an item that whoever looks may see, the one an export takes first. */
export const listDocuments = (db: ReadableDb, itemId: string, sight: Sight = NOBODY): CountedDocument[] =>
  rows<StoredDocument>(
    db,
    `${SELECT} JOIN rounds r ON r.id = d.round_id WHERE i.id = ? AND ${seenSql(db, sight) ?? 'TRUE'} ORDER BY ${EFFECTIVE_ORDER}`,
    itemId,
  ).map(toDocument)

/** What an export takes of an item, and the readings it leaves aside. Null when nobody has read the item. */
export function effectiveDocument(
  db: ReadableDb,
  itemId: string,
  sight: Sight = NOBODY,
): { document: CountedDocument; others: CountedDocument[] } | null {
  const [document, ...others] = listDocuments(db, itemId, sight)
  return document ? { document, others } : null
}

type RecordRow = { no: number; record: string }

export function parseRecord(text: string): Annotation {
  try {
    return annotationSchema.parse(JSON.parse(text))
  } catch {
    // The store only ever writes valid records, so this is damage, not a mistake of a person.
    throw new PandokError('project-damaged', 'a stored annotation cannot be read')
  }
}

/** In the order in which they were made. */
export function readAnnotations(db: ReadableDb, documentId: string): Annotation[] {
  return [...iterateAnnotations(db, documentId)]
}

export function* iterateAnnotations(db: ReadableDb, documentId: string): Generator<Annotation> {
  const document = row<{ no: number }>(db, 'SELECT no FROM documents WHERE id = ?', documentId)
  if (!document) return
  const sql = 'SELECT no, record FROM annotations WHERE document_no = ? AND no > ? ORDER BY no LIMIT ?'
  for (const r of pages<RecordRow>(db, sql, (x) => x.no, [document.no], 2000)) yield parseRecord(r.record)
}

export function insertDocument(
  db: WritableDb,
  document: { id: string; itemId: string; roundId: string; authorId: string | null },
): StoredDocument {
  const item = row<{ no: number }>(db, 'SELECT no FROM items WHERE id = ?', document.itemId)
  if (!item) throw new PandokError('not-found', 'no such item', { id: document.itemId })
  if (!row(db, 'SELECT no FROM rounds WHERE id = ?', document.roundId))
    throw new PandokError('not-found', 'no such round', { id: document.roundId })
  run(
    db,
    'INSERT INTO documents (id, item_no, round_id, author_id, schema_version) VALUES (?, ?, ?, ?, ?)',
    document.id,
    item.no,
    document.roundId,
    document.authorId,
    newestSchemaVersion(db),
  )
  const stored = storedDocument(db, document.id)
  if (!stored) throw new PandokError('internal', 'the document was not made')
  return stored
}

export type ImportedReading = {
  itemId: string
  roundId: string
  authorId: string | null
  annotations: readonly Annotation[]
  /** Annotations that the import changes: [from, to]. */
  updated?: readonly (readonly [Annotation, Annotation])[]
  mark: string
}

/**
 * Adds foreign annotations to a reading as one operation, undone like any other. Foreign shapes are taken as they are:
 * what the class does not allow is reported by the rules, not thrown away. The caller wraps many calls in one transaction.
 */
export function importDocument(db: WritableDb, reading: ImportedReading, ctx: Ctx): CountedDocument {
  if (ctx.authorId === null) throw new PandokError('author-required', 'an import needs somebody who made it')
  return transaction(db, () => {
    const known = row<StoredDocument>(db, BY_READER, reading.itemId, reading.roundId, reading.authorId ?? '')
    if (known?.state === 'submitted') throw new PandokError('document-closed', 'the reading is submitted')
    const classes = new Set(readSchema(db).classes.map((c) => c.id))
    for (const a of reading.annotations)
      if (a.classId !== null && !classes.has(a.classId))
        throw new PandokError('unknown-class', 'the class is not in the label schema', { class: a.classId })
    const { itemId, roundId, authorId } = reading
    const document = known ?? insertDocument(db, { id: newId(), itemId, roundId, authorId })
    const updated = (reading.updated ?? []).map(([from, to]): [Annotation, Annotation] => [from, to])
    const diff = { added: [...reading.annotations], updated, removed: [] }
    writeDiff(db, document, diff, { opId: newId(), cause: { kind: 'import', mark: reading.mark }, findings: null }, ctx)
    const after = storedDocument(db, document.id)
    if (!after) throw new PandokError('internal', 'the document is gone')
    return toDocument(after)
  })
}

const MOVES = { submit: ['open', 'submitted'], reopen: ['submitted', 'open'] } as const

/** Submit closes a reading for edits, reopen opens it again; both are logged and count as a revision. */
export function moveDocument(
  db: WritableDb,
  id: string,
  move: keyof typeof MOVES,
  baseRevision: number,
  ctx: Ctx,
  /** What the rules still say; kept with the submission. */
  findings: readonly Finding[] = [],
  /** Of what two readers agreed on (agreed.ts). */
  byConsent = false,
): CountedDocument {
  return transaction(db, () => {
    const document = storedDocument(db, id)
    if (!document) throw new PandokError('not-found', 'no such document', { id })
    if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
    if (document.author_id !== null && document.author_id !== ctx.authorId)
      throw new PandokError('forbidden', 'the reading belongs to another reader')
    if (document.author_id === null && readingOf(db) === 'independent' && !byConsent)
      throw new PandokError('agreed-by-consent', 'what was agreed is closed by consent')
    if (move === 'reopen' && !byConsent && isBlind(db) && isComplete(db, document.item_id, document.round_id))
      throw new PandokError('readings-open', 'the readings are open to each other')
    if (document.revision !== baseRevision)
      throw new PandokError('revision-conflict', 'the document has changed', { revision: document.revision })
    const [from, to] = MOVES[move]
    if (document.state !== from) throw new PandokError('document-closed', `the document is ${document.state}`)
    const revision = document.revision + 1
    run(
      db,
      'UPDATE documents SET state = ?, revision = ?, updated_at = ? WHERE no = ?',
      to,
      revision,
      ctx.time,
      document.no,
    )
    const itemState = move === 'submit' ? 'submitted' : 'working'
    run(db, 'UPDATE items SET state = ? WHERE no = ?', itemState, document.item_no)
    appendLog(
      db,
      {
        kind: move,
        mark: `document.${move}`,
        documentNo: document.no,
        itemNo: document.item_no,
        revision,
        findings: findings.length === 0 ? null : JSON.stringify(findings),
      },
      ctx,
    )
    if (move === 'submit') answerNotes(db, document.no, ctx)
    const touch = { classes: [], authorId: ctx.authorId, roundId: document.round_id, startsWork: false }
    refreshItem(db, document.item_no, touch)
    const after = storedDocument(db, id)
    if (!after) throw new PandokError('internal', 'the document is gone')
    return toDocument(after)
  })
}
