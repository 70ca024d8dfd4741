// A region that is not to be annotated: delivered with its class and reason, and what lies inside it is found.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { runRules } from '../../src/main/rules/runRules.ts'
import { iterateItems } from '../../src/main/store/items.ts'
import { makeIgnoreClass } from '../../src/shared/annotation/ignoreRegions.ts'
import { EMPTY_SCHEMA, plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { newId } from '../../src/shared/ids.ts'
import { labelProject } from '../harness/labelProject.ts'

const car = plainClass({ id: 'car', title: { ko: '차', en: 'car' }, colour: '#ff0000', shapes: ['box', 'polygon'] })
const ignore = makeIgnoreClass(EMPTY_SCHEMA)
const schema = { ...EMPTY_SCHEMA, classes: [car, ignore] }
const object = (over: Partial<Annotation>): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'car',
  shape: { kind: 'box', x: 10, y: 10, width: 10, height: 10 },
  keypoints: null,
  attributes: {},
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...over,
})

it('carries its reason into a delivery, and an object inside it is an info finding', async () => {
  const made = labelProject([{ name: 'a.png', width: 200, height: 100 }], schema)
  const out = mkdtempSync(join(tmpdir(), 'pandok-ignore-'))
  try {
    const inside = object({})
    const region = object({
      classId: ignore.id,
      shape: { kind: 'polygon', parts: [{ outer: [0, 0, 60, 0, 60, 60, 0, 60], holes: [] }] },
      attributes: { reason: 'other', 'reason-text': '유리 반사' },
    })
    const unsaid = object({ classId: ignore.id, shape: { kind: 'box', x: 100, y: 0, width: 20, height: 20 } })
    made.put('a.png', [inside, region, unsaid, object({ shape: { kind: 'box', x: 150, y: 50, width: 9, height: 9 } })])

    const [item] = iterateItems(made.project.db)
    const found = runRules(made.project.db, item!, { language: 'ko' })
    const ours = found.filter((f) => f.rule === 'inside-ignored')
    expect(ours).toMatchObject([{ severity: 'info', annotation: inside.id, message: expect.stringContaining('영역') }])
    expect(found.filter((f) => f.rule === 'attribute-required').map((f) => f.annotation)).toEqual([unsaid.id])

    const report = await exportProject({ project: made.project }, out, { format: 'coco' })
    const text = report.files.map((f) => readFileSync(join(out, f), 'utf8')).find((t) => t.includes('"categories"'))
    const coco = JSON.parse(text ?? '{}')
    const category = coco.categories.find((c: { name: string }) => c.name === ignore.id || c.name === ignore.title.en)
    const written = coco.annotations.filter((a: { category_id: number }) => a.category_id === category.id)
    expect(written).toHaveLength(2)
    expect(written[0].attributes).toMatchObject({ reason: 'other', 'reason-text': '유리 반사' })
  } finally {
    await made.close()
    rmSync(out, { recursive: true, force: true })
  }
})
