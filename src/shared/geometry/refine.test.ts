import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShapeOf } from '../annotation/model.ts'
import { ringArea, ringContains } from './polygon.ts'
import { nearestEdge } from './polyline.ts'
import { refineShape, shapeVertexCount } from './refine.ts'
import { validateShape } from './shapes.ts'
import { imagePoint } from './spaces.ts'

const polygon = (outer: number[], ...holes: number[][]): ShapeOf<'polygon'> => ({
  kind: 'polygon',
  parts: [{ outer, holes }],
})
/** Spiky, so that simplifying and cutting corners have every chance to cross something. */
const comb = fc
  .array(fc.tuple(fc.integer({ min: 3, max: 60 }), fc.double({ min: 0.05, max: 1, noNaN: true })), {
    minLength: 4,
    maxLength: 40,
  })
  .map((teeth) =>
    polygon(
      teeth.flatMap(([r], i) => {
        const t = (2 * Math.PI * i) / teeth.length
        return [100 + r * Math.cos(t), 100 + r * Math.sin(t)]
      }),
      teeth.flatMap(([r, k], i) => {
        const t = (2 * Math.PI * i) / teeth.length
        return [100 + r * 0.9 * k * Math.cos(t), 100 + r * 0.9 * k * Math.sin(t)]
      }),
    ),
  )
  .filter((shape) => validateShape(shape) === null)

describe('simplify', () => {
  it('keeps every dropped vertex within the tolerance, and never adds one', () => {
    fc.assert(
      fc.property(comb, fc.double({ min: 0, max: 20, noNaN: true }), (shape, tolerance) => {
        const next = refineShape(shape, { kind: 'simplify', tolerance })
        expect(shapeVertexCount(next)).toBeLessThanOrEqual(shapeVertexCount(shape))
        const { outer } = shape.parts[0]!
        for (let i = 0; i < outer.length; i += 2)
          expect(
            nearestEdge(next.parts[0]!.outer, imagePoint(outer[i]!, outer[i + 1]!), true)!.distance,
          ).toBeLessThanOrEqual(tolerance + 1e-9)
      }),
    )
  })
  it('drops what lies on a line and nothing else at tolerance 0', () => {
    const line = polygon([0, 0, 5, 0, 10, 0, 10, 10, 0, 10])
    expect(refineShape(line, { kind: 'simplify', tolerance: 0.01 }).parts[0]!.outer).toEqual([
      0, 0, 10, 0, 10, 10, 0, 10,
    ])
    expect(refineShape(line, { kind: 'simplify', tolerance: 0 })).toEqual(line)
  })
  it('does not let a hole fall out of its outline', () => {
    // The bump carries a small hole; flattening the bump would leave it outside.
    const bump = polygon([0, 0, 40, 0, 50, -12, 60, 0, 100, 0, 100, 50, 0, 50], [48, -5, 52, -5, 50, -3])
    const next = refineShape(bump, { kind: 'simplify', tolerance: 20 })
    const { outer, holes } = next.parts[0]!
    expect(holes).toHaveLength(1)
    expect(ringContains(outer, 50, -4)).toBe(true)
  })
  it('takes polylines too and keeps their ends', () => {
    const line: ShapeOf<'polyline'> = { kind: 'polyline', points: [0, 0, 5, 0.1, 10, 0] }
    expect(refineShape(line, { kind: 'simplify', tolerance: 1 }).points).toEqual([0, 0, 10, 0])
  })
})

describe('smooth', () => {
  it('turns a corner into a curve and stays inside the old outline of a convex shape', () => {
    const square = polygon([0, 0, 10, 0, 10, 10, 0, 10])
    const next = refineShape(square, { kind: 'smooth', rounds: 3 })
    expect(shapeVertexCount(next)).toBeGreaterThan(12)
    const area = ringArea(next.parts[0]!.outer)
    expect(area).toBeLessThan(100)
    expect(area).toBeGreaterThan(80)
  })
  it('keeps the ends of a line', () => {
    const line: ShapeOf<'polyline'> = { kind: 'polyline', points: [0, 0, 10, 0, 10, 10] }
    const { points } = refineShape(line, { kind: 'smooth', rounds: 2 })
    expect([points.slice(0, 2), points.slice(-2)]).toEqual([
      [0, 0],
      [10, 10],
    ])
    expect(points.length).toBeGreaterThan(8)
  })
})

it('neither ever makes a sound shape unsound or loses a ring', () => {
  const wish = fc.oneof(
    fc.double({ min: 0, max: 80, noNaN: true }).map((tolerance) => ({ kind: 'simplify' as const, tolerance })),
    fc.integer({ min: 1, max: 4 }).map((rounds) => ({ kind: 'smooth' as const, rounds })),
  )
  fc.assert(
    fc.property(comb, wish, (shape, w) => {
      const next = refineShape(shape, w)
      expect(validateShape(next)).toBeNull()
      expect(next.parts.map((p) => p.holes.length)).toEqual(shape.parts.map((p) => p.holes.length))
    }),
    { numRuns: 500 },
  )
})
