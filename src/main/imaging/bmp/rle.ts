// BMP run lengths (BI_RLE8, BI_RLE4): pairs of count and value; count 0 escapes to end of line, end, jump, or literals.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import type { BmpHeader } from './bmpHeader.ts'

/** Indices, top row first; skipped pixels are index 0. */
export function decodeRle(file: ByteSource, h: BmpHeader): Uint8Array {
  const out = new Uint8Array(h.width * h.height)
  const nibbles = h.rle === 4
  let x = 0
  let y = 0
  let at = h.data
  const put = (v: number) => {
    if (x < h.width && y < h.height) out[(h.topDown ? y : h.height - 1 - y) * h.width + x] = v
    x++
  }
  const next = (n: number): Buffer => {
    const part = file.read(at, n)
    at += n
    return part
  }
  while (y < h.height) {
    if (at + 2 > file.size) {
      // The end mark alone may be missing.
      if (y === h.height - 1 && x >= h.width) break
      throw new PandokError('truncated', 'BMP: run lengths end early', { row: y })
    }
    const pair = next(2)
    const count = pair[0] ?? 0
    const value = pair[1] ?? 0
    if (count > 0) for (let i = 0; i < count; i++) put(nibbles ? (i % 2 === 0 ? value >> 4 : value & 15) : value)
    else if (value === 0) {
      x = 0
      y++
    } else if (value === 1) break
    else if (value === 2) {
      const jump = next(2)
      x += jump[0] ?? 0
      y += jump[1] ?? 0
    } else {
      const bytes = nibbles ? Math.ceil(value / 2) : value
      const literal = next(bytes + (bytes % 2))
      for (let i = 0; i < value; i++) {
        const b = literal[nibbles ? i >> 1 : i] ?? 0
        put(nibbles ? (i % 2 === 0 ? b >> 4 : b & 15) : b)
      }
    }
  }
  return out
}
