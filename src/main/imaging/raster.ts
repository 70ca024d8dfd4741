// The only import of sharp. Native decoding row by row, WebP for previews, colour conversion for display.
// Danger: sharp converts 16-bit grey and CMYK to 8-bit sRGB unless both colour spaces are named (ADR 006).
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileSource } from './byteSource.ts'
import { MAX_PIXELS } from './limits.ts'
import { type PageHeader, type Photometric, type Samples, type Strip, samplesFrom, stripRows } from './rasterTypes.ts'

// One worker decodes one file: threads and caches of libvips would only multiply its memory.
sharp.cache(false)
sharp.concurrency(1)

const SPACES: Readonly<Record<Photometric, readonly [string, string]>> = {
  MONOCHROME1: ['b-w', 'grey16'],
  MONOCHROME2: ['b-w', 'grey16'],
  RGB: ['srgb', 'rgb16'],
  'PALETTE COLOR': ['srgb', 'rgb16'],
  CMYK: ['cmyk', 'cmyk'],
}

export type NativeOptions = {
  readonly page: number
  /** Convert palettes, CMYK and embedded profiles to sRGB, 8 bit. */
  readonly display?: boolean
  /** A damaged block is an error. libtiff otherwise hands out black where it could not decode. */
  readonly strict?: boolean
}

/** Above this a picture goes through a scratch file, so that memory stays small. */
const IN_MEMORY = 134_217_728

const input = (path: string, options: NativeOptions, ignoreIcc: boolean): Sharp =>
  sharp(path, {
    page: options.page,
    pages: 1,
    failOn: options.strict ? 'error' : 'truncated',
    limitInputPixels: MAX_PIXELS,
    unlimited: true,
    sequentialRead: true,
    ignoreIcc,
  })

/** Stored samples (or, with `display`, sRGB) of a frame that libvips decodes. Orientation is never applied. */
export async function* nativeRows(path: string, page: PageHeader, options: NativeOptions): AsyncGenerator<Strip> {
  const deep = page.sample === 'u16'
  const [shallowSpace, deepSpace] = SPACES[page.photometric]
  const space = deep ? deepSpace : shallowSpace
  const image = options.display
    ? input(path, options, false).toColourspace('srgb')
    : input(path, options, true).pipelineColourspace(space).toColourspace(space)
  const expected = options.display ? null : page.samplesPerPixel
  const type = deep && !options.display ? 'u16' : 'u8'
  if (page.width * page.height * page.samplesPerPixel * (deep ? 2 : 1) <= IN_MEMORY) {
    const { data, info } = await native(
      image.raw({ depth: type === 'u16' ? 'ushort' : 'uchar' }).toBuffer({ resolveWithObject: true }),
    )
    checkShape(page, info, expected)
    yield { y: 0, rows: page.height, data: samplesFrom(type, data) }
    return
  }
  const scratch = join(tmpdir(), `pandok-${randomUUID()}.v`)
  try {
    const info = await native(image.toFile(scratch))
    checkShape(page, info, expected)
    yield* vipsFileRows(scratch, page, info.channels, type)
  } finally {
    rmSync(scratch, { force: true })
  }
}

function checkShape(
  page: PageHeader,
  info: { width: number; height: number; channels: number },
  channels: number | null,
): void {
  if (info.width === page.width && info.height === page.height && (channels === null || info.channels === channels))
    return
  throw new PandokError('corrupt', 'the decoded picture is not what the header says', {
    width: info.width,
    height: info.height,
    channels: info.channels,
  })
}

/** libvips' own file: 64 header bytes (band format at 20: 0 = uchar, 2 = ushort), then rows, interleaved. */
function* vipsFileRows(scratch: string, page: PageHeader, channels: number, type: 'u8' | 'u16'): Generator<Strip> {
  const file = fileSource(scratch)
  try {
    if (file.read(20, 4).readUInt32LE(0) !== (type === 'u16' ? 2 : 0))
      throw new PandokError('corrupt', 'the decoded samples have another depth than the header says')
    const rowBytes = page.width * channels * (type === 'u16' ? 2 : 1)
    const step = stripRows(rowBytes)
    for (let y = 0; y < page.height; y += step) {
      const rows = Math.min(step, page.height - y)
      yield { y, rows, data: samplesFrom(type, file.read(64 + y * rowBytes, rows * rowBytes)) }
    }
  } finally {
    file.close()
  }
}

export type Rgba = {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
  readonly data: Uint8Array
}

/** Small sRGB copy of a frame with at most 8 bits, not oriented; JPEG and WebP shrink while loading. */
export async function nativeThumbnail(
  path: string,
  options: NativeOptions,
  width: number,
  height: number,
): Promise<Rgba> {
  const { data, info } = await native(
    input(path, options, false)
      .resize(width, height, { fit: 'fill' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  )
  return rgba(data, info)
}

export async function resizePicture(picture: Rgba, width: number, height: number): Promise<Rgba> {
  if (picture.width === width && picture.height === height) return picture
  const { data, info } = await native(
    rawInput(picture)
      .resize(width, height, { fit: 'fill' })
      .toColourspace(picture.channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  return rgba(data, info)
}

export const encodeWebp = async (picture: Rgba, quality: number): Promise<Uint8Array> =>
  native(rawInput(picture).webp({ quality, effort: 2 }).toBuffer())

/** Delivered JPG: full size, no chroma subsampling, because thin coloured edges matter. */
export const encodeJpeg = async (picture: Rgba): Promise<Uint8Array> =>
  native(
    rawInput(picture).flatten({ background: '#ffffff' }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
  )

/** For the built-in sample and benchmarks: standard files from samples. 16-bit grey stays 16-bit. */
export async function encodeSample(
  format: 'png' | 'jpeg' | 'webp' | 'tiff',
  picture: { width: number; height: number; channels: 1 | 3 | 4; data: Samples },
  options: {
    readonly palette?: boolean
    readonly orientation?: number
    readonly quality?: number
    /** The picture is pages of this height, one below the other (TIFF). */
    readonly pageHeight?: number
  } = {},
): Promise<Uint8Array> {
  const deep = picture.data instanceof Uint16Array
  const space = picture.channels === 1 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb'
  const { width, height, channels } = picture
  const pages = options.pageHeight === undefined ? {} : { pageHeight: options.pageHeight }
  let image = sharp(picture.data, { raw: { width, height, channels, ...pages } })
    .pipelineColourspace(space)
    .toColourspace(space)
  if (options.orientation) image = image.withMetadata({ orientation: options.orientation })
  const quality = options.quality ?? 88
  return native(
    format === 'png'
      ? image.png({ palette: options.palette ?? false, compressionLevel: 6 }).toBuffer()
      : format === 'jpeg'
        ? image.jpeg({ quality }).toBuffer()
        : format === 'webp'
          ? image.webp({ quality }).toBuffer()
          : image.tiff({ compression: 'deflate', tile: true }).toBuffer(),
  )
}

/** The work that the import budget is measured against (bench/import.ts). */
export const plainMetadata = async (path: string): Promise<number> => (await sharp(path).metadata()).width ?? 0

const rawInput = (p: Rgba): Sharp => sharp(p.data, { raw: { width: p.width, height: p.height, channels: p.channels } })

function rgba(data: Buffer, info: { width: number; height: number; channels: number }): Rgba {
  if (info.channels !== 1 && info.channels !== 3 && info.channels !== 4)
    throw new PandokError('corrupt', 'unexpected number of channels', { channels: info.channels })
  return {
    width: info.width,
    height: info.height,
    channels: info.channels,
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  }
}

async function native<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw nativeError(error)
  }
}

const NATIVE_ERRORS: readonly (readonly [
  RegExp,
  'truncated' | 'image-too-large' | 'unsupported-type' | 'file-missing' | 'disk-full',
])[] = [
  [/premature end|truncat|unexpected end|end of file|not enough data|short read/i, 'truncated'],
  [/pixel limit|too large|out of memory|exceeds/i, 'image-too-large'],
  [/arithmetic|unsupported|not supported|not implemented|compression scheme|not configured/i, 'unsupported-type'],
  [/input file is missing|no such file/i, 'file-missing'],
  [/no space left/i, 'disk-full'],
]

function nativeError(error: unknown): PandokError {
  if (error instanceof PandokError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = NATIVE_ERRORS.find(([pattern]) => pattern.test(message))?.[1] ?? 'corrupt'
  return new PandokError(code, 'the picture cannot be decoded')
}
