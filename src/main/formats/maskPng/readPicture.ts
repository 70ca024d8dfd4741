// Reads a picture of labels exactly, never through a display path, with our own decoders.
import { PandokError } from '../../../shared/contract/errors.ts'
import { openBmp } from '../../imaging/bmp/bmp.ts'
import { type ByteSource, fileSource } from '../../imaging/byteSource.ts'
import { openGif } from '../../imaging/gif/gif.ts'
import { openPng } from '../../imaging/png/png.ts'
import type { Decoder, OpenRaster, RasterKind } from '../../imaging/rasterTypes.ts'
import { SNIFF_BYTES, sniffKind } from '../../imaging/sniff.ts'
import { type LabelPicture, RunWriter } from './picture.ts'

/** What loses values when it is compressed cannot hold labels. */
export type LabelDecoders = Partial<Readonly<Record<RasterKind, Decoder>>>
export const OWN_DECODERS: LabelDecoders = { png: openPng, bmp: openBmp, gif: openGif }
/** TIFF can hold JPEG and WebP too. */
const LOSSY_TIFF: ReadonlySet<unknown> = new Set([7, 50001])
export const MOST_PIXELS = 100_000_000

/** TIFF needs the image library and is read in a pixel worker only (workers/pixelOps.ts). */
export async function readLabelPicture(path: string, decoders = OWN_DECODERS): Promise<LabelPicture> {
  const file = fileSource(path)
  try {
    const raster = openExact(file, decoders)
    await raster.prepare?.(0)
    const { width, height, samplesPerPixel: n, photometric, sample, orientation } = raster.page(0)
    if (width * height > MOST_PIXELS) throw new PandokError('too-large', 'the mask is too large', { width, height })
    if (orientation !== 1 || !sample.startsWith('u'))
      throw new PandokError('label-file-invalid', 'the mask is turned or has no whole numbers')
    if (n > 2 && sample !== 'u8') throw new PandokError('label-file-invalid', 'a colour mask must have 8 bits a sample')
    const writer = new RunWriter(width)
    for await (const { rows, data } of raster.rows(0))
      for (let row = 0; row < rows; row++) {
        const first = row * width * n
        const value = (x: number): number => {
          const at = first + x * n
          if (n <= 2) return data[at] ?? 0
          return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
        }
        if (!writer.row(value)) throw new PandokError('unknown-format', 'the picture is too restless to be a mask')
      }
    const kind = n > 2 ? 'colour' : photometric === 'PALETTE COLOR' ? 'palette' : 'grey'
    return { width, height, runs: writer.done(), kind, palette: raster.palette(0) }
  } finally {
    file.close()
  }
}

function openExact(file: ByteSource, decoders: LabelDecoders): OpenRaster {
  const kind = file.size === 0 ? null : sniffKind(file.read(0, Math.min(SNIFF_BYTES, file.size)))
  const decoder = kind === null ? undefined : decoders[kind]
  if (!decoder)
    throw new PandokError('label-file-invalid', 'a mask must be PNG, TIFF, BMP or GIF', { kind: kind ?? 'unknown' })
  try {
    const raster = decoder(file, { verify: false })
    if (raster.frames > 1 && kind === 'tiff')
      throw new PandokError('label-file-invalid', 'a mask must be one picture; this TIFF has several', {
        pages: raster.frames,
      })
    if (LOSSY_TIFF.has(raster.facts['compression']))
      throw new PandokError('label-file-invalid', 'the TIFF is compressed with loss and cannot hold labels')
    return raster
  } catch (error) {
    // A read inside a header that lies about an offset is a RangeError of Buffer.
    if (error instanceof RangeError) throw new PandokError('corrupt', 'a field of the file points nowhere')
    throw error
  }
}
