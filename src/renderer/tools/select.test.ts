import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../shared/annotation/model.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'

const box = (x: number, y: number, width: number, height: number, over: Partial<Annotation> = {}) =>
  benchAnnotation({ kind: 'box', x, y, width, height }, over)
const polygon = (outer: number[], holes: number[][] = []) =>
  benchAnnotation({ kind: 'polygon', parts: [{ outer, holes }] })
const bench = (...all: Annotation[]) => new ToolBench(all)
const ids = (...all: Annotation[]) => new Set(all.map((a) => a.id))

describe('choosing', () => {
  const big = box(0, 0, 100, 90)
  const small = box(20, 20, 30, 30)
  const far = box(150, 20, 30, 30)
  it('click takes the smallest under the pointer, click on nothing lets go', () => {
    const b = bench(big, small, far).click(35, 35)
    expect(b.scene.selection).toEqual(ids(small))
    expect(b.click(190, 90).scene.selection).toEqual(ids())
    expect(b.diffs).toEqual([])
  })
  it('further clicks in the same place go through what lies there', () => {
    const b = bench(big, small, far).click(35, 35).click(35, 35)
    expect(b.scene.selection).toEqual(ids(big))
    expect(b.click(35, 35).scene.selection).toEqual(ids(small))
  })
  it('shift adds and takes away', () => {
    const b = bench(big, small, far).click(35, 35).click(165, 35, { shift: true })
    expect(b.scene.selection).toEqual(ids(small, far))
    expect(b.click(165, 35, { shift: true }).scene.selection).toEqual(ids(small))
  })
  it('a marquee takes what lies wholly inside; with shift it adds', () => {
    const b = bench(big, small, far).drag([145, 15], [190, 60])
    expect(b.scene.selection).toEqual(ids(far))
    const c = bench(small, far).click(35, 35).drag([145, 15], [190, 60], { shift: true })
    expect(c.scene.selection).toEqual(ids(small, far))
  })
  it('Ctrl+A takes all, Esc lets go, and then Esc is free', () => {
    const b = bench(big, small, far).key('Ctrl+A')
    expect(b.scene.selection).toEqual(ids(big, small, far))
    expect(b.key('Escape').scene.selection.size).toBe(0)
    expect(b.key('Escape').handled).toBe(false)
  })
})

describe('moving', () => {
  it('press and drag moves a shape that was not selected, in one diff', () => {
    const a = box(20, 20, 30, 30)
    const b = bench(a).drag([35, 35], [45, 40]).check()
    expect(b.marks).toEqual(['shape.move'])
    expect(b.last.updated).toEqual([[a, { ...a, shape: { kind: 'box', x: 30, y: 25, width: 30, height: 30 } }]])
  })
  it('moves a selection together, with keypoints, stopped by the frame as one', () => {
    const a = box(20, 20, 30, 30, { keypoints: [25, 25, 2, 0, 0, 0] })
    const c = box(150, 60, 30, 30)
    const b = bench(a, c).select(a, c).drag([35, 35], [95, 40]).check()
    expect(b.diffs).toHaveLength(1)
    expect(b.annotation(a).shape).toMatchObject({ x: 40, y: 25 })
    expect(b.annotation(a).keypoints).toEqual([45, 30, 2, 0, 0, 0])
    expect(b.annotation(c).shape).toMatchObject({ x: 170, y: 65 })
  })
  it('a tremble below the threshold is a click', () => {
    const a = box(20, 20, 30, 30)
    expect(bench(a).down(35, 35).move(36, 36).up().diffs).toEqual([])
  })
  it('leaves locked ones where they are and says so when there is nothing else', () => {
    const a = box(20, 20, 30, 30, { locked: true })
    const c = box(80, 20, 30, 30)
    expect(bench(a).drag([35, 35], [60, 60]).refusals).toEqual(['locked'])
    const b = bench(a, c).select(a, c).drag([95, 35], [100, 35])
    expect(b.last.updated.map(([from]) => from.id)).toEqual([c.id])
  })
  it('is refused when the document is read-only, and no handle is offered', () => {
    const a = box(20, 20, 30, 30)
    const b = bench(a).set({ writable: false }).drag([35, 35], [60, 60])
    expect(b.refusals).toEqual(['read-only'])
    expect(b.select(a).move(50, 50).shown.handle).toBeNull()
    expect(b.diffs).toEqual([])
  })
})

describe('reshaping', () => {
  const triangle = () => polygon([10, 10, 90, 10, 90, 90])
  it('a box follows its handles', () => {
    const a = box(20, 20, 30, 30)
    const b = bench(a).select(a).drag([50, 50], [80, 70]).check()
    expect(b.marks).toEqual(['box.resize'])
    expect(b.annotation(a).shape).toEqual({ kind: 'box', x: 20, y: 20, width: 60, height: 50 })
    expect(b.drag([20, 45], [5, 45]).annotation(a).shape).toEqual({ kind: 'box', x: 5, y: 20, width: 75, height: 50 })
  })
  it('keeps full float coordinates', () => {
    const a = box(0.123456789012, 20, 30, 30)
    const b = bench(a).select(a).drag([30.123456789012, 50], [80.98765432101, 70.000000001])
    expect(b.annotation(a).shape).toMatchObject({ x: 0.123456789012, y: 20 })
    expect(b.annotation(a).shape).toMatchObject({ height: 70.000000001 - 20 })
  })
  it('a vertex is moved, and stays on the picture', () => {
    const a = triangle()
    const b = bench(a).select(a).drag([90, 90], [300, 80]).check()
    expect(b.marks).toEqual(['vertex.move'])
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 10, 90, 10, 200, 80] }] })
  })
  it('an edge midpoint gives a vertex, by click or drag', () => {
    const a = triangle()
    const b = bench(a).select(a).click(50, 10)
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 10, 50, 10, 90, 10, 90, 90] }] })
    const c = bench(a).select(a).drag([50, 10], [50, 2])
    expect(c.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 10, 50, 2, 90, 10, 90, 90] }] })
    expect([...b.marks, ...c.marks]).toEqual(['vertex.add', 'vertex.add'])
  })
  it('Alt+click or Delete on a clicked vertex removes it; the last three stay', () => {
    const a = polygon([10, 10, 90, 10, 90, 90, 10, 90])
    const b = bench(a).select(a).click(90, 10, { alt: true })
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 10, 90, 90, 10, 90] }] })
    b.click(90, 90).key('Delete')
    expect(b.refusals).toEqual(['too-few-points'])
    expect(b.scene.annotations.size).toBe(1)
    const c = bench(a).select(a).click(90, 90).key('Delete')
    expect(c.marks).toEqual(['vertex.delete'])
    // The marked vertex is gone: the next Delete is about the shape.
    expect(c.key('Delete').marks).toEqual(['vertex.delete', 'shape.delete'])
  })
  it('holes are edited like outlines and go with their third-last vertex', () => {
    const a = polygon([0, 0, 100, 0, 100, 100, 0, 100], [[30, 30, 60, 30, 60, 60]])
    const b = bench(a).select(a).drag([60, 60], [70, 70])
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ holes: [[30, 30, 60, 30, 70, 70]] }] })
    b.click(70, 70, { alt: true })
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ holes: [] }] })
  })
  it('a polyline has no edge from its end to its start', () => {
    const a = benchAnnotation({ kind: 'polyline', points: [10, 10, 90, 10, 90, 90] })
    const b = bench(a).select(a).click(50, 50)
    expect(b.diffs).toEqual([])
    expect(b.select(a).click(50, 10).annotation(a).shape).toMatchObject({ points: [10, 10, 50, 10, 90, 10, 90, 90] })
  })
  it('an undo under a marked vertex lets go of it', () => {
    const a = triangle()
    const b = bench(a).select(a).click(50, 10).click(50, 10)
    b.set({ annotations: new Map([[a.id, a]]) })
    expect(b.shown.handle).toMatchObject({ kind: 'vertex', index: 1, at: { x: 90, y: 10 } })
    b.set({ annotations: new Map(), selection: new Set() })
    expect(b.shown.handle).toBeNull()
  })
})

describe('a shape that may not be kept', () => {
  const square = () => polygon([10, 10, 90, 10, 90, 90, 10, 90])
  it('is refused, stays on screen, and is kept once mended: one diff from the stored shape', () => {
    const a = square()
    const b = bench(a).select(a).drag([90, 10], [5, 50])
    expect(b.refusals).toEqual(['self-crossing'])
    expect(b.state).toBe('select.mending')
    expect(b.shown.edited?.shape).toMatchObject({ parts: [{ outer: [10, 10, 5, 50, 90, 90, 10, 90] }] })
    b.click(150, 50)
    expect(b.refusals).toEqual(['self-crossing', 'self-crossing'])
    b.drag([5, 50], [80, 20]).check()
    expect(b.state).toBe('select.idle')
    expect(b.last.updated).toHaveLength(1)
    expect(b.last.updated[0]![0]).toBe(a)
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ outer: [10, 10, 80, 20, 90, 90, 10, 90] }] })
  })
  it('Esc gives the stored shape back; a lost pointer only the refused one', () => {
    const a = square()
    const b = bench(a).select(a).drag([90, 10], [5, 50]).down(5, 50).move(40, 20).cancelPointer()
    expect(b.state).toBe('select.mending')
    expect(b.shown.edited?.shape).toMatchObject({ parts: [{ outer: [10, 10, 5, 50, 90, 90, 10, 90] }] })
    b.key('Escape')
    expect(b.state).toBe('select.idle')
    expect(b.shown.edited).toBeNull()
    expect(b.diffs).toEqual([])
  })
  it('a flat box is refused the same way', () => {
    const a = box(20, 20, 30, 30)
    const b = bench(a).select(a).drag([50, 35], [20, 35])
    expect(b.refusals).toEqual(['degenerate'])
    expect(b.state).toBe('select.mending')
    expect(b.drag([20, 35], [70, 35]).annotation(a).shape).toMatchObject({ width: 50 })
  })
  it('one that came in crossing may be mended step by step', () => {
    const a = polygon([10, 10, 90, 90, 90, 10, 10, 90])
    const b = bench(a).select(a).drag([90, 90], [95, 95])
    expect(b.refusals).toEqual([])
    expect(b.marks).toEqual(['vertex.move'])
  })
})

describe('keys on the selection', () => {
  const a = () => box(20, 20, 30, 30, { z: 3, extra: { coco: { id: 7 } }, origin: { kind: 'import', format: 'coco' } })
  it('Delete removes all but locked ones in one diff', () => {
    const [one, two, three] = [a(), a(), box(0, 0, 5, 5, { locked: true })]
    const b = bench(one, two, three).select(one, two, three).key('Delete').check()
    expect(b.last.removed.map((r) => r.id)).toEqual([one.id, two.id])
    expect(b.scene.selection).toEqual(ids(three))
    expect(b.key('Delete').refusals).toEqual(['locked'])
  })
  it('duplicates get new ids, lie in front, and do not claim to be imported', () => {
    const one = a()
    const b = bench(one).select(one).key('Ctrl+D').check()
    const [copy] = b.last.added
    expect(copy).toMatchObject({ z: 4, extra: {}, origin: { kind: 'manual' }, shape: { x: 32, y: 32 } })
    expect(b.scene.selection).toEqual(new Set([copy!.id]))
  })
  it('arrows move by one image pixel and stop at the frame', () => {
    const one = box(0, 20, 30, 30)
    const b = bench(one).select(one).key('ArrowLeft')
    expect(b.diffs).toEqual([])
    expect(b.key('ArrowDown').annotation(one).shape).toMatchObject({ x: 0, y: 21 })
  })
  it('are free when nothing is selected and refused when read-only', () => {
    const one = a()
    for (const key of ['Delete', 'Ctrl+D', 'ArrowUp', 'Backspace', 'Enter'])
      expect(bench(one).key(key).handled).toBe(false)
    expect(bench(one).set({ writable: false }).select(one).key('Delete').refusals).toEqual(['read-only'])
  })
})

describe('Esc and a lost pointer in every state of select', () => {
  const a = box(20, 20, 30, 30)
  type Case = [state: string, make: (b: ToolBench) => ToolBench]
  const cases: Case[] = [
    ['select.gesture.pointingShape', (b) => b.down(35, 35)],
    ['select.gesture.translating', (b) => b.down(35, 35).move(60, 60)],
    ['select.gesture.pointingHandle', (b) => b.select(a).down(50, 50)],
    ['select.gesture.draggingHandle', (b) => b.select(a).down(50, 50).move(70, 70)],
    ['select.gesture.pointingEmpty', (b) => b.down(150, 80)],
    ['select.gesture.marquee', (b) => b.down(150, 80).move(190, 95)],
  ]
  it.each(cases)('%s', (state, make) => {
    for (const end of [(b: ToolBench) => b.key('Escape'), (b: ToolBench) => b.cancelPointer()]) {
      const b = make(bench(a))
      expect(b.state).toBe(state)
      end(b)
      expect(b.state).toBe('select.idle')
      expect(b.shown).toMatchObject({ edited: null, moving: null, marquee: null })
      expect(b.up().diffs).toEqual([])
      expect(b.drag([35, 35], [40, 40]).marks).toEqual(['shape.move'])
    }
  })
  it('other keys wait while the pointer is down', () => {
    const b = bench(a).select(a).down(35, 35).move(60, 60).key('Delete')
    expect(b.handled).toBe(true)
    expect(b.diffs).toEqual([])
  })
  it('the shape vanishing under the gesture ends it', () => {
    const b = bench(a).select(a).down(50, 50).move(70, 70)
    b.set({ annotations: new Map(), selection: new Set() }).up()
    expect(b.state).toBe('select.idle')
    expect(b.diffs).toEqual([])
  })
})
