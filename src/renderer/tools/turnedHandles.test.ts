import { describe, expect, it } from 'vitest'
import type { Shape, ShapeOf } from '../../shared/annotation/model.ts'
import { convertDiff } from './convert.ts'
import { handlesOf } from './handles.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'

const oriented: ShapeOf<'oriented'> = { kind: 'oriented', cx: 100, cy: 50, width: 60, height: 20, angle: 0 }
const ellipse: ShapeOf<'ellipse'> = { kind: 'ellipse', cx: 100, cy: 50, rx: 30, ry: 10, angle: 0 }
const select = (shape: Shape, over = {}) => {
  const a = benchAnnotation(shape, over)
  return { a, b: new ToolBench([a]).select(a) }
}
/** Without the noise of sines. */
const shapeNow = (b: ToolBench, a: ReturnType<typeof benchAnnotation>) =>
  JSON.parse(
    JSON.stringify(b.check().annotation(a).shape, (_, v) => (typeof v === 'number' ? Number(v.toFixed(6)) : v)),
  )

describe('oriented boxes and ellipses', () => {
  it('a side is dragged in the own axes while the opposite one stays', () => {
    const { a, b } = select({ ...oriented, angle: 90 })
    // Its own right side is at the bottom.
    b.drag([100, 80], [120, 90])
    expect(b.marks).toEqual(['shape.resize'])
    expect(shapeNow(b, a)).toEqual({ kind: 'oriented', cx: 100, cy: 55, width: 70, height: 20, angle: 90 })
  })
  it('an ellipse has four sides; Alt keeps its centre', () => {
    const { a, b } = select(ellipse)
    expect(handlesOf(ellipse, 1).map((h) => h.kind)).toEqual(['side', 'side', 'side', 'side', 'turn'])
    b.drag([130, 50], [150, 55])
    expect(shapeNow(b, a)).toEqual({ ...ellipse, cx: 110, rx: 40 })
    b.drag([150, 50], [160, 50], { alt: true })
    expect(shapeNow(b, a)).toEqual({ ...ellipse, cx: 110, rx: 50 })
  })
  it('the handle beyond the top turns it; Shift in steps of 15 degrees', () => {
    for (const shape of [oriented, ellipse]) {
      const { a, b } = select(shape)
      b.drag([100, 14], [140, 50])
      expect(b.marks).toEqual(['shape.turn'])
      expect(shapeNow(b, a)).toEqual({ ...shape, angle: 90 })
      b.key('Escape')
      b.drag([136, 50], [99, 87], { shift: true })
      expect(shapeNow(b, a)).toEqual({ ...shape, angle: 180 })
    }
  })
  it('near the top of the picture the handle hangs below', () => {
    const high = { ...oriented, cy: 15 }
    const handle = handlesOf(high, 1, { width: 200, height: 100 }).find((h) => h.kind === 'turn')
    expect(handle).toMatchObject({ end: 1, at: { x: 100, y: 51 } })
    const { a, b } = select(high)
    b.drag([100, 51], [60, 15])
    expect(shapeNow(b, a)).toEqual({ ...high, angle: 90 })
  })
  it('Esc and a lost pointer in the middle of it change nothing', () => {
    for (const end of ['key', 'lost'] as const) {
      const { a, b } = select(oriented)
      b.down(100, 14).move(120, 40).move(140, 50)
      expect(b.shown.edited?.shape).not.toEqual(oriented)
      if (end === 'key') b.key('Escape')
      else b.cancelPointer()
      expect(b.shown.edited).toBeNull()
      expect(b.diffs).toEqual([])
      expect(b.annotation(a).shape).toBe(oriented)
    }
  })
  it('a side dragged onto the opposite one is refused and stays to be mended', () => {
    const { a, b } = select(oriented)
    b.drag([130, 50], [70, 50])
    expect(b.refusals).toEqual(['degenerate'])
    expect(b.state).toBe('select.mending')
    b.key('Escape')
    expect(b.annotation(a).shape).toBe(oriented)
  })
  it('moves, nudges and copies as a whole', () => {
    const { a, b } = select(oriented)
    b.drag([110, 52], [120, 62]).key('ArrowRight').key('Ctrl+D')
    expect(shapeNow(b, a)).toEqual({ ...oriented, cx: 111, cy: 60 })
    expect(b.last.added[0]!.shape).toEqual({ ...oriented, cx: 123, cy: 72 })
  })
})

describe('measurements', () => {
  it('an end is dragged, with Shift in steps of 15 degrees; no end can be deleted', () => {
    const { a, b } = select({ kind: 'ruler', points: [20, 20, 80, 20] }, { classId: null })
    b.drag([80, 20], [90, 24], { shift: true })
    expect(shapeNow(b, a).points).toEqual([20, 20, 90, 20])
    b.click(90, 20).key('Delete')
    expect(b.refusals).toEqual(['too-few-points'])
    expect(b.annotation(a).shape).toMatchObject({ kind: 'ruler' })
  })
  it('the corner of an angle is dragged and an arrow moves the marked one', () => {
    const { a, b } = select({ kind: 'angle', points: [20, 20, 80, 20, 80, 80] }, { classId: null })
    b.drag([80, 20], [70, 30]).key('ArrowUp')
    expect(shapeNow(b, a).points).toEqual([20, 20, 70, 29, 80, 80])
    expect(b.marks).toEqual(['vertex.move', 'vertex.move'])
  })
})

describe('box and oriented box', () => {
  const box = { kind: 'box', x: 10, y: 20, width: 40, height: 30 } as const
  const of = (a: ReturnType<typeof benchAnnotation>, to: 'box' | 'oriented', b = new ToolBench([a])) =>
    convertDiff(b.scene.annotations, [a.id], to, b.scene.schema)
  it('become each other without moving a pixel', () => {
    const a = benchAnnotation(box)
    const there = of(a, 'oriented').diff.updated[0]![1]
    expect(there.shape).toEqual({ kind: 'oriented', cx: 30, cy: 35, width: 40, height: 30, angle: 0 })
    expect(of(there, 'box').diff.updated[0]![1].shape).toEqual(box)
    const turned = benchAnnotation({ kind: 'oriented', cx: 0, cy: 0, width: 10, height: 4, angle: 90 })
    const upright = of(turned, 'box').diff.updated[0]![1].shape
    expect(upright).toMatchObject({ kind: 'box' })
    expect(upright?.kind === 'box' && [upright.width, upright.height].map(Math.round)).toEqual([4, 10])
  })
  it('stays what it is where the class, a lock or its points say so', () => {
    expect(of(benchAnnotation(box, { classId: 'only-box' }), 'oriented').refused).toBe('shape-not-allowed')
    expect(of(benchAnnotation(box, { locked: true }), 'oriented').refused).toBe('locked')
    const pose = of(benchAnnotation(box, { keypoints: [10, 20, 2, 50, 50, 2] }), 'oriented')
    expect(pose).toEqual({ diff: { added: [], updated: [], removed: [] }, refused: null })
  })
})
