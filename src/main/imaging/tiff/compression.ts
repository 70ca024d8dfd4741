// Codecs of TIFF blocks that we read ourselves, by compression tag. Each gets at most `limit` bytes out.
import { constants, inflateSync, zstdDecompressSync } from 'node:zlib'
import { PandokError } from '../../../shared/contract/errors.ts'
import { type LzwKind, readLzw } from '../lzw.ts'

/** TIFF 6.0, section 13. */
const TIFF_LZW: LzwKind = { symbolBits: 8, bitOrder: 'most first', early: 1, full: 'error' }

export type BlockCodec = (data: Buffer, limit: number) => Uint8Array

const damaged = (): PandokError => new PandokError('corrupt', 'TIFF: the compressed data is damaged')

const deflate: BlockCodec = (data, limit) => {
  try {
    // A missing end is found by the length; only damage is an error here.
    return inflateSync(data, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    throw damaged()
  }
}

const zstd: BlockCodec = (data, limit) => {
  try {
    return zstdDecompressSync(data, { maxOutputLength: limit })
  } catch {
    throw damaged()
  }
}

const packBits: BlockCodec = (data, limit) => {
  const out = new Uint8Array(limit)
  let to = 0
  for (let at = 0; at < data.length && to < limit; ) {
    const n = data.readInt8(at++)
    if (n >= 0) {
      const part = data.subarray(at, Math.min(data.length, at + n + 1, at + limit - to))
      out.set(part, to)
      to += part.length
      at += n + 1
    } else if (n !== -128) {
      const end = Math.min(limit, to + 1 - n)
      out.fill(data[at] ?? 0, to, end)
      to = end
      at++
    }
  }
  return out.subarray(0, to)
}

const lzw: BlockCodec = (data, limit) => {
  const out = new Uint8Array(limit)
  const n = readLzw(data, out, TIFF_LZW)
  if (n < 0) throw damaged()
  return out.subarray(0, n)
}

export const CODECS: Readonly<Record<number, BlockCodec>> = {
  1: (data, limit) => data.subarray(0, limit),
  5: lzw,
  8: deflate,
  32773: packBits,
  32946: deflate,
  50000: zstd,
}

/** Left to libtiff: CCITT, JPEG, WebP. Not LZMA: the bundled libtiff is built without it. */
export const NATIVE_COMPRESSIONS: ReadonlySet<number> = new Set([2, 3, 4, 7, 50001])
export const BILEVEL_COMPRESSIONS: ReadonlySet<number> = new Set([2, 3, 4])
