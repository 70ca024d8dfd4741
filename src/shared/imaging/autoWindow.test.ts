import { describe, expect, it } from 'vitest'
import { samplePoints, windowOfValues } from './autoWindow.ts'

describe('the window of a region', () => {
  it('spans its values but for the tails', () => {
    const values = Array.from({ length: 1001 }, (_, i) => i)
    expect(windowOfValues(values)).toEqual({ centre: 500, width: 980 })
    const withStaple = [...Array.from({ length: 500 }, (_, i) => 100 + (i % 11)), 60_000]
    expect(windowOfValues(withStaple)).toEqual({ centre: 105, width: 10 })
  })
  it('has a width also where there is one value, and none where there is nothing', () => {
    expect(windowOfValues([7, 7])).toEqual({ centre: 7, width: 1 })
    expect(windowOfValues([])).toBe(null)
    expect(windowOfValues([Number.NaN])).toBe(null)
  })
  it('reads every pixel of a small region and a grid of a large one, always inside', () => {
    const small = [...samplePoints({ x: 10, y: 20, width: 3, height: 2 })]
    expect(small).toHaveLength(6)
    expect(small[0]).toEqual({ x: 10.5, y: 20.5 })
    const large = [...samplePoints({ x: 0, y: 0, width: 5000, height: 300 })]
    expect(large).toHaveLength(256 * 256)
    expect(large.every((p) => p.x > 0 && p.x < 5000 && p.y > 0 && p.y < 300)).toBe(true)
  })
})
