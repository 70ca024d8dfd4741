import fc from 'fast-check'
import { expect, it } from 'vitest'
import { imagePoint } from '../../../../shared/geometry/spaces.ts'
import type { View } from '../../../../shared/geometry/transform.ts'
import { follow, stripAround, stripOf, stripOnScreen } from './beltStrip.ts'

const view = (x: number, y: number, scale: number): View => ({
  centre: imagePoint(x, y),
  scale,
  rotation: 0,
  flipX: false,
})
const top = { width: 1920, height: 1080 }
const side = { width: 960, height: 700 }

it('an object and its place in the other view lie at the same part of the belt', () => {
  const strip = stripOf({ x: 480, y: 100, width: 192, height: 50 }, top, 'x')
  expect(strip).toEqual({ from: 0.25, to: 0.35 })
  const area = { width: 800, height: 600 }
  const on = stripOnScreen(strip, side, 'x', view(480, 350, 0.5), area)
  // 0.25 of 960 is 240, half a pixel a pixel, 480 in the middle of 800
  expect(on.x).toBeCloseTo(400 + (240 - 480) * 0.5, 6)
  expect(on.width).toBeCloseTo(48, 6)
  expect(on.height).toBeCloseTo(350, 6)
  expect(stripAround({ x: -3, y: 5 }, top, 'x')).toBeNull()
  expect(stripAround({ x: 3, y: 540 }, top, 'y')?.from).toBeCloseTo(0.488, 6)
})

it('following there and back leads to the same place', () => {
  const number = fc.double({ min: 1, max: 2000, noNaN: true })
  fc.assert(
    fc.property(number, number, number, fc.double({ min: 0.01, max: 64, noNaN: true }), (x, y, own, scale) => {
      for (const belt of ['x', 'y'] as const) {
        const a = view(x, y, scale)
        const there = follow({ view: a, size: top }, { view: view(own, own, 1), size: side }, belt)
        const back = follow({ view: view(there.x, there.y, there.scale), size: side }, { view: a, size: top }, belt)
        expect(back.x).toBeCloseTo(x, 6)
        expect(back.y).toBeCloseTo(y, 6)
        expect(back.scale).toBeCloseTo(scale, 6)
      }
    }),
  )
})
