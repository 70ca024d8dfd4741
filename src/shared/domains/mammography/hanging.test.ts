import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagePoint } from '../../geometry/spaces.ts'
import { type Matrix, multiply, type Rotation, viewMatrix } from '../../geometry/transform.ts'
import {
  allPhysical,
  centreOf,
  flipOf,
  type HungPicture,
  hungAs,
  linkedFrom,
  sharedScale,
  turnedFor,
  WHOLE,
} from './hanging.ts'
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

test('the breast decides how a view hangs, and it is said who decided', () => {
  const lie = (wall: 'left' | 'right' | null, upsideDown: boolean | null = null) => ({ wall, upsideDown })
  const flipped = { x: true, y: false }
  const asStored = { x: false, y: false }
  expect(hungAs('RCC', 'P\\L', lie('right'))).toEqual({ flip: asStored, by: null })
  expect(hungAs('RCC', 'A\\L', lie('left'))).toEqual({ flip: flipped, by: 'header' })
  expect(hungAs('RCC', null, lie('left'))).toEqual({ flip: flipped, by: 'picture' })
  expect(hungAs('LCC', null, lie('right'))).toEqual({ flip: flipped, by: 'picture' })
  // Stored the other way round than the header says, in both directions of the lie.
  expect(hungAs('LMLO', 'A\\FR', lie('right'))).toEqual({ flip: flipped, by: 'contradicted' })
  expect(hungAs('RCC', 'A\\L', lie('right'))).toEqual({ flip: asStored, by: 'contradicted' })
  // Nothing seen: the header is believed; CC views cannot stand on their heads.
  expect(hungAs('RCC', 'A\\L', lie(null))).toEqual({ flip: flipped, by: 'header' })
  expect(hungAs('RCC', 'P\\L', lie('right', true)).flip.y).toBe(false)
  expect(hungAs('RMLO', null, lie('right', true))).toEqual({ flip: { x: false, y: true }, by: 'picture' })
})

test('what hangs flipped is mirrored first and turned by hand after that', () => {
  const turn = fc.constantFrom<Rotation>(0, 90, 180, 270)
  fc.assert(
    fc.property(turn, fc.boolean(), fc.boolean(), fc.boolean(), (rotation, flipX, x, y) => {
      const at = { centre: imagePoint(0, 0), scale: 1 }
      const area = { width: 0, height: 0 }
      const byHand = viewMatrix({ ...at, rotation, flipX }, area)
      const both = viewMatrix({ ...at, ...turnedFor({ rotation, flipX }, { x, y }) }, area)
      const hung: Matrix = [x ? -1 : 1, 0, 0, y ? -1 : 1, 0, 0]
      for (const [i, v] of multiply(byHand, hung).entries()) expect(both[i]).toBeCloseTo(v)
    }),
  )
})
