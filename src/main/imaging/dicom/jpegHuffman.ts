// Huffman tables of JPEG (T.81 annex C, F.2.2.3) and the entropy-coded bytes of a scan without their stuffing.
import { corruptJpeg } from './jpegMarkers.ts'

/** Bits looked up at once: 16 kB a table stays in the first cache level. */
export const LOOK = 12

export type HuffmanTable = {
  /** Code of up to LOOK bits -> (length << 8) | symbol; 0 when longer. */
  readonly look: Int32Array
  /** Largest code of each length, -1 where there is none; index 1..16. */
  readonly maxCode: Int32Array
  readonly offset: Int32Array
  readonly symbols: Uint8Array
}

export function buildTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const look = new Int32Array(1 << LOOK)
  const maxCode = new Int32Array(18).fill(-1)
  const offset = new Int32Array(18)
  let code = 0
  let k = 0
  for (let length = 1; length <= 16; length++) {
    offset[length] = k - code
    const n = counts[length - 1] ?? 0
    for (let i = 0; i < n; i++, k++, code++) {
      if (code >= 1 << length || k >= symbols.length) throw corruptJpeg('has an impossible Huffman table')
      if (length > LOOK) continue
      const base = code << (LOOK - length)
      look.fill((length << 8) | (symbols[k] ?? 0), base, base + (1 << (LOOK - length)))
    }
    maxCode[length] = n > 0 ? code - 1 : -1
    code <<= 1
  }
  return { look, maxCode, offset, symbols }
}

/** All tables of one DHT segment: [class << 4 | id, table]. */
export function readTables(b: Uint8Array, from: number, to: number): [number, HuffmanTable][] {
  const out: [number, HuffmanTable][] = []
  let at = from
  while (at + 17 <= to) {
    const key = b[at] ?? 0
    const counts = b.subarray(at + 1, at + 17)
    const n = counts.reduce((sum, c) => sum + c, 0)
    if (at + 17 + n > to || n > 256) throw corruptJpeg('has an incomplete Huffman table')
    out.push([key, buildTable(counts, b.subarray(at + 17, at + 17 + n))])
    at += 17 + n
  }
  return out
}

export type EntropyCoded = {
  /** Bytes of all restart intervals without stuffing; each interval is followed by PAD zero bytes. */
  readonly bytes: Uint8Array
  /** Start of each interval in `bytes`, and the end of its real bytes. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Position in the codestream of the marker that ended the scan; its length when the codestream just ended. */
  readonly next: number
}

const PAD = 8

/** Takes the stuffing out once, so that the bit reader has no 0xff to look for. */
export function readEntropyCoded(b: Uint8Array, from: number): EntropyCoded {
  const ranges: [number, number][] = []
  const starts: number[] = []
  const ends: number[] = []
  // First pass: where runs of plain bytes lie, and where intervals end.
  let runs: [number, number][] = []
  const intervals: [number, number][][] = []
  let run = from
  let i = from
  for (;;) {
    i = b.indexOf(0xff, i)
    if (i < 0 || i + 1 >= b.length) {
      runs.push([run, b.length])
      i = b.length
      break
    }
    const next = b[i + 1] ?? 0
    if (next === 0) {
      runs.push([run, i + 1])
      i += 2
      run = i
    } else if (next >= 0xd0 && next <= 0xd7) {
      runs.push([run, i])
      intervals.push(runs)
      runs = []
      i += 2
      run = i
    } else if (next === 0xff) i += 1
    else {
      runs.push([run, i])
      break
    }
  }
  intervals.push(runs)
  for (const list of intervals) for (const r of list) ranges.push(r)
  const total = ranges.reduce((n, [s, e]) => n + e - s, 0) + intervals.length * PAD
  const bytes = new Uint8Array(total)
  let o = 0
  for (const list of intervals) {
    starts.push(o)
    for (const [s, e] of list) {
      if (e - s > 64) bytes.set(b.subarray(s, e), o)
      else for (let k = s, d = o; k < e; k++, d++) bytes[d] = b[k] ?? 0
      o += e - s
    }
    ends.push(o)
    o += PAD
  }
  return { bytes, starts, ends, next: i }
}
