import { describe, expect, it } from 'vitest'
import type { Annotation } from '../../annotation/model.ts'
import { newId } from '../../ids.ts'
import { xraySecurity } from './pack.ts'
import { imageProblems, readingProblems, type XrayFacts } from './rules.ts'

const settings = xraySecurity.xray
if (!settings) throw new Error('the pack has no settings')
const classes = new Map(xraySecurity.schema.classes.map((c) => [c.id, c]))

const facts = (change: Partial<XrayFacts> = {}): XrayFacts => ({
  path: '/Smith/Knife/Single_Default/H_821191-0000_014_0231.PNG',
  state: 'working',
  width: 1920,
  height: 1080,
  bits: 8,
  channels: 3,
  sameId: [],
  ...change,
})
const object = (classId: string, change: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId,
  shape: { kind: 'polygon', parts: [{ outer: [0, 0, 10, 0, 10, 10], holes: [] }] },
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...change,
})
const verdict = (value: string): Annotation =>
  object('', { classId: null, shape: null, target: { kind: 'item' }, attributes: { verdict: value } })

const found = (all: Annotation[], scenario = 'Single_Default', change: Partial<XrayFacts> = {}) =>
  readingProblems(all, facts(change), { item: 'knife', scenario }, settings, classes).map(({ problem }) => [
    problem.rule,
    problem.severity,
  ])

describe('inspector checks', () => {
  it('an image without objects lacks them, unless it is clear or left out', () => {
    expect(found([])).toEqual([['xray-missing', 'warning']])
    expect(found([], 'Single_Default', { state: 'submitted' })).toEqual([
      ['xray-missing', 'error'],
      ['xray-verdict', 'error'],
    ])
    expect(found([verdict('정상')])).toEqual([])
    expect(found([verdict('의심(재검)')], 'Single_Default', { state: 'submitted' })).toEqual([
      ['xray-missing', 'warning'],
    ])
    expect(found([], 'Single_Default', { state: 'excluded' })).toEqual([])
  })

  it('the item of the folder must be there, and be alone in a single scan', () => {
    expect(found([object('knife')])).toEqual([])
    expect(found([object('gun')], 'Multiple_Categories')).toEqual([['xray-item', 'error']])
    expect(found([object('knife'), object('gun')], 'Multiple_Categories')).toEqual([])
    expect(found([object('knife'), object('gun')])).toEqual([['xray-item', 'warning']])
  })

  it('verdict and objects belong together', () => {
    expect(found([object('knife'), verdict('정상')])).toEqual([['xray-verdict', 'error']])
    expect(found([verdict('반입금지')])).toContainEqual(['xray-verdict', 'error'])
    expect(found([object('knife'), verdict('반입금지')])).toEqual([])
  })

  it('a published box must be the extent of its polygon, rounding aside, while the polygon is as it came', () => {
    const stated = (bbox: number[]) => object('knife', { extra: { coco: { bbox, bounds: [0, 0, 10, 10] } } })
    expect(found([stated([0, 0, 10, 11])])).toEqual([])
    expect(found([stated([0, 0, 10, 14])])).toEqual([['xray-box', 'error']])
    const moved: Annotation = {
      ...stated([0, 0, 10, 14]),
      shape: { kind: 'polygon', parts: [{ outer: [5, 5, 15, 5, 15, 15], holes: [] }] },
    }
    expect(found([moved])).toEqual([])
  })

  it('size, depth and data id are looked at', () => {
    const rules = (change: Partial<XrayFacts>) => imageProblems(facts(change), settings).map((p) => p.rule)
    expect(rules({})).toEqual([])
    expect(rules({ width: 1280 })).toEqual(['xray-image'])
    expect(rules({ channels: 1, bits: 16 })).toEqual(['xray-image'])
    expect(rules({ sameId: ['b.png'] })).toEqual(['xray-duplicate-id'])
  })
})
