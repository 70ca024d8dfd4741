// GIF container (GIF89a specification, Compuserve 1990): blocks only, no pixel.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { checkFrames, checkSize } from '../limits.ts'

export type GifFrame = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly interlaced: boolean
  /** RGBA, 256 entries; alpha always 255. */
  readonly palette: Uint8Array
  readonly entries: number
  readonly transparent: number | null
  /** 0-1 keep, 2 back to background, 3 back to the frame before. */
  readonly disposal: number
  /** Of the byte with the LZW code size; sub-blocks follow. */
  readonly data: number
}
export type GifHeader = { readonly width: number; readonly height: number; readonly frames: readonly GifFrame[] }

type Control = { readonly transparent: number | null; readonly disposal: number }
const NO_CONTROL: Control = { transparent: null, disposal: 0 }

export function readGifHeader(file: ByteSource): GifHeader {
  const screen = file.read(6, 7)
  let width = screen.readUInt16LE(0)
  let height = screen.readUInt16LE(2)
  const flags = screen[4] ?? 0
  let at = 13
  let global: Uint8Array | null = null
  let globalEntries = 0
  if (flags & 0x80) {
    globalEntries = 2 << (flags & 7)
    global = readPalette(file.read(at, globalEntries * 3))
    at += globalEntries * 3
  }
  const frames: GifFrame[] = []
  let control = NO_CONTROL
  for (;;) {
    const block = file.read(at, 1)[0]
    if (block === 0x3b) break
    if (block === 0x21) {
      const label = file.read(at + 1, 1)[0]
      if (label === 0xf9 && file.read(at + 2, 1)[0] === 4) {
        const body = Buffer.from(file.read(at + 3, 4))
        control = { transparent: (body[0] ?? 0) & 1 ? (body[3] ?? 0) : null, disposal: ((body[0] ?? 0) >> 2) & 7 }
      }
      at = skipSubBlocks(file, at + 2)
    } else if (block === 0x2c) {
      const d = Buffer.from(file.read(at + 1, 9))
      const local = d[8] ?? 0
      at += 10
      let palette = global
      let entries = globalEntries
      if (local & 0x80) {
        entries = 2 << (local & 7)
        palette = readPalette(file.read(at, entries * 3))
        at += entries * 3
      }
      const frame: GifFrame = {
        x: d.readUInt16LE(0),
        y: d.readUInt16LE(2),
        width: d.readUInt16LE(4),
        height: d.readUInt16LE(6),
        interlaced: (local & 0x40) !== 0,
        palette: palette ?? greyPalette(),
        entries: palette ? entries : 256,
        ...control,
        data: at,
      }
      frames.push(frame)
      checkFrames(frames.length)
      // Some writers leave the screen too small; readers show the whole frame all the same.
      width = Math.max(width, frame.x + frame.width)
      height = Math.max(height, frame.y + frame.height)
      control = NO_CONTROL
      at = skipSubBlocks(file, at + 1)
    } else throw new PandokError('corrupt', 'GIF: unknown block')
  }
  if (frames.length === 0) throw new PandokError('corrupt', 'GIF: no picture')
  checkSize(width, height)
  return { width, height, frames }
}

function skipSubBlocks(file: ByteSource, from: number): number {
  let at = from
  for (;;) {
    const length = file.read(at, 1)[0] ?? 0
    at += 1 + length
    if (length === 0) return at
  }
}

export function readSubBlocks(file: ByteSource, from: number): Buffer {
  const parts: Buffer[] = []
  let at = from
  for (;;) {
    const length = file.read(at, 1)[0] ?? 0
    if (length === 0) return Buffer.concat(parts)
    parts.push(Buffer.from(file.read(at + 1, length)))
    at += 1 + length
  }
}

function readPalette(rgb: Buffer): Uint8Array {
  const out = new Uint8Array(1024).fill(0)
  for (let i = 0; i < 256; i++) {
    for (let c = 0; c < 3; c++) out[i * 4 + c] = rgb[i * 3 + c] ?? 0
    out[i * 4 + 3] = 255
  }
  return out
}

const greyPalette = (): Uint8Array => Uint8Array.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2))
