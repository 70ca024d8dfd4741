import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allPhysical, centreOf, flipOf, type HungPicture, linkedFrom, sharedScale, WHOLE } from './hanging.ts'
import { MAMMO_VIEWS, sideOf } from './views.ts'

test('views that are stored as they hang stay, others are turned; without an orientation nothing is', () => {
  const usual = { RCC: 'P\\L', LCC: 'A\\R', RMLO: 'P\\FL', LMLO: 'A\\FR' } as const
  for (const v of MAMMO_VIEWS) {
    expect(flipOf(v, usual[v])).toEqual({ x: false, y: false })
    expect(flipOf(v, null)).toEqual({ x: false, y: false })
  }
  expect(flipOf('RCC', 'A\\L')).toEqual({ x: true, y: false })
  expect(flipOf('LCC', 'A\\L')).toEqual({ x: false, y: true })
  expect(flipOf('LMLO', 'P\\H')).toEqual({ x: true, y: true })
})

const picture = fc.record({
  view: fc.constantFrom(...MAMMO_VIEWS),
  width: fc.integer({ min: 50, max: 4000 }),
  height: fc.integer({ min: 50, max: 4000 }),
  spacing: fc.record({
    row: fc.double({ min: 0.04, max: 0.2, noNaN: true }),
    column: fc.double({ min: 0.04, max: 0.2, noNaN: true }),
  }),
})

test('every view fits its cell with the chest wall at the inner edge, and a millimetre is as long in all of them', () => {
  fc.assert(
    fc.property(fc.array(picture, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean(), (list, x, y) => {
      const cell = { width: 640, height: 400 }
      const scale = sharedScale(list, cell)
      for (const p of list) {
        const unit = scale * p.spacing.column
        const at = centreOf(p, { x, y }, cell, unit, WHOLE)
        // Screen column of the wall and of the nipple side, from the left edge of the cell.
        const mirrored = x ? -1 : 1
        const column = (px: number) => cell.width / 2 + mirrored * (px - at.x) * at.scale
        const [left, right] = [column(0), column(p.width)].sort((a, b) => a - b)
        expect(sideOf(p.view) === 'R' ? right! - cell.width : left!).toBeCloseTo(0)
        expect(right! - left!).toBeLessThanOrEqual(cell.width + 1e-6)
        expect(at.scale / p.spacing.column).toBeCloseTo(scale)
        expect(at.y).toBeCloseTo(p.height / 2)
      }
    }),
  )
})

test('one picture without a scale makes all of them hang by pixels', () => {
  const one: HungPicture = { view: 'RCC', width: 100, height: 100, spacing: { row: 0.1, column: 0.1 } }
  expect(allPhysical([one, { ...one, view: 'LCC', spacing: null }])).toBe(false)
})

test('a view cannot be pulled off the middle line', () => {
  const p: HungPicture = { view: 'RCC', width: 100, height: 100, spacing: null }
  const flip = { x: false, y: false }
  const cell = { width: 600, height: 400 }
  expect(linkedFrom(p, flip, cell, 2, { x: 50, y: 50, scale: 2 })).toEqual({ zoom: 1, in: 0, down: -0 })
})

test('what one view is moved to by hand is what all of them show', () => {
  const linked = fc.record({
    zoom: fc.double({ min: 0.5, max: 12, noNaN: true }),
    in: fc.double({ min: 0, max: 900, noNaN: true }),
    down: fc.double({ min: -900, max: 900, noNaN: true }),
  })
  fc.assert(
    fc.property(picture, linked, fc.boolean(), fc.boolean(), (p, v, x, y) => {
      const cell = { width: 500, height: 300 }
      const back = linkedFrom(p, { x, y }, cell, 0.2, centreOf(p, { x, y }, cell, 0.2, v))
      expect(back.zoom).toBeCloseTo(v.zoom)
      expect(back.in).toBeCloseTo(v.in, 4)
      expect(back.down).toBeCloseTo(v.down, 4)
    }),
  )
})
