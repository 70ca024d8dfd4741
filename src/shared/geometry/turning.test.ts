import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShapeOf } from '../annotation/model.ts'
import { BOX_HANDLES, type BoxHandle, boxHandlePoint } from './box.ts'
import { imagePoint } from './spaces.ts'
import { fromOwnAxes, orientedCorners, toOwnAxes } from './turned.ts'
import { orientedFromAxis, orientedFromBox, ownExtent, resizeTurned, snapDirection, turnTowards } from './turning.ts'

const number = fc.double({ min: -300, max: 300, noNaN: true })
const size = fc.double({ min: 1, max: 300, noNaN: true })
const angle = fc.double({ min: -720, max: 720, noNaN: true })
const oriented = fc
  .tuple(number, number, size, size, angle)
  .map(
    ([cx, cy, width, height, turn]): ShapeOf<'oriented'> => ({ kind: 'oriented', cx, cy, width, height, angle: turn }),
  )
const ellipse = fc
  .tuple(number, number, size, size, angle)
  .map(([cx, cy, rx, ry, turn]): ShapeOf<'ellipse'> => ({ kind: 'ellipse', cx, cy, rx, ry, angle: turn }))
const turned = fc.oneof(oriented, ellipse)
type Turned = ShapeOf<'oriented'> | ShapeOf<'ellipse'>

const handleAt = (s: Turned, h: BoxHandle) => {
  const own = boxHandlePoint(ownExtent(s), h)
  return fromOwnAxes(s, own.x, own.y)
}
const OPPOSITE = { nw: 'se', n: 's', ne: 'sw', e: 'w', se: 'nw', s: 'n', sw: 'ne', w: 'e' } as const

describe('dragging a side of a turned shape', () => {
  it('keeps the opposite one in place at any angle, and the dragged one goes to the pointer', () => {
    fc.assert(
      fc.property(turned, fc.constantFrom(...BOX_HANDLES), size, size, (s, h, a, b) => {
        // Outwards, so that the shape does not turn over and the names of its sides stay.
        const own = toOwnAxes(s, handleAt(s, h))
        const along = h.includes('e') ? a : h.includes('w') ? -a : 0
        const across = h.includes('s') ? b : h.includes('n') ? -b : 0
        const to = fromOwnAxes(s, own.dx + along, own.dy + across)
        const next = resizeTurned(s, h, to)
        const [kept, before] = [handleAt(next, OPPOSITE[h]), handleAt(s, OPPOSITE[h])]
        expect(kept.x).toBeCloseTo(before.x, 5)
        expect(kept.y).toBeCloseTo(before.y, 5)
        const moved = handleAt(next, h)
        expect(moved.x).toBeCloseTo(to.x, 5)
        expect(moved.y).toBeCloseTo(to.y, 5)
        expect(next.angle).toBe(s.angle)
      }),
    )
  })
  it('about the centre moves both sides and not the centre', () => {
    fc.assert(
      fc.property(turned, fc.constantFrom('n', 'e', 's', 'w'), number, number, (s, h, x, y) => {
        const next = resizeTurned(s, h, imagePoint(x, y), true)
        expect([next.cx, next.cy]).toEqual([s.cx, s.cy])
        const other = h === 'n' || h === 's' ? 'width' : 'height'
        expect(ownExtent(next)[other]).toBeCloseTo(ownExtent(s)[other], 9)
      }),
    )
  })
})

describe('turning', () => {
  it('keeps centre and size and points the handle at the pointer', () => {
    fc.assert(
      fc.property(turned, number, number, fc.constantFrom(-1 as const, 1 as const), (s, x, y, end) => {
        fc.pre(Math.hypot(x - s.cx, y - s.cy) > 0.1)
        const next = turnTowards(s, imagePoint(x, y), end, false)
        expect({ ...next, angle: s.angle }).toEqual(s)
        const own = toOwnAxes(next, imagePoint(x, y))
        expect(own.dx).toBeCloseTo(0, 4)
        expect(Math.sign(own.dy)).toBe(end)
        expect(next.angle).toBeGreaterThanOrEqual(0)
        expect(next.angle).toBeLessThan(360)
      }),
    )
  })
  it('snaps to steps of 15 degrees', () => {
    const box = orientedFromBox({ x: 0, y: 0, width: 20, height: 10 })
    expect(turnTowards(box, imagePoint(10 + Math.sin(0.5) * 30, 5 - Math.cos(0.5) * 30), -1, true).angle).toBe(30)
    const p = snapDirection(imagePoint(0, 0), imagePoint(100, 4))
    expect(p).toEqual({ x: 100, y: 0 })
  })
})

describe('a box from its axis', () => {
  it('has the axis as one side and the pointer on the other', () => {
    fc.assert(
      fc.property(number, number, number, number, number, number, (ax, ay, bx, by, px, py) => {
        fc.pre(Math.hypot(ax - bx, ay - by) > 1)
        const [a, b, p] = [imagePoint(ax, ay), imagePoint(bx, by), imagePoint(px, py)]
        const s = orientedFromAxis(a, b, p)
        const corners = orientedCorners(s)
        for (const end of [a, b]) {
          const nearest = [0, 1, 2, 3].map((i) => Math.hypot(corners[2 * i]! - end.x, corners[2 * i + 1]! - end.y))
          expect(Math.min(...nearest)).toBeLessThan(1e-6)
        }
        expect(Math.abs(toOwnAxes(s, p).dy)).toBeCloseTo(s.height / 2, 5)
        const around = orientedFromAxis(a, b, p, true)
        expect(around.cx).toBeCloseTo((ax + bx) / 2, 9)
        expect(around.height).toBeCloseTo(2 * s.height, 6)
      }),
    )
  })
})
