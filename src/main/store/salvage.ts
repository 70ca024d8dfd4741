// A damaged project: everything readable is copied into a temporary database of today's form, which is then opened for
// reading. The damaged file is never written to. All other code works on the copy as on any project.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { annotationSchema } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { canonicalJson } from './canonicalJson.ts'
import {
  openReadable,
  openWritable,
  pages,
  type ReadableDb,
  row,
  rows,
  run,
  type SqlValue,
  type WritableDb,
} from './db.ts'
import { cacheFolder, databaseFile, readCard } from './folder.ts'
import { graftHeader } from './graftHeader.ts'
import { rebuildFieldFacets } from './itemFields.ts'
import { rebuildSummaries } from './itemSummary.ts'
import { LATEST, migrate } from './migrate.ts'
import { replayDocument } from './replay.ts'
import { mendParents, mendSchema } from './salvageParents.ts'
import { type Tally, type TolerantRow, tolerantEnds, tolerantRows } from './tolerantRead.ts'

export type SalvagedTable = { readonly table: string; readonly read: number; readonly lost: number }
export type SalvageReport = {
  readonly reason: string
  readonly tables: readonly SalvagedTable[]
  /** Annotations that could not be read and were made again from the change log. */
  readonly restored: number
  /** Lost records that other rows refer to, replaced by a stand-in with the same id (rounds, profiles, classes). */
  readonly standIns: readonly string[]
}
export type Rescued = { db: ReadableDb; report: SalvageReport; dispose(): void }

/** In the order in which they refer to each other. */
const TABLES: readonly (readonly [table: string, key: string | readonly string[]])[] = [
  ['project', 'one'],
  ['users', 'no'],
  ['schema_versions', 'version'],
  ['rounds', 'no'],
  ['sources', 'no'],
  ['items', 'no'],
  ['item_slots', 'no'],
  ['item_fields', ['item_no', 'field']],
  ['foreign_fields', ['scope', 'subject', 'format']],
  ['assignments', 'no'],
  ['documents', 'no'],
  ['annotations', 'no'],
  ['change_log', 'seq'],
  ['verdicts', 'no'],
  ['renames', 'no'],
  ['clinical_values', 'no'],
  ['view_coverage', 'no'],
  ['consents', 'no'],
  ['findings', 'no'],
  ['jobs', 'no'],
]

export function rescueProject(dir: string, options: { key?: string | undefined; reason: string }): Rescued {
  const folder = workFolder(dir)
  const dispose = () => rmSync(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'salvage.sqlite')
    const source = openDamaged(dir, folder, options.key)
    const target = openWritable(file, { create: true, key: options.key })
    let report: SalvageReport
    try {
      report = copyReadable(source, target, dir, options.reason)
    } finally {
      source.close()
      target.close()
    }
    const db = openReadable(file, { key: options.key })
    return {
      db,
      report,
      dispose: () => {
        db.close()
        dispose()
      },
    }
  } catch (error) {
    dispose()
    if (error instanceof PandokError && error.code !== 'internal') throw error
    throw new PandokError('project-damaged', 'nothing of the project can be read')
  }
}

function workFolder(dir: string): string {
  try {
    mkdirSync(cacheFolder(dir), { recursive: true })
    return mkdtempSync(join(cacheFolder(dir), 'salvage-'))
  } catch {
    // A read-only or full disk: the copy goes where temporary files go.
    return mkdtempSync(join(tmpdir(), 'pandok-salvage-'))
  }
}

function openDamaged(dir: string, folder: string, key: string | undefined): ReadableDb {
  const file = databaseFile(dir)
  try {
    return opened(file, key)
  } catch (error) {
    if (key !== undefined || readCard(dir)?.madeWith !== LATEST) throw error
    return opened(graftHeader(file, folder), key)
  }
}

function opened(file: string, key: string | undefined): ReadableDb {
  const db = openReadable(file, { key })
  try {
    const known = new Set(
      rows<{ name: string }>(db, `SELECT name FROM sqlite_schema WHERE type = 'table'`).map((r) => r.name),
    )
    if (!known.has('project') || !known.has('items'))
      throw new PandokError('project-damaged', 'the list of tables is damaged')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function copyReadable(source: ReadableDb, target: WritableDb, dir: string, reason: string): SalvageReport {
  target.pragma('journal_mode = OFF')
  target.pragma('synchronous = OFF')
  migrate(target)
  // Rows whose parents are lost must still come over.
  target.pragma('foreign_keys = OFF')
  target.exec('BEGIN')
  const tables = TABLES.map(([table, key]) => copyTable(source, target, table, key))
  if (tables.every((t) => t.read === 0)) throw new PandokError('project-damaged', 'nothing of the project can be read')
  const damaged = dropDamagedRecords(target)
  const parents = mendParents(target, readCard(dir))
  const restored = restoreFromLog(target)
  const standIns = [...parents, ...mendSchema(target)]
  rebuildSummaries(target)
  rebuildFieldFacets(target)
  target.exec('COMMIT')
  const withRecords = tables.map((t) =>
    t.table === 'annotations' ? { ...t, read: t.read - damaged, lost: t.lost + damaged } : t,
  )
  return { reason, tables: withRecords, restored, standIns }
}

const columnsOf = (db: ReadableDb, table: string): string[] =>
  rows<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table).map((r) => r.name)

function copyTable(
  source: ReadableDb,
  target: WritableDb,
  table: string,
  key: string | readonly string[],
): SalvagedTable {
  const here = new Set(columnsOf(source, table))
  const columns = columnsOf(target, table).filter((c) => here.has(c))
  const tally: Tally = { read: 0, lost: 0 }
  if (columns.length === 0) return { table, ...tally }
  const insert = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  const found: Iterable<TolerantRow> =
    typeof key === 'string'
      ? tolerantRows(source, table, key, columns, tally)
      : tolerantEnds(source, table, key, columns, tally)
  for (const r of found) {
    const values: SqlValue[] = columns.map((c) => r[c] ?? null)
    try {
      run(target, insert, ...values)
    } catch {
      // Types or values that the table would never have accepted: the bytes of this row are not what was written.
      tally.read--
      tally.lost++
    }
  }
  return { table, ...tally }
}

type RecordRow = { no: number; record: string }

function dropDamagedRecords(target: WritableDb): number {
  let dropped = 0
  const sql = 'SELECT no, record FROM annotations WHERE no > ? ORDER BY no LIMIT ?'
  for (const r of pages<RecordRow>(target, sql, (x) => x.no)) {
    if (isWhole(r.record)) continue
    run(target, 'DELETE FROM annotations WHERE no = ?', r.no)
    dropped++
  }
  return dropped
}

function isWhole(record: string): boolean {
  try {
    return annotationSchema.safeParse(JSON.parse(record)).success
  } catch {
    return false
  }
}

type DocumentRow = { no: number; revision: number }

/** Where the log of a document is whole, it says what its annotations are. */
function restoreFromLog(target: WritableDb): number {
  let restored = 0
  for (const d of pages<DocumentRow>(
    target,
    'SELECT no, revision FROM documents WHERE no > ? ORDER BY no LIMIT ?',
    (x) => x.no,
  )) {
    const log = attemptReplay(target, d)
    if (!log) continue
    for (const [id, record] of log) {
      const known = row<{ record: string }>(
        target,
        'SELECT record FROM annotations WHERE document_no = ? AND id = ?',
        d.no,
        id,
      )
      if (known?.record === record) continue
      run(target, 'DELETE FROM annotations WHERE document_no = ? AND id = ?', d.no, id)
      insertRecord(target, d.no, record)
      restored++
    }
  }
  return restored
}

function attemptReplay(target: WritableDb, d: DocumentRow): ReadonlyMap<string, string> | null {
  try {
    const log = replayDocument(target, d.no)
    return log.complete && log.revision === d.revision ? log.records : null
  } catch {
    return null
  }
}

function insertRecord(target: WritableDb, documentNo: number, record: string): void {
  const a = annotationSchema.parse(JSON.parse(record))
  run(
    target,
    'INSERT INTO annotations (document_no, id, class_id, shape, record) VALUES (?, ?, ?, ?, ?)',
    documentNo,
    a.id,
    a.classId,
    a.shape?.kind ?? null,
    canonicalJson(a),
  )
}
