import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changedPlates,
  type NamePlate,
  placeNames,
  spotsAround,
  spotsBelow,
  spotsBeside,
  type Wish,
} from './namePlates.ts'

const overlap = (a: NamePlate, b: NamePlate) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const wishes = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 300 }),
      size: fc.integer({ min: 0, max: 120 }),
      width: fc.integer({ min: 8, max: 160 }),
      point: fc.boolean(),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(
      ({ x, y, size, width, point }, i): Wish => ({
        id: String(i),
        text: `name ${i}`,
        colour: '#fff',
        width,
        height: 15,
        spots: point
          ? spotsBeside({ x, y }, width, 15, 8)
          : spotsAround({ x, y, width: size, height: size }, width, 15, 2),
      }),
    ),
  )

describe('names beside shapes', () => {
  it('never cover each other, and the first always stands where it is best', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const placed = placeNames(all)
        for (const [i, one] of placed.entries())
          for (const other of placed.slice(i + 1)) expect(overlap(one, other)).toBe(false)
        if (all[0]) expect(placed[0]).toMatchObject({ id: '0', x: Math.round(all[0].spots[0]!.x) })
      }),
    )
  })

  it('of boxes on the same corner are all there', () => {
    const at = (id: string) => ({ id, text: id, colour: '#fff', width: 60, height: 15 })
    const same = spotsAround({ x: 100, y: 100, width: 200, height: 200 }, 60, 15, 2)
    expect(placeNames(['a', 'b', 'c'].map((id) => ({ ...at(id), spots: same })))).toHaveLength(3)
  })

  it('of notes under shapes in one place stand in rows', () => {
    const spots = spotsBelow({ x: 10, y: 10, width: 50, height: 50 }, 20, 4)
    const placed = placeNames(
      ['a', 'b', 'c', 'd'].map((id) => ({ id, text: id, colour: '', width: 120, height: 20, spots })),
    )
    expect(placed.map((p) => p.y)).toEqual([64, 86, 108, 130])
  })

  it('that look different after a change are all repainted, where they were and where they are', () => {
    fc.assert(
      fc.property(wishes, fc.nat(), (all, n) => {
        const before = placeNames(all)
        const after = placeNames(all.filter((_, i) => i !== n % Math.max(1, all.length)))
        const changed = changedPlates(before, after)
        const key = (p: { x: number; y: number; width: number }) => `${p.x} ${p.y} ${p.width}`
        const seen = new Set(changed.map(key))
        const ofText = (plates: readonly NamePlate[]) => new Set(plates.map((p) => `${p.text} ${key(p)}`))
        const [was, is] = [ofText(before), ofText(after)]
        for (const p of before) if (!is.has(`${p.text} ${key(p)}`)) expect(seen).toContain(key(p))
        for (const p of after) if (!was.has(`${p.text} ${key(p)}`)) expect(seen).toContain(key(p))
        expect(changedPlates(after, after)).toEqual([])
      }),
    )
  })
})
