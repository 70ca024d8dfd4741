// An inspector sends an item back: notes on the reading, the reading open again, the item with its labeller.
import { PandokError } from '../../shared/contract/errors.ts'
import type { NoteDraft, ReviewNote } from '../../shared/contract/review.ts'
import { newId } from '../../shared/ids.ts'
import { isBlind } from './blind.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { row, run, transaction, type WritableDb } from './db.ts'
import { effectiveDocument, insertDocument, type StoredDocument, storedDocument } from './documents.ts'
import { refreshItem } from './itemSummary.ts'
import { authorOf, notesOf } from './notes.ts'
import { readingOf } from './project.ts'
import { newestRound } from './rounds.ts'

/** The reading the notes are about: the one an export would take. An item nobody has marked gets its (empty) shared one. */
function documentOf(db: WritableDb, itemId: string, documentId: string | null): StoredDocument {
  const known = documentId ?? effectiveDocument(db, itemId)?.document.id
  const stored = known === undefined ? undefined : storedDocument(db, known)
  if (stored && stored.item_id !== itemId) throw new PandokError('bad-request', 'the reading is of another item')
  if (stored) return stored
  if (documentId !== null || readingOf(db) !== 'shared') throw new PandokError('not-found', 'no such reading')
  return insertDocument(db, { id: newId(), itemId, roundId: newestRound(db).id, authorId: null })
}

/** Notes are kept, the reading is open again, the item waits for the labeller: one transaction, one row of the log. */
export function sendBack(
  db: WritableDb,
  asked: { itemId: string; documentId: string | null; notes: readonly NoteDraft[] },
  ctx: Ctx,
): ReviewNote[] {
  const by = authorOf(ctx)
  // A reading that was sent back could be changed after it has seen the other one.
  if (isBlind(db)) throw new PandokError('readings-open', 'differences of a double reading are settled')
  return transaction(db, () => {
    const document = documentOf(db, asked.itemId, asked.documentId)
    const made = asked.notes.map((note) => ({ ...note, id: newId() }))
    for (const { id, annotationId, reason, text } of made) {
      const there = 'SELECT no FROM annotations WHERE document_no = ? AND id = ?'
      if (annotationId !== null && !row(db, there, document.no, annotationId))
        throw new PandokError('not-found', 'no such annotation', { annotation: annotationId })
      run(
        db,
        `INSERT INTO verdicts (id, document_no, annotation_id, author_id, decision, reason, time)
         VALUES (?, ?, ?, ?, 'open', ?, ?)`,
        id,
        document.no,
        annotationId,
        by,
        text === '' ? reason : `${reason}\n${text}`,
        ctx.time,
      )
    }
    const revision = document.revision + 1
    run(
      db,
      `UPDATE documents SET state = 'open', revision = ?, updated_at = ? WHERE no = ?`,
      revision,
      ctx.time,
      document.no,
    )
    run(db, `UPDATE items SET state = 'returned' WHERE no = ?`, document.item_no)
    appendLog(
      db,
      {
        kind: 'review',
        mark: 'review.sendBack',
        documentNo: document.no,
        itemNo: document.item_no,
        revision,
        // A payload with a revision is a change of annotations.
        findings: JSON.stringify(made),
      },
      { ...ctx, reason: made.map((n) => n.reason).join(', ') },
    )
    refreshItem(db, document.item_no, { classes: [], authorId: by, roundId: document.round_id, startsWork: false })
    return notesOf(db, [asked.itemId]).get(asked.itemId) ?? []
  })
}
