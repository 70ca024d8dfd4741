// Marker segments of a JPEG codestream (ITU-T T.81 annex B), up to and behind its scans.
import { PandokError } from '../../../shared/contract/errors.ts'

export type JpegComponent = { readonly id: number; readonly h: number; readonly v: number; readonly table: number }
export type JpegFrameHeader = {
  /** 0xc0 baseline, 0xc1 extended, 0xc2 progressive, 0xc3 lossless, 0xf7 JPEG-LS. */
  readonly sof: number
  readonly precision: number
  readonly width: number
  readonly height: number
  readonly components: readonly JpegComponent[]
}
/** Colour said by the codestream itself: Adobe transform flag, JFIF, component ids R, G, B, or coarser second components. */
export type JpegColour = {
  readonly adobe: number | null
  readonly jfif: boolean
  readonly rgbIds: boolean
  readonly subsampled: boolean
}

export const corruptJpeg = (why: string): PandokError => new PandokError('corrupt', `the JPEG codestream ${why}`)
export const cutJpeg = (): PandokError => new PandokError('truncated', 'the JPEG codestream ends too early')

export type Segment = { readonly marker: number; readonly from: number; readonly to: number }

const isFrame = (m: number): boolean => (m >= 0xc0 && m <= 0xcf && m !== 0xc4 && m !== 0xc8 && m !== 0xcc) || m === 0xf7

/** The next segment at or behind `at`; `from`..`to` is its payload. Standalone markers have none. */
export function nextSegment(b: Uint8Array, at: number): Segment | null {
  let i = at
  while (i < b.length && b[i] !== 0xff) i++
  while (i < b.length && b[i] === 0xff) i++
  const marker = b[i]
  if (marker === undefined) return null
  if (marker === 0xd8 || marker === 0xd9 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7))
    return { marker, from: i + 1, to: i + 1 }
  const length = ((b[i + 1] ?? 0) << 8) | (b[i + 2] ?? 0)
  if (i + 1 + length > b.length || length < 2) throw cutJpeg()
  return { marker, from: i + 3, to: i + 1 + length }
}

export function readFrameHeader(b: Uint8Array, s: Segment): JpegFrameHeader {
  const count = b[s.from + 5] ?? 0
  if (s.to < s.from + 6 + count * 3 || count === 0) throw corruptJpeg('has a damaged frame header')
  const components = Array.from({ length: count }, (_, i) => {
    const at = s.from + 6 + i * 3
    const hv = b[at + 1] ?? 0
    return { id: b[at] ?? 0, h: hv >> 4, v: hv & 15, table: b[at + 2] ?? 0 }
  })
  if (components.some((c) => c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4))
    throw corruptJpeg('has impossible sampling factors')
  return {
    sof: s.marker,
    precision: b[s.from] ?? 0,
    height: ((b[s.from + 1] ?? 0) << 8) | (b[s.from + 2] ?? 0),
    width: ((b[s.from + 3] ?? 0) << 8) | (b[s.from + 4] ?? 0),
    components,
  }
}

/**
 * The codestream up to its end of image marker, which must be there: libjpeg paints what is missing grey, and CharLS
 * searches for the marker beyond its input, for minutes.
 */
export function toEndOfImage(b: Uint8Array): Uint8Array {
  for (let i = b.lastIndexOf(0xff); i > 1; i = b.lastIndexOf(0xff, i - 1))
    if (b[i + 1] === 0xd9) return b.subarray(0, i + 2)
  throw cutJpeg()
}

const ADOBE = [0x41, 0x64, 0x6f, 0x62, 0x65]
const JFIF = [0x4a, 0x46, 0x49, 0x46, 0]
const begins = (b: Uint8Array, s: Segment, with_: readonly number[]): boolean =>
  with_.every((v, i) => b[s.from + i] === v)

/** Everything up to the first scan. */
export function readJpegHead(b: Uint8Array): { frame: JpegFrameHeader; colour: JpegColour } {
  if (b[0] !== 0xff || b[1] !== 0xd8) throw corruptJpeg('does not begin with a start of image marker')
  let adobe: number | null = null
  let jfif = false
  let frame: JpegFrameHeader | null = null
  for (let s = nextSegment(b, 2); s; s = nextSegment(b, s.to)) {
    if (s.marker === 0xda || s.marker === 0xd9) break
    if (s.marker === 0xee && begins(b, s, ADOBE) && s.to - s.from >= 12) adobe = b[s.from + 11] ?? null
    if (s.marker === 0xe0 && begins(b, s, JFIF)) jfif = true
    if (isFrame(s.marker)) frame = readFrameHeader(b, s)
  }
  if (!frame) throw corruptJpeg('has no frame header')
  const ids = frame.components.map((c) => String.fromCharCode(c.id)).join('')
  const [first, second] = frame.components
  const subsampled = !!first && !!second && (first.h > second.h || first.v > second.v)
  return { frame, colour: { adobe, jfif, rgbIds: ids === 'RGB' || ids === 'rgb', subsampled } }
}

/**
 * Are three components YCbCr? The codestream's own word comes first (APP14, component ids, JFIF, subsampling), the header's
 * photometric interpretation last: gateways rewrite headers, they do not rewrite codestreams.
 */
export function isYcc(colour: JpegColour, photometric: string): boolean {
  if (colour.adobe !== null) return colour.adobe !== 0
  if (colour.rgbIds) return false
  return colour.jfif || colour.subsampled || photometric !== 'RGB'
}
