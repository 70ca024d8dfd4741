import { describe, expect, it } from 'vitest'
import type { ImageAttributes } from './attributes.ts'
import { decodeJpegLossless } from './jpegLossless.ts'
import { testValues } from './testing/buildDicom.ts'
import { encodeJpegLossless, type LosslessOptions } from './testing/encodeJpegLossless.ts'

const attributes = (o: LosslessOptions): ImageAttributes => ({
  rows: o.height,
  columns: o.width,
  frames: 1,
  samplesPerPixel: o.components ?? 1,
  photometric: 'MONOCHROME2',
  planar: false,
  bitsAllocated: o.precision > 8 ? 16 : 8,
  bitsStored: o.precision,
  highBit: o.precision - 1,
  signed: false,
})

async function roundTrip(o: LosslessOptions): Promise<void> {
  const values = testValues(o.width * o.height * (o.components ?? 1), o.precision, false, o.width)
  // Extremes side by side force the widest differences, among them 32768.
  values[5] = 0
  values[6] = 2 ** o.precision - 1
  values[7] = 2 ** (o.precision - 1)
  const pt = o.pointTransform ?? 0
  const decoded = await decodeJpegLossless(encodeJpegLossless(values, o), attributes(o))
  expect([...decoded.data]).toEqual(values.map((v) => (v >> pt) << pt))
}

describe('JPEG lossless', () => {
  for (let predictor = 1; predictor <= 7; predictor++)
    for (const precision of [2, 8, 12, 16])
      it(`predictor ${predictor}, ${precision} bits`, () => roundTrip({ width: 37, height: 21, precision, predictor }))

  it('starts anew at restart intervals', () =>
    roundTrip({ width: 30, height: 23, precision: 12, predictor: 4, restartLines: 3 }))
  it('undoes the point transform', () =>
    roundTrip({ width: 30, height: 9, precision: 14, predictor: 6, pointTransform: 3 }))
  it('reads three components in one scan and in three', async () => {
    await roundTrip({ width: 19, height: 11, precision: 8, components: 3, predictor: 5 })
    await roundTrip({ width: 19, height: 11, precision: 8, components: 3, predictor: 7, separateScans: true })
  })

  it('names a codestream that ends early instead of painting the rest', async () => {
    const o = { width: 64, height: 64, precision: 16, predictor: 1 }
    const whole = encodeJpegLossless(testValues(64 * 64, 16, false, 64), o)
    await expect(async () =>
      decodeJpegLossless(whole.subarray(0, whole.length >> 1), attributes(o)),
    ).rejects.toMatchObject({
      code: 'truncated',
    })
  })

  it('refuses a size that differs from the header before allocating', async () => {
    const o = { width: 8, height: 8, precision: 8 }
    const stream = encodeJpegLossless(testValues(64, 8), o)
    await expect(async () => decodeJpegLossless(stream, attributes({ ...o, width: 9 }))).rejects.toMatchObject({
      code: 'corrupt',
    })
  })
})
