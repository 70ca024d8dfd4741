// Coarser copies of a frame for zoomed-out views: every level halves both sides (rounded up) by averaging stored values.
import { bytesPerSample, type SampleType } from './pixelFrame.ts'

export type Samples = Uint8Array | Uint16Array | Int16Array | Float32Array
export type Level = { readonly width: number; readonly height: number; readonly samples: Samples }

/** A view on the buffer, or a copy where the samples are not aligned. */
export function samplesOf(sample: SampleType, buffer: ArrayBuffer, offset: number, count: number): Samples {
  const size = bytesPerSample(sample)
  const [from, at] = offset % size === 0 ? [buffer, offset] : [buffer.slice(offset, offset + count * size), 0]
  if (sample === 'u8') return new Uint8Array(from, at, count)
  if (sample === 'u16') return new Uint16Array(from, at, count)
  if (sample === 'i16') return new Int16Array(from, at, count)
  return new Float32Array(from, at, count)
}

export const emptyLike = (s: Samples, count: number): Samples =>
  s instanceof Uint8Array
    ? new Uint8Array(count)
    : s instanceof Uint16Array
      ? new Uint16Array(count)
      : s instanceof Int16Array
        ? new Int16Array(count)
        : new Float32Array(count)

export function halve({ width, height, samples }: Level, channels: number): Level {
  const w = Math.ceil(width / 2)
  const h = Math.ceil(height / 2)
  const out = emptyLike(samples, w * h * channels)
  // Whole samples round to nearest; truncation would darken every level.
  const whole = !(samples instanceof Float32Array)
  const row = width * channels
  for (let y = 0; y < h; y++) {
    const top = 2 * y * row
    const below = 2 * y + 1 < height ? row : 0
    let at = y * w * channels
    for (let x = 0; x < w; x++) {
      const beside = 2 * x + 1 < width ? channels : 0
      const from = top + 2 * x * channels
      for (let c = 0; c < channels; c++) {
        const i = from + c
        const mean = (samples[i]! + samples[i + beside]! + samples[i + below]! + samples[i + below + beside]!) / 4
        out[at++] = whole ? Math.floor(mean + 0.5) : mean
      }
    }
  }
  return { width: w, height: h, samples: out }
}

/** Level 0 is the frame itself; the last one has no side above `least`. */
export function pyramid(base: Level, channels: number, least = 512): Level[] {
  const levels = [base]
  for (let last = base; last.width > least || last.height > least; ) {
    last = halve(last, channels)
    levels.push(last)
  }
  return levels
}
