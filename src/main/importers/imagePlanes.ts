// Where an item's picture lies in the patient, from the facts of its source.
import { frameAt } from '../../shared/annotation/slotParts.ts'
import type { ImageLabels, ImagePlane } from '../formats/record.ts'
import type { ReadableDb } from '../store/db.ts'
import { getItem } from '../store/items.ts'

const numbersOf = (value: unknown, count: number): readonly number[] | null => {
  const all = typeof value === 'string' ? value.split('\\').map(Number) : []
  return all.length === count && all.every(Number.isFinite) ? all : null
}

/** Null where the labels need none, and where the picture does not say. */
export function planeFor(
  db: ReadableDb,
  entry: ImageLabels,
  place: { readonly itemId: string; readonly slot: string; readonly frame: number },
): ImagePlane | null {
  if (!entry.inSpace) return null
  const item = getItem(db, place.itemId)
  const at = item && frameAt(item.slots, place.slot, place.frame)
  // The facts of a file of many frames are those of its first.
  if (!at || at.frame > 0) return null
  const { facts } = at.source
  const position = numbersOf(facts['imagePosition'], 3)
  const orientation = numbersOf(facts['imageOrientation'], 6)
  const [row, column] = [Number(facts['spacingRow']), Number(facts['spacingColumn'])]
  return position && orientation && row > 0 && column > 0 ? { position, orientation, spacing: [row, column] } : null
}
