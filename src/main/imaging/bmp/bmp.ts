// BMP pixels: packed indices, BGR, masked colour, run lengths; bottom-up unless the height is negative.
import type { ByteSource } from '../byteSource.ts'
import { checkWhole } from '../limits.ts'
import type { Decoder, Strip } from '../rasterTypes.ts'
import { stripRows } from '../rasterTypes.ts'
import { unpackBits } from '../unpackBits.ts'
import { type BmpHeader, readBmpHeader } from './bmpHeader.ts'
import { decodeRle } from './rle.ts'

export const openBmp: Decoder = (file) => {
  const h = readBmpHeader(file)
  const samplesPerPixel = h.bits <= 8 ? 1 : h.masks[3] !== 0 && h.bits !== 24 ? 4 : 3
  return {
    kind: 'bmp',
    frames: 1,
    facts: { compressed: h.rle !== null },
    page: () => ({
      width: h.width,
      height: h.height,
      samplesPerPixel,
      bitsStored: Math.min(h.bits, 8),
      sample: 'u8',
      photometric: h.bits > 8 ? 'RGB' : h.grey ? 'MONOCHROME2' : 'PALETTE COLOR',
      orientation: 1,
      icc: false,
    }),
    rows: () => bmpRows(file, h, samplesPerPixel),
    palette: () => (h.grey ? null : h.palette),
  }
}

async function* bmpRows(file: ByteSource, h: BmpHeader, channels: number): AsyncGenerator<Strip> {
  if (h.rle !== null) {
    checkWhole(h.width * h.height)
    yield { y: 0, rows: h.height, data: decodeRle(file, h) }
    return
  }
  const convert = h.bits <= 8 ? null : h.bits === 24 ? bgrRow : maskedRow(h)
  const used = Math.ceil((h.width * h.bits) / 8)
  const step = stripRows(h.stride)
  for (let y = 0; y < h.height; y += step) {
    const rows = Math.min(step, h.height - y)
    const data = new Uint8Array(rows * h.width * channels)
    const firstStored = h.topDown ? y : h.height - y - rows
    const block = file.read(h.data + firstStored * h.stride, (rows - 1) * h.stride + used)
    for (let r = 0; r < rows; r++) {
      const stored = h.topDown ? r : rows - 1 - r
      const row = block.subarray(stored * h.stride, stored * h.stride + used)
      if (convert) convert(row, data, r * h.width * channels, h.width)
      else unpackBits(row, h.bits, data, r * h.width, h.width)
    }
    yield { y, rows, data }
  }
}

type RowConverter = (row: Buffer, out: Uint8Array, at: number, width: number) => void

const bgrRow: RowConverter = (row, out, at, width) => {
  for (let x = 0, from = 0, to = at; x < width; x++, from += 3, to += 3) {
    out[to] = row[from + 2] ?? 0
    out[to + 1] = row[from + 1] ?? 0
    out[to + 2] = row[from] ?? 0
  }
}

function maskedRow(h: BmpHeader): RowConverter {
  const fields = h.masks
    .filter((mask, i) => i < 3 || mask !== 0)
    .map((mask) => {
      const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
      return { mask, shift, top: mask >>> shift }
    })
  const bytes = h.bits / 8
  return (row, out, at, width) => {
    let to = at
    for (let x = 0; x < width; x++) {
      const pixel = bytes === 2 ? row.readUInt16LE(x * 2) : row.readUInt32LE(x * 4)
      for (const { mask, shift, top } of fields)
        out[to++] =
          top === 0 ? 0 : top === 255 ? (pixel & mask) >>> shift : Math.floor((((pixel & mask) >>> shift) * 255) / top)
    }
  }
}
