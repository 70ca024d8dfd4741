import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonArea } from './polygon.ts'
import { shapeBounds, shapeContains } from './shapes.ts'
import { imagePoint } from './spaces.ts'
import { cornerAngle, ellipseRing, fromOwnAxes, orientedCorners, toOwnAxes } from './turned.ts'

const number = fc.double({ min: -500, max: 500, noNaN: true })
const size = fc.double({ min: 0.5, max: 300, noNaN: true })
const angle = fc.double({ min: -720, max: 720, noNaN: true })

describe('turned shapes', () => {
  it('turns clockwise on the screen: the width axis of 90 degrees points down', () => {
    const corners = orientedCorners({ cx: 10, cy: 20, width: 8, height: 4, angle: 90 })
    expect(corners.map((v) => Math.round(v))).toEqual([12, 16, 12, 24, 8, 24, 8, 16])
  })

  it('keeps the area at every angle, and the ring of an ellipse is at most its tolerance inside', () => {
    fc.assert(
      fc.property(number, number, size, size, angle, (cx, cy, a, b, turn) => {
        const ring = orientedCorners({ cx, cy, width: a, height: b, angle: turn })
        expect(polygonArea([{ outer: ring, holes: [] }])).toBeCloseTo(a * b, 4)
        const ellipse = { kind: 'ellipse', cx, cy, rx: a, ry: b, angle: turn } as const
        const rough = polygonArea([{ outer: ellipseRing(ellipse, 0.05), holes: [] }])
        const exact = Math.PI * a * b
        expect(rough).toBeLessThanOrEqual(exact + 1e-6)
        // A strip of the tolerance along the outline.
        expect(exact - rough).toBeLessThan(
          0.06 * Math.PI * 2 * Math.max(a, b) + 0.1 * exact * Number(Math.max(a, b) < 2),
        )
      }),
    )
  })

  it('bounds of an ellipse hold its ring and touch it', () => {
    fc.assert(
      fc.property(number, number, size, size, angle, (cx, cy, rx, ry, turn) => {
        const ellipse = { kind: 'ellipse', cx, cy, rx, ry, angle: turn } as const
        const b = shapeBounds(ellipse)
        const ring = ellipseRing(ellipse, 0.001)
        const xs = ring.filter((_, i) => i % 2 === 0)
        expect(Math.min(...xs)).toBeGreaterThanOrEqual(b.x - 1e-6)
        expect(Math.max(...xs)).toBeLessThanOrEqual(b.x + b.width + 1e-6)
        expect(Math.max(...xs)).toBeGreaterThan(b.x + b.width - 0.1)
      }),
    )
  })

  it('own axes and image space are inverse', () => {
    fc.assert(
      fc.property(number, number, angle, number, number, (cx, cy, turn, dx, dy) => {
        const frame = { cx, cy, angle: turn }
        const back = toOwnAxes(frame, fromOwnAxes(frame, dx, dy))
        expect(back.dx).toBeCloseTo(dx, 6)
        expect(back.dy).toBeCloseTo(dy, 6)
      }),
    )
  })

  it('knows inside from outside', () => {
    const box = { kind: 'oriented', cx: 0, cy: 0, width: 20, height: 2, angle: 45 } as const
    expect(shapeContains(box, imagePoint(6, 6))).toBe(true)
    expect(shapeContains(box, imagePoint(6, -6))).toBe(false)
    const ellipse = { ...box, kind: 'ellipse', rx: 10, ry: 1 } as const
    expect(shapeContains(ellipse, imagePoint(6, 6))).toBe(true)
    expect(shapeContains(ellipse, imagePoint(6, -6))).toBe(false)
  })

  it('measures the angle at the corner', () => {
    expect(cornerAngle([10, 0, 0, 0, 0, 10])).toBeCloseTo(90)
    expect(cornerAngle([-10, 1, 0, 0, -10, -1])).toBeCloseTo(11.42, 2)
    expect(cornerAngle([10, 0, 0, 0, -10, 0])).toBeCloseTo(180)
  })
})
