import { expect, it } from 'vitest'
import { xraySecurity } from './pack.ts'
import { type XrayCounts, xrayReport } from './report.ts'

const settings = xraySecurity.xray
if (!settings) throw new Error('the pack has no settings')
const counts = (change: Partial<XrayCounts> = {}): XrayCounts => ({
  images: 0,
  items: new Map(),
  scenarios: new Map(),
  makers: new Map(),
  split: { train: 0, validation: 0 },
  ...change,
})
const report = (change: Partial<XrayCounts>) =>
  xrayReport(counts(change), settings, xraySecurity.schema.classes, 1 / 11)

it('holds every item against 500 to 800 images', () => {
  const items = new Map([
    ['knife', 499],
    ['scissors', 500],
    ['usb', 800],
    ['ssd', 801],
  ])
  const states = new Map(report({ images: 2600, items }).items.map((i) => [i.id, i.state]))
  expect(['knife', 'scissors', 'usb', 'ssd', 'ammunition'].map((id) => states.get(id))).toEqual([
    'below',
    'within',
    'within',
    'above',
    'below',
  ])
})
it('compares scenarios with 15/15/40/30 and makers with a third each, of what is known', () => {
  const scenarios = new Map([
    ['Single_Default', 30],
    ['Single_Other', 10],
    ['Multiple_Categories', 40],
    ['Multiple_Other', 20],
  ])
  const r = report({ images: 120, scenarios, makers: new Map([['Smith', 60]]) })
  expect(r.scenarios.map((s) => [s.share, Math.round(s.target * 100)])).toEqual([
    [0.3, 15],
    [0.1, 15],
    [0.4, 40],
    [0.2, 30],
  ])
  expect(r.makers.map((m) => [m.id, m.share, m.target])).toContainEqual(['Smith', 1, 1 / 3])
  expect(r.unknown).toEqual({ item: 120, scenario: 20, maker: 60 })
})
it('divides by nothing in an empty project', () => {
  const r = report({})
  expect(r.items).toHaveLength(settings.items.length)
  expect([...r.scenarios, ...r.makers].every((s) => s.share === 0)).toBe(true)
})
