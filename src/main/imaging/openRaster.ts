// File -> decoder, by content. Adding a kind is one file and one line here.
import { PandokError } from '../../shared/contract/errors.ts'
import { openBmp } from './bmp/bmp.ts'
import type { ByteSource } from './byteSource.ts'
import { openDicomRaster } from './dicom/dicomRaster.ts'
import { openGif } from './gif/gif.ts'
import { openJpeg } from './jpeg.ts'
import { openPng } from './png/png.ts'
import type { Decoder, OpenOptions, OpenRaster, RasterKind } from './rasterTypes.ts'
import { SNIFF_BYTES, sniffKind } from './sniff.ts'
import { openTiff } from './tiff/tiff.ts'
import { openWebp } from './webp.ts'

const DECODERS: Readonly<Record<RasterKind, Decoder>> = {
  png: openPng,
  jpeg: openJpeg,
  tiff: openTiff,
  webp: openWebp,
  gif: openGif,
  bmp: openBmp,
  dicom: openDicomRaster,
}

export function openRaster(file: ByteSource, options: OpenOptions): OpenRaster {
  if (file.size === 0) throw new PandokError('file-empty', 'the file is empty')
  const kind = sniffKind(file.read(0, Math.min(SNIFF_BYTES, file.size)))
  if (kind === null) throw new PandokError('unsupported-type', 'not a picture that Pandok reads', { kind: 'unknown' })
  try {
    return DECODERS[kind](file, options)
  } catch (error) {
    // A read inside a header that lies about an offset is a RangeError of Buffer.
    if (error instanceof RangeError) throw new PandokError('corrupt', 'a field of the file points nowhere', { kind })
    throw error
  }
}
