import { describe, expect, it } from 'vitest'
import { ToolBench } from './toolBench.ts'

const bench = (zoom = 1) => {
  const b = new ToolBench()
  b.zoom = zoom
  return b
}

describe('box', () => {
  it('is drawn by a drag, selected, and carries class, place and origin', () => {
    const b = bench().tool('box').drag([10, 20], [60, 50]).check()
    expect(b.marks).toEqual(['box.add'])
    const [a] = b.last.added
    expect(a).toMatchObject({
      classId: 'car',
      shape: { kind: 'box', x: 10, y: 20, width: 50, height: 30 },
      target: { kind: 'frame', slot: 'image', frame: 0 },
      origin: { kind: 'manual' },
      z: 1,
    })
    expect([...b.scene.selection]).toEqual([a!.id])
    expect(b.state).toBe('box.idle')
    expect(b.drag([0, 0], [5, 5]).last.added[0]!.z).toBe(2)
  })
  it('is drawn by two clicks, in any direction', () => {
    const b = bench().tool('box').click(60, 50).move(30, 30)
    expect(b.state).toBe('box.drawing.stretching')
    b.click(10, 20)
    expect(b.last.added[0]!.shape).toEqual({ kind: 'box', x: 10, y: 20, width: 50, height: 30 })
  })
  it('stays on the picture', () => {
    const b = bench().tool('box').drag([-50, -5], [500, 400])
    expect(b.last.added[0]!.shape).toEqual({ kind: 'box', x: 0, y: 0, width: 200, height: 100 })
  })
  it('refuses a flat one and keeps it on the pointer', () => {
    const b = bench().tool('box').drag([10, 10], [60, 10])
    expect(b.refusals).toEqual(['degenerate'])
    expect(b.diffs).toEqual([])
    expect(b.state).toBe('box.drawing.stretching')
    expect(b.shown.draft).not.toBeNull()
    b.click(60, 30)
    expect(b.last.added[0]!.shape).toEqual({ kind: 'box', x: 10, y: 10, width: 50, height: 20 })
  })
})

describe('polygon', () => {
  it('closes by Enter', () => {
    const b = bench().tool('polygon').click(10, 10).click(60, 10).click(60, 40).key('Enter').check()
    expect(b.last.added[0]!.shape).toEqual({ kind: 'polygon', parts: [{ outer: [10, 10, 60, 10, 60, 40], holes: [] }] })
    expect(b.state).toBe('polygon.idle')
    expect(b.shown.draft).toBeNull()
  })
  it('closes by a click on the first vertex and by a double click', () => {
    const first = bench().tool('polygon').click(10, 10).click(60, 10).click(60, 40).move(12, 11)
    expect(first.shown.draft?.closing).toBe(true)
    expect(first.click(12, 11).last.added[0]!.shape).toMatchObject({ parts: [{ outer: [10, 10, 60, 10, 60, 40] }] })
    const second = bench().tool('polygon').click(10, 10).click(60, 10).doubleClick(60, 40)
    expect(second.last.added[0]!.shape).toMatchObject({ parts: [{ outer: [10, 10, 60, 10, 60, 40] }] })
    expect(second.diffs).toHaveLength(1)
  })
  it('a held vertex follows the pointer; an earlier one can be dragged', () => {
    const b = bench().tool('polygon').down(10, 10).move(20, 20).up().click(60, 20).click(60, 60)
    expect(b.state).toBe('polygon.drawing')
    b.drag([60, 20], [80, 10]).key('Enter')
    expect(b.last.added[0]!.shape).toMatchObject({ parts: [{ outer: [20, 20, 80, 10, 60, 60] }] })
  })
  it('Backspace takes vertices back, down to nothing', () => {
    const b = bench().tool('polygon').click(10, 10).click(60, 10).key('Backspace')
    expect(b.shown.draft?.points).toEqual([10, 10])
    b.key('Backspace')
    expect(b.state).toBe('polygon.idle')
    expect(b.key('Backspace').handled).toBe(false)
  })
  it('refuses a crossing, keeps the draft, and takes it once mended', () => {
    const b = bench().tool('polygon').click(10, 10).click(60, 60).click(60, 10).click(10, 60).key('Enter')
    expect(b.refusals).toEqual(['self-crossing'])
    expect(b.state).toBe('polygon.drawing')
    expect(b.shown.draft?.points).toHaveLength(8)
    b.drag([60, 60], [30, 5]).key('Enter')
    expect(b.refusals).toEqual(['self-crossing'])
    expect(b.marks).toEqual(['polygon.add'])
  })
  it('refuses too few vertices and a line', () => {
    const b = bench().tool('polygon').click(10, 10).click(60, 10).key('Enter')
    expect(b.refusals).toEqual(['too-few-points'])
    b.click(90, 10).key('Enter')
    expect(b.refusals).toEqual(['too-few-points', 'degenerate'])
    expect(b.diffs).toEqual([])
  })
  it('reach is measured on the screen: zoomed in, near vertices are different ones', () => {
    const b = bench(20).tool('polygon').click(10, 10).click(12, 10).click(12, 12).click(11, 11.5).key('Enter')
    expect(b.last.added[0]!.shape).toMatchObject({ parts: [{ outer: [10, 10, 12, 10, 12, 12, 11, 11.5] }] })
  })
})

describe('polyline and point', () => {
  it('polyline needs two vertices and may cross itself', () => {
    const b = bench().tool('polyline').click(0, 0).key('Enter')
    expect(b.refusals).toEqual(['too-few-points'])
    b.click(50, 50).click(50, 0).click(0, 50).key('Enter').check()
    expect(b.last.added[0]!.shape).toEqual({ kind: 'polyline', points: [0, 0, 50, 50, 50, 0, 0, 50] })
    expect(b.marks).toEqual(['polyline.add'])
  })
  it('a point is where the pointer is let go', () => {
    const b = bench().tool('point').down(10, 10).move(15, 12).up().check()
    expect(b.last.added[0]!.shape).toEqual({ kind: 'point', x: 15, y: 12 })
  })
})

describe('what may not be drawn is said before the first vertex', () => {
  it.each(['box', 'polygon', 'polyline', 'point'] as const)('%s', (tool) => {
    const b = bench().set({ writable: false }).tool(tool).click(10, 10)
    b.set({ writable: true, frame: null }).click(10, 10)
    b.set({ frame: { width: 100, height: 100, index: 0 }, activeClass: 'only-box' }).click(10, 10)
    expect(b.refusals).toEqual(['read-only', 'no-image', ...(tool === 'box' ? [] : ['shape-not-allowed'])])
    expect(b.diffs).toEqual([])
  })
  it('draws without a class while none is chosen', () => {
    const b = bench().set({ activeClass: null }).tool('box').drag([0, 0], [9, 9])
    expect(b.last.added[0]!.classId).toBeNull()
  })
})

describe('Esc and a lost pointer in every drawing state', () => {
  type Case = [state: string, make: (b: ToolBench) => ToolBench, afterEsc: string, afterLost: string]
  const cases: Case[] = [
    ['box.drawing.pointing', (b) => b.tool('box').down(10, 10), 'box.idle', 'box.idle'],
    ['box.drawing.dragging', (b) => b.tool('box').down(10, 10).move(50, 50), 'box.idle', 'box.idle'],
    ['box.drawing.stretching', (b) => b.tool('box').click(10, 10).move(50, 50), 'box.idle', 'box.drawing.stretching'],
    ['polygon.drawing.placing', (b) => b.tool('polygon').down(10, 10), 'polygon.idle', 'polygon.idle'],
    ['polygon.drawing', (b) => b.tool('polygon').click(10, 10).click(50, 10), 'polygon.idle', 'polygon.drawing'],
    [
      'polygon.drawing.adjusting',
      (b) => b.tool('polygon').click(10, 10).click(50, 10).click(50, 50).down(50, 10).move(70, 20),
      'polygon.idle',
      'polygon.drawing',
    ],
    [
      'polyline.drawing.placing',
      (b) => b.tool('polyline').click(1, 1).down(50, 50),
      'polyline.idle',
      'polyline.drawing',
    ],
    ['point.placing', (b) => b.tool('point').down(10, 10), 'point.idle', 'point.idle'],
  ]
  it.each(cases)('%s', (state, make, afterEsc, afterLost) => {
    const esc = make(bench())
    expect(esc.state).toBe(state)
    expect(esc.key('Escape').handled).toBe(true)
    expect(esc.state).toBe(afterEsc)
    expect(esc.shown.draft).toBeNull()
    const lost = make(bench()).cancelPointer()
    expect(lost.state).toBe(afterLost)
    expect([...esc.diffs, ...lost.diffs, ...esc.refusals, ...lost.refusals]).toEqual([])
    // The tool still works.
    expect(esc.tool('box').drag([0, 0], [20, 20]).diffs).toHaveLength(1)
  })
  it('a lost pointer while a vertex is dragged puts the vertex back', () => {
    const b = bench()
      .tool('polygon')
      .click(10, 10)
      .click(50, 10)
      .click(50, 50)
      .down(50, 10)
      .move(70, 20)
      .cancelPointer()
    expect(b.shown.draft?.points).toEqual([10, 10, 50, 10, 50, 50])
    expect(b.key('Enter').last.added[0]!.shape).toMatchObject({ parts: [{ outer: [10, 10, 50, 10, 50, 50] }] })
  })
})
