// The pixels a brush covers on its way from one place to the next: the hull of both tips, so that no speed leaves gaps.
import type { Bounds } from './spaces.ts'

export const BRUSH_TIPS = ['round', 'square'] as const
export type BrushTip = (typeof BRUSH_TIPS)[number]

/** One placed tip, image pixels; a square one reaches `radius` to each side. */
export type Dab = { readonly x: number; readonly y: number; readonly radius: number }
type Segment = readonly [ax: number, ay: number, bx: number, by: number]

/** Whole sizes sit on the pixel grid (odd ones on a pixel's centre), so that a tip has the same shape wherever it lands. */
export function snapDab(x: number, y: number, size: number): Dab {
  const odd = Math.round(size) % 2 === 1
  const snap = (v: number) => (odd ? Math.floor(v) + 0.5 : Math.round(v))
  return { x: snap(x), y: snap(y), radius: size / 2 }
}

/** Edges of the hull between the two tips. */
function edges(tip: BrushTip, a: Dab, b: Dab): Segment[] {
  if (tip === 'square')
    return [-1, 1].flatMap((sx) =>
      [-1, 1].map(
        (sy): Segment => [a.x + sx * a.radius, a.y + sy * a.radius, b.x + sx * b.radius, b.y + sy * b.radius],
      ),
    )
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = Math.hypot(dx, dy)
  // One disc inside the other: there are no tangents.
  if (length <= Math.abs(a.radius - b.radius) || length === 0) return []
  const [ux, uy] = [dx / length, dy / length]
  const along = (a.radius - b.radius) / length
  const across = Math.sqrt(1 - along * along)
  return [-1, 1].map((side): Segment => {
    const nx = ux * along - uy * across * side
    const ny = uy * along + ux * across * side
    return [a.x + nx * a.radius, a.y + ny * a.radius, b.x + nx * b.radius, b.y + ny * b.radius]
  })
}

/** How far the tip reaches to the left and right of its middle on a line; null off the tip. */
function reach(tip: BrushTip, dab: Dab, line: number): number | null {
  const d = line - dab.y
  if (tip === 'square') return d >= -dab.radius && d < dab.radius ? dab.radius : null
  const squared = dab.radius * dab.radius - d * d
  return squared < 0 ? null : Math.sqrt(squared)
}

/** A pixel belongs when its centre does. */
export function sweep(tip: BrushTip, a: Dab, b: Dab, emit: (y: number, from: number, to: number) => void): void {
  const sides = edges(tip, a, b)
  const top = Math.ceil(Math.min(a.y - a.radius, b.y - b.radius) - 0.5)
  const bottom = Math.ceil(Math.max(a.y + a.radius, b.y + b.radius) - 0.5)
  for (let y = top; y < bottom; y++) {
    const line = y + 0.5
    let left = Number.POSITIVE_INFINITY
    let right = Number.NEGATIVE_INFINITY
    const cover = (from: number, to: number) => {
      if (from < left) left = from
      if (to > right) right = to
    }
    for (const dab of [a, b]) {
      const r = reach(tip, dab, line)
      if (r !== null) cover(dab.x - r, dab.x + r)
    }
    for (const [ax, ay, bx, by] of sides) {
      if (ay === by || line < Math.min(ay, by) || line > Math.max(ay, by)) continue
      const x = ax + ((line - ay) / (by - ay)) * (bx - ax)
      cover(x, x)
    }
    const from = Math.ceil(left - 0.5)
    const to = Math.ceil(right - 0.5)
    if (from < to) emit(y, from, to)
  }
}

export const sweepBounds = (a: Dab, b: Dab): Bounds => {
  const x = Math.floor(Math.min(a.x - a.radius, b.x - b.radius))
  const y = Math.floor(Math.min(a.y - a.radius, b.y - b.radius))
  return {
    x,
    y,
    width: Math.ceil(Math.max(a.x + a.radius, b.x + b.radius)) - x,
    height: Math.ceil(Math.max(a.y + a.radius, b.y + b.radius)) - y,
  }
}
