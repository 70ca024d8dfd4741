// The pictures of an export in list order (each annotated frame of an item of many is one), each with the annotations of the reading that goes out.
import type { Annotation } from '../../shared/annotation/model.ts'
import { frameAt, slotFacts } from '../../shared/annotation/slotParts.ts'
import { trimMask } from '../../shared/geometry/mask.ts'
import { frameName } from '../formats/frameNames.ts'
import type { LossTally } from '../formats/losses.ts'
import type { LabelFormat, Size } from '../formats/record.ts'
import type { ReadableDb } from '../store/db.ts'
import { type ExportedReading, exportedReadings } from '../store/exportRows.ts'
import { readForeign } from '../store/foreign.ts'
import { type ItemRecord, iterateItems } from '../store/items.ts'
import { baseName } from '../store/names.ts'

export type ExportItem = {
  /** Of an item of many frames: with the name and the source of the frame that goes out. */
  readonly item: ItemRecord
  /** Which frame of the item's first slot; null when the item goes out as one picture. */
  readonly frame: number | null
  /** Frame of the source. */
  readonly sourceFrame: number
  readonly size: Size
  readonly channels: number
  /** Back to front. */
  readonly annotations: readonly Annotation[]
}

/** Fields that a format keeps for the picture; a frame is not the picture they were read from. */
export const keptFields = (db: ReadableDb, { item, frame }: ExportItem, format: LabelFormat): unknown =>
  frame === null ? readForeign(db, { scope: 'item', itemId: item.id }, format) : undefined

/** Items per query: enough that the query does not count, few enough that the memory does not. */
const PAGE = 200

/** Null for an item that cannot go out. */
export function* exportItems(db: ReadableDb, where: string, losses: LossTally): Generator<ExportItem | null> {
  for (const page of pagesOf(iterateItems(db, where))) {
    const readings = exportedReadings(
      db,
      page.map((item) => item.id),
    )
    for (const item of page) yield* framesOf(item, readings.get(item.id), losses)
  }
}

/** One picture, or each annotated frame as one: formats of pictures know no frames. */
function* framesOf(
  item: ItemRecord,
  reading: ExportedReading | undefined,
  losses: LossTally,
): Generator<ExportItem | null> {
  const first = item.slots[0]
  if (!first || first.source.width < 1 || first.source.height < 1) {
    losses.add('item-without-size', item.name)
    yield null
    return
  }
  const all = (reading?.annotations ?? []).map(withTightMask)
  losses.add('reading-not-exported', item.name, reading?.others ?? 0)
  const { slot } = first
  const whole = all.filter(({ target }) => target.kind === 'item' || (target.kind === 'slot' && target.slot === slot))
  const byFrame = Map.groupBy(
    all.filter(({ target }) => target.kind === 'frame' && target.slot === slot),
    ({ target }) => (target.kind === 'frame' ? target.frame : 0),
  )
  const single = (slotFacts(item.slots).get(slot)?.frames ?? 1) === 1
  const frames = single || byFrame.size === 0 ? [0] : [...byFrame.keys()].sort((a, b) => a - b)
  let out = 0
  for (const frame of frames) {
    const at = frameAt(item.slots, slot, frame)
    if (!at) continue
    const own = byFrame.get(frame) ?? []
    // What is said about the item as a whole goes out once.
    const annotations = inPaintOrder(out === 0 ? all.filter((a) => whole.includes(a) || own.includes(a)) : own)
    out += annotations.length
    const { width, height, channels } = at.source
    const alone = single || byFrame.size === 0
    yield {
      item: alone
        ? item
        : {
            ...item,
            name: frameName(item.name, frame, endingOf(at.source.path)),
            slots: [{ slot, firstFrame: 0, source: at.source }],
          },
      frame: alone ? null : frame,
      sourceFrame: at.frame,
      size: { width, height },
      channels,
      annotations,
    }
  }
  losses.add('other-frame', item.name, all.length - out)
}

/** The window of a mask is where somebody painted; what lies in it is the thing, and its box. */
const withTightMask = (a: Annotation): Annotation => (a.shape?.kind === 'mask' ? { ...a, shape: trimMask(a.shape) } : a)

function endingOf(path: string): string {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot) : ''
}

function* pagesOf<T>(all: Iterable<T>): Generator<T[]> {
  let page: T[] = []
  for (const one of all) {
    page.push(one)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

const inPaintOrder = (annotations: readonly Annotation[]): readonly Annotation[] =>
  annotations.every((a, i) => i === 0 || annotations[i - 1]!.z <= a.z)
    ? annotations
    : [...annotations].sort((a, b) => a.z - b.z)
