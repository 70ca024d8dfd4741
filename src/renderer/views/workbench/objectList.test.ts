import { describe, expect, it } from 'vitest'
import { benchAnnotation } from '../../tools/toolBench.ts'
import { chosenRows, objectList } from './objectList.ts'

const box = (size: number) => ({ kind: 'box', x: 0, y: 0, width: size, height: size }) as const
const a = benchAnnotation(box(3), { z: 1, classId: 'b', group: 'g' })
const b = benchAnnotation(box(9), { z: 2, classId: 'a' })
const c = benchAnnotation(box(5), { z: 3, classId: 'b', group: 'g' })
const tag = { ...benchAnnotation(box(1)), shape: null }
const name = (id: string | null) => id ?? ''
const ids = (order: Parameters<typeof objectList>[1], wanted = (_: string | null) => true) =>
  objectList([a, b, c, tag], order, name, wanted).list.map((x) => x.id)

describe('the list of objects', () => {
  it('comes front first, by class, by size or newest first; labels without a shape are not in it', () => {
    expect(ids('front')).toEqual([c.id, b.id, a.id])
    expect(ids('class')).toEqual([b.id, c.id, a.id])
    expect(ids('size')).toEqual([b.id, c.id, a.id])
    expect(ids('newest')).toEqual([c.id, b.id, a.id])
  })
  it('is filtered by class and still says how many there are', () => {
    const found = objectList([a, b, c, tag], 'front', name, (id) => id === 'b')
    expect(found.list).toEqual([c, a])
    expect(found.total).toBe(3)
    expect([...found.groups]).toEqual([['g', 1]])
  })
  it('asks for the name of a class once, however many objects it has', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => benchAnnotation(box(i % 97), { z: i, classId: `c${i % 50}` }))
    let asked = 0
    const counting = (id: string | null) => {
      asked++
      return id ?? ''
    }
    for (const order of ['front', 'class', 'size', 'newest'] as const)
      expect(objectList(many, order, counting, () => true).list).toHaveLength(10_000)
    expect(asked).toBeLessThanOrEqual(4 * 50)
  })
})

describe('choosing rows', () => {
  const list = [a, b, c]
  const plain = { range: false, toggle: false }
  it('one, a range from the anchor in both directions, and one more or less', () => {
    expect([...chosenRows(list, new Set([a.id]), 0, 1, plain)]).toEqual([b.id])
    expect([...chosenRows(list, new Set(), 2, 0, { ...plain, range: true })]).toEqual([a.id, b.id, c.id])
    expect([...chosenRows(list, new Set([a.id, b.id]), 0, 1, { ...plain, toggle: true })]).toEqual([a.id])
    expect([...chosenRows(list, new Set([c.id]), 0, 1, { range: true, toggle: true })]).toEqual([c.id, a.id, b.id])
    expect([...chosenRows(list, new Set([a.id]), 0, 9, plain)]).toEqual([])
  })
})
