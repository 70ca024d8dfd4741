// The places at which a view is looked at pixel by pixel: they cover the breast with overlap, leave out the air, and are gone
// through like a page as it hangs. Pure.
import type { Size } from '../../geometry/transform.ts'
import type { Bits } from '../../imaging/breast/bits.ts'
import { CELL } from './coverage.ts'
import type { Flip } from './hanging.ts'

/** Middle of the place in the stored picture. */
export type Tile = { readonly x: number; readonly y: number }

/** Share of the window that two neighbours have in common, at least. */
const OVERLAP = 0.08

/** `window`: image pixels that are seen at once. */
export function tilesOf(breast: Bits, frame: Size, window: Size, flip: Flip): Tile[] {
  if (window.width < CELL || window.height < CELL) return []
  const at = (u: number, v: number): number =>
    breast.bits[(flip.y ? breast.height - 1 - v : v) * breast.width + (flip.x ? breast.width - 1 - u : u)]!
  const rows = Array.from({ length: breast.height }, (_, v) => v)
  const columns = Array.from({ length: breast.width }, (_, u) => u)
  const down = extent(rows.filter((v) => columns.some((u) => at(u, v) === 1)))
  if (!down) return []
  const out: Tile[] = []
  for (const top of spread(edges(down, frame.height, breast.height, flip.y), window.height)) {
    const band = rows.filter((v) => meets(v, frame.height, breast.height, flip.y, top, window.height))
    const across = extent(columns.filter((u) => band.some((v) => at(u, v) === 1)))
    if (!across) continue
    for (const left of spread(edges(across, frame.width, breast.width, flip.x), window.width)) {
      const inside = columns.filter((u) => meets(u, frame.width, breast.width, flip.x, left, window.width))
      if (!inside.some((u) => band.some((v) => at(u, v) === 1))) continue
      const [x, y] = [left + window.width / 2, top + window.height / 2]
      out.push({ x: flip.x ? frame.width - x : x, y: flip.y ? frame.height - y : y })
    }
  }
  return out
}

const extent = (cells: readonly number[]): readonly [number, number] | null =>
  cells.length === 0 ? null : [cells[0]!, cells.at(-1)!]

/** Where a cell lies as it hangs; the narrower last cell of the file comes first when it hangs flipped. */
function span(cell: number, side: number, cells: number, flipped: boolean): readonly [number, number] {
  const stored = flipped ? cells - 1 - cell : cell
  const [from, to] = [stored * CELL, Math.min(side, (stored + 1) * CELL)]
  return flipped ? [side - to, side - from] : [from, to]
}
const edges = (
  [a, b]: readonly [number, number],
  side: number,
  cells: number,
  flipped: boolean,
): readonly [number, number] => [span(a, side, cells, flipped)[0], span(b, side, cells, flipped)[1]]
const meets = (cell: number, side: number, cells: number, flipped: boolean, from: number, length: number): boolean => {
  const [low, high] = span(cell, side, cells, flipped)
  return low < from + length && high > from
}

/** Starts of windows that lie evenly over the stretch; one in the middle where it is shorter than a window. */
function spread([from, to]: readonly [number, number], window: number): number[] {
  const length = to - from
  if (length <= window) return [from - (window - length) / 2]
  const overlap = Math.max(CELL, window * OVERLAP)
  const count = Math.ceil((length - overlap) / Math.max(1, window - overlap))
  return Array.from({ length: count }, (_, i) => from + (i * (length - window)) / (count - 1))
}
