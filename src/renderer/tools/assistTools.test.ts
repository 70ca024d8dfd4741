import { describe, expect, it } from 'vitest'
import { maskArea } from '../../shared/geometry/mask.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'
import type { ToolId } from './toolMachine.ts'

/** A block 60,70 - 140,90 that is 300 stored values brighter. */
const block = (x: number, y: number) => x >= 60 && x < 140 && y >= 20 && y < 80
const bench = (tool: ToolId) => {
  const b = new ToolBench()
  b.values = {
    bounds: { x: 0, y: 0, width: 200, height: 100 },
    channels: 1,
    samples: Uint16Array.from({ length: 20_000 }, (_, i) => (block(i % 200, Math.floor(i / 200)) ? 30_300 : 30_000)),
  }
  return b.tool(tool).setOptions({ tolerance: 0.1, cell: 10 })
}
const area = (b: ToolBench): number => {
  const shape = b.last.added[0]?.shape
  return shape?.kind === 'mask' ? maskArea(shape) : -1
}

describe('magic wand', () => {
  it('proposes, and keeps by Enter as one change', async () => {
    const b = await bench('wand').click(100, 50).answered()
    expect(b.state).toBe('wand.proposing')
    expect(b.shown.painting?.proposal).toBe(true)
    expect(b.diffs).toEqual([])
    b.key('Enter').check()
    expect(b.marks).toEqual(['assist.accept'])
    expect(area(b)).toBe(4800)
    expect([b.state, b.shown.painting]).toEqual(['wand.idle', null])
  })
  it('keeps off other masks when told to', async () => {
    const taken = benchAnnotation({ kind: 'mask', x: 60, y: 20, width: 10, height: 60, counts: [0, 600] })
    const b = await bench('wand')
      .set({ annotations: new Map([[taken.id, taken]]) })
      .setOptions({ overlap: 'avoid' })
      .click(100, 50)
      .answered()
    expect(area(b.key('Enter'))).toBe(4200)
  })
  it('makes a polygon by the switch', async () => {
    const b = await bench('wand').setOptions({ result: 'polygon' }).click(100, 50).answered()
    expect(b.key('Enter').last.added[0]!.shape).toEqual({
      kind: 'polygon',
      parts: [{ outer: [60, 20, 140, 20, 140, 80, 60, 80], holes: [] }],
    })
  })
  it('adds by Shift, takes away by Alt, goes back by Backspace', async () => {
    const b = await bench('wand').click(100, 50).answered()
    await b.click(10, 10, { shift: true }).answered()
    await b.click(100, 50, { alt: true }).answered()
    await b.key('Backspace').answered()
    b.key('Enter')
    expect(area(b)).toBe(20_000)
  })
  it('searches again when the tolerance changes', async () => {
    const b = await bench('wand').click(100, 50).answered()
    await b.setOptions({ tolerance: 1 }).answered()
    b.key('Enter')
    expect(area(b)).toBe(20_000)
  })
  it('Esc discards the proposal, and the search that is not done', async () => {
    const done = await bench('wand').click(100, 50).answered()
    done.key('Escape')
    expect([done.state, done.shown.painting, done.diffs]).toEqual(['wand.idle', null, []])
    const thinking = bench('wand').click(100, 50)
    expect(thinking.state).toBe('wand.proposing.thinking')
    thinking.key('Escape')
    await thinking.answered()
    expect([thinking.state, thinking.shown.painting, thinking.cancelled]).toEqual(['wand.idle', null, 1])
  })
  it('Enter during the search keeps what it finds; a lost pointer changes nothing', async () => {
    const b = await bench('wand').click(100, 50).key('Enter').answered()
    expect(area(b)).toBe(4800)
    const lost = await bench('wand').click(100, 50).cancelPointer().answered()
    expect(lost.state).toBe('wand.proposing')
  })
  it('another tool, and another frame, leave nothing behind', async () => {
    const b = await bench('wand').click(100, 50).answered()
    b.tool('select')
    expect([b.shown.painting, b.diffs]).toEqual([null, []])
  })
  it('refuses where one may not draw, and tells what went wrong', async () => {
    expect(bench('wand').set({ writable: false }).click(5, 5).refusals).toEqual(['read-only'])
    const b = bench('wand')
    b.values = null
    await b.click(5, 5).answered()
    expect([b.refusals, b.state]).toEqual([['no-image'], 'wand.idle'])
  })
})

describe('outline from a box', () => {
  it('proposes what is in the box', async () => {
    const b = await bench('outline').drag([50, 10], [150, 90]).answered()
    expect(b.state).toBe('outline.proposing')
    expect(area(b.key('Enter').check())).toBe(4800)
  })
  it('Esc and a lost pointer in the drag, Esc after it: nothing is left', async () => {
    for (const end of ['key', 'lost'] as const) {
      const b = bench('outline').down(50, 10).move(150, 90)
      if (end === 'key') b.key('Escape')
      else b.cancelPointer()
      await b.up().answered()
      expect([b.state, b.diffs, b.shown.draft, b.orders]).toEqual(['outline.idle', [], null, []])
    }
    const b = await bench('outline').drag([50, 10], [150, 90]).answered()
    expect([b.key('Escape').state, b.shown.painting]).toEqual(['outline.idle', null])
  })
  it('refuses a box that is too flat', () => {
    expect(bench('outline').drag([50, 10], [52, 90]).refusals).toEqual(['degenerate'])
  })
})

describe('scissors', () => {
  const corners: [number, number][] = [
    [60, 20],
    [139, 20],
    [139, 79],
    [60, 79],
  ]
  const traced = async (result: 'mask' | 'polygon') => {
    const b = bench('scissors').setOptions({ result })
    for (const [x, y] of corners) await b.click(x, y).answered()
    return b
  }
  it('close by Enter to a polygon or a mask along the edge', async () => {
    const polygon = await (await traced('polygon')).key('Enter').answered()
    expect(polygon.last.added[0]!.shape).toMatchObject({ kind: 'polygon' })
    const mask = await (await traced('mask')).key('Enter').answered()
    expect(Math.abs(area(mask.check()) - 4800)).toBeLessThan(300)
    expect(mask.state).toBe('scissors.idle')
  })
  it('close by a click on the first point', async () => {
    const b = await (await traced('mask')).click(61, 21).answered()
    expect(b.diffs).toHaveLength(1)
  })
  it('Backspace takes the last point back, Esc all of them', async () => {
    const b = await traced('mask')
    b.key('Backspace').key('Backspace').key('Backspace')
    expect(b.state).toBe('scissors.tracing')
    expect(b.key('Backspace').state).toBe('scissors.idle')
    const all = await traced('mask')
    all.key('Escape')
    expect([all.state, all.shown.draft, all.diffs]).toEqual(['scissors.idle', null, []])
  })
  it('needs two points', async () => {
    const b = await bench('scissors').click(60, 20).key('Enter').answered()
    expect(b.refusals).toEqual(['too-few-points'])
  })
})

describe('superpixel brush', () => {
  it('takes whole pieces; Alt gives them back; Enter keeps', async () => {
    const b = await bench('superpixel').drag([100, 40], [120, 40]).answered()
    expect(b.state).toBe('superpixel.proposing')
    await b.drag([120, 60], [125, 60]).answered()
    await b.click(120, 60, { alt: true }).answered()
    b.key('Enter').check()
    expect(area(b)).toBeGreaterThan(100)
    const shape = b.last.added[0]!.shape
    if (shape?.kind !== 'mask') throw new Error('no mask')
    expect(block(shape.x, shape.y) && block(shape.x + shape.width - 1, shape.y + shape.height - 1)).toBe(true)
  })
  it('Esc in a stroke gives back the proposal before it, Esc after it everything', async () => {
    const b = await bench('superpixel').drag([100, 40], [120, 40]).answered()
    const first = b.shown.painting?.rows
    b.down(70, 70).move(80, 70).key('Escape').up()
    expect(b.state).toBe('superpixel.proposing')
    expect(b.shown.painting?.rows).not.toBe(first)
    b.key('Escape')
    expect([b.state, b.shown.painting, b.diffs]).toEqual(['superpixel.idle', null, []])
    const lost = await bench('superpixel').down(100, 40).cancelPointer().up().answered()
    expect([lost.state, lost.shown.painting]).toEqual(['superpixel.idle', null])
  })
})
