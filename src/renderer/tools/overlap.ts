// Painting that keeps off the other masks of the picture, for surfaces where each pixel belongs to one thing.
import type { Annotation } from '../../shared/annotation/model.ts'
import { type Grid, type Mask, spansOf } from '../../shared/geometry/mask.ts'
import { createRowSet, type RowSet } from '../../shared/geometry/rowSet.ts'

/** Everything that other masks cover; null when there are none. */
export function takenBy(annotations: Iterable<Annotation>, except: string | null, grid: Grid): RowSet | null {
  let taken: RowSet | null = null
  for (const { id, shape } of annotations) {
    if (shape?.kind !== 'mask' || id === except) continue
    taken ??= createRowSet(grid)
    const spans = spansOf(shape)
    for (let i = 0; i < spans.length; i += 3) taken.add(spans[i]!, spans[i + 1]!, spans[i + 2]!)
  }
  return taken
}

/** Adds what is free of the span; true when a pixel changed. */
export function addFree(rows: RowSet, taken: RowSet | null, y: number, from: number, to: number): boolean {
  if (!taken) return rows.add(y, from, to)
  let changed = false
  let start = from
  taken.eachSpan(y, y + 1, (_, left, right) => {
    const end = Math.min(left, to)
    if (start < end) changed = rows.add(y, start, end) || changed
    start = Math.max(start, right)
  })
  return (start < to && rows.add(y, start, to)) || changed
}

export function addMask(rows: RowSet, taken: RowSet | null, mask: Mask): void {
  const spans = spansOf(mask)
  for (let i = 0; i < spans.length; i += 3) addFree(rows, taken, spans[i]!, spans[i + 1]!, spans[i + 2]!)
}

/** The mask without what is taken. */
export function freeOf(mask: Mask, taken: RowSet | null, grid: Grid): Mask {
  if (!taken) return mask
  const rows = createRowSet(grid)
  addMask(rows, taken, mask)
  return rows.toMask()
}
