import { expect, test } from 'vitest'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { caseFindings, caseSheet } from '../../src/main/rules/caseSheet.ts'
import { selfCheck } from '../../src/main/rules/selfCheck.ts'
import { actOnCase, CASE_MARKS, redoAct, undoAct } from '../../src/main/store/caseActs.ts'
import { readLog } from '../../src/main/store/changeLog.ts'
import { mammoFolder } from '../harness/mammoFolder.ts'
import { openDocument, view } from '../harness/mammoProject.ts'

const at = mammoFolder()
const bring = () =>
  runImport({ project: at.made.project, pool: at.pool }, [at.folder], { mode: 'reference', ctx: at.made.ctx })
const item = () => at.made.items()[0]!
const places = () => item().slots.map((s) => s.slot)
const open = () => caseFindings(at.made.db(), item(), 'en').filter((f) => f.kept === null && f.severity !== 'info')
const why = (reason: string) => ({ ...at.made.ctx, reason })

test('what is proposed is done, what is kept stands in nobody’s way, and all of it is taken back in order', async () => {
  for (const [i, v] of (['RCC', 'LCC', 'RMLO'] as const).entries()) at.put(`a/${i}.dcm`, view(v, { no: i }))
  at.put('a/4.dcm', view('RCC', { no: 4 }))
  await bring()
  const { id } = item()
  expect(open().map((f) => [f.view, f.proposal.do, f.others.map((o) => o.do)])).toEqual([
    ['LMLO', 'exclude', ['keep']],
    ['RCC', 'keep', ['move']],
  ])
  const [missing, double] = open()
  actOnCase(at.made.db(), id, { act: { do: 'keep' }, keys: double!.keys }, why('checked'))
  expect(open().map((f) => f.view)).toEqual(['LMLO'])
  const blocks = () => selfCheck(at.made.db(), id, null, 'en').filter((f) => f.rule.startsWith('mammo-case'))
  expect(blocks().map((f) => f.severity)).toEqual(['error'])
  actOnCase(at.made.db(), id, { act: missing!.proposal, keys: missing!.keys }, why('views missing'))
  expect(item().state).toBe('excluded')

  expect(caseSheet(at.made.db(), id, null, 'en').undo?.mark).toBe('case.exclude')
  expect(undoAct(at.made.db(), id, at.made.ctx)).toBe(true)
  expect(item().state).toBe('todo')
  expect(open().map((f) => f.view)).toEqual(['LMLO'])
  expect(undoAct(at.made.db(), id, at.made.ctx)).toBe(true)
  expect(open().map((f) => f.view)).toEqual(['LMLO', 'RCC'])
  expect(undoAct(at.made.db(), id, at.made.ctx)).toBe(false)
  expect([redoAct(at.made.db(), id, at.made.ctx), redoAct(at.made.db(), id, at.made.ctx)]).toEqual([true, true])
  expect(item().state).toBe('excluded')
  expect(redoAct(at.made.db(), id, at.made.ctx)).toBe(false)
  const log = readLog(at.made.db(), { itemId: id, limit: 50 }).filter((e) => CASE_MARKS.includes(e.mark))
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
  for (const [i, v] of (['RCC', 'LCC', 'RMLO', 'LMLO'] as const).entries()) at.put(`a/${i}.dcm`, view(v, { no: i }))
  await bring()
  const { id } = item()
  const mark = openDocument(at.made, id, 'RCC')
  actOnCase(at.made.db(), id, { act: { do: 'move', from: 'RCC', to: 'LCC' }, keys: [] }, why('labelled wrongly'))
  expect(mark.target()).toMatchObject({ slot: 'LCC' })
  // By their headers both lie in the wrong place now; the person who moved them has answered that.
  const said = caseFindings(at.made.db(), item(), 'en').filter((f) => f.rule === 'mammo-view')
  expect(said.map((f) => [f.slots, f.proposal, f.kept?.reason])).toEqual([
    [['LCC'], { do: 'move', from: 'LCC', to: 'RCC' }, 'labelled wrongly'],
    [['RCC'], { do: 'move', from: 'RCC', to: 'LCC' }, 'labelled wrongly'],
  ])
  expect(open()).toEqual([])
  actOnCase(at.made.db(), id, { act: { do: 'setAside', from: 'RMLO' }, keys: [] }, why('spot'))
  expect(places()).toContain('extra-1')
  expect(undoAct(at.made.db(), id, at.made.ctx)).toBe(true)
  expect(places()).not.toContain('extra-1')
  undoAct(at.made.db(), id, at.made.ctx)
  undoAct(at.made.db(), id, at.made.ctx)
  expect(mark.target()).toMatchObject({ slot: 'RCC' })
  expect(redoAct(at.made.db(), id, at.made.ctx)).toBe(true)
  expect(mark.target()).toMatchObject({ slot: 'LCC' })
  expect(() =>
    actOnCase(at.made.db(), id, { act: { do: 'move', from: 'LCC', to: 'nowhere' }, keys: [] }, why('x')),
  ).toThrow('no such place')
})
