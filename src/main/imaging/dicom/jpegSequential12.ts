// JPEG extended sequential with 12-bit samples (process 4). No maintained WebAssembly build of a 12-bit libjpeg is on
// npm (docs/adr/042), so this is own code; 8-bit streams go to libjpeg-turbo.
import type { Decoder } from './decoder.ts'
import { checkCodestream } from './decoder.ts'
import { inverseDct12 } from './jpegDct.ts'
import { type HuffmanTable, LOOK, readEntropyCoded, readTables } from './jpegHuffman.ts'
import { corruptJpeg, cutJpeg, nextSegment, readJpegHead } from './jpegMarkers.ts'
import { makePlanes, mcuGrid, type Plane, pictureOf, readQuants, ZIGZAG } from './jpegPlanes.ts'

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

export const decodeJpegSequential12: Decoder = (b, a) => {
  const { frame, colour } = readJpegHead(b)
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
  return pictureOf(frame, planes, colour, a)
}
