import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanArea, combineAreas } from './booleans.ts'
import { type Part, polygonArea, polygonContains, ringArea, ringsOf } from './polygon.ts'
import { validateShape } from './shapes.ts'
import { imagePoint } from './spaces.ts'
import { ellipseRing } from './turned.ts'

const square = (x: number, y: number, side: number): Part => ({
  outer: [x, y, x + side, y, x + side, y + side, x, y + side],
  holes: [],
})
/** A ring around an inner point, every vertex rounded to `grid`: small grids make shared vertices and collinear edges. */
const star = (grid: number) =>
  fc
    .record({
      x: fc.integer({ min: 0, max: 20 }),
      y: fc.integer({ min: 0, max: 20 }),
      radii: fc.array(fc.double({ min: 2, max: 15, noNaN: true }), { minLength: 3, maxLength: 12 }),
      hole: fc.boolean(),
    })
    .map(({ x, y, radii, hole }): Part => {
      const ring = (scale: number) =>
        radii.flatMap((r, i) => {
          const t = (2 * Math.PI * i) / radii.length
          const at = (v: number) => (grid > 0 ? Math.round(v / grid) * grid : v)
          return [at(x + scale * r * Math.cos(t)), at(y + scale * r * Math.sin(t))]
        })
      return { outer: ring(1), holes: hole ? [ring(0.4)] : [] }
    })
    .filter((part) => validateShape({ kind: 'polygon', parts: [part] }) === null && holesInside(part) && isPlain(part))
/** Rounding may push a hole out of its outline. */
const holesInside = ({ outer, holes }: Part): boolean =>
  holes.every((hole) =>
    hole.every((v, i) => {
      if (i % 2 === 1) return true
      const [x, y, nx, ny] = [v, hole[i + 1]!, hole[(i + 2) % hole.length]!, hole[(i + 3) % hole.length]!]
      return [imagePoint(x, y), imagePoint((x + nx) / 2, (y + ny) / 2)].every(
        (p) => polygonContains([{ outer, holes: [] }], p) || nearEdge(outer, p.x, p.y),
      )
    }),
  )
/** A ring that runs back over itself (a legal touch) has another shoelace sum than area. */
const isPlain = (part: Part): boolean => Math.abs(polygonArea([part]) - polygonArea(cleanArea([part]) ?? [])) < 0.001
const grids = [0, 0.5, 1, 4]
/** Outlines of a dozen doubles shrink without end; the seed and the case as found are enough to go on. */
const UNSHRUNK = { endOnFailure: true }
const area = (parts: readonly Part[] | null) => {
  if (!parts) throw new Error('no result')
  return polygonArea(parts)
}
const isSound = (parts: Part[] | null) => {
  expect(parts).not.toBeNull()
  if (parts && parts.length > 0) expect(validateShape({ kind: 'polygon', parts })).toBeNull()
}

describe.each(grids)('areas with vertices on a grid of %d', (grid) => {
  const pair = fc.tuple(star(grid), star(grid))
  const exact = 0.01
  it('obey |A or B| = |A| + |B| - |A and B| and |A without B| = |A| - |A and B|, and are sound', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [or, and, without] = (['union', 'intersect', 'subtract'] as const).map((o) => combineAreas(o, [a], [[b]]))
        for (const parts of [or, and, without]) isSound(parts ?? null)
        expect(Math.abs(area(or!) - (area([a]) + area([b]) - area(and!)))).toBeLessThan(exact)
        expect(Math.abs(area(without!) - (area([a]) - area(and!)))).toBeLessThan(exact)
      }),
      { numRuns: 300, ...UNSHRUNK },
    )
  })
  it('are the same whichever comes first, and doing it twice changes nothing', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const or = combineAreas('union', [a], [[b]])!
        expect(Math.abs(area(or) - area(combineAreas('union', [b], [[a]])))).toBeLessThan(exact)
        expect(Math.abs(area(or) - area(combineAreas('union', or, [[b]])))).toBeLessThan(exact)
        expect(combineAreas('subtract', combineAreas('subtract', [a], [[b]])!, [[b]])).not.toBeNull()
        expect(area(combineAreas('subtract', [a], [[a]]))).toBeLessThan(exact)
      }),
      { numRuns: 150, ...UNSHRUNK },
    )
  })
  it('hold exactly the points they should', () => {
    fc.assert(
      fc.property(pair, fc.integer({ min: -15, max: 35 }), fc.integer({ min: -15, max: 35 }), ([a, b], x, y) => {
        // An odd offset, so that the point is on nobody's edge.
        const p = imagePoint(x + 0.3217, y + 0.7193)
        const [inA, inB] = [polygonContains([a], p), polygonContains([b], p)]
        const inside = (o: 'union' | 'intersect' | 'subtract') => polygonContains(combineAreas(o, [a], [[b]])!, p)
        if (ringsOf([a, b]).some(({ ring }) => nearEdge(ring, p.x, p.y))) return
        expect(inside('union')).toBe(inA || inB)
        expect(inside('intersect')).toBe(inA && inB)
        expect(inside('subtract')).toBe(inA && !inB)
      }),
      { numRuns: 200, ...UNSHRUNK },
    )
  })
})
const nearEdge = (ring: readonly number[], x: number, y: number): boolean => {
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!]
    const length = Math.hypot(bx - ax, by - ay)
    if (length > 0 && Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length < 0.001) return true
  }
  return false
}

describe('known cases', () => {
  it('keeps untouched vertices to the last bit', () => {
    const odd = { outer: [0.1, 0.2, 10.3, 0.123456789, 10.7, 9.9, 0.3, 10.1], holes: [] }
    const cut = combineAreas('subtract', [odd], [[square(9, 4, 2)]])!
    const numbers = new Set(cut[0]!.outer)
    for (const v of odd.outer) expect(numbers).toContain(v)
  })
  it('makes a hole of what lies inside, a bite of what lies across', () => {
    expect(combineAreas('subtract', [square(0, 0, 10)], [[square(2, 2, 3)]])).toMatchObject([
      { holes: [{ length: 8 }] },
    ])
    expect(combineAreas('subtract', [square(0, 0, 10)], [[square(8, 2, 4)]])).toMatchObject([{ holes: [] }])
  })
  it('joins squares that share an edge to one part, and leaves those that share a corner sound', () => {
    expect(combineAreas('union', [square(0, 0, 10)], [[square(10, 0, 10)]])).toHaveLength(1)
    const corner = combineAreas('union', [square(0, 0, 10)], [[square(10, 10, 10)]])
    isSound(corner)
    expect(area(corner)).toBe(200)
  })
  it('a hole that touches the outline is sound', () => {
    const touching = combineAreas('subtract', [square(0, 0, 10)], [[{ outer: [0, 5, 5, 2, 5, 8], holes: [] }]])
    isSound(touching)
    expect(area(touching)).toBeCloseTo(85, 6)
  })
  it('intersects with each of several in turn, and says so when nothing is left', () => {
    const three = combineAreas('intersect', [square(0, 0, 10)], [[square(5, 0, 10)], [square(0, 5, 10)]])
    expect(area(three)).toBe(25)
    expect(combineAreas('intersect', [square(0, 0, 2)], [[square(5, 5, 2)]])).toEqual([])
  })
  it('takes an ellipse and merges parts that overlap', () => {
    const ellipse = ellipseRing({ cx: 5, cy: 5, rx: 3, ry: 2, angle: 30 })
    const cut = combineAreas('subtract', [square(0, 0, 10)], [[{ outer: ellipse, holes: [] }]])
    isSound(cut)
    expect(area(cut)).toBeCloseTo(100 - Math.PI * 6, 0)
    expect(area(cleanArea([square(0, 0, 10), square(5, 0, 10)]))).toBe(150)
  })
  it('ends where edges run back on each other along a row of pixels, also on the outline of the other ring', () => {
    const back = [16, 12, 12, 24, 4, 16, 0, 12, -12, 12, 0, 8, 0, 8, 4, 8]
    const hole = [8, 12, 8, 16, 4, 12, 0, 12, -4, 12, 0, 12, 0, 12, 4, 12]
    const clean = cleanArea([{ outer: back, holes: [hole] }])
    isSound(clean)
    // The triangle (8,12) (8,16) (4,12) is all that the hole encloses.
    expect(area(clean)).toBeCloseTo(ringArea(back) - 8, 6)
  })
  it('refuses coordinates too far apart to be exact', () => {
    expect(combineAreas('union', [square(0, 0, 1)], [[square(1e12, 0, 1)]])).toBeNull()
  })
  it('is quick: two outlines of 5,000 vertices', () => {
    const big = (cx: number): Part => ({
      outer: Array.from({ length: 5000 }, (_, i) => {
        const t = (2 * Math.PI * i) / 5000
        const r = 500 + 20 * Math.sin(40 * t)
        return [cx + r * Math.cos(t), 600 + r * Math.sin(t)]
      }).flat(),
      holes: [],
    })
    const start = performance.now()
    isSound(combineAreas('union', [big(600)], [[big(900)]]))
    expect(performance.now() - start).toBeLessThan(1500)
  })
})
