// The decoded picture as it travels: a 64-byte header, little-endian samples, interleaved, row by row, and for DICOM grey
// the display that the file asks for, as JSON behind the samples.
// Written by the pixel worker into the cache, served untouched, read by the renderer into a texture.
import { type GreyDisplay, greyDisplaySchema } from './greyDisplay.ts'
import type { Window } from './voi.ts'

export type SampleType = 'u8' | 'u16' | 'i16' | 'f32'
/** Display colour: grey has 1 channel, rgb 3, rgba 4 (straight alpha). Palettes and CMYK are already converted. */
export type FrameColour = 'grey' | 'rgb' | 'rgba'

export type FrameHeader = {
  readonly width: number
  readonly height: number
  readonly colour: FrameColour
  readonly sample: SampleType
  /** Significant bits of a sample as stored in the source (12 for 12-in-16). */
  readonly bitsStored: number
  /** Smallest and largest sample in the frame, for the first window. */
  readonly min: number
  readonly max: number
  /** True when low samples are bright (MONOCHROME1). */
  readonly inverted: boolean
  /** First window of the file, in stored values; without it the frame is shown over its range. */
  readonly window?: Window
  /** How the standard shows the values of a DICOM file; `window` is not there then, and `inverted` is its presentation. */
  readonly grey?: GreyDisplay
}

export const FRAME_HEADER_BYTES = 64
const MAGIC = 0x46444e50 // 'PNDF' little-endian
/** 2 added the window, 3 the display behind the samples; older headers have zeros there and read as ones without. */
const VERSION = 3
const OLDEST_VERSION = 1
const SAMPLES: readonly SampleType[] = ['u8', 'u16', 'i16', 'f32']
const COLOURS: readonly FrameColour[] = ['grey', 'rgb', 'rgba']

export const bytesPerSample = (s: SampleType): number => (s === 'u8' ? 1 : s === 'f32' ? 4 : 2)
export const channelsOf = (c: FrameColour): number => (c === 'grey' ? 1 : c === 'rgb' ? 3 : 4)
export const frameBytes = (h: FrameHeader): number =>
  h.width * h.height * channelsOf(h.colour) * bytesPerSample(h.sample)

export function encodeFrameHeader(h: FrameHeader): Uint8Array {
  const bytes = new Uint8Array(FRAME_HEADER_BYTES)
  const v = new DataView(bytes.buffer)
  v.setUint32(0, MAGIC, true)
  v.setUint16(4, VERSION, true)
  v.setUint8(6, SAMPLES.indexOf(h.sample))
  v.setUint8(7, COLOURS.indexOf(h.colour))
  v.setUint32(8, h.width, true)
  v.setUint32(12, h.height, true)
  v.setUint16(16, h.bitsStored, true)
  v.setUint8(18, h.inverted ? 1 : 0)
  v.setFloat64(24, h.min, true)
  v.setFloat64(32, h.max, true)
  if (h.window) {
    v.setUint8(19, 1)
    v.setFloat64(40, h.window.centre, true)
    v.setFloat64(48, h.window.width, true)
  }
  v.setUint32(56, encodeFrameTail(h).length, true)
  return bytes
}

/** What follows the samples, as ASCII; empty for most pictures. */
export function encodeFrameTail(h: FrameHeader): Uint8Array {
  const json = h.grey ? JSON.stringify(h.grey) : ''
  const ascii = json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return Uint8Array.from(ascii, (c) => c.charCodeAt(0))
}

function decodeFrameTail(bytes: Uint8Array): GreyDisplay {
  let json = ''
  // fromCharCode takes its characters as arguments, of which there may be only so many.
  for (let at = 0; at < bytes.length; at += 8192) json += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return greyDisplaySchema.parse(JSON.parse(json))
}

/** Throws on a foreign or short buffer; the samples start at FRAME_HEADER_BYTES. The tail is read when it is there. */
export function decodeFrameHeader(buffer: ArrayBufferLike): FrameHeader {
  if (buffer.byteLength < FRAME_HEADER_BYTES) throw new Error('frame file too short')
  const v = new DataView(buffer)
  const sample = SAMPLES[v.getUint8(6)]
  const colour = COLOURS[v.getUint8(7)]
  const version = v.getUint16(4, true)
  const readable = version >= OLDEST_VERSION && version <= VERSION
  if (v.getUint32(0, true) !== MAGIC || !readable || !sample || !colour)
    throw new Error('not a frame file of this version')
  const plain: FrameHeader = {
    width: v.getUint32(8, true),
    height: v.getUint32(12, true),
    colour,
    sample,
    bitsStored: v.getUint16(16, true),
    min: v.getFloat64(24, true),
    max: v.getFloat64(32, true),
    inverted: v.getUint8(18) === 1,
    ...(v.getUint8(19) === 1 ? { window: { centre: v.getFloat64(40, true), width: v.getFloat64(48, true) } } : {}),
  }
  const [start, length] = [FRAME_HEADER_BYTES + frameBytes(plain), v.getUint32(56, true)]
  if (length === 0 || buffer.byteLength < start + length) return plain
  return { ...plain, grey: decodeFrameTail(new Uint8Array(buffer, start, length)) }
}

/** Frames larger than this on a side are served as tiles. */
export const TILED_ABOVE = 4096
export const TILE_SIZE = 1024
/** Level 0 is full resolution; each further level halves both sides (rounded up) until it fits one tile. */
export function tileLevels(width: number, height: number): { width: number; height: number }[] {
  const levels = [{ width, height }]
  let w = width
  let h = height
  while (w > TILE_SIZE || h > TILE_SIZE) {
    w = Math.ceil(w / 2)
    h = Math.ceil(h / 2)
    levels.push({ width: w, height: h })
  }
  return levels
}
