// Brush masks of Label Studio: run lengths of the RGBA bytes of the picture, packed bit by bit (the rle-pack format of
// thi.ng/umbrella). 32 bits: how many values; 5 bits: word size - 1; four times 4 bits: sizes of run lengths - 1. Then runs:
// 1 bit repeat or literal, 2 bits which size, length - 1, and one word or as many words as the length says.
import type { Mask } from '../../../shared/geometry/mask.ts'

class Bits {
  readonly #bytes: readonly number[]
  #at = 0
  constructor(bytes: readonly number[]) {
    this.#bytes = bytes
  }
  /** -1 behind the end. */
  read(bits: number): number {
    if (this.#at + bits > this.#bytes.length * 8) return -1
    let value = 0
    for (let i = 0; i < bits; i++, this.#at++)
      value = value * 2 + ((this.#bytes[this.#at >> 3]! >> (7 - (this.#at & 7))) & 1)
    return value
  }
}

/** The pixels that are at least half opaque; null when the bytes do not describe a picture of this size. */
export function decodeBrush(rle: readonly number[], width: number, height: number): Mask | null {
  const bits = new Bits(rle)
  const total = bits.read(32)
  const word = bits.read(5) + 1
  const sizes = [0, 0, 0, 0].map(() => bits.read(4) + 1)
  if (total !== width * height * 4 || word > 8 || word < 1) return null
  const counts: number[] = []
  let inside = false
  let run = 0
  let pixels = 0
  const add = (value: boolean, n: number) => {
    if (value === inside) run += n
    else {
      counts.push(run)
      inside = value
      run = n
    }
    pixels += n
  }
  // The alpha bytes are number 3, 7, 11 …
  const alphas = (from: number, to: number) => Math.floor(to / 4) - Math.floor(from / 4)
  for (let i = 0; i < total; ) {
    const repeat = bits.read(1)
    const length = bits.read(sizes[bits.read(2)] ?? 1) + 1
    const end = Math.min(total, i + length)
    if (repeat < 0 || length < 1) return null
    if (repeat === 1) {
      const value = bits.read(word)
      if (value < 0) return null
      add(value > 127, alphas(i, end))
      i = end
    } else
      for (; i < end; i++) {
        const value = bits.read(word)
        if (value < 0) return null
        if (i % 4 === 3) add(value > 127, 1)
      }
  }
  counts.push(run)
  return pixels === width * height ? { kind: 'mask', x: 0, y: 0, width, height, counts } : null
}

/** All four bytes of a pixel are 255 inside and 0 outside; the mask must lie inside the picture, as a window of it. */
export function encodeBrush(mask: Mask, width: number, height: number): number[] {
  const out: number[] = []
  let byte = 0
  let filled = 0
  const write = (value: number, bits: number) => {
    for (let i = bits - 1; i >= 0; i--) {
      byte = byte * 2 + (Math.floor(value / 2 ** i) & 1)
      if (++filled < 8) continue
      out.push(byte)
      byte = 0
      filled = 0
    }
  }
  write(width * height * 4, 32)
  write(7, 5)
  const sizes = [3, 4, 8, 16]
  for (const size of sizes) write(size - 1, 4)
  const emit = (value: number, pixels: number) => {
    for (let left = pixels * 4; left > 0; ) {
      const length = Math.min(left, 65536)
      const which = sizes.findIndex((size) => length <= 2 ** size)
      write(1, 1)
      write(which, 2)
      write(length - 1, sizes[which]!)
      write(value, 8)
      left -= length
    }
  }
  for (const [pixels, inside] of wholeRuns(mask, width, height)) emit(inside ? 255 : 0, pixels)
  if (filled > 0) write(0, 8 - filled)
  return out
}

/** Runs over the whole picture, row by row. */
function* wholeRuns(mask: Mask, width: number, height: number): Generator<[number, boolean]> {
  let waiting = mask.y * width
  let state = false
  const flush = function* (pixels: number, inside: boolean): Generator<[number, boolean]> {
    if (inside === state) waiting += pixels
    else {
      if (waiting > 0) yield [waiting, state]
      state = inside
      waiting = pixels
    }
  }
  let at = 0
  let column = 0
  for (const [i, given] of mask.counts.entries()) {
    for (let left = given; left > 0; ) {
      if (column === 0) yield* flush(mask.x, false)
      const n = Math.min(left, mask.width - column)
      yield* flush(n, i % 2 === 1)
      left -= n
      at += n
      column = at % mask.width
      if (column === 0) yield* flush(width - mask.x - mask.width, false)
    }
  }
  const below = (height - mask.y - (mask.width > 0 ? Math.ceil(at / mask.width) : 0)) * width
  yield* flush(Math.max(0, below), false)
  if (waiting > 0) yield [waiting, state]
}
