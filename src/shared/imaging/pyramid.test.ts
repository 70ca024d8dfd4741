import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyLike, halve, pyramid, samplesOf } from './pyramid.ts'

describe('halve', () => {
  it('averages four samples per channel and repeats the last row and column of odd sizes', () => {
    const out = halve({ width: 3, height: 1, samples: Uint16Array.of(10, 20, 70) }, 1)
    expect(out).toEqual({ width: 2, height: 1, samples: Uint16Array.of(15, 70) })
    const rgb = halve({ width: 2, height: 2, samples: Uint8Array.of(0, 10, 20, 4, 10, 20, 0, 10, 20, 4, 10, 20) }, 3)
    expect(rgb.samples).toEqual(Uint8Array.of(2, 10, 20))
  })
  it('stays within the values it averages, sign included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (width, height, seed) => {
        const samples = Int16Array.from({ length: width * height }, (_, i) => ((seed + i * 7919) % 65_536) - 32_768)
        const out = halve({ width, height, samples }, 1)
        expect(out.samples.length).toBe(Math.ceil(width / 2) * Math.ceil(height / 2))
        for (const v of out.samples) {
          expect(v).toBeGreaterThanOrEqual(Math.min(...samples))
          expect(v).toBeLessThanOrEqual(Math.max(...samples))
        }
      }),
    )
  })
  it('gives grey the same means as colour of three equal channels', () => {
    const types = [Uint8Array, Uint16Array, Int16Array]
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        fc.nat(2),
        (width, height, seed, type) => {
          const samples = new (types[type] ?? Uint8Array)(width * height)
          for (let i = 0; i < samples.length; i++) samples[i] = seed + i * 7919
          const rgb = emptyLike(samples, samples.length * 3)
          for (let i = 0; i < rgb.length; i++) rgb[i] = samples[Math.floor(i / 3)] ?? 0
          const grey = halve({ width, height, samples }, 1).samples
          expect([...halve({ width, height, samples: rgb }, 3).samples].filter((_, i) => i % 3 === 1)).toEqual([
            ...grey,
          ])
        },
      ),
    )
  })
  it('keeps a constant picture constant down to the last level', () => {
    const levels = pyramid({ width: 1500, height: 700, samples: new Uint16Array(1500 * 700).fill(40_001) }, 1)
    expect(levels.map((l) => [l.width, l.height])).toEqual([
      [1500, 700],
      [750, 350],
      [375, 175],
    ])
    expect(levels.at(-1)!.samples.every((v) => v === 40_001)).toBe(true)
  })
})

it('reads samples from any offset', () => {
  const buffer = new ArrayBuffer(9)
  new DataView(buffer).setUint16(3, 513, true)
  expect(samplesOf('u16', buffer, 3, 1)[0]).toBe(513)
})
