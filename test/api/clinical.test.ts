// The page of the clinical sheet through the real handler: look, bring in, correct, date, take back, and who may see it.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProjectInfo } from '../../src/shared/contract/project.ts'
import { newId } from '../../src/shared/ids.ts'
import { view } from '../harness/mammoProject.ts'
import { newCases } from '../harness/newCases.ts'
import { openApp, type TestApp } from '../harness/requestApp.ts'
import { annotationOf } from '../harness/tempProject.ts'

let app: TestApp
let project: ProjectInfo
let projectId: string
beforeAll(async () => {
  app = await openApp('in-process')
  project = await newCases(app)
  projectId = project.id
  for (let n = 1; n <= 3; n++) put(`in/c${n}/RCC.dcm`, view('RCC', { no: n, study: `${n}`, patient: `004${n}` }))
  await app.job(app.call('import', 'run', { projectId, paths: [join(app.dir, 'in')], mode: 'reference' }))
})
afterAll(() => app.close())
const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(app.dir, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}
const page = (more: object = {}) => app.call('clinical', 'page', { projectId, limit: 10, ...more })
const table = async () => (await page()).rows.map((r) => r.values && [r.item, r.values.grp ?? '', r.values.both1 ?? ''])

it('shows nothing before somebody has asked for it, and writes down who did', async () => {
  expect(await page()).toEqual({ shown: false, rows: [], next: null, total: 3 })
  await app.call('clinical', 'reveal', { projectId })
  expect((await page()).rows.map((r) => [r.item, r.values])).toEqual([
    ['c1', {}],
    ['c2', {}],
    ['c3', {}],
  ])
  app.actAs(null)
  expect((await page()).shown).toBe(false)
  expect((await app.refused('clinical.reveal', { projectId })).code).toBe('author-required')
  app.actAs(project.users[0]!.id)
})

it('looks at a sheet with the columns as guessed and as said, then brings it in and takes it back', async () => {
  const path = put('s.csv', '번호,군,both1\n0041,악성,3\nc2,정상,1\n9999,정상,1\n')
  const blind = await app.call('clinical', 'look', { projectId, path })
  expect(blind).toMatchObject({ keyed: false, rows: 3, matched: 0, values: 0 })
  // The first row is the header although no column is the number.
  expect(blind.columns).toEqual([
    { header: '번호', variable: null, examples: ['0041', 'c2', '9999'] },
    { header: '군', variable: 'grp', examples: ['악성', '정상'] },
    { header: 'both1', variable: 'both1', examples: ['3', '1'] },
  ])
  expect((await app.refused('clinical.bringIn', { projectId, path })).code).toBe('clinical-no-number')
  const asked = { projectId, path, map: { 번호: 'recvid' } }
  const look = await app.call('clinical', 'look', asked)
  expect(look).toMatchObject({ keyed: true, rows: 3, matched: 2, changed: 2, unmatched: [{ row: 4, id: '9999' }] })
  expect(look.changes).toContainEqual({ item: 'c1', variable: 'grp', from: null, to: '악성' })
  expect(look.findings.filter((f) => f.severity === 'error').map((f) => f.item)).toEqual(['c1'])
  expect(await table()).toEqual([
    ['c1', '', ''],
    ['c2', '', ''],
    ['c3', '', ''],
  ])
  await app.call('clinical', 'bringIn', asked)
  expect(await table()).toEqual([
    ['c1', '악성', '3'],
    ['c2', '정상', '1'],
    ['c3', '', ''],
  ])
  expect((await page({ only: 'empty' })).rows.map((r) => r.item)).toEqual(['c3'])
  expect((await page({ only: 'findings', limit: 1 })).rows.map((r) => r.item)).toEqual(['c1'])
  // A column that was named and is not there, and a variable that is none.
  expect((await app.refused('clinical.look', { ...asked, map: { 없음: 'grp' } })).code).toBe('clinical-column')
  expect((await app.refused('clinical.look', { ...asked, map: { 번호: 'x' } })).code).toBe('clinical-variable')
  const [run] = await app.call('clinical', 'runs', { projectId })
  expect(run).toMatchObject({ sheet: 's.csv', items: 2, values: 6, undone: false })
  const c1 = (await page()).rows[0]!
  await app.call('clinical', 'set', { projectId, itemId: c1.itemId, variable: 'grp', value: ' 양성 ' })
  expect(await app.call('clinical', 'undo', { projectId, run: run!.run })).toEqual({ values: 5, kept: 1 })
  expect(await table()).toEqual([
    ['c1', '양성', ''],
    ['c2', '', ''],
    ['c3', '', ''],
  ])
  expect((await app.call('clinical', 'runs', { projectId }))[0]).toMatchObject({ undone: true })
  expect((await app.refused('clinical.undo', { projectId, run: run!.run })).code).toBe('not-found')
})

it('leaves no dropped sheet behind, wanted or not, and touches no other file', async () => {
  for (const end of ['bringIn', 'putAway'] as const) {
    const path = put(`m.pandok/uploads/${newId()}/s.csv`, 'recvid,grp\n0042,정상\n')
    await app.call('clinical', end, { projectId, path })
    expect([existsSync(path), existsSync(dirname(path))]).toEqual([false, false])
  }
  const outside = put('kept.csv', 'recvid,grp\n0042,정상\n')
  expect(await app.call('clinical', 'putAway', { projectId, path: outside })).toEqual({ removed: false })
  expect(existsSync(outside)).toBe(true)
})

it('dates every value and keeps the earlier one', async () => {
  const { itemId } = (await page()).rows[2]!
  for (const value of ['IDC', 'DCIS', 'DCIS', ''])
    await app.call('clinical', 'set', { projectId, itemId, variable: 'htlg_type_cmnt', value })
  const history = await app.call('clinical', 'history', { projectId, itemId })
  expect(history.map((v) => [v.value, v.sheet, v.undo, v.authorId])).toEqual(
    ['IDC', 'DCIS', ''].map((v) => [v, '', false, project.users[0]!.id]),
  )
  expect(history.every((v) => !Number.isNaN(Date.parse(v.time)))).toBe(true)
  expect((await page()).rows[2]).toMatchObject({ values: {}, dated: ['htlg_type_cmnt'] })
})

it('turns pages by key', async () => {
  const first = await page({ limit: 2 })
  const second = await page({ limit: 2, after: first.next })
  expect([first.rows.length, second.rows.map((r) => r.item), second.next]).toEqual([2, ['c3'], null])
})

it('a case that the asking person reads now keeps its values back until it is handed in', async () => {
  const { itemId } = (await page()).rows[0]!
  const { document } = await app.call('document', 'open', { projectId, itemId })
  const lesion = annotationOf({
    classId: 'mass',
    target: { kind: 'frame', slot: 'RCC', frame: 0 },
    shape: { kind: 'polygon', parts: [{ outer: [2, 2, 10, 2, 10, 9], holes: [] }] },
  })
  await app.call('document', 'applyDiff', {
    projectId,
    documentId: document.id,
    itemId,
    roundId: document.roundId,
    baseRevision: document.revision,
    opId: newId(),
    cause: { kind: 'edit', mark: 'box.add' },
    diff: { added: [lesion], updated: [], removed: [] },
  })
  expect((await page()).rows[0]).toMatchObject({ item: 'c1', values: null, findings: [], dated: [] })
  expect(await app.call('clinical', 'history', { projectId, itemId })).toEqual([])
  expect((await app.refused('clinical.set', { projectId, itemId, variable: 'grp', value: '정상' })).code).toBe(
    'forbidden',
  )
  const other = await app.call('users', 'create', { projectId, login: 'lee', name: '이', colour: '#ffb14e' })
  app.actAs(other.id)
  await app.call('clinical', 'reveal', { projectId })
  expect((await page()).rows[0]?.values).toMatchObject({ grp: '양성' })
})
