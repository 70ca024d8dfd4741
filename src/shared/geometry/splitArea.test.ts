import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combineAreas } from './booleans.ts'
import { type Part, polygonArea } from './polygon.ts'
import { validateShape } from './shapes.ts'
import { splitArea } from './splitArea.ts'

const square = (x: number, y: number, side: number) => [x, y, x + side, y, x + side, y + side, x, y + side]
const plate: Part = { outer: square(0, 0, 100), holes: [] }
const frame: Part = { outer: square(0, 0, 100), holes: [square(40, 40, 20)] }
const areas = (area: readonly Part[], line: number[]) => {
  const division = splitArea(area, line)
  return division && [polygonArea(division.kept), ...division.others.map((p) => polygonArea([p]))].map(Math.round)
}

describe('a line through an area', () => {
  it('divides it, along its own bends', () => {
    expect(areas([plate], [30, -5, 30, 105])).toEqual([7000, 3000])
    expect(areas([plate], [20, -5, 20, 50, 60, 50, 60, 105])).toEqual([6000, 4000])
  })
  it('may start and end on a corner or an edge', () => {
    expect(areas([plate], [0, 0, 100, 100])).toEqual([5000, 5000])
    expect(areas([plate], [0, 25, 100, 25])).toEqual([7500, 2500])
  })
  it('that only enters divides nothing; one that leaves and comes back divides twice', () => {
    expect(areas([plate], [50, -5, 50, 50])).toBeNull()
    expect(areas([plate], [200, 0, 200, 50])).toBeNull()
    expect(areas([plate], [20, -5, 20, 105, 80, 105, 80, -5])).toEqual([6000, 2000, 2000])
    expect(areas([plate], [50, 50, 50, 105, 80, 105, 80, -5])).toEqual([8000, 2000])
  })
  it('along an edge divides nothing', () => {
    expect(areas([plate], [-5, 0, 105, 0])).toBeNull()
  })
  it('goes through a hole, past a hole, around a pocket of a hole', () => {
    expect(areas([frame], [50, -5, 50, 105])).toEqual([4800, 4800])
    expect(areas([frame], [20, -5, 20, 105])).toEqual([7600, 2000])
    expect(splitArea([frame], [20, -5, 20, 105])!.kept[0]!.holes).toHaveLength(1)
    expect(areas([frame], [50, -5, 50, 50])).toBeNull()
    expect(areas([frame], [45, 50, 45, 20, 55, 20, 55, 50])).toEqual([9400, 200])
    expect(areas([frame], [-5, 50, 50, 50, 50, -5])).toEqual([7200, 2400])
  })
  it('leaves untouched parts with the largest piece', () => {
    const far: Part = { outer: square(200, 0, 10), holes: [] }
    const division = splitArea([plate, far], [30, -5, 30, 105])!
    expect(division.kept).toHaveLength(2)
    expect(division.others).toHaveLength(1)
  })
})

it('neither loses nor doubles anything, whatever the outline and the line', () => {
  const star = fc.array(fc.integer({ min: 8, max: 60 }), { minLength: 3, maxLength: 14 }).map((radii): Part => {
    const ring = (scale: number) =>
      radii.flatMap((r, i) => {
        const t = (2 * Math.PI * i) / radii.length
        return [100 + scale * r * Math.cos(t), 100 + scale * r * Math.sin(t)]
      })
    return { outer: ring(1), holes: radii.length % 2 ? [ring(0.5)] : [] }
  })
  const point = fc.tuple(fc.integer({ min: 30, max: 170 }), fc.integer({ min: 30, max: 170 }))
  fc.assert(
    fc.property(star, fc.array(point, { minLength: 2, maxLength: 2 }), fc.boolean(), (part, points, throughCorner) => {
      const line = points.flat()
      if (throughCorner) line.splice(0, 2, part.outer[0]! * 2 - 100, part.outer[1]! * 2 - 100)
      const division = splitArea([part], line)
      if (!division) return
      const all = [division.kept, ...division.others.map((p) => [p])]
      for (const parts of all) expect(validateShape({ kind: 'polygon', parts })).toBeNull()
      const sum = all.reduce((total, parts) => total + polygonArea(parts), 0)
      expect(Math.abs(sum - polygonArea([part]))).toBeLessThan(0.01)
      for (let i = 1; i < all.length; i++) {
        const shared = combineAreas('intersect', all[i]!, [all[i - 1]!])
        expect(polygonArea(shared ?? [])).toBeLessThan(0.01)
      }
    }),
    { numRuns: 1000 },
  )
})
