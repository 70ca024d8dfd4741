// One TIFF page: what its fields say about size, samples and storage.
import { PandokError } from '../../../shared/contract/errors.ts'
import { validOrientation } from '../exif.ts'
import { isSrgbProfile } from '../icc.ts'
import { checkSize, checkWhole } from '../limits.ts'
import type { PageHeader, Photometric, StoredSample } from '../rasterTypes.ts'
import { sampleBytes } from '../rasterTypes.ts'
import type { Directory } from './directory.ts'

export const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  sampleFormat: 339,
  icc: 34675,
} as const

export type TiffPage = {
  readonly header: PageHeader
  readonly little: boolean
  readonly compression: number
  readonly predictor: number
  readonly reversedBits: boolean
  /** Samples of each plane of a stored block: all of them, or 1 where the planes are apart. */
  readonly planes: number
  /** Blocks are strips (full width) or tiles. */
  readonly block: { readonly width: number; readonly height: number; readonly tiled: boolean }
  readonly offsets: readonly number[]
  readonly counts: readonly number[]
  readonly palette: Uint8Array | null
  /** Bits come from libvips as 0/255 or inverted and are brought back to what is stored. */
  readonly photometricTag: number
}

const PHOTOMETRICS: Readonly<Record<number, Photometric>> = {
  0: 'MONOCHROME1',
  1: 'MONOCHROME2',
  2: 'RGB',
  3: 'PALETTE COLOR',
  4: 'MONOCHROME2',
  5: 'CMYK',
  6: 'RGB',
}

const unsupported = (what: string): PandokError => new PandokError('unsupported-type', `TIFF: ${what}`)

export function readPage(d: Directory, fileSize: number): TiffPage {
  const width = d.one(TAG.width, 0)
  const height = d.one(TAG.height, 0)
  checkSize(width, height)
  const samplesPerPixel = d.one(TAG.samples, 1)
  if (samplesPerPixel < 1 || samplesPerPixel > 64) throw unsupported(`${samplesPerPixel} samples per pixel`)
  const allBits = d.has(TAG.bits) ? d.all(TAG.bits) : [1]
  const formats = d.has(TAG.sampleFormat) ? d.all(TAG.sampleFormat) : [1]
  const bits = allBits[0] ?? 1
  const format = formats[0] ?? 1
  if (allBits.some((b) => b !== bits) || formats.some((f) => f !== format))
    throw unsupported('samples of different depths')
  const photometricTag = d.one(TAG.photometric, 1)
  const photometric = PHOTOMETRICS[photometricTag]
  if (!photometric) throw unsupported(`photometric interpretation ${photometricTag}`)
  const sample = storedSample(bits, format)
  const tiled = d.has(TAG.tileWidth)
  const rowsPerStrip = Math.min(height, Math.max(1, d.one(TAG.rowsPerStrip, height)))
  const block = tiled
    ? { width: d.one(TAG.tileWidth, 0), height: d.one(TAG.tileHeight, 0), tiled }
    : { width, height: rowsPerStrip, tiled }
  checkSize(block.width, block.height)
  const planes = d.one(TAG.planar, 1) === 2 && samplesPerPixel > 1 ? samplesPerPixel : 1
  // One row of tiles (or one compressed strip) is held at a time.
  const columns = Math.ceil(width / block.width)
  const compression = d.one(TAG.compression, 1)
  if (tiled || compression !== 1)
    checkWhole(columns * block.width * block.height * samplesPerPixel * sampleBytes(sample))

  const offsets = d.all(tiled ? TAG.tileOffsets : TAG.stripOffsets)
  let counts = d.all(tiled ? TAG.tileBytes : TAG.stripBytes)
  const blocks = columns * Math.ceil(height / block.height) * planes
  if (offsets.length < blocks)
    throw new PandokError('corrupt', 'TIFF: parts of the picture are not listed', { parts: blocks })
  // Old writers leave the byte counts out for one uncompressed strip.
  if (counts.length === 0 && offsets.length === 1) counts = [fileSize - (offsets[0] ?? 0)]
  if (counts.length < blocks)
    throw new PandokError('corrupt', 'TIFF: parts of the picture have no length', { parts: blocks })
  for (let i = 0; i < blocks; i++) {
    const end = (offsets[i] ?? 0) + (counts[i] ?? 0)
    if (end > fileSize)
      throw new PandokError('truncated', 'TIFF: parts of the picture are missing', { needed: end, bytes: fileSize })
  }
  const profile = d.bytes(TAG.icc)
  return {
    header: {
      width,
      height,
      samplesPerPixel,
      bitsStored: bits,
      sample,
      photometric,
      orientation: validOrientation(d.one(TAG.orientation, 1)),
      icc: profile !== null && !isSrgbProfile(profile),
    },
    little: d.little,
    compression,
    predictor: d.one(TAG.predictor, 1),
    reversedBits: d.one(TAG.fillOrder, 1) === 2,
    planes,
    block,
    offsets,
    counts,
    palette: photometric === 'PALETTE COLOR' ? readPalette(d.all(TAG.colourMap), bits) : null,
    photometricTag,
  }
}

function storedSample(bits: number, format: number): StoredSample {
  if (format === 3) {
    if (bits === 32) return 'f32'
    throw unsupported(`${bits}-bit floating point`)
  }
  const signed = format === 2
  if (bits === 8) return signed ? 'i8' : 'u8'
  if (bits === 16) return signed ? 'i16' : 'u16'
  if (bits === 32) return signed ? 'i32' : 'u32'
  if (!signed && bits >= 1 && bits < 8) return 'u8'
  if (!signed && bits > 8 && bits < 16) return 'u16'
  throw unsupported(`${bits}-bit ${signed ? 'signed ' : ''}samples`)
}

function readPalette(map: readonly number[], bits: number): Uint8Array {
  const entries = 2 ** bits
  if (bits > 16 || map.length < entries * 3) throw new PandokError('corrupt', 'TIFF: the colour map is too short')
  // 16-bit values by the book; some writers store 8-bit ones.
  const shift = map.some((v) => v > 255) ? 8 : 0
  const out = new Uint8Array(Math.max(1024, entries * 4)).fill(255)
  for (let i = 0; i < entries; i++) for (let c = 0; c < 3; c++) out[i * 4 + c] = (map[c * entries + i] ?? 0) >> shift
  return out
}
