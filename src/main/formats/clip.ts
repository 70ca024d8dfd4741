// Cutting shapes at the image border, for formats whose coordinates may not leave the picture.
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Size } from './record.ts'

/** Null when nothing of the box lies on the picture. */
export function clipBox(box: Bounds, size: Size): Bounds | null {
  const [x, y] = [Math.max(0, box.x), Math.max(0, box.y)]
  const [right, bottom] = [Math.min(size.width, box.x + box.width), Math.min(size.height, box.y + box.height)]
  if (right < x || bottom < y) return null
  if (x === box.x && y === box.y && right === box.x + box.width && bottom === box.y + box.height) return box
  return { x, y, width: right - x, height: bottom - y }
}

/**
 * Sutherland-Hodgman at the four borders. The same array when nothing is cut; empty when nothing is left. A ring that
 * leaves the picture and comes back keeps an edge along the border, which has no area.
 */
export function clipRing(ring: number[], size: Size): number[] {
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x <= size.width && y <= size.height
  let whole = true
  for (let i = 0; whole && i < ring.length; i += 2) whole = inside(ring[i]!, ring[i + 1]!)
  if (whole) return ring
  let out = ring
  for (const [axis, limit, sign] of [
    [0, 0, 1],
    [0, size.width, -1],
    [1, 0, 1],
    [1, size.height, -1],
  ] as const)
    out = cut(out, axis, limit, sign)
  return out.length >= 6 ? out : []
}

/** Keeps the side where sign * (coordinate - limit) >= 0. */
function cut(ring: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const out: number[] = []
  const n = ring.length
  for (let i = 0; i < n; i += 2) {
    const j = (i + n - 2) % n
    const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!]
    const [a, b] = axis === 0 ? [ax, bx] : [ay, by]
    const [aIn, bIn] = [sign * (a - limit) >= 0, sign * (b - limit) >= 0]
    if (aIn !== bIn) {
      const t = (limit - a) / (b - a)
      // The cut coordinate is the border itself, not what rounding makes of it.
      out.push(axis === 0 ? limit : ax + t * (bx - ax), axis === 0 ? ay + t * (by - ay) : limit)
    }
    if (bIn) out.push(bx, by)
  }
  return withoutRepeats(out)
}

function withoutRepeats(ring: readonly number[]): number[] {
  const out: number[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const n = out.length
    if (n === 0 || out[n - 2] !== ring[i] || out[n - 1] !== ring[i + 1]) out.push(ring[i]!, ring[i + 1]!)
  }
  return out.length > 2 && out[0] === out[out.length - 2] && out[1] === out[out.length - 1] ? out.slice(0, -2) : out
}
