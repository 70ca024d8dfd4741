// "Rename file and record together" (XRS-2): what would be renamed, the renaming, its undoing, and the repair after a crash.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, posix, win32 } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { NamePlan, NameProblem, NameRow, RenameResult } from '../../shared/contract/names.ts'
import type { ItemFields } from '../../shared/domains/itemFields.ts'
import { placeReader } from '../../shared/domains/xraySecurity/place.ts'
import { newId } from '../../shared/ids.ts'
import { breathe } from '../importers/labelSurvey.ts'
import { packIntake, placePath } from '../importers/packIntake.ts'
import type { JobControl } from '../jobs/runner.ts'
import type { Ctx } from '../store/ctx.ts'
import type { ReadableDb } from '../store/db.ts'
import { type ItemRecord, iterateItems } from '../store/items.ts'
import { baseName } from '../store/names.ts'
import type { OpenProject } from '../store/open.ts'
import { readProject } from '../store/project.ts'
import { intendRename, pendingRenames, type Rename, renamesOfRun, settleRename, voidRename } from '../store/renames.ts'
import { readSchema } from '../store/schemas.ts'
import { sourcePath } from '../store/sources.ts'
import { finishRename, isSameFile, renameFile } from './renameFile.ts'

/** Rows a window gets; the run itself takes all. */
export const PLAN_ROWS = 2000

type Planned = NameRow & { readonly sourceId: string; readonly path: string; readonly target: string }

const beside = (path: string, name: string): string =>
  (path.includes('\\') && !path.includes('/') ? win32 : posix).join(dirname(path), name)

/** Items whose file name has a right form that the folders tell. */
function* wrongNames(project: OpenProject): Generator<Planned | null> {
  const { db } = project
  const { xray: settings } = readProject(db).pack
  if (!settings) return
  const reader = placeReader({ settings, classes: readSchema(db).classes })
  const targets = new Set<string>()
  for (const item of iterateItems(db)) {
    const source = item.state === 'excluded' ? undefined : item.slots[0]?.source
    const to = source ? proposalFor(reader, placePath(item, source)) : null
    if (!source || to === null) {
      yield null
      continue
    }
    const target = beside(source.path, to)
    const row = { itemId: item.id, item: item.name, from: baseName(source.path), to, copied: source.copied }
    const twice = targets.has(target.toLowerCase())
    targets.add(target.toLowerCase())
    const problem = twice ? 'twice' : problemOf(project, item, target)
    yield { ...row, problem, sourceId: source.id, path: source.path, target }
  }
}

function proposalFor(reader: ReturnType<typeof placeReader>, path: string): string | null {
  const found = reader.problems(path, reader.read(path)).find((p) => p.proposal !== null)
  return found?.proposal ?? null
}

function problemOf(project: OpenProject, item: ItemRecord, target: string): NameProblem | null {
  const source = item.slots[0]?.source
  if (!source) return 'missing'
  const [from, to] = [sourcePath(project, source), sourcePath(project, { path: target, copied: source.copied })]
  const facts = statSync(from, { throwIfNoEntry: false })
  if (!facts) return 'missing'
  if (facts.size !== source.bytes) return 'changed'
  if (existsSync(to) && !isSameFile(from, to)) return 'exists'
  try {
    accessSync(dirname(from), constants.W_OK)
  } catch {
    return 'folder'
  }
  return null
}

export async function planNames(project: OpenProject, signal: AbortSignal): Promise<NamePlan> {
  const rows: NameRow[] = []
  let total = 0
  let seen = 0
  for (const planned of wrongNames(project)) {
    if (++seen % 200 === 0) await breathe(signal)
    if (!planned) continue
    total++
    if (rows.length >= PLAN_ROWS) continue
    const { sourceId: _, path: __, target: ___, ...row } = planned
    rows.push(row)
  }
  return { rows, total }
}

export async function renameNames(
  project: OpenProject,
  itemIds: readonly string[] | null,
  { ctx, signal, onProgress }: JobControl & { ctx: Ctx },
): Promise<RenameResult> {
  const wanted = itemIds === null ? null : new Set(itemIds)
  // The plan is closed before the first change: renaming moves items in the list that is being walked.
  const planned: Planned[] = []
  let seen = 0
  for (const p of wrongNames(project)) {
    if (++seen % 200 === 0) await breathe(signal)
    if (p && (wanted === null || wanted.has(p.itemId))) planned.push(p)
  }
  const runId = newId()
  const failed: RenameResult['failed'] = []
  let renamed = 0
  for (const [i, p] of planned.entries()) {
    const problem =
      p.problem ??
      renameOne(project, { run: runId, sourceId: p.sourceId, from: p.path, to: p.target, undoes: null }, ctx)
    if (problem) failed.push({ item: p.item, problem })
    else renamed++
    onProgress(i + 1, planned.length)
    if (i % 20 === 19) await breathe(signal)
  }
  return { runId, renamed, failed }
}

/** Newest first, so that a chain of renames comes back the way it went. */
export async function undoNames(
  project: OpenProject,
  runId: string,
  { ctx, signal, onProgress }: JobControl & { ctx: Ctx },
): Promise<RenameResult> {
  const done = renamesOfRun(project.db, runId)
  if (done.length === 0) throw new PandokError('not-found', 'no such run')
  const undo = newId()
  const failed: RenameResult['failed'] = []
  let renamed = 0
  for (const [i, r] of done.entries()) {
    const source = sourceIdOf(project.db, r)
    const problem =
      source === null
        ? 'changed'
        : renameOne(project, { run: undo, sourceId: source, from: r.to, to: r.from, undoes: runId }, ctx)
    if (problem) failed.push({ item: baseName(r.to), problem })
    else renamed++
    onProgress(i + 1, done.length)
    if (i % 20 === 19) await breathe(signal)
  }
  return { runId: undo, renamed, failed }
}

function sourceIdOf(db: ReadableDb, r: Rename): string | null {
  const found = db.prepare<[number, string], { id: string }>('SELECT id FROM sources WHERE no = ? AND path = ?')
  return found.get(r.sourceNo, r.to)?.id ?? null
}

/** Intent, file, record: each step is durable before the next. */
function renameOne(project: OpenProject, draft: Parameters<typeof intendRename>[1], ctx: Ctx): NameProblem | null {
  const db = project.writable()
  const intent = intendRename(db, draft, ctx)
  if (!intent) return 'changed'
  const [from, to] = placesOf(project, intent)
  const problem = renameFile(from, to)
  if (problem) voidRename(db, intent, ctx)
  else settleRename(db, intent, fieldReader(db), ctx)
  return problem
}

const placesOf = (project: { readonly dir: string }, { from, to, copied }: Rename): [string, string] => [
  sourcePath(project, { path: from, copied }),
  sourcePath(project, { path: to, copied }),
]
function fieldReader(db: ReadableDb): (path: string) => ItemFields {
  const pack = packIntake(db)
  return (path) => pack.fields({ path })
}

/** On opening: what a crash left between the file and the record is finished or called off, by what lies on the disk. */
export function recoverRenames(project: OpenProject, time: string): { finished: number; voided: number } {
  const counts = { finished: 0, voided: 0 }
  const pending = pendingRenames(project.db)
  if (pending.length === 0) return counts
  const db = project.writable()
  const ctx: Ctx = { authorId: null, time, reason: 'recovery' }
  for (const r of pending) {
    if (finishRename(...placesOf(project, r), r.bytes)) {
      settleRename(db, r, fieldReader(db), ctx)
      counts.finished++
    } else {
      voidRename(db, r, ctx)
      counts.voided++
    }
  }
  return counts
}
