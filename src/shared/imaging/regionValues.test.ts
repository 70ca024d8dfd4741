import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GreyDisplay } from './greyDisplay.ts'
import { regionValues } from './regionValues.ts'

const frame = { width: 20, height: 16 }
const samples = Uint16Array.from({ length: 320 }, (_, i) => 100 + (i % 20) * 3 + Math.floor(i / 20))
const values = { bounds: { x: 0, y: 0, ...frame }, samples }
const grey: GreyDisplay = {
  device: 'MG',
  modality: { kind: 'linear', slope: 2, intercept: -50 },
  unit: 'US',
  whole: true,
  voi: [],
  padding: { low: 100, high: 100 },
  range: null,
}

test('an ellipse holds the pixels whose middles are in it, and their values are counted one by one', () => {
  fc.assert(
    fc.property(
      fc.record({
        cx: fc.double({ min: 2, max: 18, noNaN: true }),
        cy: fc.double({ min: 2, max: 14, noNaN: true }),
        rx: fc.double({ min: 1, max: 8, noNaN: true }),
        ry: fc.double({ min: 1, max: 8, noNaN: true }),
      }),
      (e) => {
        const inside = [...samples.keys()].filter((i) => {
          const [x, y] = [(i % 20) + 0.5, Math.floor(i / 20) + 0.5]
          return ((x - e.cx) / e.rx) ** 2 + ((y - e.cy) / e.ry) ** 2 < 1
        })
        const found = regionValues({ kind: 'ellipse', angle: 0, ...e }, frame, values, null)
        if (!found) return expect(inside.length).toBeLessThan(2)
        // The outline is drawn with corners, so pixels right on the edge may fall on either side.
        expect(Math.abs(found.count - inside.length)).toBeLessThanOrEqual(4)
        expect(found.min).toBeLessThanOrEqual(found.mean)
        expect(found.max).toBeGreaterThanOrEqual(found.mean)
      },
    ),
  )
})

test('mean and deviation are those of the modality values, without padding', () => {
  const box = { kind: 'box', x: 0, y: 0, width: 2, height: 2 } as const
  const plain = regionValues(box, frame, values, null)!
  expect(plain).toMatchObject({ count: 4, mean: 102, min: 100, max: 104 })
  expect(plain.deviation).toBeCloseTo(Math.sqrt(2.5))
  const own = regionValues(box, frame, values, grey)!
  // 100 is padding; 103, 101, 104 are left and count twice, less fifty.
  expect(own.count).toBe(3)
  expect(own.mean).toBeCloseTo(2 * (308 / 3) - 50)
  expect([own.min, own.max]).toEqual([152, 158])
  expect(regionValues({ kind: 'ruler', points: [0, 0, 5, 5] }, frame, values, null)).toBeNull()
  expect(regionValues({ ...box, x: 50 }, frame, values, null)).toBeNull()
})
