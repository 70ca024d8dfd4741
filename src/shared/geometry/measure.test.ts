import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shape } from '../annotation/model.ts'
import {
  drawnAspect,
  type MeasureName,
  maskSides,
  measuredText,
  measuresOf,
  measureText,
  type Spacing,
} from './measure.ts'

const spacing: Spacing = { source: 'pixel-spacing', row: 0.5, column: 0.2 }
const of = (shape: Shape, name: MeasureName, s: Spacing | null = spacing) => {
  const found = measuresOf({ shape, keypoints: null }, s).find((m) => m.name === name)
  if (!found) throw new Error(`${shape.kind} has no ${name}`)
  return found
}

describe('with pixels that are higher than wide', () => {
  it('a length across counts columns, a length down counts rows, a slanted one both', () => {
    expect(of({ kind: 'ruler', points: [0, 0, 100, 0] }, 'length').physical).toBeCloseTo(20)
    expect(of({ kind: 'ruler', points: [0, 0, 0, 100] }, 'length').physical).toBeCloseTo(50)
    expect(of({ kind: 'ruler', points: [10, 10, 40, 50] }, 'length')).toMatchObject({ value: 50 })
    expect(of({ kind: 'ruler', points: [10, 10, 40, 50] }, 'length').physical).toBeCloseTo(Math.hypot(6, 20))
  })
  it('an angle is that of the body', () => {
    const points = [100, 0, 0, 0, 100, 100]
    expect(of({ kind: 'angle', points }, 'angle').value).toBeCloseTo(45)
    expect(of({ kind: 'angle', points }, 'angle').physical).toBeCloseTo((Math.atan2(50, 20) * 180) / Math.PI)
  })
  it('an area is rows times columns', () => {
    const box: Shape = { kind: 'box', x: 5, y: 5, width: 30, height: 40 }
    expect(of(box, 'area')).toMatchObject({ value: 1200, physical: 120 })
    expect(of(box, 'perimeter').physical).toBeCloseTo(2 * (6 + 20))
    expect(of({ kind: 'oriented', cx: 0, cy: 0, width: 10, height: 4, angle: 90 }, 'width').physical).toBeCloseTo(5)
    expect(of({ kind: 'ellipse', cx: 0, cy: 0, rx: 5, ry: 2, angle: 90 }, 'height').physical).toBeCloseTo(0.8)
  })
  it('a circle on the screen is an ellipse of the body, with the outline of one', () => {
    const outline = of({ kind: 'ellipse', cx: 50, cy: 50, rx: 10, ry: 10, angle: 33 }, 'perimeter')
    expect(outline.value).toBeCloseTo(2 * Math.PI * 10, 3)
    // Ramanujan's formula for half axes of 2 and 5 mm.
    const h = (3 / 7) ** 2
    expect(outline.physical).toBeCloseTo(Math.PI * 7 * (1 + (3 * h) / (10 + Math.sqrt(4 - 3 * h))), 3)
  })
})

it('is as many pixels as millimetres when a pixel is one millimetre', () => {
  const coordinate = fc.double({ min: -400, max: 400, noNaN: true })
  const size = fc.double({ min: 0.1, max: 300, noNaN: true })
  const square: Spacing = { source: 'imager', row: 1, column: 1 }
  const shape = fc.oneof(
    fc.record({ kind: fc.constant('box' as const), x: coordinate, y: coordinate, width: size, height: size }),
    fc.record({
      kind: fc.constant('ellipse' as const),
      cx: coordinate,
      cy: coordinate,
      rx: size,
      ry: size,
      angle: size,
    }),
    fc.tuple(coordinate, coordinate, coordinate, coordinate).map((points): Shape => ({ kind: 'ruler', points })),
  )
  fc.assert(
    fc.property(shape, (s) => {
      for (const m of measuresOf({ shape: s, keypoints: null }, square)) expect(m.physical).toBeCloseTo(m.value, 6)
    }),
  )
})

describe('the outline of a mask', () => {
  it('counts sides of pixels, also of holes and across gaps', () => {
    // A ring of 3 x 3 with a hole: 12 sides outside, 4 inside.
    const ring = { kind: 'mask', x: 2, y: 2, width: 3, height: 3, counts: [0, 4, 1, 4] } as const
    expect(maskSides({ ...ring, counts: [...ring.counts] })).toEqual({ across: 8, down: 8 })
    const apart = { kind: 'mask' as const, x: 0, y: 0, width: 1, height: 3, counts: [0, 1, 1, 1] }
    expect(maskSides(apart)).toEqual({ across: 4, down: 4 })
    expect(of(apart, 'perimeter').physical).toBeCloseTo(4 * 0.2 + 4 * 0.5)
  })
})

describe('what is written on the picture', () => {
  it('is millimetres where the spacing is known, else pixels', () => {
    expect(measuredText({ kind: 'ruler', points: [0, 0, 100, 0] }, spacing)).toBe('20.00 mm')
    expect(measuredText({ kind: 'ruler', points: [0, 0, 100, 0] }, null)).toBe('100.0 px')
    expect(measuredText({ kind: 'angle', points: [1, 0, 0, 0, 0, 1] }, null)).toBe('90.0°')
    expect(measuredText({ kind: 'box', x: 0, y: 0, width: 1, height: 1 }, spacing)).toBeNull()
    const [, , area] = measuresOf(
      { shape: { kind: 'box', x: 0, y: 0, width: 90, height: 50 }, keypoints: null },
      spacing,
    )
    expect([measureText(area!), measureText(area!, 'pixels')]).toEqual(['450.0 mm²', '4,500 px²'])
  })
})

it('a pixel is drawn by its millimetres, else by its stated shape, and as a square where neither is believable', () => {
  const spacing = (row: number, column: number): Spacing => ({ source: 'pixel-spacing', row, column })
  expect(drawnAspect(spacing(2, 0.5), 9)).toBe(4)
  expect(drawnAspect(spacing(0.7, 0.70001), null)).toBe(1)
  expect([drawnAspect(null, 1.2), drawnAspect(null, null)]).toEqual([1.2, 1])
  for (const wild of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1000, 0.001]) expect(drawnAspect(null, wild)).toBe(1)
})
