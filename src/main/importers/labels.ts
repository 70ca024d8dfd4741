// Foreign labels in. Everything is read twice: first to find items, classes and problems (that is the whole dry run), then,
// with the label schema ready for all of it, to write. Work is done image by image, so memory does not grow with the file.
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Skipped } from '../../shared/contract/basics.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { LabelsPreview, LabelsResult } from '../../shared/contract/job.ts'
import type { DomainPack } from '../../shared/domains/domainPack.ts'
import { errorTexts } from '../../shared/text/errors.ts'
import { idKey } from '../formats/coco/types.ts'
import { textDigest } from '../formats/digest.ts'
import { DigestSet } from '../formats/digestSet.ts'
import { isFields } from '../formats/guards.ts'
import { LossTally } from '../formats/losses.ts'
import type { ReadPicture } from '../formats/maskPng/picture.ts'
import { readLabelPicture } from '../formats/maskPng/readPicture.ts'
import type { LabelFormat } from '../formats/record.ts'
import { SchemaPlan } from '../formats/schemaPlan.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { Ctx } from '../store/ctx.ts'
import type { WritableDb } from '../store/db.ts'
import { readSchema, writeSchema } from '../store/schemas.ts'
import { type AskedFormat, type Found, findLabelSources } from './labelSources.ts'
import { Survey } from './labelSurvey.ts'
import { LabelWriter } from './labelWriter.ts'
import { Readings } from './readings.ts'

/** `pool`: where masks are decoded; without it, here. */
export type LabelDeps = {
  readonly db: WritableDb
  readonly pack: DomainPack
  readonly pool?: Pick<PixelPool, 'labelPicture'> | undefined
}
export type LabelOptions = {
  readonly format?: AskedFormat
  /** Makes this reader's own document beside the shared one, in any pack. */
  readonly readerLogin?: string | null
  /** Default: the newest round. */
  readonly round?: number | null
  readonly ctx: Ctx
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | null) => void
}

export async function importLabels(
  deps: LabelDeps,
  files: readonly string[],
  options: LabelOptions & { readonly dryRun: true },
): Promise<LabelsPreview>
export async function importLabels(
  deps: LabelDeps,
  files: readonly string[],
  options: LabelOptions & { readonly dryRun?: boolean },
): Promise<LabelsResult>
export async function importLabels(
  deps: LabelDeps,
  files: readonly string[],
  options: LabelOptions & { readonly dryRun?: boolean },
): Promise<LabelsResult | LabelsPreview> {
  const found = await findLabelSources(files, options.format ?? 'auto', options.signal)
  try {
    return await importFound(deps, found, options)
  } finally {
    await found.close()
  }
}

async function importFound(
  deps: LabelDeps,
  found: Found,
  options: LabelOptions & { readonly dryRun?: boolean },
): Promise<LabelsResult | LabelsPreview> {
  const { db } = deps
  const { signal, ctx, dryRun = false } = options
  const losses = new LossTally(ctx.language)
  const skipped: Skipped[] = []
  const skip = (path: string, error: PandokError) => {
    skipped.push({ path, code: error.code, message: sentence(error, ctx) })
  }
  for (const { path, error } of found.refused) skip(path, error)

  const { pool } = deps
  const pictures: ReadPicture = pool ? (path) => pool.labelPicture(path, { signal }) : readLabelPicture
  const schema = readSchema(db)
  const progress = new Progress(dryRun ? 1 : 2, options.onProgress)
  const surveys: Survey[] = []
  for (const source of found.sources) {
    try {
      const file = await source.open({ knownClass: knownClasses(schema, source.format), losses, signal, pictures })
      for (const note of file.notes) losses.add(note.code, note.examples[0] ?? null, note.count)
      progress.expect(file.total ?? 0)
      const survey = new Survey(file, new SchemaPlan(file.format))
      await survey.run({ db, losses, skip, signal, onImage: () => progress.step() })
      surveys.push(survey)
    } catch (error) {
      if (!(error instanceof PandokError) || error.code === 'cancelled') throw error
      skip(source.shown, error)
    }
  }

  if (losses.count('label-target-missing') > 0) losses.add('zip-pictures', null, found.packedPictures)

  const readings = new Readings()
  for (const survey of surveys) readings.merge(survey.readings)
  // One person an item: that is a division of work, and the shared document is the place for it.
  const apart = !options.readerLogin && (deps.pack.reading === 'independent' || readings.disagree)
  const framed = surveys.some((s) => s.file.framed === true)
  if (!framed) losses.add('reading-merged', null, readings.merged(apart))

  if (dryRun) {
    const classes = mergeCounts(surveys.flatMap((s) => s.plan.counts(schema)))
    const formats = new Set(surveys.map((s) => s.file.format))
    const totals = addUp(surveys)
    return {
      ...totals,
      skipped,
      losses: losses.list(),
      format: [...formats].join(', ') || 'unknown',
      classes,
      readers: readings.readers,
      apart: apart && readings.readers.length > 0,
    }
  }

  let next = schema
  const ids = surveys.map((survey) => {
    const applied = survey.plan.apply(next)
    next = applied.schema
    return applied.ids
  })
  if (next !== schema) writeSchema(db, next, { ...ctx, reason: ctx.reason ?? 'labels' })
  const writer = new LabelWriter({ db, pack: deps.pack, losses, ctx, signal, apart, ...readerOf(options) })
  for (const [i, survey] of surveys.entries()) await writer.write(survey, ids[i]!, () => progress.step())
  return { annotations: writer.annotations, items: writer.items, skipped, losses: losses.list() }
}

const readerOf = ({ readerLogin, round }: LabelOptions) => ({ readerLogin: readerLogin ?? null, round: round ?? null })

/** The class that an earlier import of a format gave a number. */
function knownClasses(schema: LabelSchema, format: LabelFormat): (id: string | number) => string | null {
  return (wanted) =>
    schema.classes.find(({ extra }) => {
      const fields = extra[format]
      return isFields(fields) && idKey(fields['id']) === wanted
    })?.id ?? null
}

/** The general sentence of the code, and what exactly was wrong. */
export function sentence(error: PandokError, ctx: Pick<Ctx, 'language'>): string {
  const text = errorTexts[`error.${error.code}`][ctx.language ?? 'en']
  return `${text} (${error.message})`
}

class Progress {
  #done = 0
  #total = 0
  readonly #passes: number
  readonly #tell: ((done: number, total: number | null) => void) | undefined

  constructor(passes: number, tell?: (done: number, total: number | null) => void) {
    this.#passes = passes
    this.#tell = tell
  }
  expect(images: number): void {
    this.#total += images * this.#passes
  }
  step(): void {
    if (++this.#done % 100 === 0 || this.#done === this.#total)
      this.#tell?.(this.#done, Math.max(this.#done, this.#total))
  }
}

function mergeCounts(counts: readonly { name: string; count: number; known: boolean }[]) {
  const merged = new Map<string, { name: string; count: number; known: boolean }>()
  for (const c of counts) {
    const known = merged.get(c.name)
    merged.set(c.name, known ? { ...known, count: known.count + c.count } : c)
  }
  return [...merged.values()]
}

function addUp(surveys: readonly Survey[]): { annotations: number; items: number } {
  const seen = new DigestSet()
  let items = 0
  for (const survey of surveys) for (const id of survey.places.labelledItems()) if (seen.add(textDigest(id))) items++
  return { annotations: surveys.reduce((sum, s) => sum + s.annotations, 0), items }
}
