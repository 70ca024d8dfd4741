import { decode as fastPng } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { PandokError } from '../../../shared/contract/errors.ts'
import { chunk, ihdr, makePng, type PngPlan, SIGNATURE } from '../testing/makePng.ts'
import { decode, values } from '../testing/samples.ts'

const WIDTH = 37
const HEIGHT = 29
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const
const palette = values(768, 255, 9)

const plans: PngPlan[] = []
for (const interlaced of [false, true])
  for (const [colourType, depths] of [
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
  ] as const)
    for (const depth of depths)
      plans.push({
        width: WIDTH,
        height: HEIGHT,
        depth,
        colourType,
        interlaced,
        samples: values(WIDTH * HEIGHT * CHANNELS[colourType], 2 ** depth - 1, depth),
        ...(colourType === 3 ? { palette: palette.slice(0, 3 * 2 ** depth) } : {}),
      })

describe('PNG gives the stored samples', () => {
  it.each(plans.map((p) => [`type ${p.colourType}, ${p.depth} bit${p.interlaced ? ', Adam7' : ''}`, p] as const))(
    '%s',
    async (_, plan) => {
      const got = await decode(makePng(plan))
      expect(got.flat).toEqual(plan.samples)
      expect(got.page).toMatchObject({
        width: WIDTH,
        height: HEIGHT,
        bitsStored: plan.depth,
        samplesPerPixel: CHANNELS[plan.colourType],
        photometric: plan.colourType === 3 ? 'PALETTE COLOR' : CHANNELS[plan.colourType] < 3 ? 'MONOCHROME2' : 'RGB',
        sample: plan.depth === 16 ? 'u16' : 'u8',
      })
    },
  )

  it('agrees with another reader', async () => {
    for (const plan of plans.filter((p) => p.depth >= 8 && !p.interlaced)) {
      const bytes = makePng(plan)
      expect((await decode(bytes)).flat).toEqual([...fastPng(bytes).data])
    }
  })

  it('reads pictures smaller than an interlace cell', async () => {
    for (const [width, height] of [
      [1, 1],
      [3, 2],
      [5, 1],
      [1, 7],
    ] as const) {
      const samples = values(width * height, 255)
      expect(
        (await decode(makePng({ width, height, depth: 8, colourType: 0, interlaced: true, samples }))).flat,
      ).toEqual(samples)
    }
  })

  it('gives a palette with alpha', async () => {
    const bytes = makePng({
      width: 2,
      height: 1,
      depth: 2,
      colourType: 3,
      samples: [3, 1],
      palette: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      extra: [chunk('tRNS', Uint8Array.of(255, 7))],
    })
    const got = await decode(bytes)
    expect([...(got.palette ?? []).slice(0, 16)]).toEqual([1, 2, 3, 255, 4, 5, 6, 7, 7, 8, 9, 255, 10, 11, 12, 255])
  })
})

const code = async (bytes: Buffer): Promise<string> => {
  try {
    await decode(bytes)
    return 'decoded'
  } catch (error) {
    if (error instanceof PandokError) return error.code
    throw error
  }
}

describe('PNG refuses', () => {
  const good = makePng({ width: 20, height: 20, depth: 8, colourType: 2, samples: values(1200, 255) })

  it('every cut', async () => {
    for (let cut = 1; cut < good.length; cut++) {
      const answer = await code(good.subarray(0, cut))
      expect(['truncated', 'unsupported-type'], `cut at ${cut}`).toContain(answer)
      if (cut > 8) expect(answer).toBe('truncated')
    }
  })

  it('a changed byte anywhere, by its check sum', async () => {
    for (let at = 8; at < good.length; at += 3) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 0x10
      expect(['corrupt', 'truncated', 'image-too-large'], `byte ${at}`).toContain(await code(bad))
    }
  })

  const claim = (width: number, height: number, data: Buffer) =>
    Buffer.concat([
      SIGNATURE,
      ihdr({ width, height, depth: 8, colourType: 2 }),
      chunk('IDAT', data),
      chunk('IEND', Buffer.alloc(0)),
    ])

  it('sizes above the limit before anything is read', async () => {
    expect(await code(claim(65_536, 10, Buffer.alloc(10)))).toBe('image-too-large')
    expect(await code(claim(60_000, 60_000, Buffer.alloc(10)))).toBe('image-too-large')
    expect(await code(claim(0, 10, Buffer.alloc(10)))).toBe('corrupt')
  })

  it('a header that promises more than its data can hold', async () => {
    const before = process.memoryUsage().arrayBuffers
    expect(await code(claim(20_000, 20_000, Buffer.alloc(1000)))).toBe('corrupt')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000)
  })

  it('too few rows', async () => {
    const short = makePng({ width: 20, height: 10, depth: 8, colourType: 2, samples: values(600, 255) })
    const lie = Buffer.concat([SIGNATURE, ihdr({ width: 20, height: 20, depth: 8, colourType: 2 }), short.subarray(33)])
    expect(await code(lie)).toBe('corrupt')
  })
})
