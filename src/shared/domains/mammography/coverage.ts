// Which part of a view has been on screen at 1:1 or larger: a coarse grid over the picture, one bit a cell. Pure.
import type { Bounds } from '../../geometry/spaces.ts'
import type { Size } from '../../geometry/transform.ts'
import type { Bits } from '../../imaging/breast/bits.ts'

/** Image pixels along the side of a cell: two to three millimetres of a breast. */
export const CELL = 32

export const gridSize = (frame: Size): Size => ({
  width: Math.ceil(frame.width / CELL),
  height: Math.ceil(frame.height / CELL),
})
export const emptyGrid = (frame: Size): Bits => {
  const { width, height } = gridSize(frame)
  return { width, height, bits: new Uint8Array(width * height) }
}

const known = new WeakMap<Bits, Bits>()

/** Cells that hold any part of the breast; all of them where no breast is known. Asked for at every paint: found once for each mask. */
export function breastCells(mask: Bits | null, frame: Size): Bits {
  const grid = emptyGrid(frame)
  if (!mask) return { ...grid, bits: grid.bits.fill(1) }
  const before = known.get(mask)
  if (before?.width === grid.width && before.height === grid.height) return before
  known.set(mask, grid)
  for (let y = 0; y < mask.height; y++) {
    const row = Math.min(grid.height - 1, Math.floor(((y + 0.5) * frame.height) / mask.height / CELL)) * grid.width
    for (let x = 0; x < mask.width; x++)
      if (mask.bits[y * mask.width + x] === 1)
        grid.bits[row + Math.min(grid.width - 1, Math.floor(((x + 0.5) * frame.width) / mask.width / CELL))] = 1
  }
  return grid
}

/** Half a pixel of slack: places on screen are rounded to device pixels. */
const SLACK = 0.5

/** Cells that lie wholly in the part of the picture that is seen. */
export function seenCells(frame: Size, seen: Bounds): Bits {
  const grid = emptyGrid(frame)
  const inside = (at: number, side: number, from: number, length: number) =>
    at * CELL >= from - SLACK && Math.min(side, (at + 1) * CELL) <= from + length + SLACK
  for (let y = 0; y < grid.height; y++) {
    if (!inside(y, frame.height, seen.y, seen.height)) continue
    for (let x = 0; x < grid.width; x++)
      if (inside(x, frame.width, seen.x, seen.width)) grid.bits[y * grid.width + x] = 1
  }
  return grid
}

/** `a` itself when `b` adds nothing. */
export function joined(a: Bits, b: Bits): Bits {
  if (a.width !== b.width || a.height !== b.height || b.bits.every((bit, i) => bit <= a.bits[i]!)) return a
  return { ...a, bits: a.bits.map((bit, i) => bit | b.bits[i]!) }
}

/** Share of the breast that was seen, 0 to 1. */
export function shareSeen(seen: Bits | null, breast: Bits): number {
  let all = 0
  let both = 0
  for (let i = 0; i < breast.bits.length; i++) {
    if (breast.bits[i] !== 1) continue
    all++
    if (seen?.bits[i] === 1) both++
  }
  return all === 0 ? 1 : both / all
}

/** Less than this of a breast looked at closely is asked about before the case is called normal. */
export const ENOUGH_SEEN = 0.9
