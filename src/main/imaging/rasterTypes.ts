// What every raster decoder gives: the facts of a file, and the samples of one frame as they are stored.
import type { ItemFields } from '../../shared/domains/itemFields.ts'
import type { GreyDisplay } from '../../shared/imaging/greyDisplay.ts'
import type { Window } from '../../shared/imaging/voi.ts'
import type { ByteSource } from './byteSource.ts'

export const RASTER_KINDS = ['png', 'jpeg', 'tiff', 'webp', 'gif', 'bmp', 'dicom'] as const
export type RasterKind = (typeof RASTER_KINDS)[number]

export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array
export type StoredSample = 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'f32' | 'f64'

/** The words of DICOM (PS3.3 C.7.6.3.1.2), used for every kind so that the viewer has one vocabulary. */
export type Photometric = 'MONOCHROME1' | 'MONOCHROME2' | 'RGB' | 'PALETTE COLOR' | 'CMYK'

/** One frame as stored in the file, before EXIF orientation. */
export type PageHeader = {
  readonly width: number
  readonly height: number
  readonly samplesPerPixel: number
  readonly bitsStored: number
  readonly sample: StoredSample
  readonly photometric: Photometric
  /** EXIF 1-8. */
  readonly orientation: number
  /** An embedded colour profile that is not sRGB: display must convert. */
  readonly icc: boolean
  /** How the file wants its grey to be shown first, in stored values. */
  readonly window?: Window
  /** DICOM grey: how the standard shows it. */
  readonly grey?: GreyDisplay
  /** Low values are bright; without it MONOCHROME1 says so. */
  readonly inverted?: boolean
}

export type Facts = Readonly<Record<string, string | number | boolean>>

/** `data` holds `rows` full rows, interleaved, little-endian order of the machine; valid until the next strip is asked for. */
export type Strip = { readonly y: number; readonly rows: number; readonly data: Samples }

export type OpenRaster = {
  readonly kind: RasterKind
  readonly frames: number
  readonly facts: Facts
  /** Whom and what the picture shows, for the fields of its item; never part of `facts`, which others may read. */
  readonly itemFields?: ItemFields
  /** UID; DICOM only. */
  readonly transferSyntax?: string
  /** Kinds whose codestream may contradict the header decode the frame here; `page` is exact only afterwards. */
  prepare?(frame: number): Promise<void>
  /** The frame decoded smaller for a first look, with at least so many pixels; null where that is no quicker. */
  reduced?(frame: number, atLeast: number): Promise<OpenRaster | null>
  page(frame: number): PageHeader
  rows(frame: number): AsyncIterable<Strip>
  /** RGBA entries by index, 256 or as many as the stored bits allow, negative indices at the end; null when the frame is not indexed. */
  palette(frame: number): Uint8Array | null
}

/** `verify`: the bytes are at hand anyway, so check sums over the whole file too. */
export type OpenOptions = { readonly verify: boolean }
export type Decoder = (file: ByteSource, options: OpenOptions) => OpenRaster

const ARRAYS = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const

export const newSamples = (type: StoredSample, length: number): Samples => new ARRAYS[type](length)

export const sampleBytes = (type: StoredSample): number => ARRAYS[type].BYTES_PER_ELEMENT

export const isSigned = (type: StoredSample): boolean => type !== 'u8' && type !== 'u16' && type !== 'u32'

/** The same memory as bytes. */
export const asBytes = (s: Samples): Uint8Array => new Uint8Array(s.buffer, s.byteOffset, s.byteLength)

/** `bytes` seen as samples; copied when the start is not aligned for the type. */
export function samplesFrom(type: StoredSample, bytes: Uint8Array): Samples {
  const size = sampleBytes(type)
  const { buffer } = bytes
  if (bytes.byteOffset % size === 0 && buffer instanceof ArrayBuffer)
    return new ARRAYS[type](buffer, bytes.byteOffset, Math.floor(bytes.byteLength / size))
  return new ARRAYS[type](new Uint8Array(bytes).buffer, 0, Math.floor(bytes.byteLength / size))
}

/** Rows per strip so that a strip is about a megabyte: small enough to bound memory, large enough to be quick. */
export const stripRows = (bytesPerRow: number): number => Math.max(1, Math.floor(1_048_576 / Math.max(1, bytesPerRow)))
