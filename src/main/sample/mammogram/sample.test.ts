import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createPixelPool } from '../../imaging/pixelPool.ts'
import { runRules } from '../../rules/runRules.ts'
import { clinicalHistory, readClinical } from '../../store/clinical.ts'
import { listDocuments, readAnnotations } from '../../store/documents.ts'
import { iterateItems } from '../../store/items.ts'
import { openProject } from '../../store/open.ts'
import { createSample } from '../index.ts'

const dir = mkdtempSync(join(tmpdir(), 'pandok-mammo-sample-'))
const pool = createPixelPool({ size: 2 })
const clock = () => new Date('2026-01-02T03:04:05Z')
afterAll(async () => {
  await pool.close()
  rmSync(dir, { recursive: true, force: true })
})

it('opens with six cases; the checks find what was put in and no others, and a value that came later kept the earlier one', async () => {
  const path = join(dir, 's.pandok')
  await createSample('mammography', path, { clock, pool })
  const project = openProject(path, { clock })
  const items = [...iterateItems(project.db)]
  expect(items.map((i) => [i.state, i.slots.length])).toEqual([
    ['submitted', 4],
    ['todo', 4],
    ['working', 4],
    ['todo', 3],
    ['todo', 5],
    ['todo', 5],
  ])
  const found = items.flatMap((item) =>
    runRules(project.db, item, { dir: project.dir }).map((f) => `${f.severity} ${f.rule} ${item.name}`),
  )
  expect(new Set(found)).toEqual(
    new Set([
      'error mammo-clinical MG000012',
      'error mammo-case MG000014',
      'error mammo-clinical MG000014',
      'warning mammo-duplicate MG000015',
      'error mammo-clinical MG000015',
      'info mammo-image MG000016',
      'warning mammo-clinical MG000016',
    ]),
  )
  const read = items[0]!
  const [reading] = listDocuments(project.db, read.id)
  const lesions = readAnnotations(project.db, reading!.id).filter((a) => a.shape)
  // Every lesion lies in both views of its breast, inside the picture.
  expect(new Set(lesions.map((a) => a.target.kind === 'frame' && a.target.slot)).size).toBe(2)
  for (const { shape } of lesions)
    if (shape?.kind === 'polygon')
      for (const [i, v] of shape.parts[0]!.outer.entries()) expect(v >= 0 && v <= (i % 2 === 0 ? 800 : 1040)).toBe(true)
  expect(readClinical(project.db, read.id)).toMatchObject({ htlg_type_cmnt: 'IDC', path_t_stag: '1' })
  expect(
    clinicalHistory(project.db, read.id)
      .filter((v) => v.variable === 'htlg_type_cmnt')
      .map((v) => [v.value, v.time.slice(0, 10)]),
  ).toEqual([
    ['DCIS', '2025-12-03'],
    ['IDC', '2025-12-31'],
  ])
  await project.close()
}, 120_000)
