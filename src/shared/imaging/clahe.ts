// Contrast-limited adaptive histogram equalisation (Pizer 1987, Zuiderveld 1994) as a function of display: a table for each part of the
// picture says where a stored value goes within the same range; between the parts the tables are blended. Pure.
import type { Bits } from './breast/bits.ts'
import { isPadding } from './greyDisplay.ts'
import type { FrameHeader } from './pixelFrame.ts'
import type { Level } from './pyramid.ts'

/** Parts along each side. */
export const CLAHE_PARTS = 8
export const CLAHE_BINS = 256
/** How much steeper than a straight line a table may become. */
const STEEPEST = 2.5
/** Fewer values than this of a part say nothing about it. */
const LEAST_VALUES = 64

export type Clahe = {
  /** Stored values of the first and the last entry of every table. */
  readonly low: number
  readonly high: number
  /** Part by part (row by row), CLAHE_BINS entries each: 0 to 1 of the range. */
  readonly tables: Float32Array
}

/** `inside`: pixels that count (a breast without its air), in the size of the level; null = all. Null where all values are one. */
export function claheOf(header: FrameHeader, level: Level, inside: Bits | null): Clahe | null {
  const { width, height, samples } = level
  const counts = (i: number): boolean =>
    (!inside || inside.bits[i] === 1) && !(header.grey && isPadding(header.grey, samples[i]!))
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < samples.length; i++) {
    if (!counts(i)) continue
    low = Math.min(low, samples[i]!)
    high = Math.max(high, samples[i]!)
  }
  if (!(high > low)) return null
  const histograms = new Float64Array(CLAHE_PARTS * CLAHE_PARTS * CLAHE_BINS)
  const scale = (CLAHE_BINS - 1) / (high - low)
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * CLAHE_PARTS) / height) * CLAHE_PARTS
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      if (!counts(i)) continue
      const part = row + Math.floor((x * CLAHE_PARTS) / width)
      histograms[part * CLAHE_BINS + Math.round((samples[i]! - low) * scale)]!++
    }
  }
  const tables = new Float32Array(histograms.length)
  for (let part = 0; part < CLAHE_PARTS * CLAHE_PARTS; part++) {
    const at = part * CLAHE_BINS
    tables.set(tableOf(histograms.subarray(at, at + CLAHE_BINS)), at)
  }
  return { low, high, tables }
}

/** Never falls, starts at 0 and ends at 1. */
function tableOf(histogram: Float64Array): Float32Array {
  const total = histogram.reduce((a, b) => a + b, 0)
  const out = new Float32Array(CLAHE_BINS)
  const straight = 1 / (CLAHE_BINS - 1)
  if (total < LEAST_VALUES) return out.map((_, i) => i * straight)
  const shares = histogram.map((n) => n / total)
  // What lies above the limit is spread over all values, again and again, since that lifts others above it.
  const limit = STEEPEST / CLAHE_BINS
  for (let round = 0; round < 8; round++) {
    let excess = 0
    for (let i = 0; i < CLAHE_BINS; i++) {
      if (shares[i]! <= limit) continue
      excess += shares[i]! - limit
      shares[i] = limit
    }
    if (excess < 1e-6) break
    for (let i = 0; i < CLAHE_BINS; i++) shares[i]! += excess / CLAHE_BINS
  }
  const sum = shares.reduce((a, b) => a + b, 0) - shares[0]!
  let below = 0
  for (let i = 1; i < CLAHE_BINS; i++) {
    below += shares[i]!
    out[i] = sum > 0 ? below / sum : i * straight
  }
  return out
}

/** The value shown instead of a stored one; x and y run from 0 to 1 over the picture. The shader does the same arithmetic. */
export function claheAt({ low, high, tables }: Clahe, x: number, y: number, stored: number): number {
  const place = (v: number) => Math.min(CLAHE_PARTS - 1, Math.max(0, v * CLAHE_PARTS - 0.5))
  const [px, py] = [place(x), place(y)]
  const [ax, ay] = [Math.floor(px), Math.floor(py)]
  const [bx, by] = [Math.min(CLAHE_PARTS - 1, ax + 1), Math.min(CLAHE_PARTS - 1, ay + 1)]
  const bin = Math.min(1, Math.max(0, (stored - low) / (high - low))) * (CLAHE_BINS - 1)
  const from = Math.floor(bin)
  const of = (column: number, row: number): number => {
    const at = (row * CLAHE_PARTS + column) * CLAHE_BINS
    const next = tables[at + Math.min(CLAHE_BINS - 1, from + 1)]!
    return tables[at + from]! + (next - tables[at + from]!) * (bin - from)
  }
  const across = (row: number) => of(ax, row) + (of(bx, row) - of(ax, row)) * (px - ax)
  return low + (high - low) * (across(ay) + (across(by) - across(ay)) * (py - ay))
}
