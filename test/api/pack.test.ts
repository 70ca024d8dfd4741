// The project's own copy of its pack: path template, reading fields again, report; through the real handler.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openXrayApp, writeScan, type XrayApp } from '../harness/xrayApp.ts'

let x: XrayApp
beforeAll(async () => {
  x = await openXrayApp(['train/Smith-칼/a1.png', 'train/Smith-가위/a2.png', 'flat.png'])
})
afterAll(() => x.app.close())

const TEMPLATE = { template: '{part}/{maker}-{item}/{file}', patterns: {} }
const fieldsOf = async (name: string) =>
  (await x.app.call('items', 'get', { projectId: x.projectId, itemId: (await x.ids()).get(name) })).fields

it('shows what a template would read, and what is wrong with one', async () => {
  const ask = (template: string, path?: string) =>
    x.app.call('pack', 'previewPlace', { projectId: x.projectId, place: { template, patterns: {} }, path })
  const { examples } = await ask(TEMPLATE.template, '/x/test/RAP620XR-총기/b.png')
  expect(examples.map((e) => [e.matches, e.fields])).toEqual([
    [true, { maker: 'Rapiscan', item: 'gun', kind: 'H', part: 'test' }],
    ...[...examples.slice(1)].map((e) => [e.matches, e.fields]),
  ])
  expect(examples.filter((e) => !e.matches).map((e) => e.path.split('/').at(-1))).toEqual(['flat.png'])
  expect(await ask('{maker}/{maker}/{file}')).toEqual({ problem: 'twice', examples: [] })
})
it('reads the fields of items again, after a look', async () => {
  const look = await x.app.job(x.app.call('pack', 'previewFields', { projectId: x.projectId, place: TEMPLATE }))
  expect(look.result).toMatchObject({ items: 3, changed: 2, unread: 1 })
  expect(await fieldsOf('a1.png')).toEqual({})
  const { xray } = await x.app.call('project', 'info', { projectId: x.projectId })
  if (!xray) throw new Error('no settings')
  const saved = await x.app.call('pack', 'save', {
    projectId: x.projectId,
    xray: { ...xray, place: TEMPLATE, target: { least: 1, most: 2 } },
    reason: '공개 데이터',
  })
  expect(saved.xray?.place).toEqual(TEMPLATE)
  const broken = { ...xray, place: { template: '{nope}', patterns: {} } }
  expect((await x.app.refused('pack.save', { projectId: x.projectId, xray: broken, reason: '' })).code).toBe(
    'bad-request',
  )
  const done = await x.app.job(x.app.call('pack', 'readFields', { projectId: x.projectId }))
  expect(done.result).toMatchObject({ changed: 2, unread: 1 })
  expect(await fieldsOf('a1.png')).toEqual({ maker: 'Smith', item: 'knife', kind: 'H', part: 'train' })
  expect(
    (await x.app.call('items', 'page', { projectId: x.projectId, where: 'part:train item:scissors', limit: 5 })).total,
  ).toBe(1)
})
it('is what an import reads by, at once', async () => {
  const path = join(x.app.dir, 'more', 'val', 'Smith-칼', 'c.png')
  writeScan(path, 40)
  const preview = await x.app.job(
    x.app.call('import', 'preview', { projectId: x.projectId, paths: [join(x.app.dir, 'more')] }),
  )
  const { findings } = preview.result as { findings: { rule: string }[] }
  expect(findings.map((f) => f.rule).filter((r) => !/size|depth/.test(r))).toEqual([])
  await x.app.job(
    x.app.call('import', 'run', { projectId: x.projectId, paths: [join(x.app.dir, 'more')], mode: 'reference' }),
  )
  expect(await fieldsOf('c.png')).toMatchObject({ maker: 'Smith', item: 'knife', part: 'val' })
})
it('counts images against the targets of the project', async () => {
  const report = await x.app.call('pack', 'report', { projectId: x.projectId })
  const states = new Map(report?.items.map((i) => [i.id, [i.images, i.state]]))
  expect([states.get('knife'), states.get('scissors'), states.get('usb')]).toEqual([
    [2, 'within'],
    [1, 'within'],
    [0, 'below'],
  ])
  expect(report?.unknown.scenario).toBe(4)
  expect((report?.split.train ?? 0) + (report?.split.validation ?? 0)).toBe(4)
})
