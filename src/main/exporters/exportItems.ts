// The items of an export in list order, each with the annotations of the reading that goes out.
import type { Annotation } from '../../shared/annotation/model.ts'
import type { LossTally } from '../formats/losses.ts'
import type { Size } from '../formats/record.ts'
import type { ReadableDb } from '../store/db.ts'
import { type ExportedReading, exportedReadings } from '../store/exportRows.ts'
import { type ItemRecord, iterateItems } from '../store/items.ts'

export type ExportItem = {
  readonly item: ItemRecord
  readonly size: Size
  readonly channels: number
  /** Back to front. */
  readonly annotations: readonly Annotation[]
}

/** Items per query: enough that the query does not count, few enough that the memory does not. */
const PAGE = 200

/** Null for an item that cannot go out. */
export function* exportItems(db: ReadableDb, where: string, losses: LossTally): Generator<ExportItem | null> {
  for (const page of pagesOf(iterateItems(db, where))) {
    const readings = exportedReadings(
      db,
      page.map((item) => item.id),
    )
    for (const item of page) yield exportItem(item, readings.get(item.id), losses)
  }
}

function exportItem(item: ItemRecord, reading: ExportedReading | undefined, losses: LossTally): ExportItem | null {
  const first = item.slots[0]
  if (!first || first.source.width < 1 || first.source.height < 1) {
    losses.add('item-without-size', item.name)
    return null
  }
  const { width, height, channels } = first.source
  const all = reading?.annotations ?? []
  const here = all.filter((a) => isHere(a, first.slot))
  losses.add('reading-not-exported', item.name, reading?.others ?? 0)
  losses.add('other-frame', item.name, all.length - here.length)
  return { item, size: { width, height }, channels, annotations: inPaintOrder(here) }
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

/** The formats of this version know one picture an item. */
const isHere = ({ target }: Annotation, slot: string): boolean =>
  target.kind === 'item' || (target.slot === slot && (target.kind === 'slot' || target.frame === 0))

const inPaintOrder = (annotations: readonly Annotation[]): readonly Annotation[] =>
  annotations.every((a, i) => i === 0 || annotations[i - 1]!.z <= a.z)
    ? annotations
    : [...annotations].sort((a, b) => a.z - b.z)
