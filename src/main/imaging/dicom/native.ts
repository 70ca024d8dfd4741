// Uncompressed pixels of one frame -> raw words in the machine's (little-endian) order.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ImageAttributes } from './attributes.ts'
import type { RawWords } from './samples.ts'
import type { Element } from './structure.ts'

export type NativePixels = {
  readonly bytes: Uint8Array
  readonly element: Element
  readonly bigEndian: boolean
}

const swap16 = (b: Uint8Array): Uint8Array => {
  const out = new Uint8Array(b.length + (b.length % 2))
  out.set(b)
  return Buffer.from(out.buffer, out.byteOffset, out.length).swap16()
}

/** The bytes of one frame: a view of the file where `align` allows it and nothing will be written, else a copy. */
function frameBytes(p: NativePixels, frameLength: number, frame: number, align: number): Uint8Array {
  const have = Math.min(p.element.length, p.bytes.length - p.element.offset)
  const from = frame * frameLength
  if (from + frameLength > have)
    throw new PandokError('truncated', 'the pixel data ends before this frame does', {
      expected: from + frameLength,
      found: Math.max(0, have),
    })
  const start = p.element.offset + from
  const view = p.bytes.subarray(start, start + frameLength)
  return p.bigEndian || view.byteOffset % align !== 0 ? new Uint8Array(view) : view
}

/** Words of any width from 1 to 16 bits packed without gaps, lowest bit first (PS3.5 8.1.1, figure 8.1-1). */
function unpackBits(p: NativePixels, a: ImageAttributes, frame: number): RawWords {
  const bits = a.bitsAllocated
  const count = a.rows * a.columns * a.samplesPerPixel
  const firstBit = frame * count * bits
  const firstByte = Math.floor(firstBit / 16) * 2
  const lastByte = Math.ceil((firstBit + count * bits) / 8)
  const have = Math.min(p.element.length, p.bytes.length - p.element.offset)
  if (lastByte > have)
    throw new PandokError('truncated', 'the pixel data ends before this frame does', {
      expected: lastByte,
      found: Math.max(0, have),
    })
  const raw = p.bytes.subarray(
    p.element.offset + firstByte,
    p.element.offset + Math.min(have, lastByte + (lastByte % 2)),
  )
  const src = p.bigEndian && p.element.vr !== 'OB' ? swap16(raw) : raw
  const out = bits <= 8 ? new Uint8Array(count) : new Uint16Array(count)
  const mask = 2 ** bits - 1
  let at = firstBit - firstByte * 8
  if (bits === 1) for (let i = 0; i < count; i++, at++) out[i] = ((src[at >> 3] ?? 0) >> (at & 7)) & 1
  else
    for (let i = 0; i < count; i++, at += bits) {
      const b = at >> 3
      out[i] = (((src[b] ?? 0) | ((src[b + 1] ?? 0) << 8) | ((src[b + 2] ?? 0) << 16)) >> (at & 7)) & mask
    }
  return out
}

/** Y1 Y2 Cb Cr for each two pixels (PS3.3 C.7.6.3.1.2) -> Y Cb Cr for each pixel, chroma repeated. */
function expand422(src: Uint8Array, rows: number, columns: number): Uint8Array {
  const out = new Uint8Array(rows * columns * 3)
  const pairs = Math.ceil(columns / 2)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const from = (y * pairs + (x >> 1)) * 4
      const to = (y * columns + x) * 3
      out[to] = src[from + (x & 1)] ?? 0
      out[to + 1] = src[from + 2] ?? 0
      out[to + 2] = src[from + 3] ?? 0
    }
  return out
}

/** Bytes of a frame; packed frames follow each other bit by bit. */
const frameLength = (p: NativePixels, a: ImageAttributes): number =>
  halvedChroma(p, a)
    ? a.rows * Math.ceil(a.columns / 2) * 4
    : (a.rows * a.columns * a.samplesPerPixel * a.bitsAllocated) / 8

/** Some writers say 422 and store full chroma; the length tells. */
const halvedChroma = (p: NativePixels, a: ImageAttributes): boolean =>
  a.bitsAllocated === 8 &&
  a.samplesPerPixel === 3 &&
  a.photometric.endsWith('_422') &&
  p.element.length < a.rows * a.columns * 3 * a.frames

/** A row or a column, whichever is shorter: less than that, and zeros, are padding. */
const line = (p: NativePixels, a: ImageAttributes): number =>
  Math.max(2, frameLength(p, a) / Math.max(a.rows, a.columns))

/** Bytes behind the stated frames, when they are more than padding: the header then hides frames, or has a wrong size. */
export function surplusBytes(p: NativePixels, a: ImageAttributes): number {
  const frame = frameLength(p, a)
  const used = Math.ceil(frame * a.frames)
  const have = Math.min(p.element.length, p.bytes.length - p.element.offset)
  if (have - used < line(p, a)) return 0
  const rest = p.bytes.subarray(p.element.offset + used, p.element.offset + have)
  return rest.some((b) => b !== 0) ? rest.length : 0
}

/**
 * A picture of a wrong size is worse than none. Whole frames more than stated leave the stated ones as they are, and so do
 * whole frames fewer; a stated length that is no whole number of frames means another size.
 */
export function checkSize(p: NativePixels, a: ImageAttributes): void {
  const frame = frameLength(p, a)
  const isWhole = (bytes: number): boolean => bytes % frame < line(p, a)
  const surplus = surplusBytes(p, a)
  const short = p.element.length < Math.floor(frame) * a.frames && a.frames > 1
  if (surplus > 0 ? a.noMoreFrames || !isWhole(surplus) : short && !isWhole(p.element.length))
    throw new PandokError('corrupt', 'the pixel data has another length than the picture that the header describes', {
      bytes: p.element.length,
      rows: a.rows,
      columns: a.columns,
    })
}

const WIDE = { 16: 2, 24: 3, 32: 4 } as const

export function nativeWords(p: NativePixels, a: ImageAttributes, frame: number): RawWords {
  const count = a.rows * a.columns * a.samplesPerPixel
  if (a.bitsAllocated === 8) {
    const half = halvedChroma(p, a)
    const length = half ? frameLength(p, a) : count
    const swapped = p.bigEndian && p.element.vr === 'OW'
    const bytes = swapped ? evenWords(p, length, frame) : frameBytes(p, length, frame, 1)
    return half ? expand422(bytes, a.rows, a.columns) : bytes
  }
  const width =
    a.bitsAllocated === 16 || a.bitsAllocated === 24 || a.bitsAllocated === 32 ? WIDE[a.bitsAllocated] : null
  if (width === null) return unpackBits(p, a, frame)
  const bytes = frameBytes(p, count * width, frame, width)
  if (width === 3) return from24(bytes, p.bigEndian)
  if (p.bigEndian) {
    const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (width === 2) b.swap16()
    else b.swap32()
  }
  return width === 2
    ? new Uint16Array(bytes.buffer, bytes.byteOffset, count)
    : new Uint32Array(bytes.buffer, bytes.byteOffset, count)
}

/** 8-bit samples in big-endian 16-bit words: bytes swap in pairs counted from the start of the element. */
function evenWords(p: NativePixels, length: number, frame: number): Uint8Array {
  const from = frame * length
  const start = from - (from % 2)
  const have = Math.min(p.element.length, p.bytes.length - p.element.offset)
  if (from + length > have) return frameBytes(p, length, frame, 1)
  const raw = p.bytes.subarray(p.element.offset + start, p.element.offset + Math.min(have, from + length + 1))
  return swap16(raw).slice(from - start, from - start + length)
}

function from24(b: Uint8Array, bigEndian: boolean): Uint32Array {
  const out = new Uint32Array(Math.floor(b.length / 3))
  const [low, high] = bigEndian ? [2, 0] : [0, 2]
  for (let i = 0, at = 0; i < out.length; i++, at += 3)
    out[i] = (b[at + low] ?? 0) | ((b[at + 1] ?? 0) << 8) | ((b[at + high] ?? 0) << 16)
  return out
}

/** Float Pixel Data and Double Float Pixel Data. */
export function nativeFloats(p: NativePixels, a: ImageAttributes, frame: number): Float32Array | Float64Array {
  const count = a.rows * a.columns * a.samplesPerPixel
  const width = a.bitsAllocated / 8
  const bytes = frameBytes(p, count * width, frame, width)
  if (p.bigEndian) {
    const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (width === 4) b.swap32()
    else b.swap64()
  }
  return width === 4
    ? new Float32Array(bytes.buffer, bytes.byteOffset, count)
    : new Float64Array(bytes.buffer, bytes.byteOffset, count)
}
