// A PNG writer for tests that can do what encoders usually do not: every depth, every filter, Adam7, chosen chunks.
import { crc32, deflateSync } from 'node:zlib'

export type PngPlan = {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colourType: 0 | 2 | 3 | 4 | 6
  readonly samples: ArrayLike<number>
  readonly interlaced?: boolean
  readonly palette?: readonly number[]
  readonly extra?: readonly Buffer[]
  readonly idatSize?: number
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

export const ihdr = (p: Pick<PngPlan, 'width' | 'height' | 'depth' | 'colourType' | 'interlaced'>): Buffer => {
  const b = Buffer.alloc(13)
  b.writeUInt32BE(p.width, 0)
  b.writeUInt32BE(p.height, 4)
  b.set([p.depth, p.colourType, 0, 0, p.interlaced ? 1 : 0], 8)
  return chunk('IHDR', b)
}

export const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])

export function makePng(p: PngPlan): Buffer {
  const channels = CHANNELS[p.colourType]
  const rows: Buffer[] = []
  const passes = p.interlaced ? PASSES : ([[0, 0, 1, 1]] as const)
  for (const [x0, y0, dx, dy] of passes) {
    let previous: Buffer | null = null
    for (let y = y0; y < p.height; y += dy) {
      const values: number[] = []
      for (let x = x0; x < p.width; x += dx)
        for (let c = 0; c < channels; c++) values.push(p.samples[(y * p.width + x) * channels + c] ?? 0)
      if (values.length === 0) continue
      const packed = pack(values, p.depth)
      rows.push(filtered(packed, previous, rows.length % 5, Math.max(1, (channels * p.depth) >> 3)))
      previous = packed
    }
  }
  const data = deflateSync(Buffer.concat(rows))
  const size = p.idatSize ?? 700
  const idats = Array.from({ length: Math.ceil(data.length / size) }, (_, i) =>
    chunk('IDAT', data.subarray(i * size, (i + 1) * size)),
  )
  return Buffer.concat([
    SIGNATURE,
    ihdr(p),
    ...(p.palette ? [chunk('PLTE', Uint8Array.from(p.palette))] : []),
    ...(p.extra ?? []),
    ...idats,
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function pack(values: readonly number[], depth: number): Buffer {
  if (depth === 16) return Buffer.from(values.flatMap((v) => [v >> 8, v & 255]))
  const out = Buffer.alloc(Math.ceil((values.length * depth) / 8))
  values.forEach((v, i) => {
    const bit = i * depth
    out[bit >> 3] = (out[bit >> 3] ?? 0) | (v << (8 - depth - (bit & 7)))
  })
  return out
}

function filtered(row: Buffer, above: Buffer | null, type: number, bpp: number): Buffer {
  const out = Buffer.alloc(row.length + 1)
  out[0] = type
  for (let i = 0; i < row.length; i++) {
    const left = row[i - bpp] ?? 0
    const up = above?.[i] ?? 0
    const corner = above?.[i - bpp] ?? 0
    const p = left + up - corner
    const [pa, pb, pc] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)]
    const paeth = pa <= pb && pa <= pc ? left : pb <= pc ? up : corner
    const guess = [0, left, up, (left + up) >> 1, paeth][type] ?? 0
    out[i + 1] = (row[i] ?? 0) - guess
  }
  return out
}
