// Pictures whose values are labels: indices or colours, one number a pixel. Read exactly, never through a display path, and
// only by our own decoders: label files are read in the main process, which must not load libvips (codebases.md F1).
import { PandokError } from '../../../shared/contract/errors.ts'
import { type Mask, maskFromSpans } from '../../../shared/geometry/mask.ts'
import { openBmp } from '../../imaging/bmp/bmp.ts'
import { type ByteSource, fileSource } from '../../imaging/byteSource.ts'
import { openGif } from '../../imaging/gif/gif.ts'
import { openPng } from '../../imaging/png/png.ts'
import type { Decoder, OpenRaster, RasterKind } from '../../imaging/rasterTypes.ts'
import { SNIFF_BYTES, sniffKind } from '../../imaging/sniff.ts'

/** `values`: grey or palette index, or 0xrrggbb. */
export type LabelPicture = {
  readonly width: number
  readonly height: number
  readonly values: Uint32Array
  readonly kind: 'grey' | 'palette' | 'colour'
  /** RGBA by index. */
  readonly palette: Uint8Array | null
}

/** What loses values when it is compressed cannot hold labels; TIFF needs libvips for some of its forms. */
const DECODERS: Partial<Readonly<Record<RasterKind, Decoder>>> = { png: openPng, bmp: openBmp, gif: openGif }
export const MOST_PIXELS = 100_000_000

export async function readLabelPicture(path: string): Promise<LabelPicture> {
  const file = fileSource(path)
  try {
    const raster = openExact(file)
    await raster.prepare?.(0)
    const { width, height, samplesPerPixel: n, photometric, sample, orientation } = raster.page(0)
    if (width * height > MOST_PIXELS) throw new PandokError('too-large', 'the mask is too large', { width, height })
    if (orientation !== 1 || !sample.startsWith('u'))
      throw new PandokError('label-file-invalid', 'the mask is turned or has no whole numbers')
    if (n > 2 && sample !== 'u8') throw new PandokError('label-file-invalid', 'a colour mask must have 8 bits a sample')
    const values = new Uint32Array(width * height)
    for await (const { y, rows, data } of raster.rows(0)) {
      const first = y * width
      for (let i = 0; i < rows * width; i++)
        values[first + i] =
          n <= 2
            ? (data[i * n] ?? 0)
            : ((data[i * n] ?? 0) << 16) | ((data[i * n + 1] ?? 0) << 8) | (data[i * n + 2] ?? 0)
    }
    const kind = n > 2 ? 'colour' : photometric === 'PALETTE COLOR' ? 'palette' : 'grey'
    return { width, height, values, kind, palette: raster.palette(0) }
  } finally {
    file.close()
  }
}

function openExact(file: ByteSource): OpenRaster {
  const kind = file.size === 0 ? null : sniffKind(file.read(0, Math.min(SNIFF_BYTES, file.size)))
  const decoder = kind === null ? undefined : DECODERS[kind]
  if (!decoder)
    throw new PandokError('label-file-invalid', 'a mask must be PNG, BMP or GIF', { kind: kind ?? 'unknown' })
  try {
    return decoder(file, { verify: false })
  } catch (error) {
    // A read inside a header that lies about an offset is a RangeError of Buffer.
    if (error instanceof RangeError) throw new PandokError('corrupt', 'a field of the file points nowhere')
    throw error
  }
}

/** The same as colours, whatever the picture holds. */
export async function readColours(path: string): Promise<LabelPicture> {
  const picture = await readLabelPicture(path)
  if (picture.kind === 'colour') return picture
  const { palette } = picture
  const values = picture.values.map((v) =>
    palette && picture.kind === 'palette'
      ? ((palette[4 * v] ?? 0) << 16) | ((palette[4 * v + 1] ?? 0) << 8) | (palette[4 * v + 2] ?? 0)
      : (v << 16) | (v << 8) | v,
  )
  return { ...picture, values, kind: 'colour', palette: null }
}

/** One mask for each value, in one walk over the pixels; `wanted` picks values. */
export function masksByValue(
  picture: LabelPicture,
  wanted: (value: number) => boolean = () => true,
): Map<number, Mask> {
  const { width, height, values } = picture
  const spans = new Map<number, number[]>()
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; ) {
      const value = values[row + x]!
      const from = x
      while (x < width && values[row + x] === value) x++
      if (!wanted(value)) continue
      const known = spans.get(value)
      if (known) known.push(y, from, x)
      else spans.set(value, [y, from, x])
    }
  }
  return new Map([...spans].map(([value, list]) => [value, maskFromSpans(list)]))
}

/** Null when no pixel has the colour. */
export const maskOfColour = (picture: LabelPicture, colour: number): Mask | null =>
  masksByValue(picture, (value) => value === colour).get(colour) ?? null
