// A TIFF writer for tests: byte order, depth, planes, strips or tiles, predictor, several pages.
import { deflateSync } from 'node:zlib'
import { pack } from './makePng.ts'

export type TiffPlan = {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly channels: number
  readonly photometric: number
  readonly samples: ArrayLike<number>
  readonly big?: boolean
  readonly bigEndian?: boolean
  readonly planar?: boolean
  readonly tile?: number
  readonly deflate?: boolean
  readonly predictor?: boolean
  readonly colourMap?: readonly number[]
  readonly orientation?: number
  readonly float?: boolean
}

export function makeTiff(pages: readonly TiffPlan[]): Buffer {
  const be = pages[0]?.bigEndian ?? false
  const parts: Buffer[] = [Buffer.from(be ? 'MM\0*\0\0\0\0' : 'II*\0\0\0\0\0', 'latin1')]
  let at = 8
  const put = (b: Buffer): number => {
    const even = b.length % 2 ? Buffer.concat([b, Buffer.alloc(1)]) : b
    parts.push(even)
    at += even.length
    return at - even.length
  }
  const u = (n: number, bytes: number): Buffer => {
    const b = Buffer.alloc(bytes)
    if (bytes === 2) be ? b.writeUInt16BE(n) : b.writeUInt16LE(n)
    else be ? b.writeUInt32BE(n) : b.writeUInt32LE(n)
    return b
  }
  const directories: { offset: number; nextAt: number }[] = []
  for (const p of pages) {
    const blocks = blocksOf(p)
    const offsets = blocks.map(put)
    const many = (n: number) => Array.from({ length: p.channels }, () => n)
    const fields: [tag: number, bytes: 2 | 4, values: readonly number[]][] = [
      [256, 4, [p.width]],
      [257, 4, [p.height]],
      [258, 2, many(p.bits)],
      [259, 2, [p.deflate ? 8 : 1]],
      [262, 2, [p.photometric]],
      ...(p.tile ? [] : ([[273, 4, offsets]] as [number, 4, number[]][])),
      [274, 2, [p.orientation ?? 1]],
      [277, 2, [p.channels]],
      ...(p.tile
        ? []
        : ([
            [278, 4, [STRIP]],
            [279, 4, blocks.map((b) => b.length)],
          ] as [number, 4, number[]][])),
      [284, 2, [p.planar ? 2 : 1]],
      [317, 2, [p.predictor ? 2 : 1]],
      ...(p.colourMap ? ([[320, 2, p.colourMap]] as [number, 2, number[]][]) : []),
      ...(p.tile
        ? ([
            [322, 4, [p.tile]],
            [323, 4, [p.tile]],
            [324, 4, offsets],
            [325, 4, blocks.map((b) => b.length)],
          ] as [number, 4, number[]][])
        : []),
      [339, 2, many(p.float ? 3 : 1)],
    ]
    const entries = fields.map(([tag, bytes, values]) => {
      const data = Buffer.concat(values.map((v) => u(v, bytes)))
      const inline = data.length <= 4 ? Buffer.concat([data, Buffer.alloc(4 - data.length)]) : u(put(data), 4)
      return Buffer.concat([u(tag, 2), u(bytes === 2 ? 3 : 4, 2), u(values.length, 4), inline])
    })
    const offset = put(Buffer.concat([u(entries.length, 2), ...entries, u(0, 4)]))
    directories.push({ offset, nextAt: offset + 2 + entries.length * 12 })
  }
  const out = Buffer.concat(parts)
  for (const [i, d] of directories.entries()) u(directories[i + 1]?.offset ?? 0, 4).copy(out, d.nextAt)
  u(directories[0]?.offset ?? 0, 4).copy(out, 4)
  return out
}

const STRIP = 7

function blocksOf(p: TiffPlan): Buffer[] {
  const planes = p.planar
    ? Array.from({ length: p.channels }, (_, i) => [i])
    : [Array.from({ length: p.channels }, (_, i) => i)]
  const [bw, bh] = p.tile ? [p.tile, p.tile] : [p.width, STRIP]
  const blocks: Buffer[] = []
  for (const plane of planes)
    for (let y0 = 0; y0 < p.height; y0 += bh)
      for (let x0 = 0; x0 < p.width; x0 += bw) {
        const rows: Buffer[] = []
        for (let y = y0; y < (p.tile ? y0 + bh : Math.min(p.height, y0 + bh)); y++)
          rows.push(rowOf(p, plane, x0, bw, y))
        const block = Buffer.concat(rows)
        blocks.push(p.deflate ? deflateSync(block) : block)
      }
  return blocks
}

function rowOf(p: TiffPlan, plane: readonly number[], x0: number, width: number, y: number): Buffer {
  const inside = (x: number) => x < p.width && y < p.height
  const value = (x: number, c: number) => (inside(x) ? (p.samples[(y * p.width + x) * p.channels + c] ?? 0) : 0)
  const values: number[] = []
  const top = 2 ** p.bits
  for (let x = x0; x < x0 + width; x++)
    for (const c of plane)
      values.push(p.predictor && x > x0 ? (value(x, c) - value(x - 1, c) + top) % top : value(x, c))
  if (p.bits < 8 || (p.bits > 8 && p.bits < 16)) return p.bits < 8 ? pack(values, p.bits) : packWide(values, p.bits)
  const bytes = p.bits / 8
  const out = Buffer.alloc(values.length * bytes)
  values.forEach((v, i) => {
    if (p.float) p.bigEndian ? out.writeFloatBE(v, i * 4) : out.writeFloatLE(v, i * 4)
    else p.bigEndian ? out.writeUIntBE(v, i * bytes, bytes) : out.writeUIntLE(v, i * bytes, bytes)
  })
  return out
}

function packWide(values: readonly number[], bits: number): Buffer {
  const text = values.map((v) => v.toString(2).padStart(bits, '0')).join('')
  return Buffer.from((text.match(/.{1,8}/g) ?? []).map((b) => Number.parseInt(b.padEnd(8, '0'), 2)))
}
