// What a JPEG 2000 codestream says of itself (ISO/IEC 15444-1 annex A): size, signedness, colour transform, HT.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { Reduction } from './wasmCodec.ts'

export type Jpeg2000Header = {
  readonly width: number
  readonly height: number
  /** Where the picture begins on the reference grid. */
  readonly left: number
  readonly top: number
  readonly components: number
  readonly precision: number
  readonly signed: boolean
  readonly subsampled: boolean
  /** Colour transform of the codestream (RCT or ICT), undone by the decoder. */
  readonly colourTransform: boolean
  /** The irreversible wavelet (9-7). */
  readonly lossy: boolean
  /** Wavelet levels: the picture can be decoded at a half, a quarter, … of its size. */
  readonly levels: number
  /** Capabilities marker present: Part 15, high throughput. */
  readonly highThroughput: boolean
  /** Behind the last tile part; null when that reaches to the end of the codestream. */
  readonly tilesEnd: number | null
  /** Offsets of the signedness bytes (Ssiz) of the components. */
  readonly signBytes: readonly number[]
}

const corrupt = (why: string): PandokError => new PandokError('corrupt', `the JPEG 2000 codestream ${why}`)
const cut = (): PandokError => new PandokError('truncated', 'the JPEG 2000 codestream ends too early')

/** How far a picture may be halved and keep `atLeast` pixels; null when not at all. */
export function reductionOf(h: Jpeg2000Header, atLeast: number): Reduction | null {
  let found: Reduction | null = null
  for (let level = 1; level <= h.levels; level++) {
    const [left, top] = [Math.ceil(h.left / 2 ** level), Math.ceil(h.top / 2 ** level)]
    const width = Math.ceil((h.left + h.width) / 2 ** level) - left
    const height = Math.ceil((h.top + h.height) / 2 ** level) - top
    if (width * height < atLeast) break
    found = { level, width, height }
  }
  return found
}

/** DICOM forbids the JP2 file wrapper, some writers use it; only the codestream inside counts. */
export function codestreamOf(b: Uint8Array): Uint8Array {
  if (b[0] === 0xff && b[1] === 0x4f) return b
  for (let i = b.indexOf(0xff); i >= 0 && i + 4 <= b.length; i = b.indexOf(0xff, i + 1))
    if (b[i + 1] === 0x4f && b[i + 2] === 0xff && b[i + 3] === 0x51) return b.subarray(i)
  throw corrupt('has no start of codestream marker')
}

export function readJpeg2000Header(b: Uint8Array): Jpeg2000Header {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength)
  if (b.length < 43 || v.getUint16(2) !== 0xff51) throw corrupt('has no size segment')
  const components = v.getUint16(40)
  if (components < 1 || components > 16384 || 42 + components * 3 > b.length)
    throw corrupt('has a damaged size segment')
  const signBytes = Array.from({ length: components }, (_, i) => 42 + i * 3)
  const kinds = signBytes.map((at) => b[at] ?? 0)
  const first = kinds[0] ?? 0
  const x = v.getUint32(8) - v.getUint32(16)
  const y = v.getUint32(12) - v.getUint32(20)
  const tileX = v.getUint32(24)
  const tileY = v.getUint32(28)
  if (x < 1 || y < 1 || tileX < 1 || tileY < 1) throw corrupt('has a damaged size segment')
  // 65,535 tiles are the most a codestream can number.
  if (Math.ceil(v.getUint32(8) / tileX) * Math.ceil(v.getUint32(12) / tileY) > 65535)
    throw corrupt('has too many tiles')
  let colourTransform = false
  let highThroughput = false
  let lossy = false
  let levels = 0
  let at = 2
  for (;;) {
    if (at + 4 > b.length) throw cut()
    const marker = v.getUint16(at)
    if (marker === 0xff90) break
    if (marker < 0xff00) throw corrupt('has a damaged main header')
    if (marker === 0xff52) {
      colourTransform = (b[at + 8] ?? 0) === 1
      levels = b[at + 9] ?? 0
      lossy = b[at + 13] === 0
    }
    if (marker === 0xff50) highThroughput = true
    at += 2 + v.getUint16(at + 2)
  }
  const tilesEnd = checkTileParts(v, at)
  return {
    width: x,
    height: y,
    left: v.getUint32(16),
    top: v.getUint32(20),
    components,
    precision: Math.max(...kinds.map((k) => (k & 0x7f) + 1)),
    signed: first > 127,
    subsampled: signBytes.some((s) => b[s + 1] !== 1 || b[s + 2] !== 1) || kinds.some((k) => k !== first),
    colourTransform,
    lossy,
    levels,
    highThroughput,
    tilesEnd,
    signBytes,
  }
}

/** A decoder fills missing tile parts with blur; the lengths of the tile parts tell before. */
function checkTileParts(v: DataView, start: number): number | null {
  let at = start
  while (at + 12 <= v.byteLength && v.getUint16(at) === 0xff90) {
    const length = v.getUint32(at + 6)
    if (length === 0) return null // up to the end of the codestream
    if (length < 14) throw corrupt('has a damaged tile part')
    at += length
  }
  if (at > v.byteLength) throw cut()
  return at
}

/** The codestream with the end marker that some writers leave out behind whole tile parts. */
export function closed(b: Uint8Array, { tilesEnd }: Jpeg2000Header): Uint8Array {
  if (tilesEnd === null || (b[tilesEnd] === 0xff && b[tilesEnd + 1] === 0xd9)) return b
  return Buffer.concat([b.subarray(0, tilesEnd), Uint8Array.of(0xff, 0xd9)])
}
