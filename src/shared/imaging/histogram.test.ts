import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, countSamples, emptyHistogram, percentileRange } from './histogram.ts'

const total = (bins: Iterable<number>) => [...bins].reduce((sum, v) => sum + v, 0)

describe('a histogram', () => {
  it('counts every stored value of 16 bits in a bin of its own, sign included', () => {
    const h = emptyHistogram('i16', 1, { low: -1, high: 1 })
    countSamples(h, Int16Array.of(-32_768, 32_767, -1, -1, 0), 1)
    const at = (v: number) => h.channels[0]?.[v - h.low]
    expect([-32_768, 32_767, -1, 0, 1].map(at)).toEqual([1, 1, 2, 1, 0])
  })
  it('keeps channels apart and leaves alpha out', () => {
    const h = emptyHistogram('u8', 4, { low: 0, high: 255 })
    countSamples(h, Uint8Array.of(1, 2, 3, 255, 1, 5, 6, 255), 4)
    expect(h.channels).toHaveLength(3)
    expect([h.channels[0]?.[1], h.channels[1]?.[2], h.channels[2]?.[6]]).toEqual([2, 1, 1])
  })
  it('of floating-point values counts the highest one and no NaN', () => {
    const h = emptyHistogram('f32', 1, { low: 0, high: 8 })
    countSamples(h, Float32Array.of(0, 8, 4, Number.NaN, -1, 9), 1)
    expect(total(h.channels[0]!)).toBe(3)
    expect(h.channels[0]?.at(-1)).toBe(1)
  })
  it('loses no count when it is drawn in columns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 4000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 300 }),
        (values, columns) => {
          const h = emptyHistogram('u16', 1, { low: 100, high: 4000 })
          countSamples(h, Uint16Array.from(values), 1)
          const drawn = columnsOf(h.channels[0]!, h, { low: 100, high: 4000 }, columns)
          expect(total(drawn)).toBeCloseTo(values.length, 6)
        },
      ),
    )
  })
  it('fills the columns of a value that is wider than one', () => {
    const h = emptyHistogram('u8', 1, { low: 0, high: 3 })
    countSamples(h, Uint8Array.of(1, 1, 3), 1)
    expect([...columnsOf(h.channels[0]!, h, { low: 0, high: 3 }, 8)]).toEqual([0, 0, 1, 1, 0, 0, 0.5, 0.5])
  })
  it('finds where most values lie', () => {
    const h = emptyHistogram('u16', 1, { low: 0, high: 65_535 })
    countSamples(
      h,
      Uint16Array.from({ length: 1000 }, (_, i) => (i === 0 ? 0 : i === 999 ? 65_535 : 2000 + i)),
      1,
    )
    const range = percentileRange(h)
    expect(range?.low).toBeGreaterThanOrEqual(2000)
    expect(range?.high).toBeLessThanOrEqual(3000)
    expect(percentileRange(emptyHistogram('u8', 1, { low: 0, high: 1 }))).toBeNull()
  })
})
