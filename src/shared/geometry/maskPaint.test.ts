import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BrushTip, snapDab, sweep } from './brush.ts'
import { emptyMask, type Mask, maskArea, maskFromSpans, spansOf, trimMask, unionMasks } from './mask.ts'
import { dropSpecks, fillHoleAt, fillHoles, removePieceAt } from './maskFill.ts'
import { maskToOutline, STEP_TOLERANCE, shapeToMask } from './maskShape.ts'
import { createRowSet, rowsOfMask } from './rowSet.ts'
import { validateShape } from './shapes.ts'

const GRID = { width: 40, height: 30 }
type Bits = boolean[]
const at = (x: number, y: number) => y * GRID.width + x

const bitsOf = (mask: Mask): Bits => {
  const out: Bits = new Array(GRID.width * GRID.height).fill(false)
  const spans = spansOf(mask)
  for (let i = 0; i < spans.length; i += 3) out.fill(true, at(spans[i + 1]!, spans[i]!), at(spans[i + 2]!, spans[i]!))
  return out
}
const maskOf = (bits: Bits): Mask => {
  const spans: number[] = []
  for (let y = 0; y < GRID.height; y++)
    for (let x = 0; x < GRID.width; x++)
      if (bits[at(x, y)]) {
        const n = spans.length
        if (n > 0 && spans[n - 3] === y && spans[n - 1] === x) spans[n - 1] = x + 1
        else spans.push(y, x, x + 1)
      }
  return maskFromSpans(spans)
}
/** Rows drawn as text, `#` inside. */
const drawn = (...rows: string[]): Mask => {
  const bits: Bits = new Array(GRID.width * GRID.height).fill(false)
  rows.forEach((row, y) => {
    for (const [x, c] of [...row].entries()) bits[at(x, y)] = c === '#'
  })
  return maskOf(bits)
}

const edit = fc.record({
  add: fc.boolean(),
  y: fc.integer({ min: -2, max: 31 }),
  from: fc.integer({ min: -5, max: 42 }),
  length: fc.integer({ min: 0, max: 20 }),
})
const mask = fc
  .array(fc.boolean(), { minLength: GRID.width * GRID.height, maxLength: GRID.width * GRID.height })
  .map(maskOf)
/** Some thousands of independent pixels are all specks; blots are what people paint. */
const blots = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 39 }),
      y: fc.integer({ min: 0, max: 29 }),
      w: fc.integer({ min: 1, max: 15 }),
      h: fc.integer({ min: 1, max: 12 }),
    }),
    { maxLength: 6 },
  )
  .map((list) => {
    const rows = createRowSet(GRID)
    for (const b of list) for (let y = b.y; y < b.y + b.h; y++) rows.add(y, b.x, b.x + b.w)
    return rows.toMask()
  })

describe('rows under the brush', () => {
  it('do what single pixels do, whatever is painted and erased', () => {
    fc.assert(
      fc.property(mask, fc.array(edit, { maxLength: 30 }), (start, edits) => {
        const rows = createRowSet(GRID, start)
        const bits = bitsOf(start)
        for (const { add, y, from, length } of edits) {
          let changed = false
          for (let x = Math.max(0, from); x < Math.min(GRID.width, from + length); x++)
            if (y >= 0 && y < GRID.height && bits[at(x, y)] !== add) {
              bits[at(x, y)] = add
              changed = true
            }
          expect(add ? rows.add(y, from, from + length) : rows.cut(y, from, from + length)).toBe(changed)
        }
        expect(rows.toMask()).toEqual(maskOf(bits))
      }),
      { numRuns: 60 },
    )
  })
  it('painting outside of a mask and erasing the same gives the mask back', () => {
    fc.assert(
      fc.property(blots, fc.array(edit, { minLength: 1, maxLength: 8 }), (start, edits) => {
        const rows = createRowSet(GRID, start)
        const free = edits.filter(({ y, from, length }) => {
          for (let x = from; x < from + length; x++) if (rows.has(x, y)) return false
          return true
        })
        for (const { y, from, length } of free) rows.add(y, from, from + length)
        for (const { y, from, length } of free) rows.cut(y, from, from + length)
        expect(rows.toMask()).toEqual(trimMask(start))
      }),
    )
  })
  it('union and difference: A = (A and B) + (A without B), and A + B - B = A without B', () => {
    const pour = (into: ReturnType<typeof createRowSet>, what: Mask, how: 'add' | 'cut') => {
      const spans = spansOf(what)
      for (let i = 0; i < spans.length; i += 3) into[how](spans[i]!, spans[i + 1]!, spans[i + 2]!)
      return into
    }
    fc.assert(
      fc.property(blots, blots, (a, b) => {
        const without = pour(createRowSet(GRID, a), b, 'cut').toMask()
        const both = pour(createRowSet(GRID, a), without, 'cut').toMask()
        expect(maskArea(without) + maskArea(both)).toBe(maskArea(a))
        expect(unionMasks([without, both])).toEqual(trimMask(a))
        const union = pour(createRowSet(GRID, a), b, 'add')
        expect(union.toMask()).toEqual(unionMasks([a, b]))
        expect(pour(union, b, 'cut').toMask()).toEqual(without)
      }),
    )
  })
  it('visits exactly the rows asked for', () => {
    fc.assert(
      fc.property(mask, fc.integer({ min: -3, max: 33 }), fc.integer({ min: 0, max: 12 }), (m, top, count) => {
        const seen: number[] = []
        rowsOfMask(m).eachSpan(top, top + count, (...span) => seen.push(...span))
        const wanted: number[] = []
        const spans = spansOf(m)
        for (let i = 0; i < spans.length; i += 3)
          if (spans[i]! >= top && spans[i]! < top + count) wanted.push(spans[i]!, spans[i + 1]!, spans[i + 2]!)
        expect(seen).toEqual(wanted)
      }),
    )
  })
})

describe('a brush', () => {
  const painted = (tip: BrushTip, size: number, ...places: [number, number][]): Bits => {
    const rows = createRowSet(GRID)
    const dabs = places.map(([x, y]) => snapDab(x, y, size))
    dabs.forEach((dab, i) => {
      sweep(tip, dabs[Math.max(0, i - 1)]!, dab, rows.add)
    })
    return bitsOf(rows.toMask())
  }
  const count = (bits: Bits) => bits.filter(Boolean).length

  it('of size 1 paints the pixel under it, and an unbroken line', () => {
    expect(painted('round', 1, [7.9, 3.2])[at(7, 3)]).toBe(true)
    expect(count(painted('round', 1, [7.9, 3.2]))).toBe(1)
    expect(count(painted('square', 1, [7.9, 3.2]))).toBe(1)
    const line = painted('round', 1, [2.5, 2.5], [22.5, 2.5])
    expect(count(line)).toBe(21)
    expect(count(painted('round', 1, [2.5, 2.5], [22.5, 22.5]))).toBe(21)
  })
  it('has the area of its tip', () => {
    expect(count(painted('square', 6, [20, 15]))).toBe(36)
    expect(Math.abs(count(painted('round', 20, [20, 15])) - Math.PI * 100)).toBeLessThan(12)
  })
  it('covers every place on its way: the swept shape is the union of all tips between', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<BrushTip>('round', 'square'),
        fc.tuple(fc.double({ min: 0, max: 39, noNaN: true }), fc.double({ min: 0, max: 29, noNaN: true })),
        fc.tuple(fc.double({ min: 0, max: 39, noNaN: true }), fc.double({ min: 0, max: 29, noNaN: true })),
        fc.double({ min: 0.6, max: 8, noNaN: true }),
        fc.double({ min: 0.6, max: 8, noNaN: true }),
        (tip, [ax, ay], [bx, by], ra, rb) => {
          const swept = createRowSet(GRID)
          sweep(tip, { x: ax, y: ay, radius: ra }, { x: bx, y: by, radius: rb }, swept.add)
          const steps = 60
          for (let y = 0; y < GRID.height; y++)
            for (let x = 0; x < GRID.width; x++) {
              let nearest = Number.POSITIVE_INFINITY
              for (let i = 0; i <= steps; i++) {
                const k = i / steps
                const [dx, dy] = [x + 0.5 - (ax + k * (bx - ax)), y + 0.5 - (ay + k * (by - ay))]
                const r = ra + k * (rb - ra)
                nearest = Math.min(
                  nearest,
                  (tip === 'round' ? Math.hypot(dx, dy) : Math.max(Math.abs(dx), Math.abs(dy))) - r,
                )
              }
              // The sampled way misses slivers between two samples.
              if (nearest < -1e-9) expect(swept.has(x, y), `${x} ${y}`).toBe(true)
              if (nearest > 0.6) expect(swept.has(x, y), `${x} ${y}`).toBe(false)
            }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('filling', () => {
  const ring = drawn('.####.', '.#..#.', '.####.')
  it('fills what is enclosed and nothing else', () => {
    expect(fillHoles(ring)).toEqual(drawn('.####.', '.####.', '.####.'))
    expect(fillHoleAt(ring, 2, 1)).toEqual(fillHoles(ring))
    expect(fillHoleAt(ring, 0, 0)).toBeNull()
    expect(fillHoleAt(ring, 1, 0)).toBeNull()
    expect(fillHoleAt(drawn('.####.', '.#....', '.####.'), 2, 1)).toBeNull()
  })
  it('takes a diagonal line for closed', () => {
    expect(fillHoleAt(drawn('.#.', '#.#', '.#.'), 1, 1)).toEqual(drawn('.#.', '###', '.#.'))
  })
  it('fills one of two holes', () => {
    const two = drawn('#####', '#.#.#', '#####')
    expect(fillHoleAt(two, 3, 1)).toEqual(drawn('#####', '#.###', '#####'))
  })
  it('never takes a pixel away and leaves no hole', () => {
    fc.assert(
      fc.property(mask, (m) => {
        const filled = fillHoles(m)
        expect(unionMasks([filled, m])).toEqual(trimMask(filled))
        expect(fillHoles(filled)).toBe(filled)
      }),
      { numRuns: 50 },
    )
  })
  it('removes one piece; pieces that touch at a corner are one', () => {
    expect(removePieceAt(drawn('##..#', '..#.#'), 0, 0)).toEqual(drawn('....#', '....#'))
    expect(removePieceAt(drawn('##'), 0, 0)).toEqual(emptyMask)
    expect(removePieceAt(drawn('##'), 5, 5)).toBeNull()
  })
  it('drops specks', () => {
    expect(maskFromSpans(dropSpecks(spansOf(drawn('###.#', '.....', '#....')), 2))).toEqual(drawn('###'))
  })
})

describe('outlines', () => {
  it('turn stairs into lines, with an area inside the tolerance', () => {
    fc.assert(
      fc.property(blots, (m) => {
        const outline = maskToOutline(m)
        if (maskArea(m) === 0) {
          expect(outline).toBeNull()
          return
        }
        expect(outline && validateShape(outline)).not.toBe('self-crossing')
        const rings = outline!.parts.flatMap((p) => [p.outer, ...p.holes])
        let border = 0
        for (const ring of rings)
          for (let i = 0; i < ring.length; i += 2)
            border += Math.hypot(ring[i]! - ring[(i + 2) % ring.length]!, ring[i + 1]! - ring[(i + 3) % ring.length]!)
        const back = shapeToMask(outline!, GRID)!
        expect(Math.abs(maskArea(back) - maskArea(m))).toBeLessThanOrEqual(border * (STEP_TOLERANCE + 0.75))
      }),
    )
  })
  it('a box becomes its pixels and its pixels the box', () => {
    const box = { kind: 'box', x: 3, y: 4, width: 10, height: 6 } as const
    const m = shapeToMask(box, GRID)!
    expect(m).toEqual({ kind: 'mask', x: 3, y: 4, width: 10, height: 6, counts: [0, 60] })
    expect(maskToOutline(m)!.parts[0]!.outer).toHaveLength(8)
    expect(shapeToMask({ kind: 'point', x: 1, y: 1 }, GRID)).toBeNull()
    expect(maskArea(shapeToMask({ kind: 'box', x: -5, y: -5, width: 10, height: 10 }, GRID)!)).toBe(25)
  })
})
