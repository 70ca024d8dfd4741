import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskArea, maskFromPolygon } from '../../shared/geometry/mask.ts'
import { clipBox, clipRing } from './clip.ts'

const SIZE = { width: 20, height: 10 }
const ring = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 40 }), fc.integer({ min: -20, max: 30 })), { minLength: 3, maxLength: 7 })
  // Off the grid by unlike amounts: no edge runs through a row of pixel centres.
  .map((points) => points.flatMap(([x, y]) => [x + 0.1373, y + 0.2719]))

test('a clipped ring lies inside and covers the same pixels', () => {
  fc.assert(
    fc.property(ring, (outer) => {
      const clipped = clipRing(outer, SIZE)
      for (let i = 0; i < clipped.length; i += 2) {
        expect(clipped[i]).toBeGreaterThanOrEqual(0)
        expect(clipped[i]).toBeLessThanOrEqual(SIZE.width)
        expect(clipped[i + 1]).toBeGreaterThanOrEqual(0)
        expect(clipped[i + 1]).toBeLessThanOrEqual(SIZE.height)
      }
      const mask = (r: number[]) => maskFromPolygon({ kind: 'polygon', parts: [{ outer: r, holes: [] }] }, SIZE)
      const [before, after] = [maskArea(mask(outer)), clipped.length === 0 ? 0 : maskArea(mask(clipped))]
      // Cutting moves a slanted edge by rounding errors only; a pixel centre may lie exactly on it.
      expect(Math.abs(before - after)).toBeLessThanOrEqual(outer.length / 2)
    }),
    { numRuns: 500 },
  )
})

test('what lies inside is the same object; what lies outside is gone', () => {
  const inside = [0, 0, 20, 0, 20, 10]
  expect(clipRing(inside, SIZE)).toBe(inside)
  expect(clipRing([30, 0, 40, 0, 40, 5], SIZE)).toEqual([])
  expect(clipRing([-10, -5, 30, -5, 30, 15, -10, 15], SIZE).length).toBe(8)
  const box = { x: 1, y: 1, width: 2, height: 2 }
  expect(clipBox(box, SIZE)).toBe(box)
  expect(clipBox({ x: -1, y: 8, width: 4, height: 4 }, SIZE)).toEqual({ x: 0, y: 8, width: 3, height: 2 })
  expect(clipBox({ x: 21, y: 0, width: 4, height: 4 }, SIZE)).toBeNull()
})
