// TIFF pages to rows of stored samples. Own reading, because libvips expands palettes and bits and turns min-is-white
// round; only codecs that libtiff alone has (CCITT, JPEG, WebP) go through it, and are turned back.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { nativeRowsLater } from '../lazyNative.ts'
import {
  asBytes,
  type Decoder,
  newSamples,
  type Samples,
  type Strip,
  sampleBytes,
  samplesFrom,
  stripRows,
} from '../rasterTypes.ts'
import { unpackBits } from '../unpackBits.ts'
import { BILEVEL_COMPRESSIONS, CODECS, NATIVE_COMPRESSIONS } from './compression.ts'
import { type Directory, readDirectories } from './directory.ts'
import { readPage, TAG, type TiffPage } from './page.ts'
import { undoFloat, undoHorizontal } from './predictor.ts'

export const openTiff: Decoder = (file) => {
  const directories = readDirectories(file)
  const pages = new Map<number, TiffPage>()
  const at = (n: number): TiffPage => {
    const known = pages.get(n)
    if (known) return known
    const directory = directories[n]
    if (!directory)
      throw new PandokError('frame-out-of-range', 'there is no such page', { frame: n, frames: directories.length })
    const page = readPage(directory, file.size)
    refuseUnreadable(page)
    pages.set(n, page)
    return page
  }
  const first = at(0)
  return {
    kind: 'tiff',
    frames: directories.length,
    facts: { compression: first.compression, tiled: first.block.tiled, pagesDiffer: pagesDiffer(directories) },
    page: (n) => at(n).header,
    rows: (n) => rowsOf(file, at(n), n),
    palette: (n) => at(n).palette,
  }
}

const pagesDiffer = (directories: readonly Directory[]): boolean => {
  const size = (d: Directory) => `${d.one(TAG.width, 0)}x${d.one(TAG.height, 0)}`
  return directories.some((d) => size(d) !== size(directories[0]!))
}

function rowsOf(file: ByteSource, page: TiffPage, frame: number): AsyncGenerator<Strip> {
  return isNative(page) ? throughLibtiff(file, page, frame) : blockRows(file, page)
}

const isYcbcr = (page: TiffPage): boolean => page.photometricTag === 6
const isNative = (page: TiffPage): boolean => isYcbcr(page) || !CODECS[page.compression]
const isBilevel = (page: TiffPage): boolean => BILEVEL_COMPRESSIONS.has(page.compression)

/** Before the first row, so that intake names it too. */
function refuseUnreadable(page: TiffPage): void {
  if (!isNative(page)) return
  const { compression, header } = page
  if (!NATIVE_COMPRESSIONS.has(compression) && !(isYcbcr(page) && CODECS[compression]))
    throw new PandokError('unsupported-type', `TIFF: compression ${compression} is not supported`)
  const plain = header.sample === 'u8' && (header.bitsStored === 8 || (isBilevel(page) && header.bitsStored === 1))
  if (!plain || header.photometric === 'PALETTE COLOR')
    throw new PandokError('unsupported-type', `TIFF: compression ${compression} of ${header.bitsStored}-bit samples`)
}

async function* throughLibtiff(file: ByteSource, page: TiffPage, frame: number): AsyncGenerator<Strip> {
  const { header } = page
  const bilevel = isBilevel(page)
  // libvips shows min-is-white as bright, and a bit as 0 or 255.
  const inverted = header.photometric === 'MONOCHROME1' ? 255 : 0
  for await (const s of nativeRowsLater(file.path, header, { page: frame, strict: true })) {
    if (inverted || bilevel)
      for (let i = 0; i < s.data.length; i++) s.data[i] = (s.data[i]! ^ inverted) >> (bilevel ? 7 : 0)
    yield s
  }
}

async function* blockRows(file: ByteSource, page: TiffPage): AsyncGenerator<Strip> {
  const { width, height, samplesPerPixel, sample } = page.header
  const rowLength = width * samplesPerPixel
  if (page.compression === 1 && !page.block.tiled && page.planes === 1) {
    yield* plainRows(file, page)
    return
  }
  const columns = Math.ceil(width / page.block.width)
  const bands = Math.ceil(height / page.block.height)
  for (let band = 0; band < bands; band++) {
    const y = band * page.block.height
    const rows = Math.min(page.block.height, height - y)
    const data = newSamples(sample, rows * rowLength)
    for (let plane = 0; plane < page.planes; plane++)
      for (let column = 0; column < columns; column++) {
        const block = readBlock(file, page, (plane * bands + band) * columns + column, rows)
        placeBlock(block, data, page, column * page.block.width, plane, rows)
      }
    yield { y, rows, data }
  }
}

/** Uncompressed strips may be as large as the picture: read in small parts. */
function* plainRows(file: ByteSource, page: TiffPage): Generator<Strip> {
  const { width, height, samplesPerPixel, bitsStored } = page.header
  const rowBytes = Math.ceil((width * samplesPerPixel * bitsStored) / 8)
  for (let y = 0; y < height; ) {
    const strip = Math.floor(y / page.block.height)
    const inStrip = y % page.block.height
    const rows = Math.min(stripRows(rowBytes), page.block.height - inStrip, height - y)
    if ((inStrip + rows) * rowBytes > (page.counts[strip] ?? 0)) throw tooShort()
    const bytes = Buffer.from(file.read((page.offsets[strip] ?? 0) + inStrip * rowBytes, rows * rowBytes))
    yield { y, rows, data: toSamples(page, bytes, width, samplesPerPixel, rows) }
    y += rows
  }
}

const tooShort = (): PandokError => new PandokError('corrupt', 'TIFF: less image data than the header says')

function readBlock(file: ByteSource, page: TiffPage, index: number, rows: number): Samples {
  const channels = page.header.samplesPerPixel / page.planes
  const rowBytes = Math.ceil((page.block.width * channels * page.header.bitsStored) / 8)
  const blockRowCount = page.block.tiled ? page.block.height : rows
  const codec = CODECS[page.compression]
  const count = page.counts[index] ?? 0
  // A tile that was never written is empty (sparse TIFF).
  if (count === 0) return newSamples(page.header.sample, page.block.width * channels * blockRowCount)
  if (!codec) throw tooShort()
  const stored = Buffer.from(file.read(page.offsets[index] ?? 0, count))
  // With compression the bit order inside the bytes of the codec counts, not that of the samples.
  if (page.reversedBits && page.compression !== 1) reverseBits(stored)
  const bytes = codec(stored, page.block.height * rowBytes)
  if (bytes.length < blockRowCount * rowBytes) throw tooShort()
  return toSamples(page, bytes.subarray(0, blockRowCount * rowBytes), page.block.width, channels, blockRowCount)
}

function toSamples(page: TiffPage, raw: Uint8Array, width: number, channels: number, rows: number): Samples {
  const { sample, bitsStored } = page.header
  const size = sampleBytes(sample)
  if (page.reversedBits && page.compression === 1) reverseBits(raw)
  if (page.predictor === 3) {
    if (sample !== 'f32') throw new PandokError('unsupported-type', 'TIFF: float predictor on whole numbers')
    return samplesFrom(sample, undoFloat(raw, width, channels, size))
  }
  if (bitsStored !== size * 8) {
    if (page.predictor === 2) throw new PandokError('unsupported-type', `TIFF: predictor on ${bitsStored}-bit samples`)
    const out = newSamples(sample, width * channels * rows)
    const rowBytes = Math.ceil((width * channels * bitsStored) / 8)
    for (let r = 0; r < rows; r++)
      unpackBits(
        raw.subarray(r * rowBytes, (r + 1) * rowBytes),
        bitsStored,
        out,
        r * width * channels,
        width * channels,
      )
    return out
  }
  const data = samplesFrom(sample, raw)
  if (!page.little && size > 1) swapBytes(asBytes(data), size)
  if (page.predictor === 2) undoHorizontal(data, width, channels)
  return data
}

function placeBlock(block: Samples, data: Samples, page: TiffPage, x: number, plane: number, rows: number): void {
  const { width, samplesPerPixel } = page.header
  const channels = samplesPerPixel / page.planes
  const columns = Math.min(page.block.width, width - x)
  for (let r = 0; r < rows; r++) {
    const from = r * page.block.width * channels
    const to = (r * width + x) * samplesPerPixel
    if (page.planes === 1) data.set(block.subarray(from, from + columns * channels), to)
    else for (let i = 0; i < columns; i++) data[to + i * samplesPerPixel + plane] = block[from + i]!
  }
}

function swapBytes(bytes: Uint8Array, size: number): void {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (size === 2) b.swap16()
  else b.swap32()
}

function reverseBits(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    let v = bytes[i]!
    v = ((v & 0xf0) >> 4) | ((v & 0x0f) << 4)
    v = ((v & 0xcc) >> 2) | ((v & 0x33) << 2)
    bytes[i] = ((v & 0xaa) >> 1) | ((v & 0x55) << 1)
  }
}
