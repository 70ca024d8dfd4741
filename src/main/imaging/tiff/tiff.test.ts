import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { memorySource } from '../byteSource.ts'
import { openRaster } from '../openRaster.ts'
import { makeTiff, type TiffPlan } from '../testing/makeTiff.ts'
import { decode, values } from '../testing/samples.ts'
import { undoHorizontal } from './predictor.ts'

const size = { width: 45, height: 33 }
const plan = (p: Partial<TiffPlan> & { bits: number }): TiffPlan => {
  const channels = p.channels ?? 1
  return {
    ...size,
    channels,
    photometric: 1,
    samples: values(size.width * size.height * channels, 2 ** p.bits - 1, p.bits),
    ...p,
  }
}

const layouts: Partial<TiffPlan>[] = [
  {},
  { tile: 16 },
  { planar: true },
  { planar: true, tile: 16 },
  { deflate: true },
  { deflate: true, predictor: true },
  { deflate: true, predictor: true, tile: 16, planar: true },
]
const colour: TiffPlan[] = [8, 16].flatMap((bits) =>
  [false, true].flatMap((bigEndian) =>
    layouts.map((l) => plan({ bits, channels: 3, photometric: 2, bigEndian, ...l })),
  ),
)

describe('TIFF gives the stored samples', () => {
  it.each(colour.map((p) => [JSON.stringify({ ...p, samples: undefined }), p] as const))('%s', async (_, p) => {
    const got = await decode(makeTiff([p]))
    expect(got.flat).toEqual(p.samples)
    expect(got.page).toMatchObject({ samplesPerPixel: 3, bitsStored: p.bits, photometric: 'RGB' })
  })

  it.each([1, 2, 4, 10, 12])('%i bits, packed', async (bits) => {
    for (const tile of [undefined, 16]) {
      const p = plan({ bits, ...(tile ? { tile } : {}) })
      const got = await decode(makeTiff([p]))
      expect(got.flat).toEqual(p.samples)
      expect(got.page.bitsStored).toBe(bits)
    }
  })

  it('keeps the stored values of min-is-white', async () => {
    const p = plan({ bits: 8, photometric: 0 })
    const got = await decode(makeTiff([p]))
    expect(got.flat).toEqual(p.samples)
    expect(got.page.photometric).toBe('MONOCHROME1')
  })

  it('gives indices and the 16-bit colour map as 8 bits', async () => {
    const colourMap = values(3 * 16, 65_535, 3)
    const p = plan({ bits: 4, photometric: 3, colourMap })
    const got = await decode(makeTiff([p]))
    expect(got.flat).toEqual(p.samples)
    expect(got.page.photometric).toBe('PALETTE COLOR')
    expect([...(got.palette ?? []).slice(4, 8)]).toEqual([
      (colourMap[1] ?? 0) >> 8,
      (colourMap[17] ?? 0) >> 8,
      (colourMap[33] ?? 0) >> 8,
      255,
    ])
  })

  it('undoes differences of floats on their bits, as libtiff makes them', () => {
    const floats = Float32Array.from([1.5, -2.25, 1e30, 0, 3, 7])
    const bits = new Uint32Array(floats.buffer)
    const stored = new Float32Array(6)
    const differences = new Uint32Array(stored.buffer)
    for (let i = 0; i < 6; i++) differences[i] = i % 3 === 0 ? bits[i]! : bits[i]! - bits[i - 1]!
    undoHorizontal(stored, 3, 1)
    expect([...stored]).toEqual([...floats])
  })

  it('reads floats and pages of different sizes', async () => {
    const floats = plan({
      bits: 32,
      float: true,
      samples: values(size.width * size.height, 1000).map((v) => Math.fround(v / 7)),
    })
    const other: TiffPlan = { width: 8, height: 5, bits: 16, channels: 1, photometric: 1, samples: values(40, 65_535) }
    const bytes = makeTiff([floats, other])
    expect((await decode(bytes, 0)).flat).toEqual(floats.samples)
    const second = await decode(bytes, 1)
    expect(second.frames).toBe(2)
    expect(second.flat).toEqual(other.samples)
    expect(second.page).toMatchObject({ width: 8, height: 5 })
    await expect(decode(bytes, 2)).rejects.toMatchObject({ code: 'frame-out-of-range' })
  })
})

describe('TIFF refuses', () => {
  it('a compression that nothing here can undo, before a row is asked for: libtiff without LZMA gives black', () => {
    const bytes = makeTiff([plan({ bits: 8 })])
    // The third field of the directory after 256, 257, 258 is the compression.
    bytes.writeUInt16LE(34925, bytes.readUInt32LE(4) + 2 + 3 * 12 + 8)
    expect(() => openRaster(memorySource('/nowhere', bytes), { verify: true })).toThrow(
      expect.objectContaining({ code: 'unsupported-type' }),
    )
  })

  it('cuts and wild fields with a named error', async () => {
    const good = makeTiff([plan({ bits: 8, deflate: true, tile: 16 })])
    for (let cut = 8; cut < good.length - 1; cut += 5)
      await expect(decode(good.subarray(0, cut)), `cut ${cut}`).rejects.toBeInstanceOf(PandokError)
    for (let at = 4; at < good.length; at++) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 0xa5
      try {
        await decode(bad)
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(PandokError)
      }
    }
  })

  it('a chain of pages that bites its tail', async () => {
    const one = makeTiff([plan({ bits: 8 })])
    const directory = one.readUInt32LE(4)
    one.writeUInt32LE(directory, directory + 2 + one.readUInt16LE(directory) * 12)
    await expect(decode(one)).rejects.toMatchObject({ code: 'corrupt' })
  })
})
