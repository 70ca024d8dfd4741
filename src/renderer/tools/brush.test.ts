import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../shared/annotation/model.ts'
import { maskArea } from '../../shared/geometry/mask.ts'
import { rowsOfMask } from '../../shared/geometry/rowSet.ts'
import { maskChange } from './maskDiffs.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'
import { DEFAULT_OPTIONS, stepNumber } from './toolOptions.ts'

const square = (x: number, y: number, side: number, over: Partial<Annotation> = {}): Annotation =>
  benchAnnotation({ kind: 'mask', x, y, width: side, height: side, counts: [0, side * side] }, over)
const ring = benchAnnotation({
  kind: 'mask',
  x: 10,
  y: 10,
  width: 5,
  height: 5,
  counts: [0, 6, 3, 2, 3, 2, 3, 6],
})
const bench = (...annotations: Annotation[]) =>
  new ToolBench(annotations).tool('brush').setOptions({ size: 4, tip: 'square' })
const areaOf = (b: ToolBench, a?: Annotation): number => {
  const found = a ? b.annotation(a) : b.last.added[0]
  return found?.shape?.kind === 'mask' ? maskArea(found.shape) : -1
}

describe('brush', () => {
  it('makes a mask of the class in hand by one stroke, one diff, selected', () => {
    const b = bench().drag([20, 20], [30, 20]).check()
    expect(b.marks).toEqual(['mask.paint'])
    expect(b.last.added[0]).toMatchObject({
      classId: 'car',
      shape: { kind: 'mask', x: 18, y: 18, width: 14, height: 4, counts: [0, 56] },
    })
    expect([...b.scene.selection]).toEqual([b.last.added[0]!.id])
    expect(b.state).toBe('brush.idle')
    expect(b.shown.painting).toBeNull()
  })
  it('paints into the selected mask; after Escape a new one may overlap it', () => {
    const b = bench().drag([20, 20], [30, 20])
    const first = b.last.added[0]!
    b.drag([30, 20], [30, 30])
    expect(b.last.updated).toHaveLength(1)
    expect(areaOf(b, first)).toBe(96)
    b.key('Escape').drag([20, 20], [30, 20])
    expect(b.last.added).toHaveLength(1)
    expect(b.scene.annotations.size).toBe(2)
    expect(areaOf(b, first)).toBe(96)
  })
  it('shows the stroke instead of the stored mask, and tells what a step touched', () => {
    const a = square(10, 10, 20)
    const b = bench(a).select(a).down(30, 20)
    expect(b.shown.painting).toMatchObject({ hides: a.id, proposal: false })
    b.move(60, 20)
    expect(b.shown.painting?.dirty).toEqual({ x: 28, y: 18, width: 34, height: 4 })
    expect(b.diffs).toEqual([])
  })
  it('keeps off other masks when told to, while painting and filling, and leaves old overlaps alone', () => {
    const other = square(30, 10, 20)
    const b = bench(other).setOptions({ overlap: 'avoid' }).drag([22, 20], [70, 20])
    expect(areaOf(b)).toBe((10 + 22) * 4)
    expect(b.last.added[0]!.shape).toMatchObject({ x: 20, width: 52 })
    const inHole = square(12, 12, 1)
    const filled = bench(ring, inHole).select(ring).setOptions({ overlap: 'avoid' }).click(12.5, 12.5, { shift: true })
    expect(areaOf(filled, ring)).toBe(24)
    const over = square(40, 15, 20)
    const old = bench(other, over).select(over).setOptions({ overlap: 'avoid' }).drag([65, 20], [70, 20])
    expect(areaOf(old, over)).toBe(400 + 9 * 4)
  })
  it('stays on the picture', () => {
    const b = bench().drag([-20, 50], [400, 50])
    expect(b.last.added[0]!.shape).toMatchObject({ x: 0, width: 200 })
    expect(areaOf(b)).toBe(800)
    const far = bench().drag([-50, -50], [-40, -50])
    expect(far.diffs).toEqual([])
  })
  it('grows and shrinks with the pressure of a pen', () => {
    const wide = bench().down(50, 50, { pressure: 1 }).up()
    const thin = bench().down(50, 50, { pressure: 0.001 }).up()
    expect(areaOf(wide)).toBe(36)
    expect(areaOf(thin)).toBe(4)
  })
  it.each(['Escape', 'Backspace'])('gives a stroke up by %s, with nothing left behind', (key) => {
    const a = square(10, 10, 20)
    const b = bench(a).select(a).down(30, 20).move(60, 20).key(key)
    expect([b.state, b.diffs, b.shown.painting]).toEqual(['brush.idle', [], null])
    b.move(70, 20).up()
    expect(b.diffs).toEqual([])
    expect(b.annotation(a)).toBe(a)
  })
  it('a lost pointer and a mask that changed meanwhile end the stroke', () => {
    const a = square(10, 10, 20)
    const lost = bench(a).select(a).down(30, 20).move(60, 20).cancelPointer()
    expect([lost.state, lost.diffs]).toEqual(['brush.idle', []])
    const undone = bench(a).select(a).down(30, 20).move(60, 20).set({ annotations: new Map() }).up()
    expect([undone.state, undone.diffs]).toEqual(['brush.idle', []])
  })
  it('refuses what may not be', () => {
    const locked = square(10, 10, 20, { locked: true })
    expect(bench(locked).select(locked).click(15, 15).refusals).toEqual(['locked'])
    expect(bench().set({ writable: false }).click(15, 15).refusals).toEqual(['read-only'])
    expect(bench().set({ frame: null }).click(15, 15).refusals).toEqual(['no-image'])
    expect(bench().set({ activeClass: 'only-box' }).click(15, 15).refusals).toEqual(['shape-not-allowed'])
  })
  it('a stroke over what is there already is no change', () => {
    const a = square(10, 10, 20)
    expect(bench(a).select(a).drag([15, 15], [20, 20]).diffs).toEqual([])
  })
  it('fills the hole under Shift or in fill mode; in the open it says so', () => {
    const b = bench(ring).select(ring).click(12, 12, { shift: true })
    expect(areaOf(b, ring)).toBe(25)
    const mode = bench(ring).select(ring).setOptions({ mode: 'fill' }).click(12, 12)
    expect(areaOf(mode, ring)).toBe(25)
    expect(bench(ring).select(ring).click(50, 50, { shift: true }).refusals).toEqual(['not-closed'])
  })
  it('Delete takes the selected mask away', () => {
    const a = square(10, 10, 20)
    expect(bench(a).select(a).key('Delete').last.removed).toEqual([a])
  })
})

describe('eraser', () => {
  it('erases from the mask under it when none is selected', () => {
    const a = square(10, 10, 20)
    const b = new ToolBench([a]).tool('eraser').setOptions({ size: 4, tip: 'square' }).drag([20, 20], [24, 20]).check()
    expect(b.marks).toEqual(['mask.erase'])
    expect(areaOf(b, a)).toBe(400 - 32)
  })
  it('painted, then erased, is as before; undo of both too', () => {
    const a = square(10, 10, 20)
    const b = bench(a).select(a).drag([60, 50], [70, 50])
    b.tool('eraser').drag([60, 50], [70, 50])
    expect(b.annotation(a).shape).toEqual(a.shape)
  })
  it('the last pixel takes the annotation with it', () => {
    const a = square(10, 10, 4)
    const b = new ToolBench([a]).tool('eraser').select(a).setOptions({ size: 8, tip: 'square' }).click(12, 12)
    expect(b.last.removed).toEqual([a])
    expect(b.scene.annotations.size).toBe(0)
    expect(b.scene.selection.size).toBe(0)
  })
  it('is also the brush with Alt and the other end of a pen; with Alt it paints', () => {
    const a = square(10, 10, 20)
    expect(areaOf(bench(a).select(a).click(20, 20, { alt: true }), a)).toBe(384)
    expect(areaOf(bench(a).select(a).click(20, 20, { eraser: true }), a)).toBe(384)
    const painted = new ToolBench([a]).tool('eraser').select(a).setOptions({ size: 4, tip: 'square' })
    expect(areaOf(painted.click(60, 50, { alt: true }), a)).toBe(416)
  })
  it('removes a whole piece by Shift, and says when there is none', () => {
    const a = square(10, 10, 20)
    const two = bench(a).select(a).drag([60, 50], [70, 50])
    two.tool('eraser').click(15, 15, { shift: true })
    expect(areaOf(two, a)).toBe(56)
    expect(two.click(150, 90, { shift: true }).refusals).toEqual(['no-mask'])
    expect(new ToolBench([]).tool('eraser').click(5, 5).refusals).toEqual(['no-mask'])
  })
})

describe('size', () => {
  it('steps from one pixel to a thousand and back without sticking', () => {
    let options = { ...DEFAULT_OPTIONS, size: 1 }
    for (let i = 0; i < 60; i++) {
      const next = stepNumber('brush', options, 1)
      expect(next.size > options.size || options.size === 1000).toBe(true)
      options = next
    }
    expect(options.size).toBe(1000)
    for (let i = 0; i < 60; i++) options = stepNumber('brush', options, -1)
    expect(options.size).toBe(1)
    expect(stepNumber('box', options, 1)).toBe(options)
  })
})

describe('commands on masks', () => {
  const b = new ToolBench()
  const grid = { width: 200, height: 100 }
  const run = (a: Annotation, change: Parameters<typeof maskChange>[2]) =>
    maskChange(new Map([[a.id, a]]), [a.id], change, grid, b.scene.schema)

  it('fill holes, turn into a mask, turn into a polygon', () => {
    expect(run(ring, 'fillHoles')).toMatchObject({ diff: { updated: [[ring, { shape: { counts: [0, 25] } }]] } })
    const box = benchAnnotation({ kind: 'box', x: 5, y: 5, width: 10, height: 10 })
    expect(run(box, 'toMask')).toMatchObject({
      diff: { updated: [[box, { shape: { kind: 'mask', counts: [0, 100] } }]] },
    })
    expect(run(ring, 'toPolygon')).toMatchObject({
      diff: { updated: [[ring, { shape: { kind: 'polygon', parts: [{ holes: [{}] }] } }]] },
    })
  })
  it('say why not', () => {
    const line = benchAnnotation({ kind: 'polyline', points: [0, 0, 10, 10] })
    expect(run(line, 'toMask')).toEqual({ refused: 'no-area' })
    expect(run(square(1, 1, 2), 'fillHoles')).toEqual({ refused: 'no-mask' })
    expect(run({ ...ring, locked: true }, 'fillHoles')).toEqual({ refused: 'locked' })
    expect(run({ ...ring, classId: 'only-box' }, 'toPolygon')).toEqual({ refused: 'shape-not-allowed' })
  })
  it('rows of a stored mask are its pixels', () => {
    let area = 0
    if (ring.shape?.kind === 'mask') rowsOfMask(ring.shape).eachSpan(0, 100, (_, from, to) => (area += to - from))
    expect(area).toBe(16)
  })
})
