// Append-only and hash-chained: each row's hash covers its own columns and the hash before it, so that a changed, missing
// or inserted row shows. Triggers in the database refuse UPDATE and DELETE.
import { createHash } from 'node:crypto'
import type { LogEntry } from '../../shared/contract/document.ts'
import { canonicalJson } from './canonicalJson.ts'
import type { Ctx } from './ctx.ts'
import { pages, type ReadableDb, row, rows, run, type SqlValue, type WritableDb } from './db.ts'
import { packPayload, type StoredPayload, unpackPayload } from './payload.ts'

export type LogDraft = {
  kind: string
  mark: string
  opId?: string | null
  ofOp?: string | null
  documentNo?: number | null
  itemNo?: number | null
  revision?: number | null
  counts?: { added: number; updated: number; removed: number }
  payload?: string | null
  findings?: string | null
}

export type LogRow = {
  seq: number
  op_id: string | null
  kind: string
  mark: string
  of_op: string | null
  document_no: number | null
  item_no: number | null
  author_id: string | null
  time: string
  reason: string | null
  revision: number | null
  added: number
  updated: number
  removed: number
  payload: StoredPayload
  findings: string | null
  prev_hash: string
  hash: string
}

const COLUMNS =
  'seq, op_id, kind, mark, of_op, document_no, item_no, author_id, time, reason, revision, added, updated, removed, payload, findings, prev_hash, hash'

const FIRST_HASH = '0'.repeat(64)

/** Over the text of the payload, not over how it is packed. */
const hashOf = (r: Omit<LogRow, 'hash'>, payload: string | null): string =>
  createHash('sha256')
    .update(r.prev_hash)
    .update(
      canonicalJson([
        r.seq,
        r.op_id,
        r.kind,
        r.mark,
        r.of_op,
        r.document_no,
        r.item_no,
        r.author_id,
        r.time,
        r.reason,
        r.revision,
        r.added,
        r.updated,
        r.removed,
        payload,
        r.findings,
      ]),
    )
    .digest('hex')

/** Call inside the transaction that makes the change it describes. */
export function appendLog(db: WritableDb, draft: LogDraft, ctx: Ctx): number {
  const last = row<{ seq: number; hash: string }>(db, 'SELECT seq, hash FROM change_log ORDER BY seq DESC LIMIT 1')
  const entry: Omit<LogRow, 'hash'> = {
    seq: (last?.seq ?? 0) + 1,
    op_id: draft.opId ?? null,
    kind: draft.kind,
    mark: draft.mark,
    of_op: draft.ofOp ?? null,
    document_no: draft.documentNo ?? null,
    item_no: draft.itemNo ?? null,
    author_id: ctx.authorId,
    time: ctx.time,
    reason: ctx.reason ?? null,
    revision: draft.revision ?? null,
    added: draft.counts?.added ?? 0,
    updated: draft.counts?.updated ?? 0,
    removed: draft.counts?.removed ?? 0,
    payload: packPayload(draft.payload ?? null),
    findings: draft.findings ?? null,
    prev_hash: last?.hash ?? FIRST_HASH,
  }
  run(
    db,
    `INSERT INTO change_log (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.seq,
    entry.op_id,
    entry.kind,
    entry.mark,
    entry.of_op,
    entry.document_no,
    entry.item_no,
    entry.author_id,
    entry.time,
    entry.reason,
    entry.revision,
    entry.added,
    entry.updated,
    entry.removed,
    entry.payload,
    entry.findings,
    entry.prev_hash,
    hashOf(entry, draft.payload ?? null),
  )
  return entry.seq
}

export type ChainProblem = { code: 'log-gap' | 'log-hash'; seq: number }

const readableHash = (r: LogRow): string | null => {
  try {
    return hashOf(r, unpackPayload(r.payload))
  } catch {
    return null
  }
}

/** One step per row, with what is wrong with it; the caller decides when to pause. */
export function* walkChain(db: ReadableDb): Generator<ChainProblem[]> {
  let previous = FIRST_HASH
  let expected = 1
  const sql = `SELECT ${COLUMNS} FROM change_log WHERE seq > ? ORDER BY seq LIMIT ?`
  for (const r of pages<LogRow>(db, sql, (x) => x.seq, [], 200)) {
    const found: ChainProblem[] = []
    if (r.seq !== expected) found.push({ code: 'log-gap', seq: expected })
    if (r.prev_hash !== previous || r.hash !== readableHash(r)) found.push({ code: 'log-hash', seq: r.seq })
    yield found
    previous = r.hash
    expected = r.seq + 1
  }
}

/** Stops at nothing: every broken row is reported. */
export function* verifyChain(db: ReadableDb): Generator<ChainProblem> {
  for (const found of walkChain(db)) yield* found
}

const toEntry = (r: LogRow): LogEntry => ({
  seq: r.seq,
  opId: r.op_id,
  kind: r.kind,
  mark: r.mark,
  authorId: r.author_id,
  time: r.time,
  reason: r.reason,
  added: r.added,
  updated: r.updated,
  removed: r.removed,
})

export type LogQuery = {
  documentId?: string | undefined
  itemId?: string | undefined
  /** Beside the rows of the document: these of its item, which belong to no reading. */
  also?: { readonly itemId: string; readonly marks: readonly string[] } | undefined
  before?: number | null | undefined
  limit: number
}

/** Newest first. */
export function readLog(db: ReadableDb, query: LogQuery): LogEntry[] {
  const conditions: string[] = ['seq < ?']
  const params: SqlValue[] = [query.before ?? Number.MAX_SAFE_INTEGER]
  if (query.documentId !== undefined) {
    const own = 'document_no = (SELECT no FROM documents WHERE id = ?)'
    const { also } = query
    const ofItem = 'item_no = (SELECT no FROM items WHERE id = ?) AND mark IN (SELECT value FROM json_each(?))'
    conditions.push(also ? `(${own} OR (document_no IS NULL AND ${ofItem}))` : own)
    params.push(query.documentId, ...(also ? [also.itemId, JSON.stringify(also.marks)] : []))
  }
  if (query.itemId !== undefined) {
    conditions.push('item_no = (SELECT no FROM items WHERE id = ?)')
    params.push(query.itemId)
  }
  const sql = `SELECT ${COLUMNS} FROM change_log WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`
  return rows<LogRow>(db, sql, ...params, query.limit).map(toEntry)
}
