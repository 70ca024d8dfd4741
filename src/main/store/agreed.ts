// The agreed reading: the shared document of an item in a round, beside the two readings, which nobody changes. It counts once
// both readers have given their consent; every step is a row of the change log.
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { newId } from '../../shared/ids.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'
import {
  type CountedDocument,
  findDocument,
  insertDocument,
  moveDocument,
  readAnnotations,
  type StoredDocument,
  storedDocument,
} from './documents.ts'
import { authorOf } from './notes.ts'
import { writeDiff } from './writeDiff.ts'

export type Consent = { readonly userId: string; readonly time: string }
export type Agreed = {
  readonly document: CountedDocument
  /** Who proposed it last, and when. */
  readonly by: string | null
  readonly proposedAt: string
  readonly consents: readonly Consent[]
}
export const SETTLE = 'agree.settle'

export const consentsOf = (db: ReadableDb, documentId: string): Consent[] =>
  rows<{ user_id: string; time: string }>(
    db,
    `SELECT c.user_id, c.time FROM consents c JOIN documents d ON d.no = c.document_no WHERE d.id = ? ORDER BY c.no`,
    documentId,
  ).map((r) => ({ userId: r.user_id, time: r.time }))

export function agreedOf(db: ReadableDb, itemId: string, roundId: string): Agreed | null {
  const document = findDocument(db, itemId, roundId, null)
  if (!document) return null
  const last = row<{ author_id: string | null; time: string }>(
    db,
    `SELECT c.author_id, c.time FROM change_log c JOIN documents d ON d.no = c.document_no
     WHERE d.id = ? AND c.mark = ? ORDER BY c.seq DESC LIMIT 1`,
    document.id,
    SETTLE,
  )
  if (!last) return null
  return { document, by: last.author_id, proposedAt: last.time, consents: consentsOf(db, document.id) }
}

/** Everything in the proposal is written anew: one operation, and whoever had agreed is asked again. */
export function settle(
  db: WritableDb,
  place: { itemId: string; roundId: string; revision: number },
  annotations: readonly Annotation[],
  ctx: Ctx,
): void {
  authorOf(ctx)
  transaction(db, () => {
    const known = findDocument(db, place.itemId, place.roundId, null)
    const stored = known
      ? storedDocument(db, known.id)
      : insertDocument(db, { id: newId(), itemId: place.itemId, roundId: place.roundId, authorId: null })
    if (!stored) throw new PandokError('internal', 'the agreed reading is gone')
    assertRevision(stored, place.revision)
    if (stored.state !== 'open') throw new PandokError('document-closed', 'both readers have agreed')
    const diff = { added: [...annotations], updated: [], removed: readAnnotations(db, stored.id) }
    const cause = { kind: 'edit', mark: SETTLE } as const
    writeDiff(db, stored, diff, { opId: newId(), cause, findings: null }, ctx)
    run(db, 'DELETE FROM consents WHERE document_no = ?', stored.no)
  })
}

/** With the second consent the agreed reading is closed. `readers`: the two who read. */
export function consent(
  db: WritableDb,
  documentId: string,
  revision: number,
  readers: readonly (string | null)[],
  ctx: Ctx,
): void {
  const by = authorOf(ctx)
  transaction(db, () => {
    const stored = openAgreed(db, documentId, readers, by)
    assertRevision(stored, revision)
    if (stored.state !== 'open') throw new PandokError('document-closed', 'both readers have agreed')
    run(
      db,
      `INSERT INTO consents (document_no, user_id, time) VALUES (?, ?, ?)
       ON CONFLICT (document_no, user_id) DO NOTHING`,
      stored.no,
      by,
      ctx.time,
    )
    appendLog(db, { kind: 'agree', mark: 'agree.consent', documentNo: stored.no, itemNo: stored.item_no }, ctx)
    const given = new Set(consentsOf(db, documentId).map((c) => c.userId))
    if (readers.every((reader) => reader !== null && given.has(reader)))
      moveDocument(db, documentId, 'submit', stored.revision, ctx, [], true)
  })
}

export function withdraw(db: WritableDb, documentId: string, readers: readonly (string | null)[], ctx: Ctx): void {
  const by = authorOf(ctx)
  transaction(db, () => {
    const stored = openAgreed(db, documentId, readers, by)
    const { changes } = run(db, 'DELETE FROM consents WHERE document_no = ? AND user_id = ?', stored.no, by)
    if (changes === 0) throw new PandokError('not-found', 'no consent to take back')
    appendLog(db, { kind: 'agree', mark: 'agree.withdraw', documentNo: stored.no, itemNo: stored.item_no }, ctx)
    if (stored.state === 'submitted') moveDocument(db, documentId, 'reopen', stored.revision, ctx, [], true)
  })
}

function openAgreed(
  db: ReadableDb,
  documentId: string,
  readers: readonly (string | null)[],
  by: string,
): StoredDocument {
  const stored = storedDocument(db, documentId)
  if (!stored || stored.author_id !== null) throw new PandokError('not-found', 'nothing was proposed')
  if (!readers.includes(by)) throw new PandokError('agreed-by-consent', 'only the two readers agree')
  return stored
}

function assertRevision(stored: StoredDocument, revision: number): void {
  if (stored.revision !== revision)
    throw new PandokError('revision-conflict', 'the proposal has changed', { revision: stored.revision })
}
