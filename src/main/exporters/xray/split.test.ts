import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stratifiedSplit } from './split.ts'

it('each stratum has its share to within one image, and the same seed gives the same parts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 400 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer(),
      (strata, share, seed) => {
        const [one, two] = [stratifiedSplit(share, seed), stratifiedSplit(share, seed)]
        const parts = strata.map((s) => [s, one(s)] as const)
        expect(strata.map((s) => two(s))).toEqual(parts.map(([, part]) => part))
        for (const name of ['a', 'b', 'c']) {
          const own = parts.filter(([s]) => s === name)
          const taken = own.filter(([, part]) => part === 'validation').length
          expect(Math.abs(taken - own.length * share)).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
})

it('another seed takes other images', () => {
  const of = (seed: number) => Array.from({ length: 200 }, (_, i) => stratifiedSplit(0.1, seed)(`s${i}`)).join()
  expect(of(1)).not.toBe(of(2))
})
