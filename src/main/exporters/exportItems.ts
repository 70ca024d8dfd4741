// The pictures of an export in list order (each annotated frame of an item of many is one), each with the annotations of the reading that goes out.
import type { Annotation } from '../../shared/annotation/model.ts'
import { frameAt, slotFacts } from '../../shared/annotation/slotParts.ts'
import { trimMask } from '../../shared/geometry/mask.ts'
import { frameName } from '../formats/frameNames.ts'
import type { LossTally } from '../formats/losses.ts'
import type { LabelFormat, Size } from '../formats/record.ts'
import { isReference } from '../formats/reference.ts'
import { slotName } from '../formats/slotNames.ts'
import { deliveryGate } from '../review/gate.ts'
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

/** Null for an item that cannot go out. `asPng`: DICOM frames go out as PNG and are named so. */
export function* exportItems(
  db: ReadableDb,
  where: string,
  losses: LossTally,
  asPng = false,
): Generator<ExportItem | null> {
  const gate = deliveryGate(db)
  for (const page of pagesOf(iterateItems(db, where))) {
    const readings = exportedReadings(
      db,
      page.map((item) => item.id),
    )
    for (const item of page) {
      if (gate(item.id)) yield* framesOf(item, readings.get(item.id), losses, asPng)
      else {
        losses.add('not-agreed', item.name)
        yield null
      }
    }
  }
}

/** One picture, or each annotated frame as one: formats of pictures know no frames. Each place of an item is a picture. */
function* framesOf(
  item: ItemRecord,
  reading: ExportedReading | undefined,
  losses: LossTally,
  asPng: boolean,
): Generator<ExportItem | null> {
  const first = item.slots[0]
  if (!first || first.source.width < 1 || first.source.height < 1) {
    losses.add('item-without-size', item.name)
    yield null
    return
  }
  const read = (reading?.annotations ?? []).map(withTightMask)
  const all = read.filter((a) => !isReference(a))
  losses.add('reference-not-exported', item.name, read.length - all.length)
  losses.add('reading-not-exported', item.name, reading?.others ?? 0)
  let out = 0
  for (const slot of new Set(item.slots.map((s) => s.slot)))
    for (const entry of picturesOf(item, slot, { firstSlot: first.slot, all, asPng })) {
      out += entry.annotations.length
      yield entry
    }
  losses.add('other-frame', item.name, all.length - out)
}

function* picturesOf(
  item: ItemRecord,
  slot: string,
  { firstSlot, all, asPng }: { firstSlot: string; all: readonly Annotation[]; asPng: boolean },
): Generator<ExportItem> {
  const several = item.slots.some((s) => s.slot !== firstSlot)
  // What is said about the item as a whole goes out once.
  const whole = new Set(
    all.filter(
      ({ target }) =>
        (target.kind === 'item' && slot === firstSlot) || (target.kind === 'slot' && target.slot === slot),
    ),
  )
  const byFrame = Map.groupBy(
    all.filter(({ target }) => target.kind === 'frame' && target.slot === slot),
    ({ target }) => (target.kind === 'frame' ? target.frame : 0),
  )
  const single = (slotFacts(item.slots).get(slot)?.frames ?? 1) === 1
  const alone = single || byFrame.size === 0
  const frames = alone ? [0] : [...byFrame.keys()].sort((a, b) => a - b)
  let begun = false
  for (const frame of frames) {
    const at = frameAt(item.slots, slot, frame)
    if (!at) continue
    const marked = byFrame.get(frame) ?? []
    const annotations = inPaintOrder(begun ? marked : all.filter((a) => whole.has(a) || marked.includes(a)))
    begun = true
    const { width, height, channels } = at.source
    const made = asPng && at.source.kind === 'dicom'
    const ending = made ? '.png' : endingOf(at.source.path)
    const own = made ? pngName(item.name) : item.name
    const name = several ? slotName(own, slot, ending) : own
    const picture = { slot, firstFrame: 0, source: at.source }
    yield {
      item: alone
        ? several
          ? { ...item, name, slots: [picture] }
          : made
            ? { ...item, name }
            : item
        : { ...item, name: frameName(name, frame, ending), slots: [picture] },
      // Fields that a format kept for the picture are those of an item of one picture.
      frame: alone && !several && !made ? null : frame,
      sourceFrame: at.frame,
      size: { width, height },
      channels,
      annotations,
    }
  }
}

/** The window of a mask is where somebody painted; what lies in it is the thing, and its box. */
const withTightMask = (a: Annotation): Annotation => (a.shape?.kind === 'mask' ? { ...a, shape: trimMask(a.shape) } : a)

/** Names of DICOM files often have no ending, and dots of a UID are none. */
const pngName = (name: string): string => `${name.replace(/\.(dcm|dicom|ima)$/i, '')}.png`

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
