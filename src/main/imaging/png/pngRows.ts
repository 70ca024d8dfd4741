// PNG pixels: inflate as a stream, undo the row filters, give rows of stored samples. Memory stays at one strip.
import { Readable } from 'node:stream'
import { crc32, createInflate } from 'node:zlib'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { checkWhole, MAX_DEFLATE_RATIO } from '../limits.ts'
import { newSamples, type Samples, type Strip, stripRows } from '../rasterTypes.ts'
import { unpackBits } from '../unpackBits.ts'
import { CHANNELS, type PngHeader } from './pngChunks.ts'
import { unfilterRow } from './unfilter.ts'

type Pass = { readonly x: number; readonly y: number; readonly dx: number; readonly dy: number }
const ADAM7: readonly Pass[] = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
]
const WHOLE: readonly Pass[] = [{ x: 0, y: 0, dx: 1, dy: 1 }]

const passSize = (h: PngHeader, p: Pass) => ({
  width: Math.ceil((h.width - p.x) / p.dx),
  height: Math.ceil((h.height - p.y) / p.dy),
})
const rowBytes = (h: PngHeader, width: number): number => Math.ceil((width * CHANNELS[h.colourType] * h.depth) / 8)

export async function* pngRows(file: ByteSource, h: PngHeader): AsyncGenerator<Strip> {
  const channels = CHANNELS[h.colourType]
  const samplesPerRow = h.width * channels
  const type = h.depth === 16 ? 'u16' : 'u8'
  if (h.interlaced) {
    const whole = newSamples(type, wholeLength(h, samplesPerRow))
    for await (const { pass, y, row } of filteredRows(file, h, ADAM7)) {
      const { width } = passSize(h, pass)
      const line = newSamples(type, width * channels)
      toSamples(h.depth, row, line, 0, width * channels)
      const base = (pass.y + y * pass.dy) * samplesPerRow
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++)
          whole[base + (pass.x + x * pass.dx) * channels + c] = line[x * channels + c] ?? 0
    }
    yield { y: 0, rows: h.height, data: whole }
    return
  }
  const perStrip = Math.min(h.height, stripRows(samplesPerRow * (h.depth === 16 ? 2 : 1)))
  let strip = newSamples(type, perStrip * samplesPerRow)
  let filled = 0
  let start = 0
  for await (const { row } of filteredRows(file, h, WHOLE)) {
    toSamples(h.depth, row, strip, filled * samplesPerRow, samplesPerRow)
    filled++
    if (filled < perStrip && start + filled < h.height) continue
    yield { y: start, rows: filled, data: strip.subarray(0, filled * samplesPerRow) }
    start += filled
    filled = 0
    strip = newSamples(type, perStrip * samplesPerRow)
  }
}

function wholeLength(h: PngHeader, samplesPerRow: number): number {
  checkWhole(samplesPerRow * h.height * (h.depth === 16 ? 2 : 1))
  return samplesPerRow * h.height
}

function toSamples(depth: number, row: Uint8Array, out: Samples, at: number, count: number): void {
  if (depth === 8) out.set(row.subarray(0, count), at)
  else if (depth === 16) for (let i = 0; i < count; i++) out[at + i] = ((row[2 * i] ?? 0) << 8) | (row[2 * i + 1] ?? 0)
  else unpackBits(row, depth, out, at, count)
}

type Row = { readonly pass: Pass; readonly y: number; readonly row: Uint8Array }

async function* filteredRows(file: ByteSource, h: PngHeader, passes: readonly Pass[]): AsyncGenerator<Row> {
  const bytesPerPixel = Math.max(1, (CHANNELS[h.colourType] * h.depth) >> 3)
  const live = passes.map((pass) => ({ pass, ...passSize(h, pass) })).filter((p) => p.width > 0 && p.height > 0)
  const total = live.reduce((sum, p) => sum + p.height * (1 + rowBytes(h, p.width)), 0)
  const chunks = inflated(file, h, total)[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array(0)
  let at = 0
  for (const { pass, width, height } of live) {
    const bytes = rowBytes(h, width)
    let current = new Uint8Array(bytes + 1)
    let previous = new Uint8Array(bytes + 1)
    for (let y = 0; y < height; y++) {
      let have = 0
      while (have < bytes + 1) {
        if (at === chunk.length) {
          const next = await chunks.next()
          if (next.done) throw new PandokError('corrupt', 'PNG: less image data than the header says', { row: y })
          chunk = next.value
          at = 0
          continue
        }
        const n = Math.min(bytes + 1 - have, chunk.length - at)
        current.set(chunk.subarray(at, at + n), have)
        have += n
        at += n
      }
      if (!unfilterRow(current, previous, bytesPerPixel)) throw new PandokError('corrupt', 'PNG: unknown row filter')
      yield { pass, y, row: current.subarray(1) }
      const spare = previous
      previous = current
      current = spare
    }
  }
  // The zlib trailer and the check sums behind the last row are part of the proof that the file is whole.
  while (!(await chunks.next()).done);
}

async function* inflated(file: ByteSource, h: PngHeader, total: number): AsyncGenerator<Uint8Array> {
  let stored = 0
  for (let i = 1; i < h.data.length; i += 2) stored += h.data[i] ?? 0
  if (total > stored * MAX_DEFLATE_RATIO + 1024)
    throw new PandokError('corrupt', 'PNG: the data is too short for the size in the header', { bytes: stored })
  const inflate = createInflate({ chunkSize: 262_144 })
  const input = Readable.from(dataChunks(file, h), { objectMode: false, highWaterMark: 1_048_576 })
  input.on('error', (error) => inflate.destroy(error))
  input.pipe(inflate)
  let seen = 0
  try {
    for await (const piece of inflate) {
      if (!(piece instanceof Uint8Array)) continue
      seen += piece.length
      // Bytes behind the last row are ignored, as every reader does, but not without end.
      if (seen > total + 16_777_216) return
      yield piece
    }
  } catch (error) {
    if (error instanceof PandokError) throw error
    throw new PandokError('corrupt', 'PNG: the compressed data is damaged')
  } finally {
    input.destroy()
    inflate.destroy()
  }
}

function* dataChunks(file: ByteSource, h: PngHeader): Generator<Buffer> {
  for (let i = 0; i < h.data.length; i += 2) {
    const offset = h.data[i] ?? 0
    const length = h.data[i + 1] ?? 0
    let sum = crc32('IDAT')
    for (let at = 0; at < length; at += 1_048_576) {
      // A copy: the stream keeps it while the source reuses its window.
      const part = Buffer.from(file.read(offset + at, Math.min(1_048_576, length - at)))
      sum = crc32(part, sum)
      yield part
    }
    if (file.read(offset + length, 4).readUInt32BE(0) !== sum)
      throw new PandokError('corrupt', 'PNG: a check sum does not match')
  }
}
