import { describe, expect, it } from 'vitest'
import { EMPTY_SCHEMA, plainClass } from '../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { shapeArea } from '../../shared/geometry/shapes.ts'
import { type Outcome, type OutlineAction, outlineAction, refinedRecords } from './outlineDiffs.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'

const ring = (x: number, y: number, side: number) => [x, y, x + side, y, x + side, y + side, x, y + side]
const square = (x: number, y: number, side: number, over: Partial<Annotation> = {}) =>
  benchAnnotation({ kind: 'polygon', parts: [{ outer: ring(x, y, side), holes: [] }] }, over)
const box = (x: number, y: number, width: number, height: number) =>
  benchAnnotation({ kind: 'box', x, y, width, height })
const schema = {
  ...EMPTY_SCHEMA,
  classes: [
    plainClass({ id: 'car', title: { ko: '', en: '' }, colour: '#ff0000', shapes: ['box', 'polygon'] }),
    plainClass({ id: 'only-box', title: { ko: '', en: '' }, colour: '#ff0000', shapes: ['box'] }),
  ],
}
const act = (action: OutlineAction, ...all: Annotation[]) =>
  outlineAction(action, { annotations: new Map(all.map((a) => [a.id, a])), selection: all.map((a) => a.id), schema })
const done = (outcome: Outcome) => {
  if (typeof outcome === 'string') throw new Error(outcome)
  return outcome.diff
}
const areas = (list: readonly Annotation[]) => list.map((a) => Math.round(shapeArea(a.shape as Shape)))

describe('several selected', () => {
  it('unite into the first one, which keeps what it is', () => {
    const [a, b] = [square(0, 0, 10, { attributes: { kind: 'x' }, z: 5 }), box(5, 0, 10, 10)]
    const diff = done(act('union', a, b))
    expect(diff.updated[0]![1]).toMatchObject({ id: a.id, z: 5, attributes: { kind: 'x' }, shape: { kind: 'polygon' } })
    expect(areas([diff.updated[0]![1]])).toEqual([150])
    expect(diff.removed).toEqual([b])
  })
  it('subtract from the first, intersect with it', () => {
    const [a, b] = [square(0, 0, 10), square(5, 5, 10)]
    expect(areas([done(act('subtract', a, b)).updated[0]![1]])).toEqual([75])
    expect(areas([done(act('intersect', a, b)).updated[0]![1]])).toEqual([25])
    expect(act('intersect', a, square(50, 50, 5))).toBe('nothing-left')
    expect(act('subtract', a, square(-5, -5, 50))).toBe('nothing-left')
  })
  it('take an ellipse and a turned box as they are seen', () => {
    const ellipse = benchAnnotation({ kind: 'ellipse', cx: 50, cy: 50, rx: 20, ry: 10, angle: 30 })
    const turned = benchAnnotation({ kind: 'oriented', cx: 50, cy: 50, width: 20, height: 10, angle: 45 })
    expect(areas([done(act('subtract', ellipse, turned)).updated[0]![1]])[0]).toBeCloseTo(Math.PI * 200 - 200, -1)
  })
  it('cut the overlap out of what lies behind, and all stay', () => {
    const [back, front] = [square(0, 0, 10, { z: 1 }), square(5, 0, 10, { z: 2 })]
    const diff = done(act('cutOverlap', front, back))
    expect(diff.removed).toEqual([])
    expect(diff.updated.map(([from]) => from.id)).toEqual([back.id])
    expect(areas([diff.updated[0]![1]])).toEqual([50])
    expect(act('cutOverlap', square(0, 0, 5), square(20, 0, 5))).toBe('divides-nothing')
  })
  it('join to one object of several parts, and come apart again', () => {
    const [a, b, c] = [square(0, 0, 10), square(20, 0, 5), square(40, 0, 20, { attributes: { n: 1 } })]
    const joined = done(act('join', a, b, c)).updated[0]![1]
    expect(joined.shape).toMatchObject({ parts: [{}, {}, {}] })
    const apart = done(act('takeApart', { ...joined, attributes: { n: 1 }, extra: { coco: { id: 7 } } }))
    expect(areas([apart.updated[0]![1]])).toEqual([400])
    expect(areas(apart.added).sort()).toEqual([100, 25])
    expect(apart.added.every((x) => x.attributes.n === 1 && Object.keys(x.extra).length === 0)).toBe(true)
    expect(new Set([joined.id, ...apart.added.map((x) => x.id)]).size).toBe(3)
    expect(act('takeApart', a)).toBe('one-part')
  })
  it('joined parts that overlap count once', () => {
    expect(areas([done(act('join', square(0, 0, 10), square(5, 0, 10))).updated[0]![1]])).toEqual([150])
  })
  it('are refused with a reason', () => {
    const line = benchAnnotation({ kind: 'polyline', points: [0, 0, 5, 5] })
    expect(act('union', square(0, 0, 5))).toBe('select-two')
    expect(act('union', square(0, 0, 5), line)).toBe('no-outline')
    expect(act('union', square(0, 0, 5), square(2, 2, 5, { locked: true }))).toBe('locked')
    expect(act('union', box(0, 0, 5, 5), box(2, 2, 5, 5))).not.toBe('shape-not-allowed')
    expect(act('union', { ...box(0, 0, 5, 5), classId: 'only-box' }, box(2, 2, 5, 5))).toBe('shape-not-allowed')
    expect(act('union', square(0, 0, 5), square(1e12, 0, 5))).toBe('too-far-apart')
    const other = square(0, 0, 5, { target: { kind: 'frame', slot: 'image', frame: 3 } })
    expect(act('union', square(0, 0, 5), other)).toBe('no-outline')
  })
})

describe('drawing on the selection', () => {
  const bench = (...all: Annotation[]) => new ToolBench(all).select(...all)
  it('cuts a hole in one step', () => {
    const a = square(10, 10, 60)
    const b = bench(a).tool('cutOut').click(20, 20).click(40, 20).click(40, 40).click(20, 40).key('Enter').check()
    expect(b.marks).toEqual(['outline.cutOut'])
    expect(b.annotation(a).shape).toMatchObject({ parts: [{ holes: [{ length: 8 }] }] })
    expect(b.state).toBe('cutOut.idle')
    expect([...b.scene.selection]).toEqual([a.id])
  })
  it('adds a part, or grows the outline it touches', () => {
    const a = square(10, 10, 20)
    const b = bench(a).tool('addPart').click(60, 10).click(80, 10).click(80, 30).key('Enter')
    expect(b.annotation(a).shape).toMatchObject({ parts: [{}, {}] })
    b.click(25, 15).click(50, 15).click(50, 25).click(25, 25).key('Enter').check()
    expect(b.annotation(a).shape).toMatchObject({ parts: [{}, {}] })
    expect(shapeArea(b.annotation(a).shape!)).toBe(400 + 200 + 200)
  })
  it('splits along a line; the pieces are selected and carry the class', () => {
    const a = square(10, 10, 60, { attributes: { n: 1 } })
    const b = bench(a).tool('split').click(30, 5).click(30, 80).key('Enter').check()
    expect(b.marks).toEqual(['outline.split'])
    expect(b.last.added[0]).toMatchObject({ classId: 'car', attributes: { n: 1 } })
    expect(b.scene.selection.size).toBe(2)
    expect(shapeArea(b.annotation(a).shape!)).toBe(40 * 60)
  })
  it('refuses before the first vertex what cannot work, and keeps a refused draft', () => {
    expect(new ToolBench([square(0, 0, 5)]).tool('split').click(1, 1).refusals).toEqual(['select-first'])
    const locked = square(0, 0, 5, { locked: true })
    expect(bench(locked).tool('cutOut').click(1, 1).refusals).toEqual(['locked'])
    const b = bench(square(10, 10, 60))
      .tool('split')
      .click(5, 5)
      .click(5, 80)
      .key('Enter')
    expect(b.refusals).toEqual(['divides-nothing'])
    expect(b.diffs).toEqual([])
    expect(b.state).toBe('split.drawing')
    expect(
      bench(square(10, 10, 5))
        .tool('cutOut')
        .click(0, 0)
        .click(90, 0)
        .click(0, 90)
        .key('Enter').refusals,
    ).toEqual(['nothing-left'])
  })
  it('Escape and a lost pointer leave nothing behind', () => {
    const a = square(10, 10, 60)
    const b = bench(a).tool('cutOut').click(20, 20).click(40, 20).key('Escape')
    expect(b.state).toBe('cutOut.idle')
    expect(b.shown.draft).toBeNull()
    b.down(20, 20).move(30, 30).cancelPointer()
    expect(b.state).toBe('cutOut.idle')
    expect(b.diffs).toEqual([])
  })
})

it('refines what is selected and may be changed, and nothing else', () => {
  const rough = benchAnnotation({
    kind: 'polygon',
    parts: [{ outer: [0, 0, 5, 0.1, 10, 0, 10, 10, 0, 10], holes: [] }],
  })
  const all = [rough, box(0, 0, 5, 5), { ...rough, id: 'x', locked: true }]
  const pairs = refinedRecords(
    { annotations: new Map(all.map((a) => [a.id, a])), selection: all.map((a) => a.id) },
    { kind: 'simplify', tolerance: 1 },
  )
  expect(pairs).toHaveLength(1)
  expect(pairs[0]![1].shape).toMatchObject({ parts: [{ outer: [0, 0, 10, 0, 10, 10, 0, 10] }] })
})
