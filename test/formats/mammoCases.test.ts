import { expect, test } from 'vitest'
import { previewImport, runImport } from '../../src/main/importers/imageFiles.ts'
import { moveBack, moveSlot } from '../../src/main/store/cases.ts'
import { pageItems } from '../../src/main/store/itemPages.ts'
import { mammoFolder } from '../harness/mammoFolder.ts'
import { openDocument, view } from '../harness/mammoProject.ts'

const at = mammoFolder()
const bring = () =>
  runImport({ project: at.made.project, pool: at.pool }, [at.folder], { mode: 'reference', ctx: at.made.ctx })
const slots = () => at.made.items().map((i) => [i.name, i.slots.map((s) => s.slot)])

test('files of one patient and study are one case with its views; what is left over is set aside and said', async () => {
  for (const [i, v] of (['LMLO', 'RCC', 'RMLO', 'LCC'] as const).entries()) at.put(`a/${i}.dcm`, view(v, { no: i }))
  at.put('a/spot.dcm', view('RCC', { no: 7, modifier: 'R-102D7' }))
  for (const v of ['RCC', 'LCC'] as const) at.put(`b/${v}.dcm`, view(v, { study: '2', no: v === 'RCC' ? 11 : 12 }))
  const preview = await previewImport({ project: at.made.project, pool: at.pool }, [at.folder], {})
  const result = await bring()
  expect([preview.items, preview.sources, result.items, result.sources]).toEqual([2, 7, 2, 7])
  expect(slots()).toEqual([
    ['a', ['RCC', 'LCC', 'RMLO', 'LMLO', 'extra-1']],
    ['b', ['RCC', 'LCC']],
  ])
  const said = (r: { findings: readonly { rule: string; item: string | null }[] }) =>
    r.findings.map((f) => `${f.item} ${f.rule}`)
  expect(said(result)).toEqual(['a mammo-image', 'b mammo-case', 'b mammo-case'])
  expect(said(preview)).toEqual(said(result))
  // A missing view comes later: the same case.
  at.put('later/x.dcm', view('RMLO', { study: '2', no: 13 }))
  expect(await bring()).toMatchObject({ items: 0, sources: 1 })
  expect(slots()[1]).toEqual(['b', ['RCC', 'LCC', 'RMLO']])
})

test('a picture changes places with its marks in every reading, and the move is taken back once', async () => {
  for (const [i, v] of (['RCC', 'LCC'] as const).entries()) at.put(`a/${v}.dcm`, view(v, { no: i }))
  await bring()
  const [item] = at.made.items()
  const before = item!.slots.map((s) => [s.slot, s.source.id])
  const mark = openDocument(at.made, item!.id, 'RCC')
  moveSlot(at.made.db(), item!.id, { from: 'RCC', to: 'LCC' }, at.made.ctx)
  expect(new Map(at.made.items()[0]!.slots.map((s) => [s.slot, s.source.id]))).toEqual(
    new Map([
      ['LCC', before[0]![1]],
      ['RCC', before[1]![1]],
    ]),
  )
  expect(mark.target()).toMatchObject({ slot: 'LCC' })
  expect(moveBack(at.made.db(), item!.id, at.made.ctx)).toEqual({ from: 'LCC', to: 'RCC' })
  expect(mark.target()).toMatchObject({ slot: 'RCC' })
  expect(moveBack(at.made.db(), item!.id, at.made.ctx)).toBeNull()
  // The reader undoes their own mark next, not the move.
  expect(mark.undoMarks()).toEqual(['polygon.add'])
})

test('undo in a window takes the picture along', async () => {
  for (const [i, v] of (['RCC', 'LCC'] as const).entries()) at.put(`a/${v}.dcm`, view(v, { no: i }))
  await bring()
  const [item] = at.made.items()
  const mark = openDocument(at.made, item!.id, 'RCC')
  const sourceOf = (slot: string) => at.made.items()[0]!.slots.find((s) => s.slot === slot)?.source.id
  const first = sourceOf('RCC')
  moveSlot(at.made.db(), item!.id, { from: 'RCC', to: 'extra-1' }, at.made.ctx)
  expect(sourceOf('extra-1')).toBe(first)
  mark.undo()
  expect([sourceOf('RCC'), mark.target()]).toEqual([first, expect.objectContaining({ slot: 'RCC' })])
  mark.redo()
  expect([sourceOf('extra-1'), mark.target()]).toEqual([first, expect.objectContaining({ slot: 'extra-1' })])
})

test('cases that lack a view are found by the filter of the list', async () => {
  const count = (where: string) => pageItems(at.made.db(), { where, limit: 1 }).total
  for (const [i, v] of (['RCC', 'LCC', 'RMLO'] as const).entries()) at.put(`a/${v}.dcm`, view(v, { no: i }))
  await bring()
  expect([count('case:incomplete'), count('-case:incomplete')]).toEqual([1, 0])
  at.put('b/LMLO.dcm', view('LMLO', { no: 3 }))
  await bring()
  expect([count('case:incomplete'), count('-case:incomplete')]).toEqual([0, 1])
})
