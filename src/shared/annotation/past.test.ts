import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../ids.ts'
import { applyDiff, isEmptyDiff } from './diff.ts'
import type { Annotation } from './model.ts'
import { changedFields, diffTo, restoreDiff, sameRecord } from './past.ts'

const ID = Array.from({ length: 5 }, newId)
const make = (id: string, x: number, value: string): Annotation => ({
  id,
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'c',
  shape: { kind: 'box', x, y: 0, width: 5, height: 5 },
  keypoints: null,
  attributes: { size: value },
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
const turned = <T extends object>(v: T): T => Object.fromEntries(Object.entries(v).reverse()) as T
const state = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ID), fc.integer({ min: 0, max: 2 }), fc.constantFrom('a', 'b')), {
    selector: ([id]) => id,
  })
  .map((list) => list.map(([id, x, value]) => make(id, x, value)))
const mapOf = (all: readonly Annotation[]) => new Map(all.map((a) => [a.id, a]))
const byId = (all: Iterable<Annotation>) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1))

describe('going back', () => {
  it('leads exactly to the wanted state, whatever the order of keys', () => {
    fc.assert(
      fc.property(state, state, (now, then) => {
        const diff = diffTo(mapOf(now), then.map(turned))
        expect(byId(applyDiff(mapOf(now), diff).values())).toEqual(byId(then))
        expect(isEmptyDiff(diffTo(mapOf(then), then.map(turned)))).toBe(true)
      }),
    )
  })
  it('of some annotations leaves the others alone', () => {
    const now = mapOf([make(ID[0]!, 0, 'a'), make(ID[1]!, 0, 'a')])
    const diff = restoreDiff(now, [make(ID[1]!, 9, 'b'), make(ID[2]!, 3, 'a')])
    expect([diff.added.length, diff.updated.length, diff.removed.length]).toEqual([1, 1, 0])
  })
})

it('says which fields differ', () => {
  const a = make(ID[0]!, 0, 'a')
  const b: Annotation = { ...a, classId: null, z: 4, attributes: { size: 'b', extra: true }, locked: true }
  expect(changedFields(a, b)).toEqual([
    { kind: 'class' },
    { kind: 'attribute', id: 'size' },
    { kind: 'attribute', id: 'extra' },
    { kind: 'order' },
    { kind: 'lock' },
  ])
  expect(changedFields(a, turned(a))).toEqual([])
})

it('compares arrays by place and objects by key', () => {
  expect(sameRecord([1, 2], [2, 1])).toBe(false)
  expect(sameRecord({ a: [1], b: null }, { b: null, a: [1] })).toBe(true)
  expect(sameRecord({ a: undefined }, { b: undefined })).toBe(false)
})
