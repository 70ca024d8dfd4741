// Size of a JPEG XL picture, before its decoder allocates anything (ISO/IEC 18181-1 annex D.2; boxes: 18181-2).
import { PandokError } from '../../../shared/contract/errors.ts'

export type JpegXlSize = { readonly width: number; readonly height: number }

const corrupt = (why: string): PandokError => new PandokError('corrupt', `the JPEG XL codestream ${why}`)
const BOX = [0, 0, 0, 12, 0x4a, 0x58, 0x4c, 0x20]

/** The bare codestream, or its first part where boxes hold it. */
function firstPart(b: Uint8Array): Uint8Array {
  if (b[0] === 0xff && b[1] === 0x0a) return b
  if (!BOX.every((v, i) => b[i] === v)) throw corrupt('does not begin as one')
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength)
  for (let at = 0; at + 8 <= b.length; ) {
    const short = v.getUint32(at)
    const kind = Buffer.from(b.buffer, b.byteOffset + at + 4, 4).toString('latin1')
    const long = short === 1
    if (long && at + 16 > b.length) break
    const length = long ? Number(v.getBigUint64(at + 8)) : short === 0 ? b.length - at : short
    const head = long ? 16 : 8
    if (length < head) break
    if (kind === 'jxlc') return b.subarray(at + head)
    // Parts are numbered first.
    if (kind === 'jxlp') return b.subarray(at + head + 4)
    at += length
  }
  throw corrupt('has no picture in its boxes')
}

function bitReader(b: Uint8Array, from: number) {
  let at = from * 8
  return (count: number): number => {
    let value = 0
    for (let i = 0; i < count; i++, at++) {
      const byte = b[at >> 3]
      if (byte === undefined) throw new PandokError('truncated', 'the JPEG XL codestream ends too early')
      value += ((byte >> (at & 7)) & 1) * 2 ** i
    }
    return value
  }
}

const WIDTHS = [9, 13, 18, 30] as const
/** Width by height, numerator and denominator. */
const RATIOS = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const

export function jpegXlSize(bytes: Uint8Array): JpegXlSize {
  const codestream = firstPart(bytes)
  if (codestream[0] !== 0xff || codestream[1] !== 0x0a) throw corrupt('does not begin as one')
  const bits = bitReader(codestream, 2)
  const small = bits(1) === 1
  const side = (): number => (small ? (bits(5) + 1) * 8 : bits(WIDTHS[bits(2)] ?? 30) + 1)
  const height = side()
  const ratio = RATIOS[bits(3) - 1]
  return { width: ratio ? Math.floor((height * ratio[0]) / ratio[1]) : side(), height }
}
