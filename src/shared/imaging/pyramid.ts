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

export function halve(level: Level, channels: number): Level {
  const { width, height, samples } = level
  const w = Math.ceil(width / 2)
  const h = Math.ceil(height / 2)
  const out = emptyLike(samples, w * h * channels)
  if (channels === 1 && !(samples instanceof Float32Array)) {
    halveWholeGrey(level, w, h, out)
    return { width: w, height: h, samples: out }
  }
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

/** The same for whole grey samples: large radiographs are shown one third sooner. */
function halveWholeGrey({ width, height, samples }: Level, w: number, h: number, out: Samples): void {
  const inner = width >> 1
  for (let y = 0; y < h; y++) {
    let top = 2 * y * width
    let below = 2 * y + 1 < height ? top + width : top
    let at = y * w
    for (const end = at + inner; at < end; at++, top += 2, below += 2)
      out[at] = (samples[top]! + samples[top + 1]! + samples[below]! + samples[below + 1]! + 2) >> 2
    if (inner < w) out[at] = (2 * (samples[top]! + samples[below]!) + 2) >> 2
  }
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
