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

export function writeFrame(path: string, frame: WholeFrame): void {
  writeFileAtomic(
    path,
    (fd) => {
      writeAll(fd, encodeFrameHeader(frame.header))
      writeAll(fd, asBytes(frame.data))
      writeAll(fd, encodeFrameTail(frame.header))
    },
    { durable: false },
  )
}

export type Range = { min: number; max: number }
export const newRange = (): Range => ({ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY })

/** `alphaEvery` 4 leaves the alpha channel out; NaN and infinities never count. */
export function widen(range: Range, data: DisplaySamples, alphaEvery: number): void {
  if (alphaEvery || data instanceof Float32Array) widenChecked(range, data, alphaEvery)
  else widenWhole(range, data)
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
