// Rows of `renames`, and what the project knows of a source by its name: path, file name, item names, fields.
import type { RenameRun } from '../../shared/contract/names.ts'
import type { ItemFields } from '../../shared/domains/itemFields.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'
import { readItemFields, writeItemFields } from './itemFields.ts'
import { baseName, foldName, sortKey, stemOf } from './names.ts'

/** Paths as sources keep them: absolute, or relative to the project folder for copies. */
export type Rename = {
  readonly no: number
  readonly run: string
  readonly sourceNo: number
  readonly from: string
  readonly to: string
  readonly copied: boolean
  readonly bytes: number
}
type RenameRow = {
  no: number
  run: string
  source_no: number
  from_path: string
  to_path: string
  copied: number
  bytes: number
}
const SELECT = `SELECT r.no, r.run, r.source_no, r.from_path, r.to_path, o.copied, o.bytes
  FROM renames r JOIN sources o ON o.no = r.source_no`
const toRename = (r: RenameRow): Rename => ({
  no: r.no,
  run: r.run,
  sourceNo: r.source_no,
  from: r.from_path,
  to: r.to_path,
  copied: r.copied === 1,
  bytes: r.bytes,
})

export const pendingRenames = (db: ReadableDb): Rename[] =>
  rows<RenameRow>(db, `${SELECT} WHERE r.state = 'pending' ORDER BY r.no`).map(toRename)
export const renamesOfRun = (db: ReadableDb, runId: string): Rename[] =>
  rows<RenameRow>(db, `${SELECT} WHERE r.run = ? AND r.state = 'done' ORDER BY r.no DESC`, runId).map(toRename)

/** Durable before the file is touched. */
export function intendRename(
  db: WritableDb,
  draft: { run: string; sourceId: string; from: string; to: string; undoes: string | null },
  ctx: Ctx,
): Rename | null {
  return transaction(db, () => {
    const source = row<{ no: number }>(
      db,
      'SELECT no FROM sources WHERE id = ? AND path = ?',
      draft.sourceId,
      draft.from,
    )
    if (!source) return null
    const { rowid } = run(
      db,
      `INSERT INTO renames (run, source_no, from_path, to_path, state, undoes, author_id, time)
       VALUES (?, ?, ?, ?, 'pending', ?, ?, ?)`,
      draft.run,
      source.no,
      draft.from,
      draft.to,
      draft.undoes,
      ctx.authorId,
      ctx.time,
    )
    const payload = JSON.stringify({ run: draft.run, source: draft.sourceId, from: draft.from, to: draft.to })
    appendLog(db, { kind: 'source', mark: 'source.renaming', payload }, ctx)
    const r = row<RenameRow>(db, `${SELECT} WHERE r.no = ?`, rowid)
    return r ? toRename(r) : null
  })
}

export function voidRename(db: WritableDb, r: Rename, ctx: Ctx): void {
  transaction(db, () => {
    run(db, `UPDATE renames SET state = 'void' WHERE no = ?`, r.no)
    appendLog(db, { kind: 'source', mark: 'source.notRenamed', payload: JSON.stringify({ run: r.run, to: r.to }) }, ctx)
  })
}

type Named = { no: number; id: string; name: string }

/** The file has its new name: everything that speaks of the old one follows. */
export function settleRename(db: WritableDb, r: Rename, fieldsOf: (path: string) => ItemFields, ctx: Ctx): void {
  transaction(db, () => {
    run(
      db,
      'UPDATE sources SET path = ?, file_name = ?, stem = ? WHERE no = ?',
      r.to,
      foldName(baseName(r.to)),
      foldName(stemOf(r.to)),
      r.sourceNo,
    )
    const [before, after] = [baseName(r.from), baseName(r.to)]
    const items = rows<Named>(
      db,
      'SELECT DISTINCT i.no, i.id, i.name FROM items i JOIN item_slots s ON s.item_no = i.no WHERE s.source_no = ?',
      r.sourceNo,
    )
    for (const item of items) {
      const name = renamedItem(item.name, before, after)
      const sql = 'UPDATE items SET name = ?, folded = ?, sort_key = ?, updated_at = ? WHERE no = ?'
      run(db, sql, name, foldName(name), sortKey(name), ctx.time, item.no)
      // What the folders above a copy once said is nowhere else.
      const known = r.copied ? readItemFields(db, item.id) : {}
      writeItemFields(db, item.no, { ...known, ...fieldsOf(r.copied ? name : r.to) })
    }
    run(db, `UPDATE renames SET state = 'done' WHERE no = ?`, r.no)
    const payload = JSON.stringify({ run: r.run, from: r.from, to: r.to })
    appendLog(db, { kind: 'source', mark: 'source.rename', itemNo: items[0]?.no ?? null, payload }, ctx)
  })
}

/** Items are named after their file, with folders before it or a number behind it; other names stay. */
function renamedItem(name: string, before: string, after: string): string {
  const base = baseName(name)
  const folder = name.slice(0, name.length - base.length)
  return base.normalize('NFC') === before.normalize('NFC') ? folder + after : name
}

type RunRow = {
  run: string
  time: string
  author_id: string | null
  files: number
  undone: number
  from_path: string
  to_path: string
}

/** Newest first; runs that took others back are not runs of their own. */
export const listRenameRuns = (db: ReadableDb, limit: number): RenameRun[] =>
  rows<RunRow>(
    db,
    `SELECT r.run, min(r.time) AS time, r.author_id, count(*) AS files, r.from_path, r.to_path, min(r.no),
       EXISTS (SELECT 1 FROM renames u WHERE u.undoes = r.run AND u.state = 'done') AS undone
     FROM renames r WHERE r.state = 'done' AND r.undoes IS NULL GROUP BY r.run ORDER BY max(r.no) DESC LIMIT ?`,
    limit,
  ).map((r) => ({
    runId: r.run,
    time: r.time,
    authorId: r.author_id,
    files: r.files,
    undone: r.undone === 1,
    from: baseName(r.from_path),
    to: baseName(r.to_path),
  }))
