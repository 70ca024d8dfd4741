// Stored values of a window on the picture: what every assist works on. Nothing here knows about the screen.
import type { Mask, Spans } from '../../shared/geometry/mask.ts'
import { maskFromSpans } from '../../shared/geometry/mask.ts'
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { Samples } from '../../shared/imaging/pyramid.ts'

export type Field = {
  /** Whole pixels of the picture. */
  readonly bounds: Bounds
  /** Interleaved; the first `used` of them count (an alpha channel does not). */
  readonly channels: number
  readonly samples: Samples
}
export const usedChannels = (f: Field): number => (f.channels === 4 ? 3 : f.channels)

/** Marked pixels (not 0) of the field as a mask of the picture. */
export function maskOfMarks(marks: Uint8Array, { bounds }: Field): Mask {
  const spans: Spans = []
  for (let y = 0; y < bounds.height; y++) {
    const row = y * bounds.width
    for (let x = 0; x < bounds.width; x++) {
      if (marks[row + x] === 0) continue
      const from = x
      while (x < bounds.width && marks[row + x] !== 0) x++
      spans.push(bounds.y + y, bounds.x + from, bounds.x + x)
    }
  }
  return maskFromSpans(spans)
}

/** The values of the window spread to 0..1 between its first and last percent, so that a speck does not flatten the rest. */
export function spread(f: Field): Float32Array {
  const used = usedChannels(f)
  const count = f.bounds.width * f.bounds.height
  const step = Math.max(1, Math.floor(count / 20_000))
  const sample: number[] = []
  for (let i = 0; i < count; i += step) for (let c = 0; c < used; c++) sample.push(f.samples[i * f.channels + c]!)
  sample.sort((a, b) => a - b)
  const low = sample[Math.floor(sample.length * 0.01)] ?? 0
  const high = sample[Math.ceil(sample.length * 0.99) - 1] ?? low
  // A window that is flat but for a little: everything that differs counts.
  const [from, to] = high > low ? [low, high] : [sample[0] ?? 0, sample.at(-1) ?? 0]
  const width = to > from ? to - from : 1
  const out = new Float32Array(count * used)
  for (let i = 0; i < count; i++)
    for (let c = 0; c < used; c++)
      out[i * used + c] = Math.min(1.5, Math.max(-0.5, (f.samples[i * f.channels + c]! - from) / width))
  return out
}
