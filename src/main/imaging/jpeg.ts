// JPEG container (ITU-T T.81 annex B): markers only. Pixels come from libjpeg through raster.ts.
import { PandokError } from '../../shared/contract/errors.ts'
import type { ByteSource } from './byteSource.ts'
import { exifOrientation } from './exif.ts'
import { isSrgbProfile } from './icc.ts'
import { nativeRowsLater } from './lazyNative.ts'
import { checkSize, MAX_COEFFICIENT_BYTES } from './limits.ts'
import type { Decoder, PageHeader } from './rasterTypes.ts'

type JpegHeader = {
  width: number
  height: number
  components: number
  process: string
  orientation: number
  icc: boolean
}

/** Start-of-frame markers by coding process; what is not here is a table or another segment. */
const PROCESSES: Readonly<Record<number, string>> = {
  192: 'baseline',
  193: 'extended',
  194: 'progressive',
  195: 'lossless',
  197: 'hierarchical',
  198: 'hierarchical',
  199: 'hierarchical',
  201: 'arithmetic',
  202: 'arithmetic',
  203: 'arithmetic',
  205: 'hierarchical',
  206: 'hierarchical',
  207: 'hierarchical',
}
const READABLE = new Set(['baseline', 'extended', 'progressive', 'arithmetic'])

const corrupt = (what: string): PandokError => new PandokError('corrupt', `JPEG: ${what}`)

export function readJpegHeader(file: ByteSource): JpegHeader {
  let frame: Pick<JpegHeader, 'width' | 'height' | 'components' | 'process'> | null = null
  let orientation = 1
  const profile: Buffer[] = []
  let at = 2
  for (;;) {
    if (file.read(at, 1)[0] !== 0xff) throw corrupt('a marker is missing')
    const marker = file.read(at + 1, 1)[0] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xd9) throw corrupt('the picture ends before its data')
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2
      continue
    }
    const length = file.read(at + 2, 2).readUInt16BE(0)
    if (length < 2) throw corrupt('a segment has an impossible length')
    const body = file.read(at + 4, length - 2)
    const process = PROCESSES[marker]
    if (process) {
      if (frame) throw corrupt('two frames')
      frame = readFrame(body, process)
    } else if (marker === 0xe1 && body.toString('latin1', 0, 6) === 'Exif\0\0') orientation = exifOrientation(body)
    else if (marker === 0xe2 && body.toString('latin1', 0, 12) === 'ICC_PROFILE\0')
      profile.push(Buffer.from(body.subarray(14)))
    at += 2 + length
    if (marker === 0xda) break
  }
  if (!frame) throw corrupt('no frame header')
  if (!endsWell(file, at))
    throw new PandokError('truncated', 'JPEG: the end of the picture is missing', { bytes: file.size })
  return { ...frame, orientation, icc: profile.length > 0 && !isSrgbProfile(Buffer.concat(profile)) }
}

function readFrame(body: Buffer, process: string): Pick<JpegHeader, 'width' | 'height' | 'components' | 'process'> {
  if (body.length < 6) throw corrupt('the frame header is too short')
  const precision = body[0] ?? 0
  const height = body.readUInt16BE(1)
  const width = body.readUInt16BE(3)
  const components = body[5] ?? 0
  if (!READABLE.has(process) || precision !== 8 || ![1, 3, 4].includes(components))
    throw new PandokError('unsupported-type', `JPEG: ${process} coding is not supported`, { precision, components })
  checkSize(width, height)
  if (process === 'progressive' && width * height * components * 2 > MAX_COEFFICIENT_BYTES)
    throw new PandokError('image-too-large', 'JPEG: a progressive picture of this size needs too much memory', {
      width,
      height,
    })
  return { width, height, components, process }
}

/**
 * An end-of-image marker follows the scans. Usually it is the last two bytes; otherwise (padding, appended pictures) the
 * entropy-coded data is searched for it, since libjpeg itself fills a cut picture with grey without a word.
 */
function endsWell(file: ByteSource, scan: number): boolean {
  const tail = file.read(file.size - 2, 2)
  if (tail[0] === 0xff && tail[1] === 0xd9) return true
  let at = scan
  while (at < file.size - 1) {
    const part = file.read(at, Math.min(65_536, file.size - at))
    let i = 0
    for (;;) {
      i = part.indexOf(0xff, i)
      if (i < 0 || i + 1 >= part.length) break
      if (part[i + 1] === 0xd9) return true
      i++
    }
    at += Math.max(1, part.length - 1)
  }
  return false
}

export const openJpeg: Decoder = (file) => {
  const h = readJpegHeader(file)
  const page: PageHeader = {
    width: h.width,
    height: h.height,
    samplesPerPixel: h.components,
    bitsStored: 8,
    sample: 'u8',
    photometric: h.components === 1 ? 'MONOCHROME2' : h.components === 3 ? 'RGB' : 'CMYK',
    orientation: h.orientation,
    icc: h.icc,
  }
  return {
    kind: 'jpeg',
    frames: 1,
    facts: { process: h.process },
    page: () => page,
    rows: () => nativeRowsLater(file.path, page, { page: 0 }),
    palette: () => null,
  }
}
