import fc from 'fast-check'
import { expect, test } from 'vitest'
import { imagePoint } from '../../geometry/spaces.ts'
import {
  arcInside,
  arcOf,
  millimetres,
  mirrored,
  mirrorOf,
  nippleText,
  type Placed,
  partnerOf,
  readNipple,
} from './nipple.ts'
import { MAMMO_VIEWS } from './views.ts'

const number = fc.double({ min: -500, max: 5000, noNaN: true })
const point = fc.record({ x: number, y: number }).map(({ x, y }) => imagePoint(x, y))
const mm = fc.double({ min: 0.04, max: 0.2, noNaN: true })
const spacing = fc.record({ row: mm, column: mm })

test('a nipple comes back as it was placed, and other text is none', () => {
  fc.assert(
    fc.property(point, (p) => {
      const back = readNipple(nippleText(p))!
      expect(back.x).toBeCloseTo(p.x, 0)
      expect(back.y).toBeCloseTo(p.y, 0)
    }),
  )
  for (const wrong of ['', '12', 'a b', '1 2 3', '1e9 x']) expect(readNipple(wrong)).toBeNull()
  expect(readNipple(null)).toBeNull()
})

test('the partner is the other projection of the same breast, the mirror the same one of the other', () => {
  expect(MAMMO_VIEWS.map(partnerOf)).toEqual(['RMLO', 'LMLO', 'RCC', 'LCC'])
  expect(MAMMO_VIEWS.map(mirrorOf)).toEqual(['LCC', 'RCC', 'LMLO', 'RMLO'])
})

test('everything on the arc lies as far from the nipple, in millimetres of that view', () => {
  fc.assert(
    fc.property(
      point,
      fc.double({ min: 1, max: 150, noNaN: true }),
      spacing,
      fc.double({ min: 0, max: 6.3, noNaN: true }),
      (nipple, far, s, angle) => {
        const { rx, ry } = arcOf(far, s)
        const on = imagePoint(nipple.x + rx * Math.cos(angle), nipple.y + ry * Math.sin(angle))
        expect(millimetres(nipple, on, s)).toBeCloseTo(far, 6)
      },
    ),
  )
})

const placed = (view: 'RCC' | 'LCC') =>
  fc.record({
    view: fc.constant(view),
    width: fc.integer({ min: 100, max: 4000 }),
    height: fc.integer({ min: 100, max: 4000 }),
    spacing,
    flip: fc.record({ x: fc.boolean(), y: fc.boolean() }),
    nipple: fc.option(point),
  })

test('mirroring twice leads back, and keeps millimetres', () => {
  fc.assert(
    fc.property(placed('RCC'), placed('LCC'), point, point, (a: Placed, b: Placed, p, q) => {
      const there = mirrored(a, b, p)
      const back = mirrored(b, a, there)
      expect(back.x).toBeCloseTo(p.x, 3)
      expect(back.y).toBeCloseTo(p.y, 3)
      expect(millimetres(there, mirrored(a, b, q), b.spacing!)).toBeCloseTo(millimetres(p, q, a.spacing!), 3)
      if (a.nipple && b.nipple) expect(mirrored(a, b, a.nipple).x).toBeCloseTo(b.nipple.x, 3)
    }),
  )
})

test('as stored, a place near the right wall of a right breast is mirrored to the left wall of the left one', () => {
  const view = {
    width: 1000,
    height: 2000,
    spacing: { row: 0.1, column: 0.1 },
    flip: { x: false, y: false },
    nipple: null,
  }
  expect(mirrored({ ...view, view: 'RCC' }, { ...view, view: 'LCC' }, imagePoint(900, 700))).toEqual(
    imagePoint(100, 700),
  )
  const flipped = { ...view, view: 'LCC', flip: { x: true, y: false } } as const
  expect(mirrored({ ...view, view: 'RCC' }, flipped, imagePoint(900, 700))).toEqual(imagePoint(900, 700))
})

test('the arc of a distance is drawn in the breast only, in one piece where it enters and leaves it once', () => {
  const frame = { view: 'RCC', width: 1000, height: 1200, spacing: { row: 0.1, column: 0.1 } } as const
  // The breast fills the right half; the nipple lies at its left edge.
  const breast = { width: 10, height: 12, bits: Uint8Array.from({ length: 120 }, (_, i) => (i % 10 >= 5 ? 1 : 0)) }
  const nipple = imagePoint(500, 600)
  const [piece, ...more] = arcInside(nipple, 20, frame, breast)
  expect(more).toEqual([])
  // Half a circle and the slack of 3 mm on both ends.
  expect(piece?.every((p) => p.x >= 500 - 30 - 1e-9)).toBe(true)
  expect(Math.max(...(piece ?? []).map((p) => p.x))).toBeCloseTo(700, 0)
  // Larger than the breast: it leaves over the wall, above and below.
  expect(arcInside(nipple, 55, frame, breast)).toHaveLength(2)
  expect(arcInside(nipple, 200, frame, breast)).toEqual([])
  // Nothing is known of the breast: the picture ends it.
  expect(arcInside(nipple, 20, frame, null)[0]).toHaveLength(721)
})
