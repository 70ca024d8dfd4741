// A PNG that stands in a label file as text -> mask: whatever is not black (and not fully transparent) is inside. Decoded with zlib alone,
// because label files are read in the main process, where the native image library must not be loaded (codebases.md F1).
// PNG specification, sections 5, 9 and 11; interlaced pictures are not read.
import { inflateSync } from 'node:zlib'
import { PandokError } from '../../shared/contract/errors.ts'

const MOST_PIXELS = 2 ** 28
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

export type MaskPicture = {
  readonly width: number
  readonly height: number
  /** Row by row, alternately outside and inside, starting with outside. */
  readonly counts: number[]
}

const corrupt = (what: string) => new PandokError('corrupt', `the mask picture cannot be read (${what})`)

export function readPngMask(bytes: Buffer): MaskPicture {
  if (bytes.length < 33 || bytes.readUInt32BE(0) !== 0x89504e47) throw corrupt('no PNG')
  let header: Buffer | null = null
  let palette: Buffer = Buffer.alloc(0)
  const data: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (body.length < length) throw corrupt('cut off')
    if (type === 'IHDR') header = body
    else if (type === 'PLTE') palette = body
    else if (type === 'IDAT') data.push(body)
    else if (type === 'IEND') break
    at += 12 + length
  }
  if (!header || header.length < 13 || data.length === 0) throw corrupt('incomplete')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const [depth, colour, interlace] = [header[8]!, header[9]!, header[12]!]
  const channels = CHANNELS[colour]
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth) || interlace !== 0) throw corrupt('its kind')
  if (width < 1 || height < 1 || width * height > MOST_PIXELS) throw corrupt('its size')
  const rowBytes = Math.ceil((width * channels * depth) / 8)
  let raw: Buffer
  try {
    raw = inflateSync(Buffer.concat(data), { maxOutputLength: (rowBytes + 1) * height })
  } catch {
    throw corrupt('its data')
  }
  if (raw.length < (rowBytes + 1) * height) throw corrupt('cut off')
  unfilter(raw, rowBytes, height, Math.max(1, (channels * depth) >> 3))
  const inside = pixelTest({ depth, colour, channels, palette })
  return { width, height, counts: runs(width, height, (x, y) => inside(raw, y * (rowBytes + 1) + 1, x)) }
}

function unfilter(raw: Buffer, rowBytes: number, height: number, pixel: number): void {
  for (let y = 0; y < height; y++) {
    const row = y * (rowBytes + 1)
    const filter = raw[row]!
    if (filter > 4) throw corrupt('its filter')
    if (filter === 0) continue
    for (let i = 1; i <= rowBytes; i++) {
      const at = row + i
      const left = i > pixel ? raw[at - pixel]! : 0
      const up = y > 0 ? raw[at - rowBytes - 1]! : 0
      const corner = y > 0 && i > pixel ? raw[at - rowBytes - 1 - pixel]! : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!
      raw[at] = (raw[at]! + guess) & 0xff
    }
  }
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

type Kind = { depth: number; colour: number; channels: number; palette: Buffer }

function pixelTest({ depth, colour, channels, palette }: Kind): (raw: Buffer, row: number, x: number) => boolean {
  if (depth < 8)
    return (raw, row, x) => {
      const bit = x * depth
      const value = (raw[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
      return colour === 3 ? isLit(palette, value) : value > 0
    }
  const bytes = depth >> 3
  const hasAlpha = colour === 4 || colour === 6
  const coloured = channels - (hasAlpha ? 1 : 0)
  const any = (raw: Buffer, from: number, to: number) => {
    for (let i = from; i < to; i++) if (raw[i]! > 0) return true
    return false
  }
  return (raw, row, x) => {
    const at = row + x * channels * bytes
    if (colour === 3) return isLit(palette, raw[at]!)
    if (hasAlpha && !any(raw, at + coloured * bytes, at + channels * bytes)) return false
    return any(raw, at, at + coloured * bytes)
  }
}

const isLit = (palette: Buffer, index: number): boolean =>
  (palette[index * 3] ?? 0) + (palette[index * 3 + 1] ?? 0) + (palette[index * 3 + 2] ?? 0) > 0

function runs(width: number, height: number, inside: (x: number, y: number) => boolean): number[] {
  const counts: number[] = []
  let value = false
  let run = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (inside(x, y) === value) run++
      else {
        counts.push(run)
        run = 1
        value = !value
      }
    }
  counts.push(run)
  return counts
}
