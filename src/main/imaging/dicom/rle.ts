// RLE Lossless (PS3.5 annex G): one PackBits segment per byte of a sample, most significant byte first.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { Decoder } from './decoder.ts'

const HEADER = 64

/** Unpacks into every `stride`-th byte from `to`: how many bytes came out, how many of the last run did not fit, where it ended. */
function unpack(src: Uint8Array, from: number, end: number, out: Uint8Array, to: number, stride: number) {
  let i = from
  let o = to
  let over = 0
  const limit = out.length
  while (i < end && o < limit) {
    const n = src[i++] ?? 128
    if (n < 128) {
      let stop = i + n + 1
      if (stop > end) stop = end
      for (; i < stop && o < limit; i++, o += stride) out[o] = src[i] ?? 0
      over = stop - i
      i = stop
    } else if (n > 128) {
      if (i >= end) break
      const value = src[i++] ?? 0
      const fits = Math.min(257 - n, Math.ceil((limit - o) / stride))
      over = 257 - n - fits
      const stop = o + fits * stride
      // Fresh memory is zero already: the air of a radiograph costs nothing.
      if (value !== 0) for (; o < stop; o += stride) out[o] = value
      o = stop
    }
  }
  return { got: Math.ceil((o - to) / stride), over, at: i }
}

/** Bytes that the rest of a segment would give; zeros are padding. */
function surplusOf(src: Uint8Array, from: number, end: number): number {
  if (src.subarray(from, end).every((b) => b === 0)) return 0
  let count = 0
  for (let i = from; i < end; ) {
    const n = src[i++] ?? 128
    if (n === 128) continue
    count += n < 128 ? Math.min(n + 1, end - i) : 257 - n
    i += n < 128 ? n + 1 : 1
  }
  return count
}

export const decodeRle: Decoder = (bytes, a) => {
  if (bytes.length < HEADER) throw new PandokError('truncated', 'the RLE header is incomplete')
  const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = a.bitsAllocated / 8
  if (!Number.isInteger(width) || width === 3)
    throw new PandokError('unsupported-pixel-format', 'RLE needs 8, 16 or 32 bits allocated', { bits: a.bitsAllocated })
  const segments = v.getUint32(0, true)
  const wanted = a.samplesPerPixel * width
  if (segments !== wanted)
    throw new PandokError('corrupt', 'the number of RLE segments does not fit the image', { segments, wanted })
  const pixels = a.rows * a.columns
  const out = new Uint8Array(pixels * wanted)
  for (let s = 0; s < segments; s++) {
    const from = v.getUint32(4 + s * 4, true)
    const next = s + 1 < segments ? v.getUint32(8 + s * 4, true) : bytes.length
    if (from < HEADER || from > bytes.length || next < from)
      throw new PandokError('corrupt', 'an RLE segment lies outside its frame', { segment: s })
    const sample = Math.floor(s / width)
    const to = sample * width + (width - 1 - (s % width))
    const end = Math.min(next, bytes.length)
    const { got, over, at } = unpack(bytes, from, end, out, to, wanted)
    if (got < pixels)
      throw new PandokError('truncated', 'an RLE segment ends too early', { segment: s, expected: pixels, found: got })
    // A row or a column more than stated means another size, and rows that are cut at wrong places.
    if (s === 0 && over + surplusOf(bytes, at, end) >= Math.min(a.columns, a.rows))
      throw new PandokError('corrupt', 'an RLE segment holds more than the picture that the header describes', {
        rows: a.rows,
        columns: a.columns,
      })
  }
  const data = width === 1 ? out : width === 2 ? new Uint16Array(out.buffer) : new Uint32Array(out.buffer)
  return {
    data,
    width: a.columns,
    height: a.rows,
    components: a.samplesPerPixel,
    precision: a.bitsAllocated,
    signed: a.signed,
    planar: false,
    rgb: false,
  }
}
