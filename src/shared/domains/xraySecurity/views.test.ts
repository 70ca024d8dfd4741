import { expect, it } from 'vitest'
import { placeFields } from './fields.ts'
import { xraySecurity } from './pack.ts'
import { placeReader } from './place.ts'

const settings = xraySecurity.xray
if (!settings) throw new Error('the pack has no settings')
const readerOf = (template: string | null) =>
  placeReader({ settings: { ...settings, place: { template, patterns: {} } }, classes: xraySecurity.schema.classes })

it('images that differ in the name of the view alone are one bag, and two images', () => {
  const reader = readerOf(null)
  const fields = (name: string) => placeFields(reader.read(`/scans/Smith/Knife/Single_Default/${name}`))
  const [top, side] = [fields('H_821191-0000_014_0001_top.png'), fields('H_821191-0000_014_0001_SIDE.png')]
  expect(top).toMatchObject({ view: 'top', bag: 'Smith/Knife/Single_Default/H_821191-0000_014_0001', item: 'knife' })
  expect(side.bag).toBe(top.bag)
  expect(side.dataid).not.toBe(top.dataid)
  expect(fields('H_821191-0000_014_0001.png').bag).toBeUndefined()
})

it('the view is no part of the rule for names, and a repaired name keeps it', () => {
  const reader = readerOf(null)
  const problems = (path: string) => reader.problems(path, reader.read(path)).map((p) => [p.code, p.proposal])
  expect(problems('/d/Smith/Knife/Single_Default/H_821191-0000_014_0001_top.png')).toEqual([])
  expect(problems('/d/Smith/Knife/Multiple_Categories/S_821191-0000_014_0001_side.PNG')).toEqual([
    ['kind-wrong', 'H_821191-0000_014_0001_M_side.PNG'],
    ['mark-wrong', 'H_821191-0000_014_0001_M_side.PNG'],
  ])
})

it('a template says where the view stands, in the name or in a folder', () => {
  for (const [template, a, b] of [
    ['{part}/{file}_{view}', '/DvXray/train/P00001_OL.png', '/DvXray/train/P00001_SD.png'],
    ['{view}/{file}', '/set/upper/7.png', '/set/lower/7.png'],
  ] as const) {
    const reader = readerOf(template)
    const [one, two] = [placeFields(reader.read(a)), placeFields(reader.read(b))]
    expect(one.bag).toBeDefined()
    expect(one.bag).toBe(two.bag)
    expect(one.view).not.toBe(two.view)
  }
})
