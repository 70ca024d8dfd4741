import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Shape } from '../annotation/model.ts'
import { liesInside, reachesInto } from './region.ts'
import { ringThickness, shapeThickness } from './thickness.ts'

const box = (x: number, y: number, width: number, height: number): Shape => ({ kind: 'box', x, y, width, height })
const polygon = (outer: number[], ...holes: number[][]): Shape => ({ kind: 'polygon', parts: [{ outer, holes }] })
const turned = (ring: number[], degrees: number) => {
  const a = (degrees * Math.PI) / 180
  return ring.map((_, i) => {
    const [x, y] = [ring[i - (i % 2)]!, ring[i - (i % 2) + 1]!]
    return i % 2 === 0 ? x * Math.cos(a) - y * Math.sin(a) : x * Math.sin(a) + y * Math.cos(a)
  })
}

it('thickness is the shorter side of a rectangle, however it is turned and in whatever order it is drawn', () => {
  const side = fc.integer({ min: 1, max: 500 })
  fc.assert(
    fc.property(side, side, fc.double({ min: 0, max: 360, noNaN: true }), fc.boolean(), (w, h, angle, backwards) => {
      const ring = turned([0, 0, w, 0, w, h, 0, h], angle)
      const pairs = [0, 2, 4, 6].map((i) => ring.slice(i, i + 2))
      const drawn = (backwards ? pairs.reverse() : pairs).flat()
      expect(ringThickness(drawn)).toBeCloseTo(Math.min(w, h), 6)
      expect(shapeThickness({ kind: 'oriented', cx: 0, cy: 0, width: w, height: h, angle })).toBe(Math.min(w, h))
    }),
  )
})
it('thickness of other kinds', () => {
  expect(shapeThickness({ kind: 'ellipse', cx: 0, cy: 0, rx: 8, ry: 3, angle: 40 })).toBe(6)
  expect(shapeThickness({ kind: 'mask', x: 5, y: 5, width: 9, height: 4, counts: [0, 36] })).toBe(4)
  expect(shapeThickness(polygon([0, 0, 10, 0, 10, 0, 5, 0]))).toBe(0)
  expect(shapeThickness({ kind: 'polyline', points: [0, 0, 5, 5] })).toBe(null)
  const thin = { outer: [50, 0, 53, 0, 53, 90, 50, 90], holes: [] }
  const thick = { outer: [0, 0, 40, 0, 40, 90, 0, 90], holes: [] }
  expect(shapeThickness({ kind: 'polygon', parts: [thick, thin] })).toBe(3)
})

it('inside and overlap of boxes are what the numbers say', () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 30 }),
    y: fc.integer({ min: 0, max: 30 }),
    w: fc.integer({ min: 1, max: 30 }),
    h: fc.integer({ min: 1, max: 30 }),
  })
  fc.assert(
    fc.property(place, place, fc.integer({ min: 0, max: 3 }), (a, b, t) => {
      const [one, other] = [box(a.x, a.y, a.w, a.h), box(b.x, b.y, b.w, b.h)]
      const sides = [b.x - a.x, b.y - a.y, a.x + a.w - b.x - b.w, a.y + a.h - b.y - b.h]
      const out = Math.hypot(Math.max(0, sides[0]!, sides[2]!), Math.max(0, sides[1]!, sides[3]!))
      if (t === 0) expect(liesInside(one, other, 0)).toBe(out === 0)
      else if (out <= t) expect(liesInside(one, other, t)).toBe(true)
      else if (Math.max(...sides) > t) expect(liesInside(one, other, t)).toBe(false)
      const shared = Math.min(
        Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x),
        Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y),
      )
      if (t === 0) expect(reachesInto(one, other, 0)).toBe(shared > 0)
      else if (shared <= 0) expect(reachesInto(one, other, t)).toBe(false)
      expect(reachesInto(one, other, t)).toBe(reachesInto(other, one, t))
    }),
    { numRuns: 300 },
  )
})
it('a hole is not inside, and a cross of two bars overlaps without a corner in the other', () => {
  const ring = polygon([0, 0, 40, 0, 40, 40, 0, 40], [10, 10, 30, 10, 30, 30, 10, 30])
  expect(liesInside(box(12, 12, 4, 4), ring, 0)).toBe(false)
  expect(liesInside(box(2, 2, 36, 36), ring, 0)).toBe(false)
  expect(liesInside(box(2, 2, 5, 5), ring, 0)).toBe(true)
  expect(reachesInto(box(12, 12, 4, 4), ring, 0)).toBe(false)
  expect(reachesInto(box(0, 10, 40, 4), box(10, 0, 4, 40), 0)).toBe(true)
  const mask: Shape = { kind: 'mask', x: 0, y: 0, width: 10, height: 10, counts: [0, 100] }
  expect(liesInside({ kind: 'point', x: 9.5, y: 9.5 }, mask, 0)).toBe(true)
  expect(liesInside({ kind: 'point', x: 11, y: 5 }, mask, 0)).toBe(false)
  expect(liesInside({ kind: 'point', x: 11, y: 5 }, mask, 1)).toBe(true)
  expect(liesInside(box(0, 0, 1, 1), { kind: 'point', x: 0, y: 0 }, 5)).toBe(false)
})
