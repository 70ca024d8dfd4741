import { describe, expect, it } from 'vitest'
import type { Annotation, Shape } from '../../shared/annotation/model.ts'
import { pasteDiff, propagateDiff } from './copies.ts'
import { groupDiff, ungroupDiff, withGroups } from './grouping.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'

const box = (x: number, y: number, width = 20, height = 20): Shape => ({ kind: 'box', x, y, width, height })
const mapOf = (...all: Annotation[]) => new Map(all.map((a) => [a.id, a]))
const idsOf = (bench: ToolBench) => [...bench.scene.selection].sort()
const boxesOf = (all: readonly Annotation[]) =>
  all.map((a) => (a.shape?.kind === 'box' ? [a.shape.x, a.shape.y] : [])).sort((a, b) => a[0]! - b[0]!)

const grouped = () => {
  const a = benchAnnotation(box(10, 10))
  const b = benchAnnotation(box(60, 10))
  const c = benchAnnotation(box(110, 10))
  const bench = new ToolBench([a, b, c])
  bench.host.diff(groupDiff(bench.scene.annotations, [a.id, b.id]), 'shape.group')
  return { a, b, c, bench }
}

describe('groups', () => {
  it('are chosen by a click on one member, one member alone by Alt', () => {
    const { a, b, bench } = grouped()
    bench.click(20, 20)
    expect(idsOf(bench)).toEqual([a.id, b.id].sort())
    bench.click(70, 20, { alt: true })
    expect(idsOf(bench)).toEqual([b.id])
  })
  it('come and go as a whole with Shift, and come whole into a marquee', () => {
    const { a, b, c, bench } = grouped()
    bench.click(120, 20).click(20, 20, { shift: true })
    expect(idsOf(bench)).toEqual([a.id, b.id, c.id].sort())
    bench.click(70, 20, { shift: true })
    expect(idsOf(bench)).toEqual([c.id])
    bench.drag([5, 5], [40, 40])
    expect(idsOf(bench)).toEqual([a.id, b.id].sort())
  })
  it('move as one, and Esc in the drag leaves nothing behind', () => {
    const { a, b, bench } = grouped()
    bench.move(20, 20).down(20, 20).move(30, 40).key('Escape').up()
    expect(bench.marks).toEqual(['shape.group'])
    bench.drag([20, 20], [30, 40])
    expect(bench.marks).toEqual(['shape.group', 'shape.move'])
    expect(boxesOf([bench.annotation(a), bench.annotation(b)])).toEqual([
      [20, 30],
      [70, 30],
    ])
    bench.check()
  })
  it('need two, leave locked shapes alone, and are not made twice', () => {
    const a = benchAnnotation(box(0, 0))
    const b = benchAnnotation(box(30, 0))
    const locked = benchAnnotation(box(60, 0), { locked: true })
    expect(groupDiff(mapOf(a, locked), [a.id, locked.id]).updated).toEqual([])
    const [[, ga] = [], [, gb] = []] = groupDiff(mapOf(a, b, locked), [a.id, b.id, locked.id]).updated
    expect(ga?.group).toBe(gb?.group)
    expect(ga?.group).not.toBeNull()
    expect(groupDiff(mapOf(ga!, gb!), [a.id, b.id]).updated).toEqual([])
    expect(ungroupDiff(mapOf(ga!, gb!), [a.id]).updated.map(([, to]) => to.group)).toEqual([null])
  })
  it('stop at the frame', () => {
    const a = benchAnnotation(box(0, 0), { group: 'g' })
    const other = benchAnnotation(box(0, 0), { group: 'g', target: { kind: 'frame', slot: 'image', frame: 1 } })
    expect([...withGroups(mapOf(a, other), [a.id])]).toEqual([a.id])
  })
  it('of a copy are groups of their own', () => {
    const { bench } = grouped()
    bench.click(20, 20).key('Ctrl+D')
    const groups = bench.last.added.map((a) => a.group)
    expect(new Set(groups).size).toBe(1)
    expect([...bench.scene.annotations.values()].filter((a) => a.group === groups[0])).toHaveLength(2)
    bench.click(70, 20, { alt: true }).key('Ctrl+D')
    expect(bench.last.added.map((a) => a.group)).toEqual([null])
  })
})

describe('pasting', () => {
  const frame = { size: { width: 200, height: 100 }, index: 2 }
  const taken = [benchAnnotation(box(150, 10), { classId: 'unknown-here' }), benchAnnotation(box(300, 90))]
  it('keeps arrangement and class, on the frame shown, the set moved inside', () => {
    const { added } = pasteDiff(new Map(), taken, frame)
    expect(boxesOf(added)).toEqual([
      [30, 0],
      [180, 80],
    ])
    expect(added.map((a) => a.classId).sort()).toEqual(['car', 'unknown-here'])
    expect(added.every((a) => a.target.kind === 'frame' && a.target.frame === 2)).toBe(true)
    expect(added.some((a) => taken.some((t) => t.id === a.id))).toBe(false)
  })
  it('lines up at the top left what is larger than the frame', () => {
    const { added } = pasteDiff(new Map(), [benchAnnotation(box(40, 30, 500, 400))], frame)
    expect(boxesOf(added)).toEqual([[0, 0]])
  })
  it('steps aside where the same shape lies', () => {
    const size = { width: 200, height: 100 }
    const one = benchAnnotation(box(10, 10))
    const { added } = pasteDiff(mapOf(one), [one], { size, index: 0 })
    expect(boxesOf(added)).toEqual([[22, 22]])
    const again = pasteDiff(mapOf(one, ...added), [one], { size, index: 0 })
    expect(boxesOf(again.added)).toEqual([[34, 34]])
  })
})

describe('copies of the previous item', () => {
  it('are made once, all or of one class, in front of what is here', () => {
    const here = benchAnnotation(box(0, 0), { z: 40 })
    const before = [benchAnnotation(box(5, 5)), benchAnnotation(box(50, 5), { classId: 'only-box' })]
    const frame = { size: { width: 200, height: 100 }, index: 0 }
    const all = propagateDiff(mapOf(here), before, frame, undefined)
    expect(all.added).toHaveLength(2)
    expect(all.added.every((a) => a.z > 40)).toBe(true)
    expect(propagateDiff(mapOf(here, ...all.added), before, frame, undefined).added).toEqual([])
    expect(propagateDiff(mapOf(here), before, frame, 'only-box').added.map((a) => a.classId)).toEqual(['only-box'])
  })
})
