import fc from 'fast-check'
import { expect, it } from 'vitest'
import { finished, newRange, widen } from './frameFile.ts'

it.each([
  ['16 bits', Uint16Array],
  ['16 bits with a sign', Int16Array],
  ['8 bits', Uint8Array],
] as const)('the range of a large picture is that of its values, %s', (_name, Samples) => {
  const value = fc.integer({ min: -40_000, max: 70_000 })
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.nat(70_000), (values, length) => {
      const data = new Samples(values.length + length)
      for (let i = 0; i < data.length; i++) data[i] = values[i % values.length] ?? 0
      const range = newRange()
      widen(range, data.subarray(0, values.length), 0)
      widen(range, data, 0)
      const seen = [...data.subarray(0, values.length)]
      expect(finished(range)).toEqual({ min: Math.min(...seen), max: Math.max(...seen) })
    }),
    { numRuns: 40 },
  )
})
