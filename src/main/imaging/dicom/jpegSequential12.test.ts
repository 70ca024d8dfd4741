import { describe, expect, it } from 'vitest'
import type { ImageAttributes } from './attributes.ts'
import { decodeJpegSequential12 } from './jpegSequential12.ts'
import { testValues } from './testing/buildDicom.ts'
import { encodeJpeg12 } from './testing/encodeJpeg12.ts'

const attributes = (
  columns: number,
  rows: number,
  samplesPerPixel = 1,
  photometric = 'MONOCHROME2',
): ImageAttributes => ({
  rows,
  columns,
  frames: 1,
  samplesPerPixel,
  photometric,
  planar: false,
  bitsAllocated: 16,
  bitsStored: 12,
  highBit: 11,
  signed: false,
})
const worst = (got: ArrayLike<number>, want: readonly number[]): number =>
  want.reduce((m, v, i) => Math.max(m, Math.abs(v - (got[i] ?? Number.NaN))), 0)

describe('12-bit sequential JPEG', () => {
  it.each([
    ['whole blocks', 64, 48, undefined],
    ['a size that is no multiple of eight', 61, 43, undefined],
    ['restart intervals', 61, 43, 3],
  ])('grey, %s: within the rounding of quantiser 1', async (_n, width, height, restart) => {
    const values = testValues(width * height, 12, false, width)
    const stream = encodeJpeg12([{ values, h: 1, v: 1 }], { width, height, ...(restart ? { restart } : {}) })
    const { data, precision } = await decodeJpegSequential12(stream, attributes(width, height))
    expect(precision).toBe(12)
    expect(data).toHaveLength(values.length)
    expect(worst(data, values)).toBeLessThanOrEqual(2)
  })

  const ramp = (width: number, height: number): number[] => testValues(width * height, 12, false, width)
  const flat = (count: number, v: number): number[] => Array.from({ length: count }, () => v)

  it('colour with halved chroma is YBR, whatever the header says', async () => {
    const [width, height] = [32, 16]
    const y = ramp(width, height)
    const half = (width / 2) * height
    const stream = encodeJpeg12(
      [
        { values: y, h: 2, v: 1 },
        { values: flat(half, 2048), h: 1, v: 1 },
        { values: flat(half, 2548), h: 1, v: 1 },
      ],
      { width, height },
    )
    const want = y.flatMap((v) => [v + 701, v - 357, v].map((n) => Math.max(0, Math.min(4095, n))))
    for (const photometric of ['YBR_FULL_422', 'RGB']) {
      const { data } = await decodeJpegSequential12(stream, attributes(width, height, 3, photometric))
      expect(worst(data, want)).toBeLessThanOrEqual(4)
    }
  })

  it('full colour: the header decides when the codestream is silent', async () => {
    const [width, height] = [32, 16]
    const y = ramp(width, height)
    const planes = [y, flat(y.length, 2048), flat(y.length, 2548)].map((values) => ({ values, h: 1, v: 1 }))
    const plain = await decodeJpegSequential12(
      encodeJpeg12(planes, { width, height }),
      attributes(width, height, 3, 'RGB'),
    )
    expect(
      worst(
        plain.data,
        y.flatMap((v) => [v, 2048, 2548]),
      ),
    ).toBeLessThanOrEqual(2)
  })

  it('an early end is an error', async () => {
    const stream = encodeJpeg12([{ values: testValues(4096, 12, false, 64), h: 1, v: 1 }], { width: 64, height: 64 })
    const half = stream.subarray(0, stream.length >> 1)
    await expect(async () => decodeJpegSequential12(half, attributes(64, 64))).rejects.toMatchObject({
      code: 'truncated',
    })
  })
})
