import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { type BmpPlan, makeBmp } from '../testing/makeBmp.ts'
import { decode, values } from '../testing/samples.ts'

const size = { width: 13, height: 9 }
const n = size.width * size.height
const palette = (bits: number) => values(3 * 2 ** bits, 255, 4)

describe('BMP gives the stored samples', () => {
  it.each([1, 4, 8] as const)('%i-bit indices, both directions, both headers', async (bits) => {
    const samples = values(n, 2 ** bits - 1, bits)
    for (const variant of [{}, { topDown: true }, { headerSize: 12 }, { headerSize: 124 }] as const) {
      const got = await decode(makeBmp({ ...size, bits, samples, palette: palette(bits), ...variant }))
      expect(got.flat).toEqual(samples)
      expect(got.page).toMatchObject({ photometric: 'PALETTE COLOR', bitsStored: bits, samplesPerPixel: 1 })
      expect([...(got.palette ?? []).slice(0, 4)]).toEqual([...palette(bits).slice(0, 3), 255])
    }
  })

  it('a grey ramp is grey', async () => {
    const ramp = Array.from({ length: 768 }, (_, i) => Math.floor(i / 3))
    const got = await decode(makeBmp({ ...size, bits: 8, samples: values(n, 255), palette: ramp }))
    expect(got.page.photometric).toBe('MONOCHROME2')
    expect(got.palette).toBeNull()
  })

  it('24 bits as R, G, B', async () => {
    const samples = values(n * 3, 255)
    expect((await decode(makeBmp({ ...size, bits: 24, samples }))).flat).toEqual(samples)
    expect((await decode(makeBmp({ ...size, bits: 24, samples, topDown: true }))).flat).toEqual(samples)
  })

  it('masks of 16 and 32 bits', async () => {
    const wide = (v: number, shift: number, top: number) => Math.floor((((v >>> shift) & top) * 255) / top)
    const s16 = values(n, 65_535, 2)
    expect((await decode(makeBmp({ ...size, bits: 16, samples: s16 }))).flat).toEqual(
      s16.flatMap((v) => [wide(v, 10, 31), wide(v, 5, 31), wide(v, 0, 31)]),
    )
    const b565: BmpPlan = { ...size, bits: 16, samples: s16, compression: 3, masks: [0xf800, 0x7e0, 0x1f] }
    expect((await decode(makeBmp(b565))).flat).toEqual(
      s16.flatMap((v) => [wide(v, 11, 31), wide(v, 5, 63), wide(v, 0, 31)]),
    )
    const s32 = values(n, 2 ** 32 - 1, 5)
    expect((await decode(makeBmp({ ...size, bits: 32, samples: s32 }))).flat).toEqual(
      s32.flatMap((v) => [(v >>> 16) & 255, (v >>> 8) & 255, v & 255]),
    )
    const argb: BmpPlan = {
      ...size,
      bits: 32,
      samples: s32,
      compression: 3,
      headerSize: 108,
      masks: [0xff0000, 0xff00, 0xff, 0xff000000],
    }
    expect((await decode(makeBmp(argb))).flat).toEqual(
      s32.flatMap((v) => [(v >>> 16) & 255, (v >>> 8) & 255, v & 255, v >>> 24]),
    )
  })

  it('run lengths, literals and jumps', async () => {
    // Bottom row first: 3 x 5, then literals 1 2 3 (padded); end of line; jump 2 right 1 up; 2 x 9; end.
    const data = Buffer.from([3, 5, 0, 3, 1, 2, 3, 0, 0, 0, 0, 2, 2, 0, 2, 9, 0, 1])
    const got = await decode(
      makeBmp({ width: 6, height: 3, bits: 8, samples: [], palette: palette(8), compression: 1, data }),
    )
    expect(got.flat).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 0, 0, 5, 5, 5, 1, 2, 3])
    const nibbles = Buffer.from([5, 0x12, 0, 0, 0, 3, 0x34, 0x50, 0, 1])
    const four = await decode(
      makeBmp({ width: 5, height: 2, bits: 4, samples: [], palette: palette(4), compression: 2, data: nibbles }),
    )
    expect(four.flat).toEqual([3, 4, 5, 0, 0, 1, 2, 1, 2, 1])
  })
})

describe('BMP refuses', () => {
  it('every cut of pixels and every header with a named error', async () => {
    const good = makeBmp({ ...size, bits: 8, samples: values(n, 255), palette: palette(8) })
    for (let cut = 30; cut < good.length - 4; cut += 3)
      await expect(decode(good.subarray(0, cut)), `cut ${cut}`).rejects.toMatchObject({ code: 'truncated' })
    for (let at = 2; at < 54; at++) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 0xff
      try {
        await decode(bad)
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(PandokError)
      }
    }
  })
})
