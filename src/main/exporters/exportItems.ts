// The items of an export in list order, each with the annotations of the reading that goes out.
import type { Annotation } from '../../shared/annotation/model.ts'
import type { LossTally } from '../formats/losses.ts'
import type { Size } from '../formats/record.ts'
import type { ReadableDb } from '../store/db.ts'
import { effectiveDocument, readAnnotations } from '../store/documents.ts'
import { type ItemRecord, iterateItems } from '../store/items.ts'

export type ExportItem = {
  readonly item: ItemRecord
  readonly size: Size
  readonly channels: number
  /** Back to front. */
  readonly annotations: readonly Annotation[]
}

export function* exportItems(db: ReadableDb, where: string, losses: LossTally): Generator<ExportItem | null> {
  for (const item of iterateItems(db, where)) {
    const first = item.slots[0]
    if (!first || first.source.width < 1 || first.source.height < 1) {
      losses.add('item-without-size', item.name)
      yield null
      continue
    }
    const { width, height, channels } = first.source
    const found = effectiveDocument(db, item.id)
    if (found) losses.add('reading-not-exported', item.name, found.others.filter((d) => d.annotations > 0).length)
    const all = found && found.document.annotations > 0 ? readAnnotations(db, found.document.id) : []
    const here = all.filter((a) => isHere(a, first.slot))
    losses.add('other-frame', item.name, all.length - here.length)
    if (here.length === 0) losses.add('item-without-annotations', item.name)
    yield { item, size: { width, height }, channels, annotations: inPaintOrder(here) }
  }
}

/** The formats of this version know one picture an item. */
const isHere = ({ target }: Annotation, slot: string): boolean =>
  target.kind === 'item' || (target.slot === slot && (target.kind === 'slot' || target.frame === 0))

const inPaintOrder = (annotations: readonly Annotation[]): readonly Annotation[] =>
  annotations.every((a, i) => i === 0 || annotations[i - 1]!.z <= a.z)
    ? annotations
    : [...annotations].sort((a, b) => a.z - b.z)
