import { describe, expect, it } from 'vitest'
import { jpegXlSize } from './jpegXlHeader.ts'
import { encodeWith } from './testing/wasmEncoders.ts'

const encode = (columns: number, rows: number): Promise<Uint8Array> =>
  encodeWith(
    'jpegXl',
    Array.from({ length: columns * rows }, () => 9),
    { columns, rows, bits: 8 },
  )
const box = (kind: string, body: Uint8Array): Uint8Array => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + body.length)
  head.write(kind, 4, 'latin1')
  return Buffer.concat([head, body])
}
const SIGNATURE = Buffer.from([0x0d, 0x0a, 0x87, 0x0a])

describe('the size of a JPEG XL picture', () => {
  it.each([
    [8, 8],
    [64, 16],
    [53, 41],
    [640, 480],
    [5, 300],
    [700, 9000],
  ])('%d x %d', async (width, height) => {
    expect(jpegXlSize(await encode(width, height))).toEqual({ width, height })
  })
  it('is found in boxes, whole or in parts', async () => {
    const bare = await encode(53, 41)
    const start = [box('JXL ', SIGNATURE), box('ftyp', Buffer.from('jxl \0\0\0\0jxl '))]
    const parts = [box('jxlp', Buffer.concat([Buffer.alloc(4), bare.subarray(0, 12)])), box('jxlp', bare.subarray(12))]
    for (const boxes of [
      [...start, box('jxlc', bare)],
      [...start, ...parts],
    ])
      expect(jpegXlSize(Buffer.concat(boxes))).toEqual({ width: 53, height: 41 })
  })
  it('of something else, or of too few bytes, is an error', () => {
    for (const bytes of [
      [],
      [1, 2, 3],
      [0xff, 0x0a],
      [...Buffer.concat([box('JXL ', SIGNATURE), box('ftyp', SIGNATURE)])],
    ])
      expect(() => jpegXlSize(Uint8Array.from(bytes))).toThrow(/JPEG XL/)
  })
})
