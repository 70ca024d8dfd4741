// The assists on pictures whose answer is known: 16-bit steps far smaller than a screen could show, and noise.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskArea } from '../../shared/geometry/mask.ts'
import { createRowSet } from '../../shared/geometry/rowSet.ts'
import { type Field, maskOfMarks } from './field.ts'
import { grabCut } from './grabCut.ts'
import { minimumCut, NEIGHBOURS } from './maxFlow.ts'
import { isLimited, regionOf, runAssist } from './orders.ts'
import { superpixels } from './superpixels.ts'
import { magicWand } from './wand.ts'
import { edgeCosts, waysBack, wayTo } from './wire.ts'

/** Repeatable noise in -1..1. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return (state >> 8) / 0x3fffff - 1
  }
}
const picture = (
  width: number,
  height: number,
  value: (x: number, y: number) => number,
  at = { x: 0, y: 0 },
): Field => ({
  bounds: { ...at, width, height },
  channels: 1,
  samples: Uint16Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
})
const seed = (x: number, y: number, subtract = false) => ({ x, y, subtract })
const count = (marks: Uint8Array) => marks.reduce((sum, m) => sum + m, 0)
const inDisc = (x: number, y: number, cx: number, cy: number, r: number) => Math.hypot(x + 0.5 - cx, y + 0.5 - cy) < r
const overlap = (marks: Uint8Array, width: number, inside: (x: number, y: number) => boolean): number => {
  let both = 0
  let either = 0
  marks.forEach((m, i) => {
    const truth = inside(i % width, Math.floor(i / width))
    if (m === 1 && truth) both++
    if (m === 1 || truth) either++
  })
  return both / either
}

describe('magic wand', () => {
  // A step of five stored values out of 65,536, and an island like it.
  const step = picture(60, 40, (x, y) => (x >= 50 && y >= 30 ? 30_000 : x < 20 ? 30_000 : 30_005))
  it('tells values apart that no screen shows apart', () => {
    expect(count(magicWand(step, [seed(3, 3)], 4, false))).toBe(20 * 40)
    expect(count(magicWand(step, [seed(3, 3)], 5, false))).toBe(60 * 40)
    expect(count(magicWand(step, [seed(3, 3)], 4, true))).toBe(20 * 40 + 10 * 10)
  })
  it('adds and takes away, the later place wins', () => {
    const both = magicWand(step, [seed(3, 3), seed(55, 35)], 0, false)
    expect(count(both)).toBe(900)
    expect(count(magicWand(step, [seed(3, 3), seed(55, 35), seed(1, 1, true)], 0, false))).toBe(100)
  })
  it('works where the window lies in the picture, on colour too, and leaves out alpha', () => {
    const moved: Field = { ...step, bounds: { ...step.bounds, x: 1000, y: 500 } }
    expect(maskOfMarks(magicWand(moved, [seed(1003, 503)], 4, false), moved)).toMatchObject({
      x: 1000,
      y: 500,
      width: 20,
    })
    const rgba: Field = {
      bounds: { x: 0, y: 0, width: 3, height: 1 },
      channels: 4,
      samples: Uint8Array.of(10, 20, 30, 255, 10, 20, 30, 0, 10, 25, 30, 255),
    }
    expect([...magicWand(rgba, [seed(0, 0)], 3, false)]).toEqual([1, 1, 0])
  })
  it('finds the same as a plain search by neighbours', () => {
    const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12 * 9, maxLength: 12 * 9 })
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 107 }), fc.integer({ min: 0, max: 2 }), (v, at, tolerance) => {
        const f = picture(12, 9, (x, y) => 40_000 + v[y * 12 + x]!)
        const found = magicWand(f, [seed(at % 12, Math.floor(at / 12))], tolerance, false)
        const wanted = new Uint8Array(108)
        const todo = [at]
        for (let i = todo.pop(); i !== undefined; i = todo.pop()) {
          if (wanted[i] === 1 || Math.abs(v[i]! - v[at]!) > tolerance) continue
          wanted[i] = 1
          if (i % 12 > 0) todo.push(i - 1)
          if (i % 12 < 11) todo.push(i + 1)
          if (i >= 12) todo.push(i - 12)
          if (i < 96) todo.push(i + 12)
        }
        expect([...found]).toEqual([...wanted])
      }),
    )
  })
})

describe('minimum cut', () => {
  it('is the cheapest of all cuts', () => {
    const arcs = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8 * 9, maxLength: 8 * 9 })
    const ends = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(arcs, ends, (weights, terminal) => {
        const neighbour = new Int32Array(72).fill(-1)
        const capacity = new Int32Array(72)
        for (let i = 0; i < 9; i++)
          NEIGHBOURS.forEach(([dx, dy], d) => {
            const [x, y] = [(i % 3) + dx, Math.floor(i / 3) + dy]
            if (x < 0 || y < 0 || x > 2 || y > 2) return
            neighbour[8 * i + d] = y * 3 + x
            capacity[8 * i + d] = weights[8 * i + d]!
          })
        const cost = (sides: (i: number) => boolean): number => {
          let sum = 0
          for (let i = 0; i < 9; i++) {
            if (sides(i) ? terminal[i]! < 0 : terminal[i]! > 0) sum += Math.abs(terminal[i]!)
            for (let d = 0; d < 8; d++) {
              const j = neighbour[8 * i + d]!
              if (j >= 0 && sides(i) && !sides(j)) sum += weights[8 * i + d]!
            }
          }
          return sum
        }
        const cut = minimumCut({ count: 9, neighbour, capacity, terminal: Int32Array.from(terminal) })
        let least = Number.POSITIVE_INFINITY
        for (let bits = 0; bits < 512; bits++)
          least = Math.min(
            least,
            cost((i) => (bits & (1 << i)) !== 0),
          )
        expect(cost((i) => cut[i] === 1)).toBe(least)
      }),
      { numRuns: 80 },
    )
  })
})

describe('outline from a box', () => {
  // 40 stored values brighter, noise of 12 to each side.
  const random = noise(7)
  const disc = (width: number, height: number, cx: number, cy: number, r: number) =>
    picture(width, height, (x, y) => 20_000 + (inDisc(x, y, cx, cy, r) ? 40 : 0) + Math.round(random() * 12))
  it('finds a faint thing in noise', () => {
    const marks = grabCut(disc(160, 140, 80, 70, 40), { x: 30, y: 22, width: 100, height: 96 })
    expect(overlap(marks, 160, (x, y) => inDisc(x, y, 80, 70, 40))).toBeGreaterThan(0.95)
  })
  it('finds it in a large box too, with a border as sharp', () => {
    const marks = grabCut(disc(700, 700, 350, 350, 240), { x: 80, y: 80, width: 540, height: 540 })
    expect(overlap(marks, 700, (x, y) => inDisc(x, y, 350, 350, 240))).toBeGreaterThan(0.97)
  })
  it('stays inside of the box', () => {
    const f = disc(100, 100, 50, 50, 40)
    const box = { x: 30, y: 30, width: 40, height: 40 }
    const marks = grabCut(f, box)
    marks.forEach((m, i) => {
      const [x, y] = [i % 100, Math.floor(i / 100)]
      if (m === 1) expect(x >= 30 && x < 70 && y >= 30 && y < 70).toBe(true)
    })
  })
  it('of a flat picture is an answer, not a fault', () => {
    expect(() =>
      runAssist(
        picture(50, 50, () => 9),
        { kind: 'outline', box: { x: 10, y: 10, width: 20, height: 20 } },
      ),
    ).not.toThrow()
  })
  it('the wand says when what it found may go on', () => {
    const frame = { width: 9000, height: 9000 }
    const order = { kind: 'wand', seeds: [seed(4500, 4500)], tolerance: 1, anywhere: false } as const
    const region = regionOf(order, frame)!
    expect(region).toEqual({ x: 2452, y: 2452, width: 4096, height: 4096 })
    const inner = { x: 3000, y: 3000, width: 10, height: 10 }
    expect(isLimited(order, inner, region, frame)).toBe(false)
    expect(isLimited(order, { ...inner, x: 2452 }, region, frame)).toBe(true)
    expect(isLimited(order, { ...inner, height: 3548 }, region, frame)).toBe(true)
    expect(isLimited({ ...order, seeds: [seed(4500, 4500), seed(10, 10)] }, inner, region, frame)).toBe(true)
    const small = { width: 4096, height: 4096 }
    expect(isLimited(order, { x: 0, y: 0, ...small }, { x: 0, y: 0, ...small }, small)).toBe(true)
    expect(
      isLimited({ ...order, seeds: [seed(5, 5)] }, { x: 0, y: 0, ...small }, { x: 0, y: 0, ...small }, small),
    ).toBe(false)
  })
  it('refuses what is too large before it reads a value', () => {
    const order = { kind: 'outline', box: { x: 0, y: 0, width: 3000, height: 3000 } } as const
    expect(regionOf(order, { width: 20_000, height: 20_000 })).toBeNull()
    expect(regionOf({ ...order, box: { x: 5, y: 5, width: 100, height: 60 } }, { width: 200, height: 50 })).toEqual({
      x: 0,
      y: 0,
      width: 130,
      height: 50,
    })
  })
})

describe('scissors', () => {
  it('follow a faint round edge instead of the straight line', () => {
    const random = noise(3)
    const f = picture(120, 120, (x, y) => 5000 + (inDisc(x, y, 60, 60, 40) ? 30 : 0) + Math.round(random() * 3))
    const costs = edgeCosts(f)
    const back = waysBack(costs, 120, 120, 60 * 120 + 20)
    const way = wayTo(back, 120, 60 * 120 + 20, 20 * 120 + 60)
    expect(way[0]).toBe(60 * 120 + 20)
    expect(way.at(-1)).toBe(20 * 120 + 60)
    for (const i of way)
      expect(Math.abs(Math.hypot((i % 120) + 0.5 - 60, Math.floor(i / 120) + 0.5 - 60) - 40)).toBeLessThan(3)
    // Each step leads to a neighbour.
    way.slice(1).forEach((i, n) => {
      expect(
        Math.max(Math.abs((i % 120) - (way[n]! % 120)), Math.abs(Math.floor(i / 120) - Math.floor(way[n]! / 120))),
      ).toBe(1)
    })
  })
  it('find the cheapest way, not just one', () => {
    const costs = fc.uint8Array({ minLength: 30, maxLength: 30, min: 1, max: 60 })
    fc.assert(
      fc.property(costs, fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 29 }), (c, from, to) => {
        const price = (way: number[]) =>
          way
            .slice(1)
            .reduce(
              (sum, i, n) => sum + c[i]! * (Math.abs(i - way[n]!) % 6 === 0 || Math.abs(i - way[n]!) === 1 ? 5 : 7),
              0,
            )
        // Bellman and Ford as the judge.
        const far = new Array<number>(30).fill(Number.POSITIVE_INFINITY)
        far[from] = 0
        for (let round = 0; round < 30; round++)
          for (let i = 0; i < 30; i++)
            for (const [dx, dy] of NEIGHBOURS) {
              const [x, y] = [(i % 6) + dx, Math.floor(i / 6) + dy]
              if (x < 0 || y < 0 || x > 5 || y > 4) continue
              const j = y * 6 + x
              far[j] = Math.min(far[j]!, far[i]! + c[j]! * (dx === 0 || dy === 0 ? 5 : 7))
            }
        expect(price(wayTo(waysBack(c, 6, 5, from), 6, from, to))).toBe(far[to])
      }),
    )
  })
  it('answer in image points of the picture, and end at the edge of their reach', () => {
    const f = picture(20, 20, () => 7, { x: 100, y: 200 })
    const answer = runAssist(f, { kind: 'wire', from: { x: 102, y: 202 }, to: { x: 500, y: 202 } })
    expect(answer).toMatchObject({ kind: 'path' })
    if (answer.kind === 'path') {
      expect(answer.points.slice(0, 2)).toEqual([102.5, 202.5])
      expect(answer.points.slice(-2)).toEqual([119.5, 202.5])
    }
  })
})

describe('superpixels', () => {
  const random = noise(11)
  const edge = (y: number) => 47 + Math.round(6 * Math.sin(y / 9))
  const f = picture(96, 80, (x, y) => 12_000 + (x < edge(y) ? 0 : 60) + Math.round(random() * 6))
  const labels = superpixels(f, 8)
  it('keep to an edge of 60 stored values in noise', () => {
    const sides = new Map<number, [number, number]>()
    labels.forEach((label, i) => {
      const side = i % 96 < edge(Math.floor(i / 96)) ? 0 : 1
      const seen = sides.get(label) ?? [0, 0]
      seen[side]++
      sides.set(label, seen)
    })
    let wrong = 0
    for (const [a, b] of sides.values()) wrong += Math.min(a, b)
    expect(wrong / labels.length).toBeLessThan(0.01)
    expect(sides.size).toBeGreaterThan(80)
    expect(sides.size).toBeLessThan(170)
  })
  it('are connected', () => {
    const pieces = new Map<number, ReturnType<typeof createRowSet>>()
    labels.forEach((label, i) => {
      const rows = pieces.get(label) ?? createRowSet({ width: 96, height: 80 })
      rows.add(Math.floor(i / 96), i % 96, (i % 96) + 1)
      pieces.set(label, rows)
    })
    for (const rows of pieces.values()) {
      const mask = rows.toMask()
      const own: Field = picture(96, 80, (x, y) => (rows.has(x, y) ? 1 : 0))
      let at = 0
      while (own.samples[at] !== 1) at++
      expect(count(magicWand(own, [seed(at % 96, Math.floor(at / 96))], 0, false))).toBe(maskArea(mask))
    }
  })
})

it('too many pieces and nothing at all are told, not stored', () => {
  const dots = picture(1000, 800, (x, y) => ((x + y) % 2 === 0 ? 1 : 900))
  expect(runAssist(dots, { kind: 'wand', seeds: [seed(0, 0)], tolerance: 1, anywhere: true })).toEqual({
    kind: 'trouble',
    code: 'too-fine',
  })
  expect(
    runAssist(dots, { kind: 'wand', seeds: [seed(0, 0), seed(2, 0, true)], tolerance: 1, anywhere: true }),
  ).toEqual({
    kind: 'trouble',
    code: 'nothing-found',
  })
})
