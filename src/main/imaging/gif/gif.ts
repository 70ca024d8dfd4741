// GIF frames. The stored samples of a frame are the indices on the screen after it was drawn; only where frames bring
// different palettes, so that indices would mean different colours side by side, frames after the first are RGB(A).
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { isGreyRamp } from '../greyRamp.ts'
import { checkWhole } from '../limits.ts'
import { readLzw } from '../lzw.ts'
import type { Decoder, PageHeader, Strip } from '../rasterTypes.ts'
import { type GifFrame, type GifHeader, readGifHeader, readSubBlocks } from './gifBlocks.ts'

export const openGif: Decoder = (file) => {
  const h = readGifHeader(file)
  const first = h.frames[0]!
  /** Number of leading frames that share one palette: these can be given as indices. */
  const mixedFrom = h.frames.findIndex((f) => Buffer.compare(f.palette, first.palette) !== 0)
  const indexed = (n: number) => mixedFrom < 0 || n < mixedFrom
  const grey = isGreyRamp(first.palette, first.entries)
  const opaque = (n: number) =>
    covers(h, first) && first.transparent === null && h.frames.slice(0, n).every((f) => f.disposal !== 2)
  const page = (n: number): PageHeader => ({
    width: h.width,
    height: h.height,
    samplesPerPixel: indexed(n) ? 1 : opaque(n) ? 3 : 4,
    bitsStored: 8,
    sample: 'u8',
    photometric: !indexed(n) ? 'RGB' : grey ? 'MONOCHROME2' : 'PALETTE COLOR',
    orientation: 1,
    icc: false,
  })
  return {
    kind: 'gif',
    frames: h.frames.length,
    facts: {},
    page,
    rows: async function* (n): AsyncGenerator<Strip> {
      const channels = indexed(n) ? 1 : 4
      checkWhole(h.width * h.height * (channels + 1))
      const canvas = draw(file, h, n, channels)
      const data = page(n).samplesPerPixel === 3 ? withoutAlpha(canvas) : canvas
      yield { y: 0, rows: h.height, data }
    },
    palette: (n) => (indexed(n) && !grey ? withTransparency(first) : null),
  }
}

const covers = (h: GifHeader, f: GifFrame): boolean =>
  f.x === 0 && f.y === 0 && f.width === h.width && f.height === h.height

function withTransparency(f: GifFrame): Uint8Array {
  const out = f.palette.slice()
  if (f.transparent !== null) out[f.transparent * 4 + 3] = 0
  return out
}

function draw(file: ByteSource, h: GifHeader, last: number, channels: 1 | 4): Uint8Array {
  const empty = channels === 1 ? (h.frames[0]!.transparent ?? 0) : 0
  const canvas = new Uint8Array(h.width * h.height * channels).fill(empty)
  for (let n = 0; n <= last; n++) {
    const f = h.frames[n]!
    const saved = n < last && f.disposal === 3 ? canvas.slice() : null
    drawFrame(file, h, f, n === 0, canvas, channels)
    if (n === last) break
    if (saved) canvas.set(saved)
    else if (f.disposal === 2) {
      for (let y = f.y; y < f.y + f.height; y++)
        canvas.fill(empty, (y * h.width + f.x) * channels, (y * h.width + f.x + f.width) * channels)
    }
  }
  return canvas
}

const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const

function drawFrame(
  file: ByteSource,
  h: GifHeader,
  f: GifFrame,
  isFirst: boolean,
  canvas: Uint8Array,
  channels: 1 | 4,
): void {
  const pixels = new Uint8Array(f.width * f.height)
  const minBits = file.read(f.data, 1)[0] ?? 0
  if (minBits < 1 || minBits > 11) throw new PandokError('corrupt', 'GIF: impossible code size')
  // GIF89a, appendix F.
  const filled = readLzw(readSubBlocks(file, f.data + 1), pixels, {
    symbolBits: minBits,
    bitOrder: 'least first',
    early: 0,
    full: 'kept',
  })
  if (filled < pixels.length)
    throw new PandokError('corrupt', 'GIF: the frame data is damaged or too short', { pixels: Math.max(0, filled) })
  let row = 0
  const put = (y: number) => {
    let to = ((f.y + y) * h.width + f.x) * channels
    for (let i = row * f.width; i < (row + 1) * f.width; i++, to += channels) {
      const v = pixels[i] ?? 0
      // The first frame keeps its transparent pixels as the index that they are.
      if (v === f.transparent && !(isFirst && channels === 1)) continue
      if (channels === 1) canvas[to] = v
      else canvas.set(f.palette.subarray(v * 4, v * 4 + 4), to)
    }
    row++
  }
  if (f.interlaced) for (const [from, step] of PASSES) for (let y = from; y < f.height; y += step) put(y)
  else for (let y = 0; y < f.height; y++) put(y)
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const out = new Uint8Array((rgba.length / 4) * 3)
  for (let i = 0, to = 0; i < rgba.length; i += 4) {
    out[to++] = rgba[i] ?? 0
    out[to++] = rgba[i + 1] ?? 0
    out[to++] = rgba[i + 2] ?? 0
  }
  return out
}
