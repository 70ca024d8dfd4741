import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation, Shape } from '../annotation/model.ts'
import { newId } from '../ids.ts'
import { BOX_HANDLES, boxHandlePoint, clampMove, resizeBox } from './box.ts'
import {
  annotationBounds,
  moveShape,
  shapeArea,
  shapeBounds,
  shapeContains,
  shapeDistance,
  validateShape,
} from './shapes.ts'
import { imagePoint } from './spaces.ts'

const whole = fc.integer({ min: -1000, max: 1000 })
const size = fc.integer({ min: 1, max: 500 })
const ring = fc.array(fc.tuple(whole, whole), { minLength: 3, maxLength: 10 }).map((p) => p.flat())
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ kind: fc.constant('box' as const), x: whole, y: whole, width: size, height: size }),
  fc.record({ kind: fc.constant('point' as const), x: whole, y: whole }),
  fc.record({ kind: fc.constant('polyline' as const), points: ring }),
  fc.record({
    kind: fc.constant('polygon' as const),
    parts: fc.array(fc.record({ outer: ring, holes: fc.array(ring, { maxLength: 2 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc
    .record({ x: whole, y: whole, width: size })
    .map((m) => ({ kind: 'mask' as const, ...m, height: 2, counts: [m.width, m.width] })),
)
const annotation = (s: Shape | null, keypoints: number[] | null = null): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: null,
  shape: s,
  keypoints,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})

describe('every kind', () => {
  it('moves there and back, with its bounds, and keeps area and verdict', () => {
    fc.assert(
      fc.property(shape, whole, whole, (s, dx, dy) => {
        const a = annotation(s)
        const moved = moveShape(a, dx, dy)
        const before = shapeBounds(s)
        expect(shapeBounds(moved.shape!)).toEqual({ ...before, x: before.x + dx, y: before.y + dy })
        expect(moveShape(moved, -dx, -dy)).toEqual(a)
        expect(shapeArea(moved.shape!)).toBe(shapeArea(s))
        expect(validateShape(moved.shape!)).toBe(validateShape(s))
      }),
    )
  })
  it('contains a point only inside its bounds', () => {
    fc.assert(
      fc.property(shape, whole, whole, (s, x, y) => {
        if (!shapeContains(s, imagePoint(x, y))) return
        const b = shapeBounds(s)
        expect(x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height).toBe(true)
      }),
    )
  })
  it('is never nearer than its bounds', () => {
    fc.assert(
      fc.property(shape, whole, whole, (s, x, y) => {
        const b = shapeBounds(s)
        const gap = Math.hypot(Math.max(b.x - x, 0, x - b.x - b.width), Math.max(b.y - y, 0, y - b.y - b.height))
        // A mask pixel reaches to the far edge of its cell.
        expect(shapeDistance(s, imagePoint(x, y))).toBeGreaterThanOrEqual(gap - (s.kind === 'mask' ? 1 : 1e-9))
      }),
    )
  })
})

describe('validateShape', () => {
  it.each<[string, Shape, ReturnType<typeof validateShape>]>([
    ['box', { kind: 'box', x: 0, y: 0, width: 1, height: 1 }, null],
    ['flat box', { kind: 'box', x: 0, y: 0, width: 5, height: 0 }, 'degenerate'],
    ['triangle', { kind: 'polygon', parts: [{ outer: [0, 0, 4, 0, 0, 4], holes: [] }] }, null],
    ['line as polygon', { kind: 'polygon', parts: [{ outer: [0, 0, 4, 4, 8, 8], holes: [] }] }, 'degenerate'],
    ['bow tie', { kind: 'polygon', parts: [{ outer: [0, 0, 4, 4, 4, 0, 0, 4], holes: [] }] }, 'self-crossing'],
    ['polyline that crosses itself', { kind: 'polyline', points: [0, 0, 4, 4, 4, 0, 0, 4] }, null],
    ['polyline of one place', { kind: 'polyline', points: [1, 1, 1, 1] }, 'degenerate'],
    ['empty mask', { kind: 'mask', x: 0, y: 0, width: 3, height: 1, counts: [3] }, 'degenerate'],
    ['point', { kind: 'point', x: 3, y: 4 }, null],
  ])('%s', (_, s, verdict) => expect(validateShape(s)).toBe(verdict))
})

describe('moveShape', () => {
  it('takes keypoints along and leaves those that are not labelled', () => {
    const a = annotation({ kind: 'point', x: 1, y: 1 }, [10, 20, 2, 0, 0, 0, 30, 40, 1])
    expect(moveShape(a, 1.5, -2).keypoints).toEqual([11.5, 18, 2, 0, 0, 0, 31.5, 38, 1])
    expect(annotationBounds(a)).toEqual({ x: 1, y: 1, width: 29, height: 39 })
  })
  it('leaves a label without a region alone', () => {
    const a = annotation(null)
    expect(moveShape(a, 5, 5)).toBe(a)
    expect(annotationBounds(a)).toBeNull()
  })
})

describe('mask', () => {
  it('knows its pixels', () => {
    const mask: Shape = { kind: 'mask', x: 10, y: 20, width: 3, height: 2, counts: [1, 2, 2, 1] }
    const inside = (x: number, y: number) => shapeContains(mask, imagePoint(x + 0.5, y + 0.5))
    expect([inside(10, 20), inside(11, 20), inside(12, 20)]).toEqual([false, true, true])
    expect([inside(10, 21), inside(11, 21), inside(12, 21), inside(13, 21)]).toEqual([false, false, true, false])
  })
})

describe('box', () => {
  it('a handle follows the pointer and the opposite corner stays', () => {
    const b = { x: 10, y: 10, width: 20, height: 30 }
    expect(resizeBox(b, 'se', imagePoint(50, 60))).toEqual({ x: 10, y: 10, width: 40, height: 50 })
    expect(resizeBox(b, 'w', imagePoint(0, 999))).toEqual({ x: 0, y: 10, width: 30, height: 30 })
    expect(resizeBox(b, 'nw', imagePoint(50, 60))).toEqual({ x: 30, y: 40, width: 20, height: 20 })
    for (const handle of BOX_HANDLES) expect(resizeBox(b, handle, boxHandlePoint(b, handle))).toEqual(b)
  })
  it('a clamped move keeps what was inside inside, and never pushes back what was outside', () => {
    fc.assert(
      fc.property(whole, whole, size, size, whole, whole, (x, y, width, height, dx, dy) => {
        const [mx, my] = clampMove({ x, y, width, height }, dx, dy, 640, 480)
        if (x >= 0 && x + width <= 640) expect(x + mx >= 0 && x + mx + width <= 640).toBe(true)
        if (y >= 0 && y + height <= 480) expect(y + my >= 0 && y + my + height <= 480).toBe(true)
        expect(Math.abs(mx)).toBeLessThanOrEqual(Math.abs(dx))
        expect(Math.abs(my)).toBeLessThanOrEqual(Math.abs(dy))
      }),
    )
  })
})
