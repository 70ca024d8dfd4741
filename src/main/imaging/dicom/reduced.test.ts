// The first look at a wavelet picture: fewer pixels, the same brightness, and never in place of the whole picture.
import { describe, expect, it } from 'vitest'
import { memorySource } from '../byteSource.ts'
import { openDicomRaster } from './dicomRaster.ts'
import { dicomFile, encapsulated, type ImageOptions } from './testing/buildDicom.ts'
import { encodeWith } from './testing/wasmEncoders.ts'

const [rows, columns] = [200, 150]
const ramp = (bits: number, signed: boolean): number[] =>
  Array.from({ length: rows * columns }, (_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)]
    return Math.floor((x / columns / 2 + y / rows / 2) * 2 ** bits) - (signed ? 2 ** (bits - 1) : 0)
  })

const cases = [
  ['jpeg2000', '1.2.840.10008.1.2.4.90', 12, false],
  ['jpeg2000', '1.2.840.10008.1.2.4.90', 16, true],
  ['jpeg2000', '1.2.840.10008.1.2.4.90', 8, true],
  ['htj2k', '1.2.840.10008.1.2.4.201', 12, false],
  ['htj2k', '1.2.840.10008.1.2.4.201', 16, true],
] as const

async function open(codec: 'jpeg2000' | 'htj2k', syntax: string, bits: number, signed: boolean, cut = 0) {
  // The encoder clamps signed 8-bit input: made from shifted values, with the sign set afterwards (decode.test.ts).
  const trick = codec === 'jpeg2000' && signed
  const stream = await encodeWith(codec, ramp(bits, signed && !trick), {
    columns,
    rows,
    bits,
    signed: signed && !trick,
  })
  if (trick) stream[42] = (stream[42] ?? 0) | 0x80
  const o: ImageOptions = { rows, columns, allocated: bits > 8 ? 16 : 8, stored: bits, signed }
  const part = stream.subarray(0, stream.length - cut)
  return openDicomRaster(memorySource('a.dcm', Buffer.from(dicomFile(syntax, o, encapsulated([part])))), {
    verify: false,
  })
}

describe.each(cases)('%s (%s), %d bits, signed %s', (codec, syntax, bits, signed) => {
  it('is halved as long as enough pixels are left, and looks like the picture', async () => {
    const raster = await open(codec, syntax, bits, signed)
    for (const [atLeast, width, height] of [
      [100 * 75, 75, 100],
      [100 * 75 - 1, 75, 100],
      [50 * 38, 38, 50],
    ] as const) {
      const small = await raster.reduced?.(0, atLeast)
      expect(small?.page(0)).toMatchObject({ width, height, bitsStored: bits })
      const want = ramp(bits, signed)
      for await (const strip of small!.rows(0)) {
        expect(strip.data).toHaveLength(width * height)
        const shift = columns / width
        for (const [x, y] of [
          [5, 5],
          [width - 6, 9],
          [20, height - 7],
        ] as const) {
          const at = want[Math.floor(y * shift) * columns + Math.floor(x * shift)] ?? 0
          expect(Math.abs((strip.data[y * width + x] ?? 0) - at)).toBeLessThan(2 ** bits * 0.03)
        }
      }
    }
    // The raster itself stays whole.
    expect(raster.page(0)).toMatchObject({ width: columns, height: rows })
  })
  it('is nothing where the whole picture is wanted', async () => {
    const raster = await open(codec, syntax, bits, signed)
    expect(await raster.reduced?.(0, rows * columns)).toBeNull()
    expect(await raster.reduced?.(0, 100 * 75 + 1)).toBeNull()
  })
})

it('a cut codestream gives no first look: the whole frame says what is wrong', async () => {
  const raster = await open('jpeg2000', '1.2.840.10008.1.2.4.90', 12, false, 2000)
  expect(await raster.reduced?.(0, 2000)).toBeNull()
  await expect(raster.prepare?.(0)).rejects.toMatchObject({ name: 'PandokError' })
})
