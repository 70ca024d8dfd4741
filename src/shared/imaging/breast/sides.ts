// How a mammogram lies, judged from its breast: at which side the chest wall is, and whether an oblique view stands on its head. Pure.
import type { Bits } from './bits.ts'

export type Lie = {
  /** Edge of the stored picture at which the chest wall is; null = cannot be told. */
  readonly wall: 'left' | 'right' | null
  /** Armpit down; only oblique views can tell. Null = cannot be told. */
  readonly upsideDown: boolean | null
}

/** The outermost columns that count as edge. */
const EDGE = 0.02
/** The wall has at least this much of the height, and the other side at most that share of it. */
const LEAST_WALL = 0.25
const MOST_OTHER = 0.6
/** The armpit reaches the top edge over this share of the width, while the other end narrows to less than that. */
const OPEN = 0.2
const CLOSED = 0.02

export function lieOf(breast: Bits): Lie {
  const { width, height } = breast
  const columns = Math.max(1, Math.round(width * EDGE))
  const left = taken(breast, 0, columns, 0, height)
  const right = taken(breast, width - columns, width, 0, height)
  const [more, less] = left > right ? [left, right] : [right, left]
  const clear = more >= LEAST_WALL && less <= more * MOST_OTHER
  const rows = Math.max(1, Math.round(height * EDGE))
  const top = taken(breast, 0, width, 0, rows)
  const bottom = taken(breast, 0, width, height - rows, height)
  const upsideDown = top >= OPEN && bottom <= CLOSED ? false : bottom >= OPEN && top <= CLOSED ? true : null
  return { wall: clear ? (left > right ? 'left' : 'right') : null, upsideDown }
}

/** Share of the rectangle that is breast. */
function taken({ width, bits }: Bits, x0: number, x1: number, y0: number, y1: number): number {
  let count = 0
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) count += bits[y * width + x]!
  return count / ((x1 - x0) * (y1 - y0))
}
