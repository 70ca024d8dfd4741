// A BMP writer for tests.
import { pack } from './makePng.ts'

export type BmpPlan = {
  readonly width: number
  readonly height: number
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32
  /** One number a pixel; for 24 bits the bytes R, G, B. */
  readonly samples: ArrayLike<number>
  /** Flat R, G, B. */
  readonly palette?: readonly number[]
  readonly topDown?: boolean
  readonly headerSize?: 12 | 40 | 108 | 124
  readonly masks?: readonly number[]
  readonly compression?: number
  readonly data?: Buffer
}

export function makeBmp(p: BmpPlan): Buffer {
  const size = p.headerSize ?? 40
  const header = Buffer.alloc(size)
  header.writeUInt32LE(size, 0)
  if (size === 12) {
    header.writeUInt16LE(p.width, 4)
    header.writeUInt16LE(p.height, 6)
    header.writeUInt16LE(1, 8)
    header.writeUInt16LE(p.bits, 10)
  } else {
    header.writeInt32LE(p.width, 4)
    header.writeInt32LE(p.topDown ? -p.height : p.height, 8)
    header.writeUInt16LE(1, 12)
    header.writeUInt16LE(p.bits, 14)
    header.writeUInt32LE(p.compression ?? 0, 16)
    header.writeUInt32LE((p.palette?.length ?? 0) / 3, 32)
    if (size >= 108) for (const [i, m] of (p.masks ?? []).entries()) header.writeUInt32LE(m, 40 + i * 4)
  }
  const behind = Buffer.alloc(size === 40 ? (p.masks?.length ?? 0) * 4 : 0)
  if (size === 40) for (const [i, m] of (p.masks ?? []).entries()) behind.writeUInt32LE(m, i * 4)
  const table = Buffer.alloc(((p.palette?.length ?? 0) / 3) * (size === 12 ? 3 : 4))
  for (let i = 0; i < (p.palette?.length ?? 0) / 3; i++)
    for (let c = 0; c < 3; c++) table[i * (size === 12 ? 3 : 4) + c] = p.palette?.[i * 3 + 2 - c] ?? 0
  const pixels = p.data ?? pixelsOf(p)
  const file = Buffer.alloc(14)
  file.write('BM', 'latin1')
  const offset = 14 + size + behind.length + table.length
  file.writeUInt32LE(offset + pixels.length, 2)
  file.writeUInt32LE(offset, 10)
  return Buffer.concat([file, header, behind, table, pixels])
}

function pixelsOf(p: BmpPlan): Buffer {
  const rows: Buffer[] = []
  for (let y = 0; y < p.height; y++) {
    const values = Array.from({ length: p.width }, (_, x) => p.samples[y * p.width + x] ?? 0)
    let row: Buffer
    if (p.bits === 24)
      row = Buffer.from(values.flatMap((_, x) => [2, 1, 0].map((c) => p.samples[(y * p.width + x) * 3 + c] ?? 0)))
    else if (p.bits <= 8) row = pack(values, p.bits)
    else {
      row = Buffer.alloc((values.length * p.bits) / 8)
      for (const [x, v] of values.entries()) row.writeUIntLE(v, (x * p.bits) / 8, p.bits / 8)
    }
    const padded = Buffer.alloc(Math.ceil(row.length / 4) * 4)
    row.copy(padded)
    rows.push(padded)
  }
  return Buffer.concat(p.topDown ? rows : rows.reverse())
}
