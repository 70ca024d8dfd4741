import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../shared/annotation/model.ts'
import { createSpatialIndex } from '../canvas/spatialIndex.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'

const polygon = (outer: number[], over: Partial<Annotation> = {}) =>
  benchAnnotation({ kind: 'polygon', parts: [{ outer, holes: [] }] }, over)
const neighbour = () => polygon([50, 20, 90, 20, 90, 60, 70, 80, 50, 60])
const bench = (all: Annotation[], on = true) => new ToolBench(all, { snapping: on })
const drawn = (b: ToolBench) => (b.last.added[0]!.shape as { parts: { outer: number[] }[] }).parts[0]!.outer

describe('snapping', () => {
  it('takes a vertex first, then an edge, then the border, and shows which', () => {
    const b = bench([neighbour()]).tool('polygon').move(52, 22)
    expect(b.shown.snap).toMatchObject({ kind: 'vertex', at: { x: 50, y: 20 } })
    expect(b.move(70, 24).shown.snap).toMatchObject({ kind: 'edge', at: { x: 70, y: 20 } })
    expect(b.move(3, 50).shown.snap).toMatchObject({ kind: 'border', at: { x: 0, y: 50 } })
    expect(b.move(198, 99).shown.snap).toMatchObject({ kind: 'border', at: { x: 200, y: 100 } })
    expect(b.move(120, 50).shown.snap).toBeNull()
  })
  it('is a switch, and Ctrl turns it round', () => {
    const off = bench([neighbour()], false).tool('polygon')
    expect(off.move(52, 22).shown.snap).toBeNull()
    expect(off.move(52, 22, { ctrl: true }).shown.snap).not.toBeNull()
    expect(bench([neighbour()]).tool('polygon').move(52, 22, { ctrl: true }).shown.snap).toBeNull()
  })
  it('reaches as far on screen at every zoom', () => {
    const b = bench([neighbour()])
    b.zoom = 8
    expect(b.tool('polygon').move(52, 22).shown.snap).toBeNull()
    expect(b.move(50.5, 20.5).shown.snap).not.toBeNull()
  })
  it('holds a dragged vertex, but not on the shape itself', () => {
    const a = polygon([10, 20, 40, 20, 40, 60, 10, 60])
    const b = bench([a, neighbour()]).select(a).drag([40, 20], [48, 22])
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 20, 50, 20, 40, 60, 10, 60] }] })
    b.drag([10, 60], [10, 23])
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 20, 50, 20, 40, 60, 10, 23] }] })
    expect(b.shown.snap).toBeNull()
  })
  it('looks only at shapes near the pointer: 10,000 shapes cost no more than a few', () => {
    const index = createSpatialIndex()
    const grid = Array.from({ length: 10_000 }, (_, i) => {
      const [x, y] = [20 * (i % 100), 20 * Math.floor(i / 100)]
      return polygon(
        Array.from({ length: 40 }, (_v, k) => [x + 7 + 7 * Math.cos(k / 6.4), y + 7 + 7 * Math.sin(k / 6.4)]).flat(),
      )
    })
    index.apply({ upserted: grid, removed: [] })
    expect(index.near({ x: 990, y: 990, width: 16, height: 16 }, () => false).length).toBeLessThan(6)
    const b = bench(grid).tool('polygon')
    const start = performance.now()
    for (let i = 0; i < 500; i++) b.move(i % 200, i % 100)
    expect((performance.now() - start) / 500).toBeLessThan(2)
  })
})

describe('following a border', () => {
  it('goes the shorter way between two vertices of a neighbour', () => {
    const b = bench([neighbour()]).tool('polygon').click(91, 21).move(51, 59)
    expect(b.shown.draft?.ahead).toEqual([50, 20])
    b.click(51, 59).click(20, 90).key('Enter').check()
    expect(drawn(b)).toEqual([90, 20, 50, 20, 50, 60, 20, 90])
  })
  it('the key chooses the other way, then the straight one', () => {
    const b = bench([neighbour()]).tool('polygon').click(91, 21).move(51, 59).key('X')
    expect(b.shown.draft?.ahead).toEqual([90, 60, 70, 80])
    expect(b.key('X').shown.draft?.ahead).toEqual([])
    b.key('X').key('X').click(51, 59).click(20, 20, { ctrl: true }).key('Enter')
    expect(drawn(b)).toEqual([90, 20, 90, 60, 70, 80, 50, 60, 20, 20])
  })
  it('a lost pointer takes the followed vertices back with the one they led to', () => {
    const b = bench([neighbour()]).tool('polygon').click(91, 21).move(51, 59).down(51, 59).cancelPointer()
    expect(b.shown.draft?.points).toEqual([90, 20])
    expect(b.diffs).toEqual([])
  })
  it('a line of another kind has one way only', () => {
    const line = benchAnnotation({ kind: 'polyline', points: [50, 20, 70, 30, 90, 20] })
    const b = bench([line]).tool('polygon').click(51, 20).move(89, 20)
    expect(b.shown.draft?.ahead).toEqual([70, 30])
    expect(b.key('X').shown.draft?.ahead).toEqual([70, 30])
  })
})

describe('shared vertices', () => {
  const left = () => polygon([10, 20, 50, 20, 50, 60, 10, 60])
  const right = () => polygon([50, 20, 90, 20, 90, 60, 50, 60])
  const shared = (a: Annotation, b: Annotation, over = {}) =>
    new ToolBench([a, b], { sharing: true, ...over }).select(a)
  it('move in both shapes, in one step', () => {
    const [a, c] = [left(), right()]
    const b = shared(a, c).drag([50, 20], [60, 30]).check()
    expect(b.diffs).toHaveLength(1)
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 20, 60, 30, 50, 60, 10, 60] }] })
    expect(b.annotation(c).shape).toMatchObject({ parts: [{ outer: [60, 30, 90, 20, 90, 60, 50, 60] }] })
  })
  it('are left alone when the switch is off or the neighbour is locked', () => {
    const [a, c] = [left(), right()]
    expect(shared(a, c, { sharing: false }).drag([50, 20], [60, 30]).annotation(c)).toBe(c)
    const locked = { ...c, locked: true }
    expect(shared(a, locked).drag([50, 20], [60, 30]).annotation(locked)).toBe(locked)
  })
  it('stay when the neighbour would break, and nothing is stored', () => {
    const [a, c] = [left(), polygon([50, 20, 55, 20, 55, 60, 50, 60])]
    const b = shared(a, c).drag([50, 20], [70, 40])
    expect(b.refusals).toEqual(['self-crossing'])
    expect(b.diffs).toEqual([])
    expect(b.shown.alongside).toEqual([])
    expect(b.state).toBe('select.idle')
  })
  it('Escape and a lost pointer put both back', () => {
    const [a, c] = [left(), right()]
    for (const end of ['key', 'lost'] as const) {
      const b = shared(a, c).move(50, 20).down(50, 20).move(60, 30).move(70, 40)
      expect(b.shown.alongside).toHaveLength(1)
      if (end === 'key') b.key('Escape')
      else b.cancelPointer()
      expect(b.shown.alongside).toEqual([])
      expect(b.up().diffs).toEqual([])
    }
  })
})
