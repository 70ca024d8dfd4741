// EXIF orientation: stored grid -> upright grid (EXIF 2.32, tag 0x0112).
import type { Samples } from './rasterTypes.ts'

export type Turn = {
  /** Upright x runs along stored y. */
  readonly transpose: boolean
  /** Stored x (or y) runs backwards. */
  readonly flipX: boolean
  readonly flipY: boolean
}

const TURNS: readonly Turn[] = [
  { transpose: false, flipX: false, flipY: false },
  { transpose: false, flipX: true, flipY: false },
  { transpose: false, flipX: true, flipY: true },
  { transpose: false, flipX: false, flipY: true },
  { transpose: true, flipX: false, flipY: false },
  { transpose: true, flipX: false, flipY: true },
  { transpose: true, flipX: true, flipY: true },
  { transpose: true, flipX: true, flipY: false },
]

export const turnOf = (orientation: number): Turn => TURNS[orientation - 1] ?? TURNS[0]!

export const uprightSize = (width: number, height: number, orientation: number): { width: number; height: number } =>
  turnOf(orientation).transpose ? { width: height, height: width } : { width, height }

/** Returns `data` itself for orientation 1. */
export function orient<T extends Samples>(
  data: T,
  width: number,
  height: number,
  channels: number,
  orientation: number,
): T {
  if (orientation === 1) return data
  const { transpose, flipX, flipY } = turnOf(orientation)
  const size = uprightSize(width, height, orientation)
  // slice() of a Buffer would be a view of the same memory.
  const out = (data instanceof Uint8Array ? new Uint8Array(data.length) : data.slice()) as T
  const stepX = (transpose ? (flipY ? -width : width) : flipX ? -1 : 1) * channels
  for (let y = 0; y < size.height; y++) {
    const sx = transpose ? (flipX ? width - 1 - y : y) : flipX ? width - 1 : 0
    const sy = transpose ? (flipY ? height - 1 : 0) : flipY ? height - 1 - y : y
    let from = (sy * width + sx) * channels
    let to = y * size.width * channels
    for (let x = 0; x < size.width; x++) {
      for (let c = 0; c < channels; c++) out[to + c] = data[from + c] ?? 0
      to += channels
      from += stepX
    }
  }
  return out
}
