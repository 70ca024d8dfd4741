import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createPixelPool } from '../../imaging/pixelPool.ts'
import { runRules } from '../../rules/runRules.ts'
import { effectiveDocument, readAnnotations } from '../../store/documents.ts'
import { readItemFields } from '../../store/itemFields.ts'
import { iterateItems } from '../../store/items.ts'
import { openProject } from '../../store/open.ts'
import { createSample } from '../index.ts'

const dir = mkdtempSync(join(tmpdir(), 'pandok-xray-sample-'))
const pool = createPixelPool({ size: 2 })
const clock = () => new Date('2026-01-02T03:04:05Z')
afterAll(async () => {
  await pool.close()
  rmSync(dir, { recursive: true, force: true })
})

it('opens with scans of all makers and scenarios; the checks find the mistakes that were put in and no others', async () => {
  const path = join(dir, 's.pandok')
  await createSample('xray-security', path, { clock, pool })
  const project = openProject(path, { clock })
  const items = [...iterateItems(project.db)]
  expect(items).toHaveLength(25)
  const fields = items.map((i) => readItemFields(project.db, i.id))
  const sides = fields.filter((f) => f.view !== undefined)
  expect(sides.map((f) => f.view)).toEqual(['side', 'top'])
  expect(new Set(sides.map((f) => f.bag)).size).toBe(1)
  expect(new Set(fields.map((f) => f.maker))).toEqual(new Set(['Rapiscan', 'Smith', 'Astrophysics']))
  expect(new Set(fields.map((f) => f.scenario)).size).toBe(4)
  const found = items.flatMap((item) =>
    runRules(project.db, item, { dir: project.dir })
      .filter((f) => f.severity === 'error')
      .map((f) => `${f.rule} ${item.name.split('/')[1]}`),
  )
  expect(new Set(found)).toEqual(
    new Set([
      'xray-name Pliers',
      'xray-verdict Hammer',
      'attribute-required Hammer',
      'attribute-required Power_bank',
      'attribute-required Mobile_phone',
      'xray-verdict Spanner',
    ]),
  )
  // Images meet the standard: nothing is said about size or depth.
  expect(
    items.flatMap((i) => runRules(project.db, i, { dir: project.dir })).filter((f) => f.rule === 'xray-image'),
  ).toEqual([])
  const objects = items.flatMap((item) => {
    const document = effectiveDocument(project.db, item.id)?.document
    return document ? readAnnotations(project.db, document.id).filter((a) => a.shape) : []
  })
  expect(objects.length).toBeGreaterThan(15)
  expect(new Set(items.map((i) => i.state))).toEqual(new Set(['todo', 'working', 'submitted', 'done', 'excluded']))
  await project.close()
}, 180_000)
