import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imagePoint, viewPoint } from '../../shared/geometry/spaces.ts'
import { type Rotation, toImage, toView, type View, viewMatrix } from '../../shared/geometry/transform.ts'
import { clampScale, fitView, isDevicePixelExact, oneToOne, panBy, showBounds, zoomAt } from './viewState.ts'

const frame = { width: 3328, height: 2560 }
const area = { width: 1280, height: 800 }
const view: fc.Arbitrary<View> = fc.record({
  centre: fc.record({ x: fc.integer({ min: 800, max: 2500 }), y: fc.integer({ min: 800, max: 1700 }) }),
  scale: fc.double({ min: 0.5, max: 20, noNaN: true }),
  rotation: fc.constantFrom<Rotation>(0, 90, 180, 270),
  flipX: fc.boolean(),
  aspect: fc.constantFrom(1, 0.5, 1.2, 3),
})

describe('zoom', () => {
  it('keeps the image point under the pointer, unless the view would leave the picture', () => {
    fc.assert(
      fc.property(view, fc.double({ min: 0.5, max: 2, noNaN: true }), (v, factor) => {
        const at = viewPoint(600, 420)
        const before = toImage(viewMatrix(v, area), at)
        const next = zoomAt(v, factor, at, frame, area, 1)
        const after = toView(viewMatrix(next, area), before)
        const { x, y } = next.centre
        if (x <= 0 || y <= 0 || x >= frame.width || y >= frame.height) return
        // The matrix snaps to device pixels.
        expect(Math.hypot(after.x - at.x, after.y - at.y)).toBeLessThan(2)
      }),
    )
  })
  it('ends at 64 device pixels per image pixel', () => {
    expect(clampScale(1000, frame, 1)).toBe(64)
    expect(clampScale(1000, frame, 2)).toBe(32)
    expect(clampScale(0, frame, 1) * frame.width).toBe(16)
  })
})

describe('fit', () => {
  it('shows every corner in any rotation', () => {
    fc.assert(
      fc.property(view, (v) => {
        const m = viewMatrix(fitView(v, frame, area), area)
        for (const [x, y] of [
          [0, 0],
          [frame.width, 0],
          [0, frame.height],
          [frame.width, frame.height],
        ] as const) {
          const p = toView(m, imagePoint(x, y))
          expect(p.x >= 0 && p.x <= area.width && p.y >= 0 && p.y <= area.height).toBe(true)
        }
      }),
    )
  })
})

it('a pan moves the picture with the pointer, whatever way it is turned', () => {
  fc.assert(
    fc.property(view, fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (v, dx, dy) => {
      const m = viewMatrix(v, area)
      const p = toView(m, imagePoint(1700, 1200))
      const q = toView(viewMatrix(panBy(v, m, dx, dy, frame), area), imagePoint(1700, 1200))
      expect(Math.abs(q.x - p.x - dx)).toBeLessThanOrEqual(1.01)
      expect(Math.abs(q.y - p.y - dy)).toBeLessThanOrEqual(1.01)
    }),
  )
})

it('the picture cannot be panned out of sight', () => {
  const v: View = { centre: imagePoint(100, 100), scale: 1, rotation: 0, flipX: false }
  expect(panBy(v, viewMatrix(v, area), 1e6, -1e6, frame).centre).toEqual({ x: 0, y: 2560 })
})

it('shows bounds whole and centred, without absurd zoom for a point', () => {
  const v: View = { centre: imagePoint(0, 0), scale: 1, rotation: 90, flipX: true }
  const shown = showBounds(v, { x: 100, y: 100, width: 400, height: 10 }, frame, area, 1)
  expect(shown.centre).toEqual({ x: 300, y: 105 })
  expect(400 * shown.scale).toBeLessThanOrEqual(800)
  expect(showBounds(v, { x: 5, y: 5, width: 0, height: 0 }, frame, area, 2).scale).toBe(4)
})

it('pixels that are no squares are drawn as high as they are, whatever way the picture is turned', () => {
  fc.assert(
    fc.property(view, (v) => {
      const m = viewMatrix(v, area)
      const [across, down] = [Math.hypot(m[0], m[1]), Math.hypot(m[2], m[3])]
      expect(across).toBeCloseTo(v.scale, 9)
      expect(down / across).toBeCloseTo(v.aspect ?? 1, 9)
    }),
  )
  // No row and no column is left out at 1:1, and it is not called exact.
  expect([oneToOne(2), oneToOne(2, 3), oneToOne(2, 0.5)]).toEqual([0.5, 0.5, 1])
  expect(isDevicePixelExact(1, 1, 2)).toBe(false)
})

it('1:1 is told from nearly 1:1', () => {
  expect([
    isDevicePixelExact(1, 1),
    isDevicePixelExact(0.5, 2),
    isDevicePixelExact(1, 2),
    isDevicePixelExact(1.001, 1),
  ]).toEqual([true, true, false, false])
})
