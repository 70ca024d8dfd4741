// Decisions about the pictures of a case: proposals accepted, things kept, everything taken back and done again, and in the log.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { caseFindings, caseSheet } from '../../src/main/rules/caseSheet.ts'
import { selfCheck } from '../../src/main/rules/selfCheck.ts'
import { actOnCase, CASE_MARKS, redoAct, undoAct } from '../../src/main/store/caseActs.ts'
import { readLog } from '../../src/main/store/changeLog.ts'
import { type MammoProject, mammoProject, openDocument, view } from '../harness/mammoProject.ts'

let pool: PixelPool
let folder: string
let made: MammoProject
beforeAll(() => {
  pool = createPixelPool({ size: 1 })
})
afterAll(() => pool.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pandok-acts-'))
  made = mammoProject()
})
afterEach(async () => {
  await made.close()
  rmSync(folder, { recursive: true, force: true })
})
const put = (name: string, bytes: Uint8Array): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}
const bring = () => runImport({ project: made.project, pool }, [folder], { mode: 'reference', ctx: made.ctx })
const item = () => made.items()[0]!
const places = () => item().slots.map((s) => s.slot)
const open = () => caseFindings(made.db(), item(), 'en').filter((f) => f.kept === null && f.severity !== 'info')
const why = (reason: string) => ({ ...made.ctx, reason })

test('what is proposed is done, what is kept stands in nobody’s way, and all of it is taken back in order', async () => {
  for (const [i, v] of (['RCC', 'LCC', 'RMLO'] as const).entries()) put(`a/${i}.dcm`, view(v, { no: i }))
  put('a/4.dcm', view('RCC', { no: 4 }))
  await bring()
  const { id } = item()
  expect(open().map((f) => [f.view, f.proposal.do, f.others.map((o) => o.do)])).toEqual([
    ['LMLO', 'exclude', ['keep']],
    ['RCC', 'keep', ['move']],
  ])
  const [missing, double] = open()
  actOnCase(made.db(), id, { act: { do: 'keep' }, keys: double!.keys }, why('checked'))
  expect(open().map((f) => f.view)).toEqual(['LMLO'])
  const blocks = () => selfCheck(made.db(), id, null, 'en').filter((f) => f.rule.startsWith('mammo-case'))
  expect(blocks().map((f) => f.severity)).toEqual(['error'])
  actOnCase(made.db(), id, { act: missing!.proposal, keys: missing!.keys }, why('views missing'))
  expect(item().state).toBe('excluded')

  expect(caseSheet(made.db(), id, null, 'en').undo?.mark).toBe('case.exclude')
  expect(undoAct(made.db(), id, made.ctx)).toBe(true)
  expect(item().state).toBe('todo')
  expect(open().map((f) => f.view)).toEqual(['LMLO'])
  expect(undoAct(made.db(), id, made.ctx)).toBe(true)
  expect(open().map((f) => f.view)).toEqual(['LMLO', 'RCC'])
  expect(undoAct(made.db(), id, made.ctx)).toBe(false)
  expect([redoAct(made.db(), id, made.ctx), redoAct(made.db(), id, made.ctx)]).toEqual([true, true])
  expect(item().state).toBe('excluded')
  expect(redoAct(made.db(), id, made.ctx)).toBe(false)
  const log = readLog(made.db(), { itemId: id, limit: 50 }).filter((e) => CASE_MARKS.includes(e.mark))
  expect(
    log
      .map((e) => [e.mark, e.reason])
      .reverse()
      .slice(0, 3),
  ).toEqual([
    ['case.keep', 'checked'],
    ['case.exclude', 'views missing'],
    ['case.back', null],
  ])
})

test('a mislabelled picture is moved, its marks go along, and the decision belongs to the picture where it lay', async () => {
  for (const [i, v] of (['RCC', 'LCC', 'RMLO', 'LMLO'] as const).entries()) put(`a/${i}.dcm`, view(v, { no: i }))
  await bring()
  const { id } = item()
  const mark = openDocument(made, id, 'RCC')
  actOnCase(made.db(), id, { act: { do: 'move', from: 'RCC', to: 'LCC' }, keys: [] }, why('labelled wrongly'))
  expect(mark.target()).toMatchObject({ slot: 'LCC' })
  // By their headers both lie in the wrong place now; the person who moved them has answered that.
  const said = caseFindings(made.db(), item(), 'en').filter((f) => f.rule === 'mammo-view')
  expect(said.map((f) => [f.slots, f.proposal, f.kept?.reason])).toEqual([
    [['LCC'], { do: 'move', from: 'LCC', to: 'RCC' }, 'labelled wrongly'],
    [['RCC'], { do: 'move', from: 'RCC', to: 'LCC' }, 'labelled wrongly'],
  ])
  expect(open()).toEqual([])
  actOnCase(made.db(), id, { act: { do: 'setAside', from: 'RMLO' }, keys: [] }, why('spot'))
  expect(places()).toContain('extra-1')
  expect(undoAct(made.db(), id, made.ctx)).toBe(true)
  expect(places()).not.toContain('extra-1')
  undoAct(made.db(), id, made.ctx)
  undoAct(made.db(), id, made.ctx)
  expect(mark.target()).toMatchObject({ slot: 'RCC' })
  expect(redoAct(made.db(), id, made.ctx)).toBe(true)
  expect(mark.target()).toMatchObject({ slot: 'LCC' })
  expect(() =>
    actOnCase(made.db(), id, { act: { do: 'move', from: 'LCC', to: 'nowhere' }, keys: [] }, why('x')),
  ).toThrow('no such place')
})
