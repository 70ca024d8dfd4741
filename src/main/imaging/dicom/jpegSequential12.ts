// JPEG extended sequential with 12-bit samples (process 4). No maintained WebAssembly build of a 12-bit libjpeg is on
// npm (docs/adr/042), so this is own code; 8-bit streams go to libjpeg-turbo.
import { PandokError } from '../../../shared/contract/errors.ts'
import { TO_RGB } from './colour.ts'
import type { Decoder } from './decoder.ts'
import { checkCodestream } from './decoder.ts'
import { inverseDct12 } from './jpegDct.ts'
import { type HuffmanTable, LOOK, readEntropyCoded, readTables } from './jpegHuffman.ts'
import { corruptJpeg, cutJpeg, isYcc, type JpegFrameHeader, nextSegment, readJpegHead } from './jpegMarkers.ts'

const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
])

type Plane = {
  readonly h: number
  readonly v: number
  readonly quant: Int32Array
  /** Blocks of the component itself (T.81 A.1.1), for scans of one component. */
  readonly blocksX: number
  readonly blocksY: number
  readonly stride: number
  readonly samples: Uint16Array
}

function makePlanes(f: JpegFrameHeader, quants: Map<number, Int32Array>): Plane[] {
  const maxH = Math.max(...f.components.map((c) => c.h))
  const maxV = Math.max(...f.components.map((c) => c.v))
  const mcusX = Math.ceil(f.width / (8 * maxH))
  const mcusY = Math.ceil(f.height / (8 * maxV))
  return f.components.map((c) => {
    const quant = quants.get(c.table)
    if (!quant) throw corruptJpeg('lacks a quantisation table')
    const stride = mcusX * c.h * 8
    return {
      h: c.h,
      v: c.v,
      quant,
      blocksX: Math.ceil(Math.ceil((f.width * c.h) / maxH) / 8),
      blocksY: Math.ceil(Math.ceil((f.height * c.v) / maxV) / 8),
      stride,
      samples: new Uint16Array(stride * mcusY * c.v * 8),
    }
  })
}

function readQuants(b: Uint8Array, from: number, to: number, quants: Map<number, Int32Array>): void {
  for (let at = from; at < to; ) {
    const key = b[at++] ?? 0
    const wide = key >> 4 !== 0
    if (at + (wide ? 128 : 64) > to) throw corruptJpeg('has an incomplete quantisation table')
    const table = new Int32Array(64)
    for (let k = 0; k < 64; k++, at += wide ? 2 : 1)
      table[ZIGZAG[k] as number] = wide ? ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0) : (b[at] ?? 0)
    quants.set(key & 15, table)
  }
}

/** Reads coefficient blocks of one restart interval after another. */
function blockReader(src: Uint8Array) {
  let at = 0
  let acc = 0
  let bits = 0
  const refill = (): void => {
    acc = (acc << 16) | ((src[at] as number) << 8) | (src[at + 1] as number)
    at += 2
    bits += 16
  }
  const symbol = (t: HuffmanTable): number => {
    if (bits < 16) refill()
    const entry = t.look[(acc >>> (bits - LOOK)) & ((1 << LOOK) - 1)] as number
    if (entry !== 0) {
      bits -= entry >> 8
      return entry & 0xff
    }
    for (let length = LOOK + 1; length <= 16; length++) {
      const code = (acc >>> (bits - length)) & ((1 << length) - 1)
      if (code <= (t.maxCode[length] as number)) {
        bits -= length
        return t.symbols[code + (t.offset[length] as number)] ?? 0
      }
    }
    throw corruptJpeg('holds an unknown Huffman code')
  }
  const extend = (n: number): number => {
    if (bits < n) refill()
    const v = (acc >>> (bits - n)) & ((1 << n) - 1)
    bits -= n
    return v < 1 << (n - 1) ? v - (1 << n) + 1 : v
  }
  return {
    start(from: number): void {
      at = from
      acc = 0
      bits = 0
    },
    /** Bytes used so far, for the check against the end of the interval. */
    position: (): number => at - (bits >> 3),
    block(dc: HuffmanTable, ac: HuffmanTable, quant: Int32Array, previous: number, out: Int32Array): number {
      out.fill(0)
      const category = symbol(dc)
      if (category > 15) throw corruptJpeg('holds an impossible difference')
      const value = category === 0 ? previous : previous + extend(category)
      out[0] = value * (quant[0] as number)
      for (let k = 1; k < 64; k++) {
        const rs = symbol(ac)
        const size = rs & 15
        if (size === 0) {
          if (rs !== 0xf0) break
          k += 15
          continue
        }
        k += rs >> 4
        if (k > 63) throw corruptJpeg('holds too many coefficients')
        const natural = ZIGZAG[k] as number
        out[natural] = extend(size) * (quant[natural] as number)
      }
      return value
    },
  }
}

type ScanPart = { readonly plane: Plane; readonly dc: HuffmanTable; readonly ac: HuffmanTable }

function decodeScan(
  b: Uint8Array,
  from: number,
  parts: readonly ScanPart[],
  mcus: { x: number; y: number },
  restart: number,
): number {
  const entropy = readEntropyCoded(b, from)
  const reader = blockReader(entropy.bytes)
  const single = parts.length === 1 ? parts[0] : undefined
  const nx = single ? single.plane.blocksX : mcus.x
  const ny = single ? single.plane.blocksY : mcus.y
  const dc = parts.map(() => 0)
  const block = new Int32Array(64)
  let interval = 0
  reader.start(entropy.starts[0] ?? 0)
  for (let mcu = 0; mcu < nx * ny; mcu++) {
    if (restart > 0 && mcu > 0 && mcu % restart === 0) {
      if (++interval >= entropy.starts.length) throw cutJpeg()
      reader.start(entropy.starts[interval] ?? 0)
      dc.fill(0)
    }
    const mx = mcu % nx
    const my = (mcu - mx) / nx
    for (let p = 0; p < parts.length; p++) {
      const { plane, dc: dcTable, ac } = parts[p] as ScanPart
      const h = single ? 1 : plane.h
      const v = single ? 1 : plane.v
      for (let y = 0; y < v; y++)
        for (let x = 0; x < h; x++) {
          dc[p] = reader.block(dcTable, ac, plane.quant, dc[p] as number, block)
          inverseDct12(block, plane.samples, (my * v + y) * 8 * plane.stride + (mx * h + x) * 8, plane.stride)
        }
    }
    if (reader.position() > (entropy.ends[interval] ?? 0)) throw cutJpeg()
  }
  return entropy.next
}

/**
 * A row of halved chroma in full width, as libjpeg does it ("fancy"): three parts of the nearer sample, one of the other,
 * rounded down and up in turn.
 */
function doubleRow(src: ArrayLike<number>, from: number, out: Int32Array, width: number, sum: number): void {
  const half = Math.ceil(width / 2)
  const [down, up, bits] = sum === 1 ? [1, 2, 2] : [8, 7, 4]
  for (let i = 0; i < half; i++) {
    const here = src[from + i] as number
    const left = i === 0 ? here : (src[from + i - 1] as number)
    const right = i === half - 1 ? here : (src[from + i + 1] as number)
    out[2 * i] = (here * 3 + left + down) >> bits
    if (2 * i + 1 < width) out[2 * i + 1] = (here * 3 + right + up) >> bits
  }
}

/** Rows of one component in the size of the picture. */
function rowReader(p: Plane, f: JpegFrameHeader, maxH: number, maxV: number): (y: number) => ArrayLike<number> {
  const { samples, stride, h, v } = p
  const line = new Int32Array(f.width + 1)
  const halfHeight = Math.ceil((f.height * v) / maxV)
  const at = (row: number): number => Math.max(0, Math.min(halfHeight - 1, row)) * stride
  if (h === maxH && v === maxV) return (y) => samples.subarray(y * stride, y * stride + f.width)
  if (h * 2 === maxH && v === maxV && f.width > 4)
    return (y) => {
      doubleRow(samples, y * stride, line, f.width, 1)
      return line
    }
  if (h * 2 === maxH && v * 2 === maxV && f.width > 4) {
    const sums = new Int32Array(stride)
    return (y) => {
      const near = at(y >> 1)
      const far = at((y >> 1) + (y % 2 === 0 ? -1 : 1))
      for (let x = 0; x < stride; x++) sums[x] = (samples[near + x] as number) * 3 + (samples[far + x] as number)
      doubleRow(sums, 0, line, f.width, 4)
      return line
    }
  }
  return (y) => {
    const row = Math.floor((y * v) / maxV) * stride
    for (let x = 0; x < f.width; x++) line[x] = samples[row + Math.floor((x * h) / maxH)] as number
    return line
  }
}

function assemble(f: JpegFrameHeader, planes: readonly Plane[]): Uint16Array {
  const n = planes.length
  const maxH = Math.max(...planes.map((p) => p.h))
  const maxV = Math.max(...planes.map((p) => p.v))
  const out = new Uint16Array(f.width * f.height * n)
  planes.forEach((plane, c) => {
    const row = rowReader(plane, f, maxH, maxV)
    for (let y = 0; y < f.height; y++) {
      const line = row(y)
      for (let x = 0, o = y * f.width * n + c; x < f.width; x++, o += n) out[o] = line[x] as number
    }
  })
  return out
}

export const decodeJpegSequential12: Decoder = (b, a) => {
  const { frame, colour } = readJpegHead(b)
  if (frame.sof !== 0xc1)
    throw new PandokError('unsupported-pixel-format', 'only sequential 12-bit JPEG can be decoded', {
      marker: frame.sof,
    })
  checkCodestream({ ...frame, components: frame.components.length }, a, 12)
  const quants = new Map<number, Int32Array>()
  const tables = new Map<number, HuffmanTable>()
  let planes: Plane[] | null = null
  let restart = 0
  const done = new Set<number>()
  for (let s = nextSegment(b, 2); s && s.marker !== 0xd9; ) {
    let next = s.to
    if (s.marker === 0xdb) readQuants(b, s.from, s.to, quants)
    else if (s.marker === 0xc4) for (const [key, table] of readTables(b, s.from, s.to)) tables.set(key, table)
    else if (s.marker === 0xdd) restart = ((b[s.from] ?? 0) << 8) | (b[s.from + 1] ?? 0)
    else if (s.marker === 0xda) {
      planes ??= makePlanes(frame, quants)
      const mcus = mcuGrid(frame)
      const parts: ScanPart[] = []
      for (let i = 0; i < (b[s.from] ?? 0); i++) {
        const index = frame.components.findIndex((c) => c.id === b[(s?.from ?? 0) + 1 + i * 2])
        const ids = b[s.from + 2 + i * 2] ?? 0
        const plane = planes[index]
        const dc = tables.get(ids >> 4)
        const ac = tables.get(0x10 | (ids & 15))
        if (!plane || !dc || !ac) throw corruptJpeg('has a damaged scan header')
        parts.push({ plane, dc, ac })
        done.add(index)
      }
      if (parts.length === 0) throw corruptJpeg('has a damaged scan header')
      next = decodeScan(b, s.to, parts, mcus, restart)
      if (done.size === frame.components.length) break
    }
    s = nextSegment(b, next)
  }
  if (!planes || done.size < frame.components.length) throw cutJpeg()
  const data = assemble(frame, planes)
  const ycc = frame.components.length === 3 && isYcc(colour, a.photometric)
  if (ycc) TO_RGB.YBR_FULL?.(data, frame.precision)
  return {
    data,
    width: frame.width,
    height: frame.height,
    components: frame.components.length,
    precision: frame.precision,
    signed: false,
    planar: false,
    rgb: frame.components.length === 3,
    lossy: true,
  }
}

function mcuGrid(f: JpegFrameHeader): { x: number; y: number } {
  const maxH = Math.max(...f.components.map((c) => c.h))
  const maxV = Math.max(...f.components.map((c) => c.v))
  return { x: Math.ceil(f.width / (8 * maxH)), y: Math.ceil(f.height / (8 * maxV)) }
}
