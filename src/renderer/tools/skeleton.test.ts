import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../shared/annotation/model.ts'
import { benchAnnotation, ToolBench } from './toolBench.ts'

const added = (b: ToolBench): Annotation => b.check().last.added[0]!
const skeleton = (over: Partial<Annotation> = {}) =>
  benchAnnotation(
    { kind: 'box', x: 20, y: 20, width: 60, height: 60 },
    { keypoints: [50, 20, 2, 20, 80, 2, 80, 80, 1], ...over },
  )

describe('the skeleton tool', () => {
  const bench = () => new ToolBench().tool('skeleton')
  it('lays the template into the dragged box and keeps it at Enter as one record', () => {
    const b = bench().drag([20, 20], [80, 80])
    expect(b.state).toBe('skeleton.placing')
    expect(b.diffs).toEqual([])
    b.key('Enter')
    expect(added(b)).toMatchObject({
      classId: 'car',
      shape: { kind: 'box', x: 20, y: 20, width: 60, height: 60 },
      keypoints: [50, 20, 2, 20, 80, 2, 80, 80, 2],
    })
    expect(b.marks).toEqual(['skeleton.add'])
    expect(b.state).toBe('skeleton.idle')
  })
  it('takes the points one by one in the order of the template and is whole after the last', () => {
    const b = bench().click(40, 10).click(30, 60).click(70, 66)
    expect(added(b)).toMatchObject({
      shape: { kind: 'box', x: 30, y: 10, width: 40, height: 56 },
      keypoints: [40, 10, 2, 30, 60, 2, 70, 66, 2],
    })
  })
  it('after the template is laid, clicks replace its points in order and a drag moves any of them', () => {
    const b = bench().drag([20, 20], [80, 80]).drag([80, 80], [90, 90]).click(50, 30).key('Enter')
    expect(added(b).keypoints).toEqual([50, 30, 2, 20, 80, 2, 90, 90, 2])
  })
  it('0 right after a click leaves out the next point, not the one under the pointer', () => {
    expect(added(bench().click(40, 10).click(30, 60).key('0')).keypoints).toEqual([40, 10, 2, 30, 60, 2, 0, 0, 0])
  })
  it('0 leaves the next point out, 1 makes it occluded; the point under the pointer comes first', () => {
    const b = bench().key('0')
    expect(b.handled).toBe(false)
    b.click(40, 10).move(41, 10).key('1').move(100, 50).key('0').key('1').click(70, 66)
    expect(added(b).keypoints).toEqual([40, 10, 1, 0, 0, 0, 70, 66, 1])
  })
  it('undo takes the last step back', () => {
    const b = bench().click(40, 10).click(30, 60).key('Backspace')
    expect(b.shown.draft?.skeleton).toMatchObject({ current: 1, keypoints: [40, 10, 2, 0, 0, 0, 0, 0, 0] })
    b.click(35, 50).key('Enter')
    expect(added(b).keypoints).toEqual([40, 10, 2, 35, 50, 2, 0, 0, 0])
  })
  it('Esc or a lost pointer while a point is held ends only that', () => {
    const b = bench().drag([20, 20], [80, 80]).down(50, 20).move(60, 40)
    expect(b.state).toBe('skeleton.placing.holding')
    b.key('Escape')
    expect(b.shown.draft?.skeleton?.keypoints.slice(0, 3)).toEqual([50, 20, 2])
    b.up().down(50, 20).move(60, 40).cancelPointer()
    expect(b.shown.draft?.skeleton?.keypoints.slice(0, 3)).toEqual([50, 20, 2])
    b.key('Escape')
    expect([b.state, b.diffs.length]).toEqual(['skeleton.idle', 0])
  })
  it('is not kept without a point, and keeps the class it was begun with', () => {
    const b = bench().drag([20, 20], [80, 80]).move(150, 90).key('0').key('0').key('0')
    expect([b.refusals, b.diffs.length]).toEqual([['too-few-points'], 0])
    b.key('Backspace').set({ activeClass: null }).key('Enter')
    expect(added(b).keypoints).toEqual([0, 0, 0, 0, 0, 0, 80, 80, 2])
    expect(added(b).classId).toBe('car')
  })
})

describe('a selected skeleton', () => {
  const bench = (a: Annotation) => new ToolBench([a]).select(a)
  it('a point is dragged and the box that is only theirs follows', () => {
    const a = skeleton()
    const b = bench(a).drag([50, 20], [55, 5]).check()
    expect(b.marks).toEqual(['keypoint.move'])
    expect(b.annotation(a)).toMatchObject({
      shape: { x: 20, y: 5, width: 60, height: 75 },
      keypoints: [55, 5, 2, 20, 80, 2, 80, 80, 1],
    })
  })
  it('a box of its own only grows', () => {
    const a = skeleton({ shape: { kind: 'box', x: 10, y: 10, width: 100, height: 80 } })
    const b = bench(a).drag([50, 20], [60, 40])
    expect(b.annotation(a).shape).toEqual(a.shape)
    b.drag([60, 40], [60, 2])
    expect(b.annotation(a).shape).toEqual({ kind: 'box', x: 10, y: 2, width: 100, height: 88 })
  })
  it('a side of its box takes the points along', () => {
    const a = skeleton()
    const b = bench(a).drag([80, 50], [140, 50])
    expect(b.annotation(a).keypoints).toEqual([80, 20, 2, 20, 80, 2, 140, 80, 1])
  })
  it('keys set the visibility of the point under the pointer, else of the marked one', () => {
    const a = skeleton()
    const b = bench(a).move(50, 21).key('1')
    expect(b.annotation(a).keypoints?.[2]).toBe(1)
    b.click(20, 80).move(50, 50).key('0')
    expect(b.annotation(a).keypoints?.slice(3, 6)).toEqual([0, 0, 0])
    expect(b.marks).toEqual(['keypoint.visibility', 'keypoint.visibility'])
  })
  it('without a point the keys are free for others', () => {
    expect(bench(skeleton()).move(45, 60).key('1').handled).toBe(false)
  })
  it('a missing point comes back by dragging it from its place, or by a key over it', () => {
    const a = skeleton({ keypoints: [0, 0, 0, 20, 80, 2, 80, 20, 2] })
    const b = bench(a).drag([50, 20], [50, 30])
    expect(b.annotation(a).keypoints?.slice(0, 3)).toEqual([50, 30, 2])
    const other = skeleton({ keypoints: [0, 0, 0, 20, 80, 2, 80, 20, 2] })
    expect(bench(other).move(50, 21).key('1').annotation(other).keypoints?.slice(0, 3)).toEqual([50, 20, 1])
  })
  it('Delete makes the marked point a missing one; the last labelled one stays', () => {
    const a = skeleton({ keypoints: [50, 20, 2, 20, 80, 2, 0, 0, 0] })
    const b = bench(a).click(50, 20).key('Delete').click(20, 80).key('Delete').check()
    expect(b.annotation(a).keypoints).toEqual([0, 0, 0, 20, 80, 2, 0, 0, 0])
    expect(b.refusals).toEqual(['too-few-points'])
  })
  it('arrows move the marked point, or the whole skeleton', () => {
    const a = skeleton()
    const b = bench(a).click(50, 20).move(150, 90).key('ArrowRight').key('Shift+ArrowDown')
    expect(b.annotation(a).keypoints?.slice(0, 3)).toEqual([51, 30, 2])
    b.key('Escape').key('ArrowLeft')
    expect(b.annotation(a).keypoints).toEqual([50, 30, 2, 19, 80, 2, 79, 80, 1])
    expect(b.marks).toEqual(['keypoint.move', 'keypoint.move', 'shape.nudge'])
  })
  it('is moved, copied and pasted with its points', () => {
    const a = skeleton({ keypoints: [50, 20, 2, 0, 0, 0, 80, 80, 1] })
    const b = bench(a).drag([45, 60], [55, 65])
    expect(b.annotation(a).keypoints).toEqual([60, 25, 2, 0, 0, 0, 90, 85, 1])
    b.key('Ctrl+D')
    expect(added(b).keypoints).toEqual([72, 37, 2, 0, 0, 0, 102, 97, 1])
  })
})
