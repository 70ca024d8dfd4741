import { type ReadableDb, row } from './db.ts'

/** Who changed a reading last; null when nobody has. */
export const lastAuthor = (db: ReadableDb, documentId: string): string | null =>
  row<{ author_id: string | null }>(
    db,
    `SELECT c.author_id FROM change_log c JOIN documents d ON d.no = c.document_no
     WHERE d.id = ? AND c.author_id IS NOT NULL ORDER BY c.seq DESC LIMIT 1`,
    documentId,
  )?.author_id ?? null
