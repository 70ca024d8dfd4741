// Proof that a project is whole: the database, the chain of the change log, the annotations against the log, the sources.
import { statSync } from 'node:fs'
import { PandokError } from '../../shared/contract/errors.ts'
import type { VerifyResult } from '../../shared/contract/job.ts'
import { fillIn, type Language, type Params } from '../../shared/text/text.ts'
import { verifyTexts } from '../../shared/text/verify.ts'
import { breather } from './breather.ts'
import { walkChain } from './changeLog.ts'
import { count, pages, type ReadableDb, rows } from './db.ts'
import { MARKS } from './itemSummary.ts'
import { baseName } from './names.ts'
import type { OpenProject } from './open.ts'
import { replayDocument } from './replay.ts'
import { listSources, type SourceRow, sourcePath } from './sources.ts'

export type VerifyOptions = {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
  hashFile: (path: string) => Promise<{ sha256: string; bytes: number }>
  language?: Language | undefined
}
type Problem = VerifyResult['problems'][number]
type VerifyText = keyof typeof verifyTexts
type Code = VerifyText extends `verify.${infer C}` ? C : never

/** A project of half a million items may have as many problems; the first ones tell the story. */
const MOST_PER_CODE = 1000

export async function verifyProject(project: OpenProject, options: VerifyOptions): Promise<VerifyResult> {
  const problems: Problem[] = []
  const counted = new Map<string, number>()
  const report = (code: Code, params: Params, subject: string | null): void => {
    const n = (counted.get(code) ?? 0) + 1
    counted.set(code, n)
    if (n > MOST_PER_CODE) return
    problems.push({
      code,
      message: fillIn(verifyTexts[`verify.${code}`][options.language ?? 'en'], params, options.language ?? 'en'),
      subject,
    })
  }
  const { db } = project
  const documents = count(db, 'SELECT count(*) AS n FROM documents')
  const sources = count(db, 'SELECT count(*) AS n FROM sources')
  const log = count(db, 'SELECT count(*) AS n FROM change_log')
  const total = documents + sources + log
  let done = 0
  const pause = breather()
  const step = async () => {
    done++
    if (!pause.due()) return
    options.onProgress?.(done, total)
    if (options.signal?.aborted) throw new PandokError('cancelled', 'the check was cancelled')
    await pause.rest()
  }
  reportSalvage(project, report)
  await checkDatabase(db, report, options.signal)
  for (const found of walkChain(db)) {
    for (const { code, seq } of found) report(code, { seq }, String(seq))
    await step()
  }
  for (const d of readings(db)) {
    checkReading(db, d, report)
    await step()
  }
  for (const s of listSources(db)) {
    await checkSource(project, s, options, report)
    await step()
  }
  options.onProgress?.(total, total)
  return { ok: problems.length === 0, problems }
}

type Report = (code: Code, params: Params, subject: string | null) => void

function reportSalvage(project: OpenProject, report: Report): void {
  const { salvage } = project
  if (!salvage) return
  report('database', { detail: salvage.reason }, null)
  for (const { table, read, lost } of salvage.tables) if (lost > 0) report('salvaged', { table, read, lost }, table)
  if (salvage.restored > 0) report('restored', { count: salvage.restored }, null)
  for (const what of salvage.standIns) report('stand-in', { what }, what)
}

/** Table by table, so that a window stays alive between them. */
async function checkDatabase(db: ReadableDb, report: Report, signal: AbortSignal | undefined): Promise<void> {
  const tables = rows<{ name: string }>(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  )
  const pause = breather()
  for (const name of ['sqlite_schema', ...tables.map((t) => t.name)]) {
    if (signal?.aborted) throw new PandokError('cancelled', 'the check was cancelled')
    try {
      for (const r of rows<{ integrity_check: string }>(db, `PRAGMA integrity_check(${name})`))
        if (r.integrity_check !== 'ok') report('database', { detail: r.integrity_check }, name)
    } catch (error) {
      report('database', { detail: error instanceof Error ? error.message : 'unreadable' }, name)
    }
    await pause.rest()
  }
  const broken = new Map<string, number>()
  for (const { table } of rows<{ table: string }>(db, 'PRAGMA foreign_key_check'))
    broken.set(table, (broken.get(table) ?? 0) + 1)
  for (const [table, n] of broken) report('foreign-key', { table, count: n }, table)
}

type Reading = {
  no: number
  id: string
  revision: number
  annotations: number
  item: string
  marks: number
  /** What the item says of it, where it is the reading that lists speak of. */
  kept: number | null
}

const readings = (db: ReadableDb) =>
  pages<Reading>(
    db,
    `SELECT d.no, d.id, d.revision, d.annotations, i.name AS item, ${MARKS} AS marks,
       CASE WHEN i.document_no = d.no THEN i.annotations END AS kept
     FROM documents d JOIN items i ON i.no = d.item_no WHERE d.no > ? ORDER BY d.no LIMIT ?`,
    (d) => d.no,
  )

type Stored = { no: number; id: string; record: string }

function checkReading(db: ReadableDb, d: Reading, report: Report): void {
  let stored = 0
  try {
    const log = replayDocument(db, d.no)
    let equal = log.complete && log.revision === d.revision
    const sql = 'SELECT no, id, record FROM annotations WHERE document_no = ? AND no > ? ORDER BY no LIMIT ?'
    for (const a of pages<Stored>(db, sql, (x) => x.no, [d.no], 2000)) {
      stored++
      if (log.records.get(a.id) !== a.record) equal = false
    }
    if (!equal || stored !== log.records.size) report('replay', { item: d.item }, d.id)
    if (stored !== d.annotations || (d.kept !== null && d.kept !== d.marks)) report('summary', { item: d.item }, d.id)
  } catch (error) {
    if (!(error instanceof PandokError)) throw error
    report('unreadable-record', { item: d.item }, d.id)
  }
}

async function checkSource(project: OpenProject, s: SourceRow, options: VerifyOptions, report: Report): Promise<void> {
  const file = baseName(s.path)
  const path = sourcePath(project, s)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return report('file-missing', { file }, s.path)
  if (found.size !== s.bytes) return report('file-changed', { file }, s.path)
  try {
    const { sha256 } = await options.hashFile(path)
    if (sha256 !== s.sha256) report('file-changed', { file }, s.path)
  } catch {
    report('file-unreadable', { file }, s.path)
  }
}
