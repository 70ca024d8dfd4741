// Where the breast is on a mammogram, from a reduced copy of its stored values. Pure.
import type { Samples } from '../pyramid.ts'
import { type Bits, dilate, erode, filled, grownWithin, largestAtSide } from './bits.ts'

export type Reduced = {
  readonly width: number
  readonly height: number
  readonly samples: Samples
  /** Low values are dense: MONOCHROME1, or Presentation LUT Shape INVERSE. */
  readonly inverted: boolean
  /** Stored values that are no picture. */
  readonly padding: { readonly low: number; readonly high: number } | null
}

/** 1 = breast with a margin of air, row by row. */
export type BreastMask = Bits & {
  /** Of the picture. */
  readonly share: number
  /** Stored values on this side of `at` are air: the skin line is finer than the reduced copy. */
  readonly air: { readonly at: number; readonly below: boolean }
}

/** Less is a label or a phantom, more means that no air was found: then nothing is known. */
const LEAST_SHARE = 0.02
const MOST_SHARE = 0.97
/** Air is never perfectly even: noise of the detector and scatter lie this many deviations, or this share of the tissue, above it. */
const NOISE = 4
const SCATTER = 0.03
const BINS = 512
/** Half the width of what is a frame or a letter, as a share of the shorter side. */
const THIN = 0.025
/** The skin is dim; it must not be cut. Share of the longer side. */
const MARGIN = 1 / 160

export function breastMask(picture: Reduced): BreastMask | null {
  const stated = shownValues(picture)
  // Raw detector values are bright where nothing was in the way, whatever the header calls them.
  const bright = airIsBright(stated)
  const values = bright ? stated.map((v) => -v) : stated
  const below = bright === picture.inverted
  const threshold = airThreshold(values)
  if (threshold === null) return null
  const { width, height } = picture
  const tissue: Bits = { width, height, bits: Uint8Array.from(values, (v) => (v > threshold ? 1 : 0)) }
  // The frame of a film and letters lose their connection; the nipple is thin too and grows back.
  const thin = Math.max(1, Math.round(Math.min(width, height) * THIN))
  const core = largestAtSide(dilate(erode(tissue, thin), thin))
  if (!core) return null
  const body = grownWithin(core, tissue, 3 * thin)
  const whole = filled(dilate(body, Math.max(1, Math.round(Math.max(width, height) * MARGIN))))
  let count = 0
  for (const bit of whole.bits) count += bit
  const share = count / (width * height)
  return share < LEAST_SHARE || share > MOST_SHARE
    ? null
    : { ...whole, share, air: { at: below ? threshold : -threshold, below } }
}

/** Dense is high; padding is the least of all. */
function shownValues({ samples, inverted, padding }: Reduced): Float64Array {
  const out = new Float64Array(samples.length)
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < out.length; i++) {
    const v = samples[i]!
    const shown = padding && v >= padding.low && v <= padding.high ? Number.NaN : inverted ? -v : v
    out[i] = shown
    if (shown < least) least = shown
  }
  for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i]!)) out[i] = least
  return out
}

type Counted = { readonly counts: Float64Array; readonly low: number; readonly scale: number }

function counted(values: Float64Array): Counted | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const v of values) {
    if (v < low) low = v
    if (v > high) high = v
  }
  if (!(high > low)) return null
  const scale = (BINS - 1) / (high - low)
  const counts = new Float64Array(BINS)
  for (const v of values) counts[Math.floor((v - low) * scale)]!++
  return { counts, low, scale }
}

const highest = (counts: Float64Array): number => counts.reduce((best, n, i, all) => (n > all[best]! ? i : best), 0)

/** Nothing else on a mammogram is as even as air. */
function airIsBright(values: Float64Array): boolean {
  const found = counted(values)
  return found !== null && highest(found.counts) > otsu(found.counts)
}

/** Otsu's split says roughly what is dark; air is the largest even part of that, and everything clearly above it is tissue. */
function airThreshold(values: Float64Array): number | null {
  const found = counted(values)
  if (!found) return null
  const { counts, low, scale } = found
  const split = otsu(counts)
  const peak = highest(counts.subarray(0, split + 1))
  const [air, spread] = peakOf(counts, peak, split)
  const tissue = medianAbove(counts, split)
  const bins = Math.max(NOISE * spread, SCATTER * (tissue - air), 1)
  return low + (air + bins) / scale
}

function otsu(counts: Float64Array): number {
  const total = counts.reduce((a, b) => a + b, 0)
  const sum = counts.reduce((a, n, i) => a + n * i, 0)
  let below = 0
  let sumBelow = 0
  let best = 0
  let most = -1
  for (let i = 0; i < counts.length - 1; i++) {
    below += counts[i]!
    sumBelow += counts[i]! * i
    if (below === 0 || below === total) continue
    const difference = sumBelow / below - (sum - sumBelow) / (total - below)
    const between = below * (total - below) * difference * difference
    if (between > most) [most, best] = [between, i]
  }
  return best
}

/** Middle and half width (at half height) of the peak, as a deviation. */
function peakOf(counts: Float64Array, peak: number, end: number): [number, number] {
  const half = counts[peak]! / 2
  let right = peak
  while (right < end && counts[right + 1]! > half) right++
  let left = peak
  while (left > 0 && counts[left - 1]! > half) left--
  // A Gaussian falls to half its height at 1.18 deviations.
  return [(left + right) / 2 + 0.5, (right - left) / 2 / 1.18]
}

function medianAbove(counts: Float64Array, split: number): number {
  const above = counts.subarray(split + 1)
  const half = above.reduce((a, b) => a + b, 0) / 2
  let seen = 0
  for (let i = 0; i < above.length; i++) {
    seen += above[i]!
    if (seen >= half) return split + 1 + i
  }
  return counts.length - 1
}
