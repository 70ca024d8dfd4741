// One whole frame as a .frame file: upright, display colour, exact samples.
import { PandokError } from '../../shared/contract/errors.ts'
import {
  channelsOf,
  encodeFrameHeader,
  encodeFrameTail,
  type FrameHeader,
  TILED_ABOVE,
} from '../../shared/imaging/pixelFrame.ts'
import { writeAll, writeFileAtomic } from '../files/atomicWrite.ts'
import { type DisplayFrame, type DisplayPage, type DisplaySamples, newDisplaySamples } from './display.ts'
import { orient, uprightSize } from './orient.ts'
import { asBytes } from './rasterTypes.ts'

export type WholeFrame = { readonly header: FrameHeader; readonly data: DisplaySamples }

export const isTiled = (width: number, height: number): boolean => width > TILED_ABOVE || height > TILED_ABOVE

/** The frame in memory; refused above TILED_ABOVE. */
export async function wholeFrame(frame: DisplayFrame): Promise<WholeFrame> {
  const { page } = frame
  if (isTiled(page.width, page.height))
    throw new PandokError('image-too-large', 'a frame of this size is served as tiles', {
      width: page.width,
      height: page.height,
    })
  const channels = channelsOf(page.colour)
  const count = page.width * page.height * channels
  let data: DisplaySamples | null = null
  const range = newRange()
  for await (const strip of frame.rows()) {
    // Decoders of whole frames give them in one strip, which is taken as it is.
    if (strip.y === 0 && strip.data.length === count) data = strip.data
    else {
      data ??= newDisplaySamples(page.sample, count)
      data.set(strip.data, strip.y * page.width * channels)
    }
    widen(range, strip.data, channels === 4 ? 4 : 0)
  }
  return {
    header: headerOf(page, uprightSize(page.width, page.height, page.orientation), finished(range)),
    data: orient(data ?? newDisplaySamples(page.sample, count), page.width, page.height, channels, page.orientation),
  }
}

/** Header of the whole frame, of a smaller copy or of a tile. */
export const headerOf = (
  page: DisplayPage,
  size: { readonly width: number; readonly height: number },
  range: Range,
): FrameHeader => ({
  width: size.width,
  height: size.height,
  colour: page.colour,
  sample: page.sample,
  bitsStored: page.bitsStored,
  inverted: page.inverted,
  ...(page.window ? { window: page.window } : {}),
  ...(page.grey ? { grey: page.grey } : {}),
  min: range.min,
  max: range.max,
})

/** The frame file, one piece after the other; the samples are the frame's own memory. */
export const frameParts = (frame: WholeFrame): Uint8Array[] => [
  encodeFrameHeader(frame.header),
  asBytes(frame.data),
  encodeFrameTail(frame.header),
]

export function writeFrame(path: string, frame: WholeFrame): void {
  writeFileAtomic(
    path,
    (fd) => {
      for (const part of frameParts(frame)) writeAll(fd, part)
    },
    { durable: false },
  )
}

export type Range = { min: number; max: number }
export const newRange = (): Range => ({ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY })

/** `alphaEvery` 4 leaves the alpha channel out; NaN and infinities never count. */
export function widen(range: Range, data: DisplaySamples, alphaEvery: number): void {
  if (alphaEvery || data instanceof Float32Array) widenChecked(range, data, alphaEvery)
  else if (data.length >= WORD_VALUES) widenMarked(range, data)
  else widenWhole(range, data)
}

const WORD_VALUES = 65_536

/**
 * Large pictures mark which values there are: one write a sample, in a loop that sees one array type only. Comparing
 * takes three times as long once other types came through the same loop.
 */
function widenMarked(range: Range, data: Uint8Array | Uint16Array | Int16Array): void {
  const seen = new Uint8Array(WORD_VALUES)
  if (data instanceof Uint8Array) markBytes(data, seen)
  else mark(new Uint16Array(data.buffer, data.byteOffset, data.length), seen)
  const half = WORD_VALUES / 2
  // In the order of signed values the upper half comes first.
  const ordered = data instanceof Int16Array ? [seen.subarray(half), seen.subarray(0, half)] : [seen]
  const from = data instanceof Int16Array ? -half : 0
  const values = ordered.flatMap((part, i) => {
    const first = part.indexOf(1)
    return first < 0 ? [] : [from + i * half + first, from + i * half + part.lastIndexOf(1)]
  })
  range.min = Math.min(range.min, ...values)
  range.max = Math.max(range.max, ...values)
}

function markBytes(bytes: Uint8Array, seen: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) seen[bytes[i]!] = 1
}

function mark(words: Uint16Array, seen: Uint8Array): void {
  for (let i = 0; i < words.length; i++) seen[words[i]!] = 1
}

/** Nothing to leave out: the loop that every large grey picture goes through. */
function widenWhole(range: Range, data: DisplaySamples): void {
  let { min, max } = range
  for (let i = 0; i < data.length; i++) {
    const v = data[i]!
    if (v < min) min = v
    if (v > max) max = v
  }
  range.min = min
  range.max = max
}

function widenChecked(range: Range, data: DisplaySamples, alphaEvery: number): void {
  let { min, max } = range
  for (let i = 0; i < data.length; i++) {
    if (alphaEvery && i % alphaEvery === alphaEvery - 1) continue
    const v = data[i] ?? 0
    if (v < min && v !== Number.NEGATIVE_INFINITY) min = v
    if (v > max && v !== Number.POSITIVE_INFINITY) max = v
  }
  range.min = min
  range.max = max
}

export const finished = (r: Range): Range => (r.min > r.max ? { min: 0, max: 0 } : { min: r.min, max: r.max })
