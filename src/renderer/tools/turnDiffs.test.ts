import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { rotateShape } from '../../shared/geometry/rotateShape.ts'
import { shapeBounds } from '../../shared/geometry/shapes.ts'
import { imagePoint } from '../../shared/geometry/spaces.ts'
import { newId } from '../../shared/ids.ts'
import { duplicateTurnedDiff, turnDiff } from './turnDiffs.ts'

const knife: Shape = { kind: 'polygon', parts: [{ outer: [100, 100, 180, 100, 180, 120, 100, 120], holes: [] }] }
const annotation = (shape: Shape, change: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'knife',
  shape,
  keypoints: null,
  attributes: { sample: 14 },
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...change,
})
const frame = { width: 300, height: 200 }
const mapOf = (...all: Annotation[]) => new Map(all.map((a) => [a.id, a]))
const boundsOf = (a: Annotation | undefined) => (a?.shape ? shapeBounds(a.shape) : null)

describe('turning', () => {
  it('by four quarters is nothing, whatever the shape', () => {
    const n = fc.integer({ min: -500, max: 500 })
    fc.assert(
      fc.property(fc.array(n, { minLength: 6, maxLength: 12 }), n, n, (flat, x, y) => {
        const outer = flat.slice(0, flat.length - (flat.length % 2))
        let s: Shape = { kind: 'polygon', parts: [{ outer, holes: [] }] }
        for (let i = 0; i < 4; i++) s = rotateShape(s, imagePoint(x, y), 90) ?? s
        expect(s).toEqual({ kind: 'polygon', parts: [{ outer, holes: [] }] })
      }),
    )
  })
  it('keeps the size of an oriented box and refuses what would become another shape', () => {
    const s: Shape = { kind: 'oriented', cx: 10, cy: 0, width: 4, height: 2, angle: 350 }
    expect(rotateShape(s, imagePoint(0, 0), 90)).toEqual({ ...s, cx: 0, cy: 10, angle: 80 })
    expect(rotateShape({ kind: 'box', x: 0, y: 0, width: 4, height: 2 }, imagePoint(2, 1), 15)).toBeNull()
    expect(rotateShape({ kind: 'box', x: 0, y: 0, width: 4, height: 2 }, imagePoint(2, 1), 90)).toEqual({
      kind: 'box',
      x: 1,
      y: -1,
      width: 2,
      height: 4,
    })
  })
  it('goes about the middle of the selection and stays on the picture', () => {
    const a = annotation(knife)
    const [[, to] = []] = turnDiff(mapOf(a), [a.id], 90, frame).updated
    expect(boundsOf(to)).toEqual({ x: 130, y: 70, width: 20, height: 80 })
    const atEdge = annotation({ kind: 'polygon', parts: [{ outer: [100, 0, 180, 0, 180, 20], holes: [] }] })
    const [[, inside] = []] = turnDiff(mapOf(atEdge), [atEdge.id], 90, frame).updated
    expect(boundsOf(inside)?.y).toBe(0)
  })
  it('leaves what is locked', () => {
    const a = annotation(knife, { locked: true })
    expect(turnDiff(mapOf(a), [a.id], 15, frame).updated).toEqual([])
  })
})

describe('a turned copy', () => {
  it('lies beside its original with class and attributes', () => {
    const a = annotation(knife)
    const [copy] = duplicateTurnedDiff(mapOf(a), [a.id], frame).added
    expect(boundsOf(copy)).toEqual({ x: 188, y: 70, width: 20, height: 80 })
    expect([copy?.classId, copy?.attributes, copy?.id === a.id]).toEqual(['knife', { sample: 14 }, false])
  })
  it('goes to the left where the right has no room', () => {
    const a = annotation({ kind: 'polygon', parts: [{ outer: [210, 100, 290, 100, 290, 120, 210, 120], holes: [] }] })
    expect(boundsOf(duplicateTurnedDiff(mapOf(a), [a.id], frame).added[0])).toMatchObject({ x: 182, width: 20 })
  })
})
