import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../shared/annotation/model.ts'
import { boundsContain } from '../../shared/geometry/box.ts'
import { shapeBounds, shapeContains, shapeDistance } from '../../shared/geometry/shapes.ts'
import { imagePoint } from '../../shared/geometry/spaces.ts'
import { benchAnnotation } from '../tools/toolBench.ts'
import { createSpatialIndex, follow } from './spatialIndex.ts'

const place = fc.integer({ min: 0, max: 300 })
const size = fc.integer({ min: 1, max: 120 })
const boxes = fc
  .array(fc.tuple(place, place, size, size), { maxLength: 40 })
  .map((rows) =>
    rows.map(([x, y, width, height], i) => benchAnnotation({ kind: 'box', x, y, width, height }, { z: i })),
  )
const none = () => false

describe('index', () => {
  it('finds what looking at every shape finds, after any edits', () => {
    fc.assert(
      fc.property(boxes, boxes, place, place, fc.integer({ min: 0, max: 12 }), (first, second, x, y, reach) => {
        const map = new Map<string, Annotation>()
        const index = createSpatialIndex()
        index.apply(follow(map, first))
        // Some stay, some move, some go, some come.
        const next = [
          ...first.filter((_, i) => i % 3 === 0),
          ...first
            .filter((_, i) => i % 3 === 1)
            .map((a) => ({ ...a, shape: { kind: 'box' as const, x, y, width: 9, height: 9 } })),
          ...second,
        ]
        index.apply(follow(map, next))
        const p = imagePoint(x, y)
        const hit = next.filter((a) => a.shape && (shapeContains(a.shape, p) || shapeDistance(a.shape, p) <= reach))
        expect(new Set(index.pick(p, reach, none))).toEqual(new Set(hit.map((a) => a.id)))
        const area = { x: x - 60, y: y - 60, width: 150, height: 150 }
        const inside = next.filter((a) => a.shape && boundsContain(area, shapeBounds(a.shape)))
        expect(new Set(index.within(area, none))).toEqual(new Set(inside.map((a) => a.id)))
      }),
    )
  })
  it('puts small before large and front before back, and leaves hidden ones out', () => {
    const large = benchAnnotation({ kind: 'box', x: 0, y: 0, width: 90, height: 90 }, { z: 9 })
    const back = benchAnnotation({ kind: 'box', x: 10, y: 10, width: 30, height: 30 }, { z: 1 })
    const front = benchAnnotation({ kind: 'box', x: 10, y: 10, width: 30, height: 30 }, { z: 2 })
    const index = createSpatialIndex()
    index.apply({ upserted: [large, back, front], removed: [] })
    expect(index.pick(imagePoint(20, 20), 0, none)).toEqual([front.id, back.id, large.id])
    expect(index.pick(imagePoint(20, 20), 0, (id) => id === front.id)).toEqual([back.id, large.id])
  })
  it('a record that loses its shape leaves the index', () => {
    const a = benchAnnotation({ kind: 'point', x: 5, y: 5 })
    const map = new Map<string, Annotation>()
    const index = createSpatialIndex()
    index.apply(follow(map, [a]))
    index.apply(follow(map, [{ ...a, shape: null }]))
    expect(index.pick(imagePoint(5, 5), 3, none)).toEqual([])
  })
})
