// A closed outline from one stroke of a hand, which seldom ends exactly where it began.
import { polylineLength } from './polyline.ts'
import type { Ring } from './spaces.ts'

/** Where segments a-b and c-d cross properly; null when they only touch or miss. */
function crossing(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): readonly [number, number] | null {
  const denominator = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  if (denominator === 0) return null
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / denominator
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / denominator
  return t > 0 && t < 1 && u > 0 && u < 1 ? [ax + t * (bx - ax), ay + t * (by - ay)] : null
}

/** Segments of the stroke that are looked at from each end: the ends cross near the place where they meet. */
const ENDS = 0.35
/** Part of the stroke that has to remain: cutting off more would not be what the hand meant. */
const MOST = 0.8

/**
 * The ring of a stroke. When its end crosses its beginning, both loose ends are cut off at the crossing, provided that they are short; otherwise the stroke is closed by a straight line.
 */
export function closedStroke(stroke: Ring): number[] {
  const n = (stroke.length >> 1) - 1
  const length = polylineLength(stroke)
  const near = Math.max(1, Math.ceil(n * ENDS))
  for (let i = 0; i < near; i++)
    for (let j = n - 1; j >= n - near && j > i + 1; j--) {
      const at = crossing(
        stroke[2 * i]!,
        stroke[2 * i + 1]!,
        stroke[2 * i + 2]!,
        stroke[2 * i + 3]!,
        stroke[2 * j]!,
        stroke[2 * j + 1]!,
        stroke[2 * j + 2]!,
        stroke[2 * j + 3]!,
      )
      if (!at) continue
      const loop = [...at, ...stroke.slice(2 * i + 2, 2 * j + 2)]
      if (loop.length >= 6 && polylineLength(loop) >= MOST * length) return loop
    }
  return stroke.slice()
}
