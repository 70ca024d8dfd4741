// Mammography cases from files on the disk through the store: grouping, views that come later, moves that are taken back.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { previewImport, runImport } from '../../src/main/importers/imageFiles.ts'
import { moveBack, moveSlot } from '../../src/main/store/cases.ts'
import { type MammoProject, mammoProject, openDocument, view } from '../harness/mammoProject.ts'

let pool: PixelPool
let folder: string
let made: MammoProject
beforeAll(() => {
  pool = createPixelPool({ size: 1 })
})
afterAll(() => pool.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pandok-mammo-'))
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
const slots = () => made.items().map((i) => [i.name, i.slots.map((s) => s.slot)])

test('files of one patient and study are one case with its views; what is left over is set aside and said', async () => {
  for (const [i, v] of (['LMLO', 'RCC', 'RMLO', 'LCC'] as const).entries()) put(`a/${i}.dcm`, view(v, { no: i }))
  put('a/spot.dcm', view('RCC', { no: 7, modifier: 'R-102D7' }))
  for (const v of ['RCC', 'LCC'] as const) put(`b/${v}.dcm`, view(v, { study: '2', no: v === 'RCC' ? 11 : 12 }))
  const preview = await previewImport({ project: made.project, pool }, [folder], {})
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
  put('later/x.dcm', view('RMLO', { study: '2', no: 13 }))
  expect(await bring()).toMatchObject({ items: 0, sources: 1 })
  expect(slots()[1]).toEqual(['b', ['RCC', 'LCC', 'RMLO']])
})

test('a picture changes places with its marks in every reading, and the move is taken back once', async () => {
  for (const [i, v] of (['RCC', 'LCC'] as const).entries()) put(`a/${v}.dcm`, view(v, { no: i }))
  await bring()
  const [item] = made.items()
  const before = item!.slots.map((s) => [s.slot, s.source.id])
  const mark = openDocument(made, item!.id, 'RCC')
  moveSlot(made.db(), item!.id, { from: 'RCC', to: 'LCC' }, made.ctx)
  expect(new Map(made.items()[0]!.slots.map((s) => [s.slot, s.source.id]))).toEqual(
    new Map([
      ['LCC', before[0]![1]],
      ['RCC', before[1]![1]],
    ]),
  )
  expect(mark.target()).toMatchObject({ slot: 'LCC' })
  expect(moveBack(made.db(), item!.id, made.ctx)).toEqual({ from: 'LCC', to: 'RCC' })
  expect(mark.target()).toMatchObject({ slot: 'RCC' })
  expect(moveBack(made.db(), item!.id, made.ctx)).toBeNull()
  // The reader undoes their own mark next, not the move.
  expect(mark.undoMarks()).toEqual(['polygon.add'])
})

test('undo in a window takes the picture along', async () => {
  for (const [i, v] of (['RCC', 'LCC'] as const).entries()) put(`a/${v}.dcm`, view(v, { no: i }))
  await bring()
  const [item] = made.items()
  const mark = openDocument(made, item!.id, 'RCC')
  const sourceOf = (slot: string) => made.items()[0]!.slots.find((s) => s.slot === slot)?.source.id
  const first = sourceOf('RCC')
  moveSlot(made.db(), item!.id, { from: 'RCC', to: 'extra-1' }, made.ctx)
  expect(sourceOf('extra-1')).toBe(first)
  mark.undo()
  expect([sourceOf('RCC'), mark.target()]).toEqual([first, expect.objectContaining({ slot: 'RCC' })])
  mark.redo()
  expect([sourceOf('extra-1'), mark.target()]).toEqual([first, expect.objectContaining({ slot: 'extra-1' })])
})
