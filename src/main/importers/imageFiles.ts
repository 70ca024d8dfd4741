// Intake of image files: one file = one source = one item. A dry run tells what would happen and writes nothing.
import { isAbsolute, join, relative } from 'node:path'
import { IMAGE_SLOT } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { ImportPreview, ImportResult } from '../../shared/contract/job.ts'
import { newId } from '../../shared/ids.ts'
import type { Language } from '../../shared/text/text.ts'
import { countFiles, type Walked, walkPaths } from '../files/walk.ts'
import { SEG_CLASSES } from '../formats/dicomSeg/open.ts'
import { FORMAT_NAMES } from '../formats/sniff.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { Ctx } from '../store/ctx.ts'
import { type ReadableDb, row } from '../store/db.ts'
import { type ItemDraft, insertItems } from '../store/items.ts'
import type { OpenProject } from '../store/open.ts'
import { findSourceByHash, findSourceByPath, type SourceRow } from '../store/sources.ts'
import { createHashSet } from './hashSet.ts'
import { createReport } from './intakeReport.ts'
import { type Judged, judgeFile, type Picture, type Reason } from './judgeFile.ts'
import { MaskFinder } from './labelsBeside.ts'
import { packIntake } from './packIntake.ts'

export type IntakeDeps = { readonly project: OpenProject; readonly pool: PixelPool }
export type IntakeControl = {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | null) => void
  readonly language?: Language
}
export type ImportOptions = IntakeControl & { readonly mode: 'reference' | 'copy'; readonly ctx: Ctx }

/** Files in the hands of the workers at once: enough to keep them busy, few enough to stop at once. */
const IN_FLIGHT = 8
const SAMPLES = 200
/** Rows of one transaction: a few milliseconds, so windows are answered in between. */
const BATCH = 200

export async function previewImport(
  deps: IntakeDeps,
  paths: readonly string[],
  control: IntakeControl,
): Promise<ImportPreview> {
  const { db } = deps.project
  const report = createReport(control.language ?? 'en')
  const pack = packIntake(db)
  const seen = createHashSet()
  const kinds = new Map<string, number>()
  const samples: ImportPreview['samples'] = []
  let bytes = 0
  let items = 0
  for await (const judged of judgedFiles(deps, paths, control)) {
    if ('reason' in judged) {
      report.skip(judged.path, judged.reason)
      continue
    }
    const { picture } = judged
    const reason = known(db, picture) ?? (seen.add(picture.sha256) ? null : IN_BATCH)
    if (reason) {
      report.skip(picture.path, reason)
      continue
    }
    const { probe } = picture
    items++
    bytes += picture.bytes
    kinds.set(probe.kind, (kinds.get(probe.kind) ?? 0) + 1)
    if (isSegmentation(picture)) report.label(FORMAT_NAMES['dicom-seg'])
    if (probe.facts.pagesDiffer === true) report.find('pages-differ', 'warning', picture.name, null)
    for (const f of pack.findings(picture)) report.find(f.rule, f.severity, picture.name, null, f.params)
    if (samples.length < SAMPLES)
      samples.push({
        path: picture.path,
        kind: probe.kind,
        width: probe.width,
        height: probe.height,
        frames: probe.frames,
        bits: probe.bitsStored,
        channels: probe.channels,
      })
  }
  const byKind = [...kinds].map(([kind, files]) => ({ kind, files })).sort((a, b) => b.files - a.files)
  return { items, sources: items, ...report.result(), bytes, samples, byKind, labels: report.labels() }
}

/**
 * Running it again after a crash or a cancel goes on where it stopped: what is in already is a duplicate. Each batch is
 * one transaction, so nothing is ever half in.
 */
export async function runImport(
  deps: IntakeDeps,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportResult> {
  const { project, pool } = deps
  const db = project.writable()
  const report = createReport(options.language ?? options.ctx.language ?? 'en')
  const pack = packIntake(db)
  const batch: ItemDraft[] = []
  const hashes = new Set<string>()
  const names = new Set<string>()
  let items = 0
  const flush = (): void => {
    items += insertItems(db, batch, options.ctx)
    batch.length = 0
    hashes.clear()
    names.clear()
  }
  try {
    for await (const judged of judgedFiles(deps, paths, options)) {
      if ('reason' in judged) {
        report.skip(judged.path, judged.reason)
        continue
      }
      const { picture } = judged
      const reason = hashes.has(picture.sha256) ? IN_BATCH : known(db, picture)
      if (reason) {
        report.skip(picture.path, reason)
        continue
      }
      const source =
        options.mode === 'copy' ? await copyIn(project.dir, pool, picture, options.signal) : sourceOf(picture)
      if ('code' in source) {
        report.skip(picture.path, source)
        continue
      }
      const name = freeName(db, picture, names)
      const id = newId()
      if (name !== picture.name) report.find('renamed', 'info', name, id, { name })
      if (isSegmentation(picture)) report.label(FORMAT_NAMES['dicom-seg'])
      if (picture.probe.facts.pagesDiffer === true) report.find('pages-differ', 'warning', name, id)
      for (const f of pack.findings(picture)) report.find(f.rule, f.severity, name, id, f.params)
      hashes.add(picture.sha256)
      names.add(name)
      batch.push({ id, name, slots: [{ slot: IMAGE_SLOT, source }], fields: pack.fields(picture.path) })
      if (batch.length >= BATCH) flush()
    }
  } finally {
    // Also on cancel and on a full disk: what is complete stays.
    flush()
  }
  return { items, sources: items, ...report.result() }
}

/** It has pixels and comes in as a picture; it is a file of labels all the same. */
const isSegmentation = ({ probe }: Picture): boolean => SEG_CLASSES.has(String(probe.facts['sopClass'] ?? ''))

const IN_BATCH: Reason = { code: 'duplicate', sentence: 'intake.skip.duplicate-in-batch' }

function known(db: ReadableDb, picture: Picture): Reason | null {
  if (findSourceByHash(db, picture.sha256)) return { code: 'duplicate' }
  // Same place, other bytes: annotations were made on what was there before.
  return findSourceByPath(db, picture.path) ? { code: 'file-changed' } : null
}

/** In the order of the walk, several at a time. */
async function* judgedFiles(
  deps: IntakeDeps,
  paths: readonly string[],
  control: IntakeControl,
): AsyncGenerator<Judged> {
  const stop = new AbortController()
  const signal = control.signal ? AbortSignal.any([control.signal, stop.signal]) : stop.signal
  let total: number | null = null
  const counting = countFiles(paths, signal).then(
    (n) => {
      total = n
    },
    () => {},
  )
  const running: Promise<Judged>[] = []
  const masks = new MaskFinder()
  let done = 0
  const next = async (): Promise<Judged> => {
    const judged = await running.shift()!
    control.onProgress?.(++done, total)
    return judged
  }
  const begin = (file: Walked): void => {
    const work = judgeFile(deps.pool, file, masks, signal)
    // Awaited in order; until then a failure must not count as unhandled.
    work.catch(() => {})
    running.push(work)
  }
  try {
    for await (const file of walkPaths(paths, signal)) {
      assertRunning(control.signal)
      begin(file)
      if (running.length >= IN_FLIGHT) yield await next()
    }
    while (running.length > 0) {
      assertRunning(control.signal)
      yield await next()
    }
    assertRunning(control.signal)
  } catch (error) {
    throw control.signal?.aborted ? new PandokError('cancelled', 'cancelled') : error
  } finally {
    stop.abort()
    await counting
  }
}

function assertRunning(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
}

function sourceOf(
  p: Picture,
  at: { path: string; copied: boolean; mtimeMs: number } = { path: p.path, copied: false, mtimeMs: p.mtimeMs },
): SourceRow {
  const { probe } = p
  return {
    id: newId(),
    ...at,
    kind: probe.kind,
    sha256: p.sha256,
    bytes: p.bytes,
    width: probe.width,
    height: probe.height,
    frames: probe.frames,
    channels: probe.channels,
    bitsStored: probe.bitsStored,
    orientation: probe.orientation,
    facts: { photometric: probe.photometric, signed: probe.signed, icc: probe.icc, ...probe.facts },
  }
}

/** Folders inside the project where dropped files wait: taken over instead of copied. */
const STAGING = ['uploads', 'incoming']
const isStaged = (dir: string, path: string): boolean =>
  STAGING.some((folder) => {
    const inside = relative(join(dir, folder), path)
    return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  })

/** `sources/<aa>/<sha256>/<file name>`: the hash keeps contents apart, the name lets foreign labels find the file. */
async function copyIn(
  dir: string,
  pool: PixelPool,
  picture: Picture,
  signal: AbortSignal | undefined,
): Promise<SourceRow | Reason> {
  const fileName = picture.name.slice(picture.name.lastIndexOf('/') + 1)
  const path = ['sources', picture.sha256.slice(0, 2), picture.sha256, fileName].join('/')
  try {
    const { mtimeMs } = await pool.takeIn(
      { from: picture.path, to: join(dir, path), sha256: picture.sha256, move: isStaged(dir, picture.path) },
      { signal },
    )
    return sourceOf(picture, { path, copied: true, mtimeMs })
  } catch (error) {
    if (error instanceof PandokError && ['file-missing', 'file-changed', 'file-unreadable'].includes(error.code))
      return { code: error.code }
    throw error
  }
}

/** Two picked folders may both hold `1.png`; labels and people need to tell them apart. */
function freeName(db: ReadableDb, picture: Picture, pending: ReadonlySet<string>): string {
  const taken = (name: string) =>
    pending.has(name) || row(db, 'SELECT 1 AS n FROM items WHERE name = ? LIMIT 1', name) !== undefined
  if (!taken(picture.name)) return picture.name
  const base = picture.root === null ? picture.name : `${picture.root.normalize('NFC')}/${picture.name}`
  if (base !== picture.name && !taken(base)) return base
  const dot = base.lastIndexOf('.')
  const [stem, ending] = dot > base.lastIndexOf('/') + 1 ? [base.slice(0, dot), base.slice(dot)] : [base, '']
  for (let n = 2; ; n++) {
    const name = `${stem} (${n})${ending}`
    if (!taken(name)) return name
  }
}
