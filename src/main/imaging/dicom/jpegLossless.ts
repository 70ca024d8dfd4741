// JPEG lossless, process 14, all seven predictors, 2 to 16 bits (T.81 annex H). Own code because the JavaScript
// decoder on npm takes 1.7 times as long as GDCM; see docs/adr/041.

import { PandokError } from '../../../shared/contract/errors.ts'
import type { Decoder } from './decoder.ts'
import { checkCodestream } from './decoder.ts'
import { type EntropyCoded, type HuffmanTable, LOOK, readEntropyCoded, readTables } from './jpegHuffman.ts'
import { corruptJpeg, cutJpeg, type JpegFrameHeader, nextSegment, readFrameHeader } from './jpegMarkers.ts'
import { PREDICTORS } from './jpegPredictors.ts'

type Scan = {
  readonly components: readonly number[]
  readonly tables: readonly HuffmanTable[]
  readonly predictor: number
  readonly pointTransform: number
}

/**
 * Difference table: index LOOK bits -> (difference << 6) | bits used, when code and extra bits fit in LOOK bits together,
 * else 0. Differences reach 2^11 here, so the shift is safe.
 */
function differenceTable(t: HuffmanTable): Int32Array {
  const out = new Int32Array(1 << LOOK)
  for (let i = 0; i < out.length; i++) {
    const entry = t.look[i] ?? 0
    const length = entry >> 8
    const category = entry & 0xff
    if (length === 0 || length + category > LOOK) continue
    const extra = category === 0 ? 0 : (i >> (LOOK - length - category)) & ((1 << category) - 1)
    const difference = category === 0 ? 0 : extra < 1 << (category - 1) ? extra - (1 << category) + 1 : extra
    out[i] = (difference << 6) | (length + category)
  }
  return out
}

/** Fills `diffs` with the differences of whole lines, components interleaved. State lives in the closure for speed. */
function differenceReader(e: EntropyCoded, tables: readonly HuffmanTable[]) {
  const fast = tables.map(differenceTable)
  const first = fast[0] as Int32Array
  const src = e.bytes
  let at = 0
  let end = 0
  let acc = 0
  let bits = 0

  const slow = (t: HuffmanTable): number => {
    // 16 bits at least are in `acc`.
    let length = LOOK + 1
    for (; length <= 16; length++) {
      const code = (acc >>> (bits - length)) & ((1 << length) - 1)
      if (code <= (t.maxCode[length] ?? -1)) break
    }
    let symbol: number
    const short = t.look[(acc >>> (bits - LOOK)) & ((1 << LOOK) - 1)] ?? 0
    if (short !== 0) {
      length = short >> 8
      symbol = short & 0xff
    } else {
      if (length > 16) throw corruptJpeg('holds an unknown Huffman code')
      const code = (acc >>> (bits - length)) & ((1 << length) - 1)
      symbol = t.symbols[code + (t.offset[length] ?? 0)] ?? 0
    }
    bits -= length
    if (symbol === 0) return 0
    if (symbol === 16) return 32768 // no extra bits (T.81 H.1.2.2)
    if (symbol > 16) throw corruptJpeg('holds an impossible difference')
    if (bits < 16) {
      acc = (acc << 16) | ((src[at] ?? 0) << 8) | (src[at + 1] ?? 0)
      at += 2
      bits += 16
    }
    const extra = (acc >>> (bits - symbol)) & ((1 << symbol) - 1)
    bits -= symbol
    return extra < 1 << (symbol - 1) ? extra - (1 << symbol) + 1 : extra
  }

  return {
    startInterval(i: number): void {
      at = e.starts[i] ?? 0
      end = e.ends[i] ?? 0
      acc = 0
      bits = 0
    },
    line(diffs: Int32Array): void {
      const n = tables.length
      for (let i = 0, c = 0; i < diffs.length; i++) {
        if (bits < 16) {
          acc = (acc << 16) | ((src[at] as number) << 8) | (src[at + 1] as number)
          at += 2
          bits += 16
        }
        const look = n === 1 ? first : (fast[c] as Int32Array)
        const entry = look[(acc >>> (bits - LOOK)) & ((1 << LOOK) - 1)] as number
        if (entry !== 0) {
          bits -= entry & 63
          diffs[i] = entry >> 6
        } else diffs[i] = slow(tables[c] as HuffmanTable)
        if (++c === n) c = 0
      }
      // Bits consumed beyond the interval's bytes are padding: the codestream ended early.
      if (at - (bits >> 3) > end) throw cutJpeg()
    },
  }
}

function decodeScan(
  b: Uint8Array,
  from: number,
  f: JpegFrameHeader,
  scan: Scan,
  restart: number,
  out: Uint16Array,
): number {
  const entropy = readEntropyCoded(b, from)
  const reader = differenceReader(entropy, scan.tables)
  const predict = PREDICTORS[scan.predictor]
  if (!predict) throw corruptJpeg('uses an unknown predictor')
  const n = scan.components.length
  const stride = f.components.length
  const { width, height } = f
  const diffs = new Int32Array(width * n)
  if (restart % width !== 0) throw corruptJpeg('has restart intervals inside a line')
  const linesPerInterval = restart / width
  const first = 1 << (f.precision - scan.pointTransform - 1)
  const previous = scan.components.map(() => new Int32Array(width))
  const current = scan.components.map(() => new Int32Array(width))
  reader.startInterval(0)
  for (let y = 0; y < height; y++) {
    const fresh = y === 0 || (linesPerInterval > 0 && y % linesPerInterval === 0)
    if (fresh && y > 0) {
      const interval = y / linesPerInterval
      if (interval >= entropy.starts.length) throw cutJpeg()
      reader.startInterval(interval)
    }
    reader.line(diffs)
    for (let c = 0; c < n; c++) {
      const up = (y % 2 === 0 ? previous : current)[c] as Int32Array
      const line = (y % 2 === 0 ? current : previous)[c] as Int32Array
      if (fresh) PREDICTORS[1]?.(diffs, c, n, up, line, first)
      else predict(diffs, c, n, up, line, up[0] as number)
      const base = y * width * stride + (scan.components[c] as number)
      const pt = scan.pointTransform
      for (let x = 0, o = base; x < width; x++, o += stride) out[o] = (line[x] as number) << pt
    }
  }
  return entropy.next
}

function readScan(b: Uint8Array, from: number, f: JpegFrameHeader, tables: Map<number, HuffmanTable>): Scan {
  const n = b[from] ?? 0
  const parts = Array.from({ length: n }, (_, i) => ({ id: b[from + 1 + i * 2], dc: (b[from + 2 + i * 2] ?? 0) >> 4 }))
  const components = parts.map((p) => f.components.findIndex((c) => c.id === p.id))
  const used = parts.map((p) => tables.get(p.dc))
  const known = used.filter((t): t is HuffmanTable => t !== undefined)
  if (n < 1 || components.some((c) => c < 0) || known.length !== n) throw corruptJpeg('has a damaged scan header')
  const predictor = b[from + 1 + n * 2] ?? 0
  const pointTransform = (b[from + 3 + n * 2] ?? 0) & 15
  if (predictor < 1 || predictor > 7 || pointTransform >= f.precision) throw corruptJpeg('has a damaged scan header')
  return { components, tables: known, predictor, pointTransform }
}

export const decodeJpegLossless: Decoder = (b, a) => {
  const tables = new Map<number, HuffmanTable>()
  let frame: JpegFrameHeader | null = null
  let out: Uint16Array | null = null
  let restart = 0
  const done = new Set<number>()
  for (let s = nextSegment(b, 2); s; ) {
    let next = s.to
    if (s.marker === 0xc4) for (const [key, table] of readTables(b, s.from, s.to)) tables.set(key & 15, table)
    else if (s.marker === 0xdd) restart = ((b[s.from] ?? 0) << 8) | (b[s.from + 1] ?? 0)
    else if (s.marker === 0xc3) {
      frame = readFrameHeader(b, s)
      checkCodestream({ ...frame, components: frame.components.length }, a, 16)
      if (frame.components.length > 1 && frame.components.some((c) => c.h !== 1 || c.v !== 1))
        throw new PandokError('unsupported-pixel-format', 'subsampled lossless JPEG is not supported')
      out = new Uint16Array(frame.width * frame.height * frame.components.length)
    } else if (s.marker === 0xda) {
      if (!frame || !out) throw corruptJpeg('has a scan before its frame header')
      const scan = readScan(b, s.from, frame, tables)
      next = decodeScan(b, s.to, frame, scan, restart, out)
      for (const c of scan.components) done.add(c)
      if (done.size === frame.components.length) break
    } else if (s.marker === 0xd9) break
    s = nextSegment(b, next)
  }
  if (!frame || !out) throw corruptJpeg('has no frame header')
  if (done.size < frame.components.length) throw cutJpeg()
  return {
    data: out,
    width: frame.width,
    height: frame.height,
    components: frame.components.length,
    precision: frame.precision,
    signed: false,
    planar: false,
    rgb: false,
  }
}
