// First walk over a label file: which item each image is, what its labels need, what will be lost.
import { PandokError } from '../../shared/contract/errors.ts'
import type { LossTally } from '../formats/losses.ts'
import type { ForeignLabel, ImageLabels, ImagePlane, LabelFile, Report, Size } from '../formats/record.ts'
import type { SchemaPlan } from '../formats/schemaPlan.ts'
import { placementOf, turnUpright } from '../formats/upright.ts'
import { outOfWindow, type WindowKind, windowKind } from '../formats/viewWindow.ts'
import type { ReadableDb } from '../store/db.ts'
import { getItem } from '../store/items.ts'
import { planeFor } from './imagePlanes.ts'
import { type Match, matchItems } from './matchItems.ts'
import { type Place, Places } from './places.ts'
import { Readings } from './readings.ts'

export type SurveyRun = {
  readonly db: ReadableDb
  readonly losses: LossTally
  readonly skip: (path: string, error: PandokError) => void
  readonly signal: AbortSignal | undefined
  readonly onImage: () => void
}

/** More unmatched images than this are only counted. */
const MOST_SKIPPED = 1000
/** Images looked up together. */
const PAGE = 200

export class Survey {
  readonly file: LabelFile
  readonly plan: SchemaPlan
  readonly places = new Places()
  readonly readings = new Readings()
  annotations = 0
  #skipped = 0

  constructor(file: LabelFile, plan: SchemaPlan) {
    this.file = file
    this.plan = plan
  }

  async run(run: SurveyRun): Promise<void> {
    this.plan.list(this.file.classes)
    if (this.file.attributes) this.plan.declare(this.file.attributes)
    let waiting: ImageLabels[] = []
    const flush = async () => {
      const matches = matchItems(
        run.db,
        waiting.map((entry) => entry.image),
        this.file,
      )
      for (const [i, entry] of waiting.entries()) this.places.push(this.#image(entry, matches[i]!, run))
      waiting = []
      await breathe(run.signal)
    }
    for await (const entry of this.file.images(run.signal)) {
      if ('error' in entry) run.skip(entry.path, entry.error)
      else waiting.push(entry)
      run.onImage()
      if (waiting.length === PAGE) await flush()
    }
    await flush()
    // Class numbers that the file's own list does not name have been found by now.
    this.plan.list(this.file.classes)
  }

  #image(entry: ImageLabels, match: Match, run: SurveyRun): Place | null {
    if (match.kind !== 'item') return this.#unmatched(entry, match, run)
    const { id, slot, width, height, orientation, name: itemName } = match.item
    const upright = { width, height }
    const placement = placementOf(entry.image.size, upright, orientation)
    const turn = placement === 'turned' ? orientation : 0
    const name = entry.image.name ?? itemName
    const window =
      placement === 'mismatch' && entry.mayBeWindow
        ? windowKind(slot, upright, entry.image.size, factsOf(run.db, id, slot)['patientOrientation'])
        : 'none'
    if (placement === 'mismatch' && entry.mustFit && window === 'none') {
      run.losses.add(entry.mustFit, name, Math.max(1, entry.count))
      if (entry.count > 0) run.skip(name, new PandokError('label-target-unfit', `image of ${this.file.name}`))
      return null
    }
    const labels = readLabels(
      entry,
      { slot, upright, turn, window, plane: planeFor(run.db, entry, { itemId: id, slot, frame: match.frame }) },
      (code, count = 1) => run.losses.add(code, name, count),
    )
    if (placement === 'turned') run.losses.add('rotated-by-exif', name, labels.length)
    if (window !== 'none') run.losses.add('mask-window', name, labels.length)
    else if (placement === 'mismatch') run.losses.add('size-mismatch', name, Math.max(1, labels.length))
    for (const label of labels) this.plan.note(label)
    this.annotations += labels.length
    if (entry.reader) this.readings.add(id, entry.reader, labels.length)
    return { itemId: id, slot, frame: match.frame, upright, turn, window, labels: labels.length }
  }

  #unmatched(entry: ImageLabels, match: Exclude<Match, { kind: 'item' }>, run: SurveyRun): null {
    if (match.kind === 'unfit') {
      run.losses.add(match.code, match.shown, Math.max(1, entry.count))
      run.skip(match.shown, new PandokError('label-target-unfit', `image of ${this.file.name}`))
      return null
    }
    const code =
      match.kind === 'unplaced'
        ? match.code
        : match.kind === 'missing'
          ? 'label-target-missing'
          : 'label-target-ambiguous'
    if (entry.count > 0) run.losses.add(code, match.shown, entry.count)
    else run.losses.add('label-image-unmatched', match.shown)
    if (entry.image.embedded) run.losses.add('label-image-embedded', match.shown)
    if (this.#skipped++ < MOST_SKIPPED)
      run.skip(match.shown, new PandokError(code, `image of ${this.file.name}, ${entry.count} labels`))
    return null
  }
}

export type Lie = {
  readonly slot: string
  readonly upright: Size
  readonly turn: number
  readonly window: WindowKind
  readonly plane: ImagePlane | null
}

/** The labels in the upright grid of the item. */
export function readLabels(entry: ImageLabels, at: Lie, report: Report): ForeignLabel[] {
  const { slot, upright, turn, window: kind } = at
  const grid = entry.image.size ?? upright
  const labels = entry.read(grid, report, at.plane)
  if (kind === 'none') return turn === 0 ? labels : labels.map((label) => turnUpright(label, turn, grid))
  const placed = labels.flatMap((label) => outOfWindow(label, { kind, slot, picture: upright, stated: grid }) ?? [])
  if (placed.length < labels.length) report('mask-window-outside', labels.length - placed.length)
  return placed
}

const factsOf = (db: ReadableDb, itemId: string, slot: string): Readonly<Record<string, unknown>> =>
  getItem(db, itemId)?.slots.find((s) => s.slot === slot)?.source.facts ?? {}

/** Lets the program answer its windows. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
}
