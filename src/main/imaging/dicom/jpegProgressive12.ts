// Progressive JPEG with 12-bit samples (T.81 annex G, processes 10 and 12): coefficients come in several scans, first
// roughly and then bit by bit, and become samples when all of them are there.
import type { Decoder } from './decoder.ts'
import { checkCodestream } from './decoder.ts'
import { inverseDct12 } from './jpegDct.ts'
import { type HuffmanTable, readEntropyCoded, readTables } from './jpegHuffman.ts'
import { corruptJpeg, cutJpeg, type JpegFrameHeader, nextSegment, readJpegHead, type Segment } from './jpegMarkers.ts'
import { makePlanes, mcuGrid, type Plane, pictureOf, readQuants } from './jpegPlanes.ts'
import { progressiveBits } from './jpegProgressiveBits.ts'

/** Quantised coefficients of one component, 64 a block in natural order. */
type Coefficients = { readonly plane: Plane; readonly perRow: number; readonly values: Int16Array }
type Part = { readonly of: Coefficients; readonly dc: HuffmanTable | null; readonly ac: HuffmanTable | null }
/** Coefficients from..to of the scan; `high` > 0 = it refines them by one bit, `low` = how many bits are still missing. */
type Band = { readonly from: number; readonly to: number; readonly high: number; readonly low: number }

/** libjpeg warns at 500; every scan walks over the whole picture. */
const MAX_SCANS = 1000

function makeCoefficients(f: JpegFrameHeader, planes: readonly Plane[]): Coefficients[] {
  const mcus = mcuGrid(f)
  return planes.map((plane) => ({
    plane,
    perRow: mcus.x * plane.h,
    values: new Int16Array(mcus.x * plane.h * mcus.y * plane.v * 64),
  }))
}

function readBand(b: Uint8Array, s: Segment): Band {
  const [from = 0, to = 0, bits = 0] = b.subarray(s.to - 3, s.to)
  const band = { from, to, high: bits >> 4, low: bits & 15 }
  const sound =
    from <= to && to < 64 && band.low < 14 && (from > 0 || to === 0) && (band.high === 0 || band.high === band.low + 1)
  if (!sound) throw corruptJpeg('has a damaged scan header')
  return band
}

function readParts(
  b: Uint8Array,
  s: Segment,
  frame: JpegFrameHeader,
  all: readonly Coefficients[],
  tables: ReadonlyMap<number, HuffmanTable>,
): Part[] {
  const count = b[s.from] ?? 0
  if (s.to - s.from !== 4 + count * 2) throw corruptJpeg('has a damaged scan header')
  return Array.from({ length: count }, (_, i): Part => {
    const of = all[frame.components.findIndex((c) => c.id === b[s.from + 1 + i * 2])]
    const ids = b[s.from + 2 + i * 2] ?? 0
    if (!of) throw corruptJpeg('has a damaged scan header')
    return { of, dc: tables.get(ids >> 4) ?? null, ac: tables.get(0x10 | (ids & 15)) ?? null }
  })
}

/** Where each block of the scan lies in the coefficients, in the order that the scan codes them. */
function* blocksOf(
  parts: readonly Part[],
  mcus: { x: number; y: number },
): Generator<readonly [number, number, boolean]> {
  const [only] = parts
  if (only && parts.length === 1) {
    const { plane, perRow } = only.of
    for (let y = 0; y < plane.blocksY; y++)
      for (let x = 0; x < plane.blocksX; x++) yield [0, (y * perRow + x) * 64, true]
    return
  }
  for (let my = 0; my < mcus.y; my++)
    for (let mx = 0; mx < mcus.x; mx++) {
      let first = true
      for (let p = 0; p < parts.length; p++) {
        const { plane, perRow } = (parts[p] as Part).of
        for (let y = 0; y < plane.v; y++)
          for (let x = 0; x < plane.h; x++) {
            yield [p, ((my * plane.v + y) * perRow + mx * plane.h + x) * 64, first]
            first = false
          }
      }
    }
}

function decodeScan(
  b: Uint8Array,
  from: number,
  parts: readonly Part[],
  band: Band,
  mcus: { x: number; y: number },
  restart: number,
): number {
  // Only the first coefficients of several components may be coded together.
  if (band.from > 0 && parts.length !== 1) throw corruptJpeg('has a damaged scan header')
  const entropy = readEntropyCoded(b, from)
  const bits = progressiveBits(entropy.bytes)
  const previous = parts.map(() => 0)
  let interval = 0
  let mcu = -1
  bits.start(entropy.starts[0] ?? 0)
  for (const [p, at, begins] of blocksOf(parts, mcus)) {
    if (begins && ++mcu > 0 && restart > 0 && mcu % restart === 0) {
      if (++interval >= entropy.starts.length) throw cutJpeg()
      bits.start(entropy.starts[interval] ?? 0)
      previous.fill(0)
    }
    const { of, dc, ac } = parts[p] as Part
    if (band.from > 0) {
      if (!ac) throw corruptJpeg('lacks a Huffman table')
      if (band.high === 0) bits.acFirst(of.values, at, ac, band)
      else bits.acRefine(of.values, at, ac, band)
    } else if (band.high > 0) bits.dcRefine(of.values, at, band.low)
    else {
      if (!dc) throw corruptJpeg('lacks a Huffman table')
      previous[p] = bits.dcFirst(of.values, at, dc, previous[p] as number, band.low)
    }
    if (bits.position() > (entropy.ends[interval] ?? 0)) throw cutJpeg()
  }
  return entropy.next
}

function toSamples({ plane, perRow, values }: Coefficients): void {
  const block = new Int32Array(64)
  for (let at = 0, i = 0; at < values.length; at += 64, i++) {
    for (let k = 0; k < 64; k++) block[k] = Math.imul(values[at + k] as number, plane.quant[k] as number)
    const y = Math.floor(i / perRow)
    inverseDct12(block, plane.samples, y * 8 * plane.stride + (i - y * perRow) * 8, plane.stride)
  }
}

export const decodeJpegProgressive12: Decoder = (b, a) => {
  const { frame, colour } = readJpegHead(b)
  checkCodestream({ ...frame, components: frame.components.length }, a, 12)
  const quants = new Map<number, Int32Array>()
  const tables = new Map<number, HuffmanTable>()
  const mcus = mcuGrid(frame)
  let all: Coefficients[] | null = null
  let restart = 0
  let ended = false
  let scans = 0
  const begun = new Set<Coefficients>()
  for (let s = nextSegment(b, 2); s && !ended; ) {
    let next = s.to
    if (s.marker === 0xdb) readQuants(b, s.from, s.to, quants)
    else if (s.marker === 0xc4) for (const [key, table] of readTables(b, s.from, s.to)) tables.set(key, table)
    else if (s.marker === 0xdd) restart = ((b[s.from] ?? 0) << 8) | (b[s.from + 1] ?? 0)
    else if (s.marker === 0xd9) ended = true
    else if (s.marker === 0xda) {
      if (++scans > MAX_SCANS) throw corruptJpeg('has too many scans')
      all ??= makeCoefficients(frame, makePlanes(frame, quants))
      const parts = readParts(b, s, frame, all, tables)
      const band = readBand(b, s)
      next = decodeScan(b, s.to, parts, band, mcus, restart)
      if (band.from === 0) for (const { of } of parts) begun.add(of)
    }
    s = nextSegment(b, next)
  }
  // Without its last scans a picture is blurred, not whole.
  if (!ended || !all || begun.size < all.length) throw cutJpeg()
  all.forEach(toSamples)
  return pictureOf(
    frame,
    all.map((c) => c.plane),
    colour,
    a,
  )
}
