import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLAHE_BINS, claheAt, claheOf } from './clahe.ts'
import type { FrameHeader } from './pixelFrame.ts'

const header: FrameHeader = {
  width: 64,
  height: 64,
  colour: 'grey',
  sample: 'u16',
  bitsStored: 12,
  min: 0,
  max: 4095,
  inverted: false,
}
const level = (samples: Uint16Array) => ({ width: 64, height: 64, samples })
const noise = fc
  .array(fc.integer({ min: 0, max: 4095 }), { minLength: 4096, maxLength: 4096 })
  .map((v) => Uint16Array.from(v))
const place = fc.double({ min: 0, max: 1, noNaN: true })

test('a brighter value never becomes the darker one, and the range stays', () => {
  fc.assert(
    fc.property(noise, place, place, (samples, x, y) => {
      const c = claheOf(header, level(samples), null)!
      let last = Number.NEGATIVE_INFINITY
      for (let v = -100; v <= 4300; v += 37) {
        const shown = claheAt(c, x, y, v)
        expect(shown).toBeGreaterThanOrEqual(last - 1e-3)
        expect(shown).toBeGreaterThanOrEqual(c.low - 1e-3)
        expect(shown).toBeLessThanOrEqual(c.high + 1)
        last = shown
      }
      for (let i = 1; i < CLAHE_BINS; i++) expect(c.tables[i]!).toBeGreaterThanOrEqual(c.tables[i - 1]!)
    }),
    { numRuns: 10 },
  )
})

test('faint structure gains contrast, by no more than the limit', () => {
  // Faint noise of 60 values beside a wide range elsewhere.
  const samples = Uint16Array.from({ length: 4096 }, (_, i) =>
    i % 64 < 32 ? 1000 + ((i * 7919) % 60) : (i * 104_729) % 4096,
  )
  const c = claheOf(header, level(samples), null)!
  const gain = (claheAt(c, 0.2, 0.5, 1050) - claheAt(c, 0.2, 0.5, 1010)) / 40
  expect(gain).toBeGreaterThan(1.5)
  expect(gain).toBeLessThan(3.5)
})

test('air does not count: what lies outside changes nothing inside', () => {
  const inside = { width: 64, height: 64, bits: Uint8Array.from({ length: 4096 }, (_, i) => (i % 64 < 40 ? 1 : 0)) }
  const own = (outside: number) =>
    claheOf(
      header,
      level(Uint16Array.from({ length: 4096 }, (_, i) => (i % 64 < 40 ? 500 + ((i * 31) % 1000) : outside))),
      inside,
    )
  expect(own(0)).toEqual(own(4095))
  expect(claheOf(header, level(new Uint16Array(4096).fill(9)), null)).toBeNull()
})
