import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonCrossesItself, ringCrossesItself } from './crossing.ts'
import {
  polygonArea,
  polygonContains,
  removeRing,
  replaceRing,
  ringArea,
  ringContains,
  ringOf,
  ringsOf,
  signedArea,
  simplifyRing,
} from './polygon.ts'
import { deleteVertex, insertVertex, movePoints, moveVertex, nearestEdge, nearestVertex } from './polyline.ts'
import { imagePoint } from './spaces.ts'

/** Simple by construction: vertices sorted by angle around an inner point, all gaps below half a turn. */
const star = fc.array(fc.integer({ min: 5, max: 500 }), { minLength: 3, maxLength: 60 }).map((radii) =>
  radii.flatMap((r, i) => {
    const angle = (2 * Math.PI * i) / radii.length
    return [1000 + r * Math.cos(angle), 1000 + r * Math.sin(angle)]
  }),
)
const coordinate = fc.integer({ min: -20, max: 20 })
const anyRing = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 14 }).map((p) => p.flat())

const rotated = (ring: number[], by: number) => [...ring.slice(2 * by), ...ring.slice(0, 2 * by)]
const reversed = (ring: number[]) => {
  const out: number[] = []
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i]!, ring[i + 1]!)
  return out
}

/** Every pair of edges that share no vertex, strict crossings only: slow and obvious. */
const strictlyCrosses = (ring: number[]): boolean => {
  const n = ring.length / 2
  const at = (i: number): [number, number] => [ring[2 * (i % n)]!, ring[2 * (i % n) + 1]!]
  const turn = (a: [number, number], b: [number, number], c: [number, number]) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const [a, b, c, d] = [at(i), at(i + 1), at(j), at(j + 1)]
      if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return true
    }
  return false
}

describe('area', () => {
  it('is that of the square, whatever the direction and start', () => {
    const square = [0, 0, 10, 0, 10, 10, 0, 10]
    expect(signedArea(square)).toBe(100)
    expect(signedArea(reversed(square))).toBe(-100)
    expect(ringArea(rotated(square, 2))).toBe(100)
  })
  it('does not change when the ring moves far away', () => {
    fc.assert(
      fc.property(anyRing, (ring) => {
        expect(ringArea(movePoints(ring, 1e6, -1e6))).toBe(ringArea(ring))
      }),
    )
  })
  it('takes holes off and adds parts', () => {
    const part = { outer: [0, 0, 10, 0, 10, 10, 0, 10], holes: [[2, 2, 4, 2, 4, 4, 2, 4]] }
    expect(polygonArea([part, { outer: [20, 0, 30, 0, 30, 10], holes: [] }])).toBe(96 + 50)
  })
})

describe('contains', () => {
  it('agrees with the area: counted pixel centres of an integer ring with horizontal and vertical sides', () => {
    const ell = [0, 0, 6, 0, 6, 2, 2, 2, 2, 5, 0, 5]
    let count = 0
    for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) if (ringContains(ell, x + 0.5, y + 0.5)) count++
    expect(count).toBe(ringArea(ell))
  })
  it('leaves holes out', () => {
    const parts = [{ outer: [0, 0, 10, 0, 10, 10, 0, 10], holes: [[4, 4, 6, 4, 6, 6, 4, 6]] }]
    expect(polygonContains(parts, imagePoint(2, 2))).toBe(true)
    expect(polygonContains(parts, imagePoint(5, 5))).toBe(false)
    expect(polygonContains(parts, imagePoint(12, 5))).toBe(false)
  })
  it('is false outside the bounds and unchanged by direction', () => {
    fc.assert(
      fc.property(
        star,
        fc.double({ min: 0, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 2000, noNaN: true }),
        (ring, x, y) => {
          expect(ringContains(reversed(ring), x, y)).toBe(ringContains(ring, x, y))
          if (x < 499 || x > 1501) expect(ringContains(ring, x, y)).toBe(false)
        },
      ),
    )
  })
})

describe('self-crossing', () => {
  it('never reports a star-shaped ring', () => {
    fc.assert(
      fc.property(star, (ring) => {
        expect(ringCrossesItself(ring)).toBe(false)
      }),
    )
  })
  it('reports a convex ring with two neighbours swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 50 }), fc.nat(), (n, seed) => {
        const ring = Array.from({ length: n }, (_, i) => [
          100 * Math.cos((2 * Math.PI * i) / n),
          100 * Math.sin((2 * Math.PI * i) / n),
        ]).flat()
        const i = seed % (n - 1)
        const swapped = ring.slice()
        swapped.splice(2 * i, 4, ring[2 * i + 2]!, ring[2 * i + 3]!, ring[2 * i]!, ring[2 * i + 1]!)
        expect(ringCrossesItself(swapped)).toBe(true)
      }),
    )
  })
  it('finds every strict crossing the slow way finds, and does not depend on start or direction', () => {
    fc.assert(
      fc.property(anyRing, fc.nat(), (ring, start) => {
        const verdict = ringCrossesItself(ring)
        if (strictlyCrosses(ring)) expect(verdict).toBe(true)
        expect(ringCrossesItself(rotated(ring, start % (ring.length / 2)))).toBe(verdict)
        expect(ringCrossesItself(reversed(ring))).toBe(verdict)
      }),
      { numRuns: 2000 },
    )
  })
  it('sees a crossing that runs exactly through a vertex', () => {
    expect(ringCrossesItself([0, 0, 10, 10, 20, 0, 20, 20, 10, 10, 0, 20])).toBe(false) // hourglass: two tips touch
    expect(ringCrossesItself([0, 0, 10, 10, 20, 20, 20, 0, 10, 10, 0, 20])).toBe(true) // bow tie with a vertex in its knot
    expect(ringCrossesItself([0, 0, 20, 20, 20, 0, 10, 10, 0, 20])).toBe(true) // a vertex of one chain on an edge of the other
  })
  it('accepts touching and spikes', () => {
    expect(ringCrossesItself([0, 0, 10, 0, 10, 10, 5, 0, 0, 10])).toBe(false) // vertex 5,0 touches the top side
    expect(ringCrossesItself([0, 0, 10, 0, 10, 10, 20, 10, 10, 10, 0, 10])).toBe(false) // spike to 20,10 and back
    expect(ringCrossesItself([0, 0, 0, 0, 10, 0, 10, 10, 10, 10, 0, 0])).toBe(false) // repeated vertices
  })
  it('reports a hole that leaves its outer ring, and lets parts overlap', () => {
    const outer = [0, 0, 10, 0, 10, 10, 0, 10]
    expect(polygonCrossesItself([{ outer, holes: [[5, 5, 15, 5, 15, 8, 5, 8]] }])).toBe(true)
    expect(polygonCrossesItself([{ outer, holes: [[2, 2, 4, 2, 4, 4]] }])).toBe(false)
    expect(
      polygonCrossesItself([
        { outer, holes: [] },
        { outer: movePoints(outer, 5, 5), holes: [] },
      ]),
    ).toBe(false)
  })
  it('takes 20,000 vertices in well under a second', () => {
    const n = 20_000
    const ring = Array.from({ length: n }, (_, i) => {
      const r = 5000 + 40 * Math.sin(i)
      return [r * Math.cos((2 * Math.PI * i) / n), r * Math.sin((2 * Math.PI * i) / n)]
    }).flat()
    const start = performance.now()
    expect(ringCrossesItself(ring)).toBe(false)
    expect(performance.now() - start).toBeLessThan(1500)
  })
})

describe('vertices', () => {
  it('insert, move and delete undo each other', () => {
    fc.assert(
      fc.property(star, fc.nat(), (ring, seed) => {
        const edge = seed % (ring.length / 2)
        const longer = insertVertex(ring, edge, imagePoint(1, 2))
        expect(longer.slice(2 * edge + 2, 2 * edge + 4)).toEqual([1, 2])
        expect(deleteVertex(longer, edge + 1)).toEqual(ring)
        const moved = moveVertex(ring, edge, imagePoint(7, 8))
        expect(moveVertex(moved, edge, imagePoint(ring[2 * edge]!, ring[2 * edge + 1]!))).toEqual(ring)
      }),
    )
  })
  it('nearest vertex and edge of a vertex are itself and one beside it', () => {
    fc.assert(
      fc.property(star, fc.nat(), (ring, seed) => {
        const i = seed % (ring.length / 2)
        const p = imagePoint(ring[2 * i]!, ring[2 * i + 1]!)
        expect(nearestVertex(ring, p)).toEqual({ index: i, distance: 0 })
        expect(nearestEdge(ring, p, true)!.distance).toBe(0)
      }),
    )
  })
  it('simplify keeps the end shape within the tolerance and never drops below a triangle', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0, max: 50, noNaN: true }), (ring, tolerance) => {
        const simple = simplifyRing(ring, tolerance)
        expect(simple.length).toBeGreaterThanOrEqual(6)
        for (let i = 0; simple.length < ring.length && i < ring.length; i += 2)
          expect(nearestEdge(simple, imagePoint(ring[i]!, ring[i + 1]!), true)!.distance).toBeLessThanOrEqual(
            tolerance + 1e-6,
          )
      }),
    )
    expect(simplifyRing([0, 0, 5, 0, 10, 0, 10, 10, 0, 10], 0.5)).toEqual([0, 0, 10, 0, 10, 10, 0, 10])
  })
  it('rings are reached, replaced and removed by reference', () => {
    const parts = [{ outer: [0, 0, 10, 0, 10, 10], holes: [[2, 1, 4, 1, 4, 2]] }]
    const refs = ringsOf(parts).map((r) => r.ref)
    expect(refs).toEqual([
      { part: 0, hole: null },
      { part: 0, hole: 0 },
    ])
    const next = replaceRing(parts, refs[1]!, [1, 1, 2, 1, 2, 2])
    expect(ringOf(next, refs[1]!)).toEqual([1, 1, 2, 1, 2, 2])
    expect(ringOf(next, refs[0]!)).toEqual(parts[0]!.outer)
    expect(removeRing(next, refs[1]!)).toEqual([{ outer: parts[0]!.outer, holes: [] }])
    expect(removeRing(next, refs[0]!)).toEqual([])
  })
})
