// Intake of image files: one file = one source = one item, or one frame of the item of its series, or one view of a case. A dry run tells what would happen and writes nothing.
import { IMAGE_SLOT } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { FORMAT_NAMES } from '../../shared/contract/formatNames.ts'
import type { ImportPreview, ImportResult } from '../../shared/contract/job.ts'
import { type ItemFields, isItemField } from '../../shared/domains/itemFields.ts'
import { newId } from '../../shared/ids.ts'
import type { Language } from '../../shared/text/text.ts'
import { countFiles, type Walked } from '../files/walk.ts'
import { SEG_CLASSES } from '../formats/dicomSeg/open.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import { addSlots } from '../store/cases.ts'
import type { Ctx } from '../store/ctx.ts'
import type { ReadableDb } from '../store/db.ts'
import { type ItemDraft, insertItems } from '../store/items.ts'
import type { OpenProject } from '../store/open.ts'
import { findSourceByHash, findSourceByPath, type SourceRow } from '../store/sources.ts'
import { caseThere, groupProblems, joinedSlots } from './caseFindings.ts'
import { CaseCollector } from './cases.ts'
import type { Collector, Group } from './collector.ts'
import { discFiles } from './discFiles.ts'
import { createHashSet } from './hashSet.ts'
import { InstanceCheck } from './instanceCheck.ts'
import { createReport } from './intakeReport.ts'
import { copyIn, freeName, sourceOf } from './intakeSources.ts'
import { type Judged, judgeFile, LABEL_FILE, type Picture, type Reason } from './judgeFile.ts'
import { MaskFinder } from './labelsBeside.ts'
import { type IntakeFinding, type PackIntake, packIntake } from './packIntake.ts'
import { StackCollector } from './stacks.ts'

export type IntakeDeps = { readonly project: OpenProject; readonly pool: PixelPool }
export type IntakeControl = {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | null) => void
  readonly language?: Language
  /** Slices of a DICOM series as one item (default), or every file by itself. */
  readonly group?: 'series' | 'none'
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
  const groups = collectorOf(pack, control)
  const seen = createHashSet()
  const instances = new InstanceCheck(db)
  const kinds = new Map<string, number>()
  const samples: ImportPreview['samples'] = []
  let bytes = 0
  let items = 0
  let sources = 0
  const show = (name: string, { probe }: Picture, frames: number): void => {
    items++
    if (samples.length >= SAMPLES) return
    const { kind, width, height, bitsStored: bits, channels } = probe
    samples.push({ path: name, kind, width, height, frames, bits, channels })
  }
  const showGroups = (): void => {
    for (const group of groups?.drain() ?? []) {
      const { name, slices, slots } = group
      const there = slots ? caseThere(db, group) : null
      const placed = there ? { ...group, slots: joinedSlots(there, group) } : group
      if (slots) report.problems(groupProblems(placed, there), there?.name ?? name, there?.id ?? null)
      if (!there) show(slices.length === 1 ? slices[0]!.path : name, slices[0]!, slices.length)
    }
  }
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
    const layer = pack.groups === 'cases' ? layerOf(picture) : null
    if (layer) {
      report.skip(picture.path, layer)
      continue
    }
    const { probe } = picture
    sources++
    bytes += picture.bytes
    kinds.set(probe.kind, (kinds.get(probe.kind) ?? 0) + 1)
    if (isSegmentation(picture)) report.label(FORMAT_NAMES['dicom-seg'])
    for (const f of findingsOf(picture, pack, instances)) report.find(f.rule, f.severity, picture.name, null, f.params)
    if (!groups?.take(picture)) show(picture.path, picture, probe.frames)
    else if (groups.full) showGroups()
  }
  showGroups()
  const byKind = [...kinds].map(([kind, files]) => ({ kind, files })).sort((a, b) => b.files - a.files)
  return { items, sources, ...report.result(), bytes, samples, byKind, labels: report.labels() }
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
  const groups = collectorOf(pack, options)
  const instances = new InstanceCheck(db)
  const batch: ItemDraft[] = []
  const waiting = new Set<string>()
  const names = new Set<string>()
  let [items, sources, batched] = [0, 0, 0]
  const flush = (): void => {
    for (const draft of batch) sources += draft.slots.length
    items += insertItems(db, batch, options.ctx)
    for (const draft of batch) for (const { source } of draft.slots) waiting.delete(source.sha256)
    batch.length = batched = 0
    names.clear()
  }
  const placed = async ({ slices, slots }: Group) => {
    const out: { slot: string; source: SourceRow; picture: Picture }[] = []
    for (const [i, picture] of slices.entries()) {
      const source =
        options.mode === 'copy' ? await copyIn(project.dir, pool, picture, options.signal) : sourceOf(picture)
      if ('code' in source) report.skip(picture.path, source)
      else out.push({ slot: slots?.[i] ?? IMAGE_SLOT, source, picture })
    }
    return out
  }
  /** One item of these pictures: frame after frame, or each in its place. */
  const admit = async (group: Group): Promise<void> => {
    const came = await placed(group)
    const first = came[0]?.picture
    if (!first) return
    const name = freeName(db, { name: group.name, root: first.root }, names)
    const id = newId()
    if (name !== group.name) report.find('renamed', 'info', name, id, { name })
    for (const { picture } of came) {
      if (isSegmentation(picture)) report.label(FORMAT_NAMES['dicom-seg'])
      for (const f of findingsOf(picture, pack, instances)) report.find(f.rule, f.severity, name, id, f.params)
    }
    if (group.slots) report.problems(groupProblems(group, null), name, id)
    names.add(name)
    const fields = sharedFields(came.map(({ picture }) => pack.fields(picture)))
    batch.push({ id, name, slots: came, fields })
    batched += came.length
    if (batched >= BATCH) flush()
  }
  /** Views that came later belong to the case of their study. */
  const join = async (group: Group): Promise<boolean> => {
    if (!group.slots) return false
    const there = caseThere(db, group)
    if (!there) return false
    const joined = { ...group, slots: joinedSlots(there, group) }
    const came = await placed(joined)
    addSlots(db, there.id, came, options.ctx)
    for (const { picture, source } of came) {
      sources++
      waiting.delete(source.sha256)
      for (const f of findingsOf(picture, pack, instances))
        report.find(f.rule, f.severity, there.name, there.id, f.params)
    }
    report.problems(groupProblems(joined, there), there.name, there.id)
    return true
  }
  const admitGroups = async (): Promise<void> => {
    const drained = groups?.drain() ?? []
    if (drained.some((g) => g.slots)) flush()
    for (const group of drained) if (!(await join(group))) await admit(group)
  }
  try {
    for await (const judged of judgedFiles(deps, paths, options)) {
      if ('reason' in judged) {
        report.skip(judged.path, judged.reason)
        continue
      }
      const { picture } = judged
      const reason = waiting.has(picture.sha256) ? IN_BATCH : known(db, picture)
      if (reason) {
        report.skip(picture.path, reason)
        continue
      }
      const layer = pack.groups === 'cases' ? layerOf(picture) : null
      if (layer) {
        report.skip(picture.path, layer)
        continue
      }
      waiting.add(picture.sha256)
      if (!groups?.take(picture)) await admit({ name: picture.name, slices: [picture] })
      else if (groups.full) await admitGroups()
    }
    await admitGroups()
  } finally {
    // Also on cancel and on a full disk: what is complete stays.
    flush()
  }
  return { items, sources, ...report.result() }
}

/** The views of a case belong together whatever is asked for: apart they could not be read. */
function collectorOf(pack: PackIntake, control: IntakeControl): Collector | null {
  if (pack.groups === 'cases') return new CaseCollector()
  return pack.groups === 'series' && control.group !== 'none' ? new StackCollector() : null
}

/** What a person should look at again. */
function findingsOf(picture: Picture, pack: PackIntake, instances: InstanceCheck): IntakeFinding[] {
  const found: IntakeFinding[] = []
  if (picture.probe.facts['pagesDiffer'] === true) found.push({ rule: 'pages-differ', severity: 'warning', params: {} })
  const other = instances.other(picture)
  if (other !== null) found.push({ rule: 'same-instance', severity: 'warning', params: { name: other } })
  return [...found, ...pack.findings(picture)]
}

/** Of an item of many slices: what holds for every one. */
function sharedFields(all: readonly ItemFields[]): ItemFields {
  const [first = {}, ...rest] = all
  return Object.fromEntries(
    Object.entries(first).filter(([field, value]) => rest.every((r) => isItemField(field) && r[field] === value)),
  )
}

/** It has pixels and comes in as a picture; it is a file of labels all the same. */
const isSegmentation = ({ probe }: Picture): boolean => SEG_CLASSES.has(String(probe.facts['sopClass'] ?? ''))

/** What lies over the pictures of a case and is none of them: a segmentation, or a picture in a folder of masks. */
function layerOf(picture: Picture): Reason | null {
  const format = isSegmentation(picture)
    ? FORMAT_NAMES['dicom-seg']
    : picture.probe.kind !== 'dicom' && /(^|\/)masks?\//i.test(picture.name)
      ? FORMAT_NAMES['mask-png']
      : null
  return format === null ? null : { code: LABEL_FILE, params: { format } }
}

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
  const counting = countFiles(paths, signal, discFiles).then(
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
    for await (const file of discFiles(paths, signal)) {
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
