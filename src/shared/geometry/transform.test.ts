import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imagePoint, viewPoint } from './spaces.ts'
import {
  IDENTITY,
  invert,
  mapBounds,
  multiply,
  type Rotation,
  toImage,
  toView,
  type View,
  viewMatrix,
  viewVectorToImage,
} from './transform.ts'

const view: fc.Arbitrary<View> = fc.record({
  centre: fc.record({ x: fc.integer({ min: 0, max: 20_000 }), y: fc.integer({ min: 0, max: 20_000 }) }),
  scale: fc.double({ min: 0.01, max: 64, noNaN: true }),
  rotation: fc.constantFrom<Rotation>(0, 90, 180, 270),
  flipX: fc.boolean(),
})
const area = { width: 1280, height: 800 }

describe('viewMatrix', () => {
  it('goes to the screen and back', () => {
    fc.assert(
      fc.property(view, fc.integer({ min: 0, max: 1280 }), fc.integer({ min: 0, max: 800 }), (v, x, y) => {
        const m = viewMatrix(v, area)
        const back = toView(m, toImage(m, viewPoint(x, y)))
        expect(back.x).toBeCloseTo(x, 5)
        expect(back.y).toBeCloseTo(y, 5)
      }),
    )
  })
  it('puts the centre in the middle, to a device pixel', () => {
    fc.assert(
      fc.property(view, fc.constantFrom(1, 1.5, 2), (v, dpr) => {
        const p = toView(viewMatrix(v, area, dpr), v.centre)
        expect(Math.abs(p.x - 640)).toBeLessThanOrEqual(0.5 / dpr + 1e-6)
        expect(Math.abs(p.y - 400)).toBeLessThanOrEqual(0.5 / dpr + 1e-6)
      }),
    )
  })
  it('turns clockwise and mirrors before turning', () => {
    const at = (rotation: Rotation, flipX: boolean) => {
      const m = viewMatrix({ centre: imagePoint(0, 0), scale: 1, rotation, flipX }, area)
      const p = toView(m, imagePoint(10, 0))
      return [p.x - 640, p.y - 400]
    }
    expect(at(0, false)).toEqual([10, 0])
    expect(at(90, false)).toEqual([0, 10])
    expect(at(180, false)).toEqual([-10, 0])
    expect(at(270, false)).toEqual([0, -10])
    expect(at(0, true)).toEqual([-10, 0])
    expect(at(90, true)).toEqual([0, -10])
  })
  it('inverse and product agree', () => {
    fc.assert(
      fc.property(view, (v) => {
        const m = viewMatrix(v, area)
        for (const [i, value] of multiply(m, invert(m)).entries()) expect(value).toBeCloseTo(IDENTITY[i]!, 6)
      }),
    )
  })
  it('vectors ignore where the view is; bounds hold every mapped corner', () => {
    const m = viewMatrix({ centre: imagePoint(100, 50), scale: 2, rotation: 90, flipX: false }, area)
    expect(viewVectorToImage(m, 0, 10).x).toBeCloseTo(5)
    const b = mapBounds(m, { x: 0, y: 0, width: 10, height: 20 })
    expect([b.width, b.height]).toEqual([40, 20])
  })
})
