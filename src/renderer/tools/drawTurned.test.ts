import { describe, expect, it } from 'vitest'
import type { Shape } from '../../shared/annotation/model.ts'
import { ToolBench } from './toolBench.ts'
import { TOOL_IDS } from './toolMachine.ts'
import { TOOL_USE, toolServes } from './tools.ts'

const drawn = (b: ToolBench): Shape | null => b.check().last.added[0]!.shape
const rounded = (shape: Shape | null) =>
  JSON.parse(JSON.stringify(shape, (_, v) => (typeof v === 'number' ? Math.round(v * 1000) / 1000 : v)))

describe('oriented box', () => {
  const bench = () => new ToolBench().tool('oriented')
  it('is one side by a drag, then the width by a click', () => {
    const b = bench().drag([20, 20], [80, 20])
    expect(b.state).toBe('oriented.drawing.widening')
    b.move(50, 35)
    expect(b.shown.draft?.shape).toMatchObject({ kind: 'oriented', height: 15 })
    b.click(50, 40)
    expect(drawn(b)).toEqual({ kind: 'oriented', cx: 50, cy: 30, width: 60, height: 20, angle: 0 })
    expect(b.marks).toEqual(['oriented.add'])
    expect(b.state).toBe('oriented.idle')
  })
  it('is three clicks, in any direction; the width may go to either side', () => {
    const b = bench().click(20, 80).click(20, 20).click(50, 30)
    expect(rounded(drawn(b))).toEqual({ kind: 'oriented', cx: 35, cy: 50, width: 60, height: 30, angle: 270 })
  })
  it('Shift keeps the side to steps of 15 degrees, Alt widens to both sides', () => {
    const b = bench().drag([20, 50], [80, 52], { shift: true }).click(50, 60, { alt: true })
    expect(rounded(drawn(b))).toEqual({ kind: 'oriented', cx: 50, cy: 50, width: 60, height: 20, angle: 0 })
  })
  it('refuses one without width and keeps it on the pointer', () => {
    const b = bench().drag([20, 20], [80, 20]).click(50, 20)
    expect(b.refusals).toEqual(['degenerate'])
    expect(b.state).toBe('oriented.drawing.widening')
    expect(b.click(50, 30).diffs).toHaveLength(1)
  })
  it('refuses one without width in every direction: a second click on the spot where the side ended is none', () => {
    const b = bench().drag([441, 40], [366.25, 200.4]).click(366.25, 200.4)
    expect(b.refusals).toEqual(['degenerate'])
    expect(b.diffs).toHaveLength(0)
  })
  it('undo in the second gesture gives the side back, in the first nothing remains', () => {
    const b = bench().drag([20, 20], [80, 20]).key('Backspace')
    expect(b.state).toBe('oriented.drawing.aiming')
    b.click(80, 60).click(20, 60)
    expect(b.diffs).toHaveLength(1)
    expect(bench().down(20, 20).move(60, 20).key('Backspace').state).toBe('oriented.idle')
  })
  it('Enter keeps what is shown', () => {
    expect(bench().drag([20, 20], [80, 20]).move(40, 44).key('Enter').diffs).toHaveLength(1)
  })
})

describe('ellipse and box by corners', () => {
  it('fills the rectangle between the corners', () => {
    const b = new ToolBench().tool('ellipse').drag([10, 20], [70, 60])
    expect(drawn(b)).toEqual({ kind: 'ellipse', cx: 40, cy: 40, rx: 30, ry: 20, angle: 0 })
    expect(b.marks).toEqual(['ellipse.add'])
  })
  it('Shift makes a circle, Alt takes the first corner as the centre, both a circle about it', () => {
    const by = (keys: { shift?: boolean; alt?: boolean }) =>
      drawn(new ToolBench().tool('ellipse').drag([50, 50], [80, 60], keys))
    expect(by({ shift: true })).toMatchObject({ cx: 65, cy: 65, rx: 15, ry: 15 })
    expect(by({ alt: true })).toMatchObject({ cx: 50, cy: 50, rx: 30, ry: 10 })
    expect(by({ shift: true, alt: true })).toMatchObject({ cx: 50, cy: 50, rx: 30, ry: 30 })
  })
  it('stays on the picture and round at its edge', () => {
    const b = new ToolBench().tool('ellipse').drag([150, 80], [199, 300], { shift: true, alt: true })
    expect(drawn(b)).toMatchObject({ cx: 150, cy: 80, rx: 20, ry: 20 })
    expect(drawn(new ToolBench().tool('box').drag([180, 50], [120, 0], { shift: true }))).toMatchObject({
      x: 130,
      y: 0,
      width: 50,
      height: 50,
    })
  })
  it('refuses a flat one', () => {
    expect(new ToolBench().tool('ellipse').drag([10, 10], [60, 10]).refusals).toEqual(['degenerate'])
  })
})

describe('ruler and angle', () => {
  it('a ruler is a drag or two clicks and has no class', () => {
    const b = new ToolBench().tool('ruler').drag([10, 10], [40, 50])
    expect(b.check().last.added[0]).toMatchObject({ classId: null, shape: { kind: 'ruler', points: [10, 10, 40, 50] } })
    expect(drawn(new ToolBench().tool('ruler').click(5, 5).click(50, 5))).toEqual({
      kind: 'ruler',
      points: [5, 5, 50, 5],
    })
  })
  it('is allowed whatever the class allows', () => {
    const b = new ToolBench([], { activeClass: 'only-box' }).tool('angle').click(10, 10).click(50, 10).click(50, 50)
    expect(b.refusals).toEqual([])
    expect(drawn(b)).toEqual({ kind: 'angle', points: [10, 10, 50, 10, 50, 50] })
  })
  it('an angle may begin with a drag; Shift keeps to steps of 15 degrees', () => {
    const b = new ToolBench().tool('angle').drag([10, 50], [60, 50]).click(90, 79, { shift: true })
    const shape = rounded(drawn(b))
    expect(shape.points.slice(0, 4)).toEqual([10, 50, 60, 50])
    expect(shape.points[4] - 60).toBeCloseTo(shape.points[5] - 50, 2)
  })
  it('undo takes point after point back, and a second point on the first is none', () => {
    const b = new ToolBench().tool('angle').click(10, 10).click(50, 10).move(50, 40).key('Backspace')
    expect(b.shown.draft?.points).toEqual([10, 10])
    b.click(10, 10)
    expect(b.shown.draft?.points).toEqual([10, 10])
    b.key('Backspace')
    expect(b.state).toBe('angle.idle')
    expect(b.diffs).toEqual([])
  })
  it('refuses a ruler without length', () => {
    const b = new ToolBench().tool('ruler').click(10, 10).click(10, 10)
    expect(b.refusals).toEqual(['degenerate'])
    expect(b.click(30, 10).diffs).toHaveLength(1)
  })
})

describe('freehand', () => {
  const circle = (b: ToolBench, from = 0, to = 2 * Math.PI, r = 30) => {
    for (let i = 0; i <= 120; i++) {
      const t = from + ((to - from) * i) / 120
      const at = [60 + r * Math.cos(t), 50 + r * Math.sin(t)] as const
      if (i === 0) b.down(...at)
      else b.move(...at)
    }
    return b
  }
  it('keeps a thinned outline within the tolerance of the zoom', () => {
    const b = circle(new ToolBench().tool('freehand')).up()
    const shape = drawn(b)
    if (shape?.kind !== 'polygon') throw new Error('no polygon')
    const ring = shape.parts[0]!.outer
    expect(ring.length / 2).toBeLessThan(30)
    for (let i = 0; i < ring.length; i += 2)
      expect(Math.abs(Math.hypot(ring[i]! - 60, ring[i + 1]! - 50) - 30)).toBeLessThan(0.01)
    const near = new ToolBench().tool('freehand')
    near.zoom = 20
    const fine = drawn(circle(near).up())
    expect(fine?.kind === 'polygon' && fine.parts[0]!.outer.length).toBeGreaterThan(ring.length)
  })
  it('cuts the loose ends off where the hand crossed its beginning', () => {
    const b = new ToolBench().tool('freehand').down(20, 10)
    for (const [x, y] of [
      [30, 30],
      [80, 30],
      [80, 80],
      [30, 80],
      [21, 20],
      [40, 15],
    ] as const)
      b.move(x, y)
    const shape = drawn(b.up())
    expect(b.refusals).toEqual([])
    expect(shape?.kind === 'polygon' && shape.parts[0]!.outer.length / 2).toBe(6)
  })
  it('refuses an eight and keeps it on screen until the next stroke', () => {
    const b = new ToolBench().tool('freehand').down(10, 10).move(60, 60).move(60, 10).move(10, 60).up()
    expect(b.refusals).toEqual(['self-crossing'])
    expect(b.state).toBe('freehand.refused')
    expect(b.shown.draft?.points).toHaveLength(8)
    b.down(10, 10).move(60, 10).move(60, 60).up()
    expect(b.diffs).toHaveLength(1)
  })
  it('a tap is nothing; a line may cross itself', () => {
    expect(new ToolBench().tool('freehand').click(10, 10).refusals).toEqual([])
    const b = new ToolBench().tool('freeline').down(10, 10).move(60, 60).move(60, 10).move(10, 60).up()
    expect(drawn(b)).toEqual({ kind: 'polyline', points: [10, 10, 60, 60, 60, 10, 10, 60] })
  })
})

describe('nothing is left behind', () => {
  type Make = (b: ToolBench) => ToolBench
  const states: Readonly<Record<string, Make>> = {
    'oriented.drawing.pointing': (b) => b.tool('oriented').down(10, 10),
    'oriented.drawing.dragging': (b) => b.tool('oriented').down(10, 10).move(60, 10),
    'oriented.drawing.aiming': (b) => b.tool('oriented').click(10, 10).move(60, 10),
    'oriented.drawing.widening': (b) => b.tool('oriented').drag([10, 10], [60, 10]).move(60, 40),
    'ellipse.drawing.pointing': (b) => b.tool('ellipse').down(10, 10),
    'ellipse.drawing.dragging': (b) => b.tool('ellipse').down(10, 10).move(60, 40),
    'ellipse.drawing.stretching': (b) => b.tool('ellipse').click(10, 10).move(60, 40),
    'freehand.drawing': (b) => b.tool('freehand').down(10, 10).move(60, 40),
    'freehand.refused': (b) => b.tool('freehand').down(10, 10).move(60, 60).move(60, 10).move(10, 60).up(),
    'freeline.drawing': (b) => b.tool('freeline').down(10, 10).move(60, 40),
    'ruler.drawing.pointing': (b) => b.tool('ruler').down(10, 10),
    'ruler.drawing.dragging': (b) => b.tool('ruler').down(10, 10).move(60, 40),
    'ruler.drawing.stretching': (b) => b.tool('ruler').click(10, 10).move(60, 40),
    'angle.drawing.dragging': (b) => b.tool('angle').down(10, 10).move(60, 40),
    'angle.drawing.stretching': (b) => b.tool('angle').click(10, 10).click(60, 10).move(60, 40),
    'skeleton.pointing': (b) => b.tool('skeleton').down(10, 10),
    'skeleton.boxing': (b) => b.tool('skeleton').down(10, 10).move(60, 40),
    'skeleton.placing': (b) => b.tool('skeleton').click(10, 10),
  }
  it.each(Object.entries(states))('Esc in %s', (state, make) => {
    const b = make(new ToolBench())
    expect(b.state).toBe(state)
    b.key('Escape')
    expect(b.state).toMatch(/\.idle$/)
    expect(b.shown.draft).toBeNull()
    expect(b.diffs).toEqual([])
    expect(b.key('Escape').handled).toBe(false)
  })
  it.each(Object.entries(states))('undo in %s ends at nothing', (_, make) => {
    const b = make(new ToolBench())
    for (let i = 0; i < 4 && !b.state.endsWith('.idle'); i++) b.key('Backspace')
    expect(b.state).toMatch(/\.idle$/)
    expect(b.shown.draft).toBeNull()
    expect(b.diffs).toEqual([])
  })
  it.each(Object.entries(states))('a lost pointer in %s changes nothing', (_, make) => {
    const b = make(new ToolBench()).cancelPointer()
    expect(b.diffs).toEqual([])
    b.key('Escape')
    expect(b.shown.draft).toBeNull()
    expect(b.state).toMatch(/\.idle$/)
  })
  it('another tool in the middle of a gesture', () => {
    for (const make of Object.values(states)) {
      const b = make(new ToolBench()).tool('select')
      expect(b.shown.draft).toBeNull()
      expect(b.diffs).toEqual([])
    }
  })
})

describe('what may be drawn', () => {
  it.each(TOOL_IDS.filter((id) => TOOL_USE[id] !== null))('%s asks the class before it begins', (id) => {
    const b = new ToolBench([], { activeClass: 'only-box' }).tool(id).click(10, 10)
    expect(b.refusals).toEqual(id === 'box' ? [] : ['shape-not-allowed'])
    expect(toolServes(id, b.scene.schema.classes[1])).toBe(id === 'box')
    expect(toolServes(id, b.scene.schema.classes[0])).toBe(true)
  })
  it('a skeleton needs a template', () => {
    const b = new ToolBench([], { activeClass: null }).tool('skeleton').click(10, 10)
    expect(b.refusals).toEqual(['no-template'])
    expect(toolServes('skeleton', undefined)).toBe(false)
    expect(toolServes('ellipse', undefined)).toBe(true)
  })
})
