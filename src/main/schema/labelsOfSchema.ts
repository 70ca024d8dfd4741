// Walks the readings that a change of the label schema touches, and says what each label becomes.

import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { type Reach, reachOf, takeBack } from '../../shared/annotation/schemaChange.ts'
import { type Sight, seenSql } from '../store/blind.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { pages, type ReadableDb, row, rows } from '../store/db.ts'
import { parseRecord } from '../store/documents.ts'
import { parseDiff } from '../store/history.ts'
import type { StoredPayload } from '../store/payload.ts'

/** Name of the operations that carry a change of the schema into the labels. */
export const MIGRATE_MARK = 'schema.migrate'

export type Change = {
  readonly before: LabelSchema
  readonly after: LabelSchema
  /** The version that is being restored: what later versions did to the labels is taken back. */
  readonly restores: number | null
}
/** A label as stored, and as it is after everything later than a restored version was taken back. */
export type Looked = { readonly stored: Annotation; readonly annotation: Annotation }

type DocumentRow = { no: number }
/** Readings that may hold labels of the change, a page at a time. */
export function* documentsOf(db: ReadableDb, change: Change, sight: Sight): Generator<number> {
  const { classes, everyObject, records } = reachOf(change.before, change.after)
  const sql = `SELECT d.no FROM documents d WHERE d.no > ? AND ${seenSql(db, sight) ?? 'TRUE'} AND (
      EXISTS (SELECT 1 FROM annotations a WHERE a.document_no = d.no AND (
        a.class_id IN (SELECT value FROM json_each(?)) OR (? AND a.class_id IS NOT NULL) OR (? AND a.class_id IS NULL)))
      OR EXISTS (SELECT 1 FROM change_log c WHERE c.document_no = d.no AND c.seq > ? AND c.seq < ? AND c.mark = ?))
    ORDER BY d.no LIMIT ?`
  const [from, to] = spanOf(db, change)
  let last = 0
  for (;;) {
    const page = rows<DocumentRow>(
      db,
      sql,
      last,
      JSON.stringify([...classes]),
      everyObject ? 1 : 0,
      records ? 1 : 0,
      from,
      to,
      MIGRATE_MARK,
      500,
    )
    for (const { no } of page) yield no
    const end = page.at(-1)
    if (!end || page.length < 500) return
    last = end.no
  }
}

/** Between these numbers of the log lies what is taken back: after the restored version had been left, and before this. */
const spanOf = (db: ReadableDb, { before, restores }: Change): [number, number] =>
  restores === null ? [Number.MAX_SAFE_INTEGER, 0] : [logBorder(db, restores), logBorder(db, before.version)]

/** Everything logged behind this number was done after the version had been left. */
function logBorder(db: ReadableDb, version: number): number {
  const sql = `SELECT seq, payload FROM change_log WHERE kind = 'schema' AND mark = 'schema.save' AND seq > ? ORDER BY seq LIMIT ?`
  for (const r of pages<{ seq: number; payload: string }>(db, sql, (x) => x.seq, [], 100)) {
    const saved: { version?: unknown } = JSON.parse(r.payload)
    if (saved.version === version + 1) return r.seq
  }
  return Number.MAX_SAFE_INTEGER
}

type Op = { seq: number; payload: StoredPayload }

/** What later versions did to the labels of one reading, newest first. */
function later(db: ReadableDb, documentNo: number, change: Change): (readonly [Annotation, Annotation])[] {
  const sql = `SELECT seq, payload FROM change_log WHERE document_no = ? AND mark = ? AND seq > ? AND seq < ?
    ORDER BY seq DESC`
  const ops = rows<Op>(db, sql, documentNo, MIGRATE_MARK, ...spanOf(db, change))
  return ops.flatMap((op) => parseDiff(op.payload).updated)
}

/** The labels of one reading that the change may be about. */
export function* labelsOf(db: ReadableDb, documentNo: number, change: Change): Generator<Looked> {
  const reach = reachOf(change.before, change.after)
  const back = new Map<string, (readonly [Annotation, Annotation])[]>()
  if (change.restores !== null)
    for (const pair of later(db, documentNo, change)) {
      const known = back.get(pair[1].id)
      if (known) known.push(pair)
      else back.set(pair[1].id, [pair])
    }
  const sql = 'SELECT no, record FROM annotations WHERE document_no = ? AND no > ? ORDER BY no LIMIT ?'
  for (const r of pages<{ no: number; record: string }>(db, sql, (x) => x.no, [documentNo], 2000)) {
    const stored = parseRecord(r.record)
    const annotation = (back.get(stored.id) ?? []).reduce((a, [from, to]) => takeBack(a, from, to), stored)
    if (annotation !== stored || inReach(annotation, reach)) yield { stored, annotation }
  }
}

const inReach = (a: Annotation, { classes, everyObject, records }: Reach): boolean =>
  a.classId === null ? records || everyObject : everyObject || classes.has(a.classId)

export const differs = (a: Annotation, b: Annotation): boolean => a !== b && canonicalJson(a) !== canonicalJson(b)

export const countDocuments = (db: ReadableDb): number =>
  row<{ n: number }>(db, 'SELECT count(*) AS n FROM documents')?.n ?? 0
