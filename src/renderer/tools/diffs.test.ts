import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDiff, invertDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { deleteDiff, lockDiff, moveDiff, reorderDiff, setAttributeDiff, setClassDiff } from './diffs.ts'
import { benchAnnotation } from './toolBench.ts'

const scene = fc
  .array(fc.record({ z: fc.integer({ min: 0, max: 4 }), locked: fc.boolean(), picked: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => {
    const all = rows.map((row, i) =>
      benchAnnotation({ kind: 'box', x: 10 * i, y: 5, width: 5, height: 5 }, { z: row.z, locked: row.locked }),
    )
    return {
      map: new Map(all.map((a) => [a.id, a])),
      ids: all.filter((_, i) => rows[i]!.picked).map((a) => a.id),
    }
  })
const order = (map: ReadonlyMap<string, Annotation>) => [...map.values()].sort((a, b) => a.z - b.z).map((a) => a.id)

describe('every change', () => {
  it('is taken back by its inverse and spares locked annotations', () => {
    fc.assert(
      fc.property(scene, ({ map, ids }) => {
        const all = [
          deleteDiff(map, ids),
          moveDiff(map, ids, 3, -2, { width: 500, height: 100 }),
          setClassDiff(map, ids, 'other'),
          setAttributeDiff(map, ids, 'colour', 'red'),
          reorderDiff(map, ids, 'front'),
          reorderDiff(map, ids, 'back'),
        ]
        for (const diff of all) {
          expect(applyDiff(applyDiff(map, diff), invertDiff(diff))).toEqual(map)
          for (const a of [...diff.removed, ...diff.updated.map(([from]) => from)]) expect(a.locked).toBe(false)
        }
      }),
    )
  })
})

describe('order', () => {
  it('front and back move the chosen past all others and touch no other record', () => {
    fc.assert(
      fc.property(scene, ({ map, ids }) => {
        const picked = new Set(ids.filter((id) => !map.get(id)!.locked))
        for (const to of ['front', 'back'] as const) {
          const diff = reorderDiff(map, ids, to)
          const after = order(applyDiff(map, diff))
          const chosen = order(map).filter((id) => picked.has(id))
          const rest = order(map).filter((id) => !picked.has(id))
          expect(after).toEqual(to === 'front' ? [...rest, ...chosen] : [...chosen, ...rest])
          for (const [from] of diff.updated) expect(picked.has(from.id)).toBe(true)
        }
      }),
    )
  })
  it('forward passes exactly one neighbour', () => {
    const all = [1, 2, 3].map((z) => benchAnnotation({ kind: 'point', x: z, y: 0 }, { z }))
    const map = new Map(all.map((a) => [a.id, a]))
    const [a, b, c] = all.map((x) => x.id)
    expect(order(applyDiff(map, reorderDiff(map, [a!], 'forward')))).toEqual([b, a, c])
    expect(order(applyDiff(map, reorderDiff(map, [c!], 'backward')))).toEqual([a, c, b])
    expect(reorderDiff(map, [c!], 'forward').updated).toEqual([])
  })
})

it('attributes are set, replaced and taken away', () => {
  const a = benchAnnotation({ kind: 'point', x: 0, y: 0 }, { attributes: { keep: 1, colour: 'blue' } })
  const map = new Map([[a.id, a]])
  expect(setAttributeDiff(map, [a.id], 'colour', 'red').updated[0]![1].attributes).toEqual({ keep: 1, colour: 'red' })
  expect(setAttributeDiff(map, [a.id], 'colour', undefined).updated[0]![1].attributes).toEqual({ keep: 1 })
})

it('lock changes only those that differ, and can unlock', () => {
  const a = benchAnnotation({ kind: 'point', x: 0, y: 0 }, { locked: true })
  const map = new Map([[a.id, a]])
  expect(lockDiff(map, [a.id], true).updated).toEqual([])
  expect(lockDiff(map, [a.id], false).updated[0]![1].locked).toBe(false)
})
