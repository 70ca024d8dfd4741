// How often each stored value occurs. Whole-number samples up to 16 bits have a bin of their own each; floating-point ones
// share 4096 bins over the range of the frame.
import { type GreyDisplay, modalityValue } from './greyDisplay.ts'
import type { SampleType } from './pixelFrame.ts'
import type { Samples } from './pyramid.ts'
import type { ValueRange } from './voi.ts'

export type Histogram = {
  /** Value at the lower edge of bin 0. */
  readonly low: number
  /** Width of a bin in stored values. */
  readonly step: number
  /** One row a colour channel (alpha is not counted). */
  readonly channels: readonly Uint32Array[]
}

const FLOAT_BINS = 4096
const WHOLE: Readonly<Record<Exclude<SampleType, 'f32'>, readonly [low: number, bins: number]>> = {
  u8: [0, 256],
  u16: [0, 65_536],
  i16: [-32_768, 65_536],
}

export function emptyHistogram(sample: SampleType, channels: number, range: ValueRange): Histogram {
  const rows = Math.min(channels, 3)
  const [low, bins, step] =
    sample === 'f32'
      ? [range.low, FLOAT_BINS, Math.max(range.high - range.low, 1e-12) / FLOAT_BINS]
      : [...WHOLE[sample], 1]
  return { low, step, channels: Array.from({ length: rows }, () => new Uint32Array(bins)) }
}

/** Adds the samples of a frame or a tile. Values outside the bins and those that are no number are not counted. */
export function countSamples(h: Histogram, samples: Samples, channels: number): void {
  const { low, step } = h
  h.channels.forEach((bins, c) => {
    const last = bins.length - 1
    if (step === 1) {
      for (let i = c; i < samples.length; i += channels) bins[samples[i]! - low]!++
      return
    }
    for (let i = c; i < samples.length; i += channels) {
      const v = samples[i]!
      const bin = Math.floor((v - low) / step)
      if (bin >= 0 && bin <= last) bins[bin]!++
      else if (bin === last + 1 && v <= low + step * (last + 1)) bins[last]!++
    }
  })
}

/** Sums of the bins in `columns` equal parts of a range, for drawing. */
export function columnsOf(bins: Uint32Array, h: Histogram, range: ValueRange, columns: number): Float64Array {
  const out = new Float64Array(columns)
  // A bin of whole values stands for the value itself, which is its lower edge.
  const width = range.high - range.low + (h.step === 1 ? 1 : 0)
  if (width <= 0) return out
  const first = Math.max(0, Math.floor((range.low - h.low) / h.step))
  const last = Math.min(bins.length - 1, Math.ceil((range.high - h.low) / h.step))
  for (let i = first; i <= last; i++) {
    const count = bins[i]!
    if (count === 0) continue
    const from = ((h.low + i * h.step - range.low) / width) * columns
    const to = from + (h.step / width) * columns
    // Where a value is wider than a column it fills all of its columns.
    for (
      let c = Math.max(0, Math.floor(from));
      c < Math.min(columns, Math.max(Math.ceil(to), Math.floor(from) + 1));
      c++
    )
      out[c]! += count * Math.min(1, (Math.min(to, c + 1) - Math.max(from, c)) / (to - from))
  }
  return out
}

/** Columns over stored values, moved to where their modality values lie in `to`. */
export function columnsThrough(g: GreyDisplay, counts: Float64Array, from: ValueRange, to: ValueRange): Float64Array {
  const many = counts.length
  const out = new Float64Array(many)
  for (let i = 0; i < many; i++) {
    const stored = from.low + ((i + 0.5) / many) * (from.high - from.low)
    const at = Math.floor(((modalityValue(g, stored) - to.low) / (to.high - to.low)) * many)
    out[Math.min(many - 1, Math.max(0, at))]! += counts[i]!
  }
  return out
}

/** What lies between the 0.5 and 99.5 % of the values that occur: a window for "show me what matters". */
export function percentileRange(h: Histogram, low = 0.005, high = 0.995): ValueRange | null {
  const total = h.channels.reduce((sum, bins) => sum + bins.reduce((s, v) => s + v, 0), 0)
  if (total === 0) return null
  const valueAt = (share: number) => {
    let left = share * total
    const bins = h.channels[0]?.length ?? 0
    for (let i = 0; i < bins; i++) {
      for (const channel of h.channels) left -= channel[i]!
      if (left <= 0) return h.low + i * h.step
    }
    return h.low + bins * h.step
  }
  return { low: valueAt(low), high: valueAt(high) }
}
