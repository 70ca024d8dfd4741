import { type LabelSchema, labelSchemaSchema } from '../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { SchemaVersion } from '../../shared/contract/schema.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'

// Parsing a big class list for every gesture would cost more than the gesture. Known by its text, so that a version
// that was rolled back and written again is never mixed up.
const parsed = new WeakMap<ReadableDb, Map<string, LabelSchema>>()

export const newestSchemaVersion = (db: ReadableDb): number =>
  row<{ version: number }>(db, 'SELECT version FROM schema_versions ORDER BY version DESC LIMIT 1')?.version ?? 0

/** The newest version, or the one asked for. */
export function readSchema(db: ReadableDb, version?: number): LabelSchema {
  const wanted = version ?? newestSchemaVersion(db)
  const r = row<{ body: string }>(db, 'SELECT body FROM schema_versions WHERE version = ?', wanted)
  if (!r) throw new PandokError('not-found', 'no such label schema version', { version: wanted })
  let known = parsed.get(db)
  if (!known) {
    known = new Map()
    parsed.set(db, known)
  }
  const hit = known.get(r.body)
  if (hit) return hit
  const schema = labelSchemaSchema.parse(JSON.parse(r.body))
  known.set(r.body, schema)
  return schema
}

type VersionRow = {
  version: number
  author_id: string | null
  time: string
  reason: string | null
  classes: number
  documents: number
}
/** Newest first. */
export const listSchemaVersions = (db: ReadableDb): SchemaVersion[] =>
  rows<VersionRow>(
    db,
    `SELECT s.version, s.author_id, s.time, s.reason, json_array_length(s.body, '$.classes') AS classes,
       (SELECT count(*) FROM documents d WHERE d.schema_version = s.version) AS documents
     FROM schema_versions s ORDER BY s.version DESC LIMIT 1000`,
  ).map(({ author_id, ...r }) => ({ ...r, authorId: author_id }))

/** Was there ever such a class? A window that was opened before the class went must still be able to save its work. */
export const wasClass = (db: ReadableDb, id: string): boolean =>
  row(
    db,
    `SELECT 1 FROM schema_versions s, json_each(s.body, '$.classes') c WHERE json_extract(c.value, '$.id') = ? LIMIT 1`,
    id,
  ) !== undefined

/** Always a new version: older documents keep saying which one they were made with. */
export function writeSchema(db: WritableDb, schema: LabelSchema, ctx: Ctx): LabelSchema {
  return transaction(db, () => {
    const version = newestSchemaVersion(db) + 1
    const next = labelSchemaSchema.parse({ ...schema, version })
    assertUniqueIds(next)
    run(
      db,
      'INSERT INTO schema_versions (version, body, author_id, time, reason) VALUES (?, ?, ?, ?, ?)',
      version,
      JSON.stringify(next),
      ctx.authorId,
      ctx.time,
      ctx.reason ?? null,
    )
    appendLog(db, { kind: 'schema', mark: 'schema.save', payload: JSON.stringify({ version }) }, ctx)
    return next
  })
}

function assertUniqueIds(schema: LabelSchema): void {
  const seen = new Set<string>()
  for (const c of schema.classes) {
    if (seen.has(c.id)) throw new PandokError('bad-request', 'two classes have the same id', { class: c.id })
    seen.add(c.id)
  }
}
