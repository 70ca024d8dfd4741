// WebP container (RFC 9649): chunks only. Pixels come from libwebp through raster.ts.
import { PandokError } from '../../shared/contract/errors.ts'
import type { ByteSource } from './byteSource.ts'
import { exifOrientation } from './exif.ts'
import { isSrgbProfile } from './icc.ts'
import { nativeRowsLater } from './lazyNative.ts'
import { checkFrames, checkSize } from './limits.ts'
import type { Decoder, PageHeader } from './rasterTypes.ts'

type WebpHeader = {
  width: number
  height: number
  alpha: boolean
  frames: number
  orientation: number
  icc: boolean
  lossless: boolean
}

export function readWebpHeader(file: ByteSource): WebpHeader {
  const riff = file.read(4, 4).readUInt32LE(0) + 8
  if (riff > file.size)
    throw new PandokError('truncated', 'WebP: the file is shorter than it says', { needed: riff, bytes: file.size })
  const h: WebpHeader = { width: 0, height: 0, alpha: false, frames: 0, orientation: 1, icc: false, lossless: false }
  let extended = false
  let animated = false
  for (let at = 12; at + 8 <= riff; ) {
    const head = file.read(at, 8)
    const type = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    const body = at + 8
    if (body + length > riff)
      throw new PandokError('truncated', 'WebP: the file ends inside a chunk', { bytes: file.size })
    if (type === 'VP8X' && length >= 10) {
      const b = file.read(body, 10)
      extended = true
      h.alpha = ((b[0] ?? 0) & 0x10) !== 0
      animated = ((b[0] ?? 0) & 0x02) !== 0
      h.width = b.readUIntLE(4, 3) + 1
      h.height = b.readUIntLE(7, 3) + 1
    } else if (type === 'VP8 ' && length >= 10) {
      const b = file.read(body, 10)
      if (b.readUIntBE(3, 3) !== 0x9d012a) throw new PandokError('corrupt', 'WebP: no start code')
      if (!extended) Object.assign(h, { width: b.readUInt16LE(6) & 0x3fff, height: b.readUInt16LE(8) & 0x3fff })
      h.frames++
    } else if (type === 'VP8L' && length >= 5) {
      const b = file.read(body, 5)
      if (b[0] !== 0x2f) throw new PandokError('corrupt', 'WebP: no signature')
      const bits = b.readUInt32LE(1)
      if (!extended)
        Object.assign(h, {
          width: (bits & 0x3fff) + 1,
          height: ((bits >>> 14) & 0x3fff) + 1,
          alpha: ((bits >>> 28) & 1) === 1,
        })
      h.lossless = true
      h.frames++
    } else if (type === 'ANMF') h.frames++
    else if (type === 'EXIF' && length < 16_777_216) h.orientation = exifOrientation(file.read(body, length))
    else if (type === 'ICCP' && length < 16_777_216) h.icc = !isSrgbProfile(Buffer.from(file.read(body, length)))
    at = body + length + (length & 1)
  }
  if (h.frames === 0) throw new PandokError('corrupt', 'WebP: no picture')
  if (!animated) h.frames = 1
  checkFrames(h.frames)
  checkSize(h.width, h.height)
  return h
}

export const openWebp: Decoder = (file) => {
  const h = readWebpHeader(file)
  const page: PageHeader = {
    width: h.width,
    height: h.height,
    samplesPerPixel: h.alpha ? 4 : 3,
    bitsStored: 8,
    sample: 'u8',
    photometric: 'RGB',
    orientation: h.orientation,
    icc: h.icc,
  }
  return {
    kind: 'webp',
    frames: h.frames,
    facts: { lossless: h.lossless },
    page: () => page,
    rows: (frame) => nativeRowsLater(file.path, page, { page: frame }),
    palette: () => null,
  }
}
