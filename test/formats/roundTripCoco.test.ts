import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { exportProject } from '../../src/main/exporters/index.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema, writeSchema } from '../../src/main/store/schemas.ts'
import { shapeArea } from '../../src/shared/geometry/shapes.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { filesBelow, hasData, LABELS, SKIP_REASON, XRAY } from './sharedData.ts'

const record = z.record(z.string(), z.unknown())
const cocoSchema = z.looseObject({
  images: z.array(record).default([]),
  annotations: z.array(record).default([]),
  categories: z.array(record).default([]),
})
const readCoco = (path: string) => cocoSchema.parse(JSON.parse(readFileSync(path, 'utf8')))

const picturesOf = (coco: z.infer<typeof cocoSchema>): Picture[] =>
  coco.images.map((i) => ({
    name: String(i['file_name']),
    width: Number(i['width'] ?? 1024),
    height: Number(i['height'] ?? 768),
  }))

/** Fields that an export adds or computes; everything else of the input must stand unchanged in the output. */
const COMPUTED = new Set(['area'])

function missingFrom(written: Record<string, unknown>, given: Record<string, unknown>): string[] {
  return Object.keys(given).filter((name) => !COMPUTED.has(name) && !isDeepStrictEqual(written[name], given[name]))
}

const open: LabelProject[] = []
const folders: string[] = []
const outFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-out-'))
  folders.push(folder)
  return folder
}
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true })
})

async function roundTrip(path: string, pictures: Picture[]) {
  const made = labelProject(pictures)
  open.push(made)
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  const out = outFolder()
  const report = await exportProject({ project: made.project }, out, { format: 'coco' })
  return { made, result, report, written: readCoco(join(out, 'annotations/instances_default.json')) }
}

const isCocoFile = (path: string) =>
  path.endsWith('.json') && /coco|tianchi/.test(path) && !/coco-results|panoptic_/.test(path)
const files = hasData ? [...filesBelow(LABELS), ...filesBelow(XRAY)].filter(isCocoFile) : ['no data']

describe.skipIf(!hasData)(`COCO files come in, go out and come back equal${SKIP_REASON}`, () => {
  test.each(files)('%s', async (path) => {
    const given = readCoco(path)
    const { result, report, written } = await roundTrip(path, picturesOf(given))
    expect(result.annotations).toBe(given.annotations.length)
    expect(result.losses.filter((l) => l.code !== 'coco-area-recomputed' && l.code !== 'coco-image-box')).toEqual([])
    expect(report.compared).toEqual({ equal: given.annotations.length, different: 0, examples: [] })
    expect(report.losses).toEqual([])

    for (const [list, key] of [
      ['images', 'id'],
      ['annotations', 'id'],
      ['categories', 'id'],
    ] as const) {
      const byId = new Map(written[list].map((r) => [JSON.stringify(r[key]), r]))
      expect(written[list]).toHaveLength(given[list].length)
      for (const r of given[list]) expect(missingFrom(byId.get(JSON.stringify(r[key])) ?? {}, r)).toEqual([])
    }
    for (const name of Object.keys(given))
      if (!['images', 'annotations', 'categories'].includes(name)) expect(written[name]).toEqual(given[name])
  })

  test('areas that are recomputed are close to what was published where the shape is one the publisher measured', async () => {
    const path = join(LABELS, 'coco-sharks/train/_annotations.coco.json')
    const given = readCoco(path)
    const { result, written } = await roundTrip(path, picturesOf(given))
    const listed = result.losses.find((l) => l.code === 'coco-area-recomputed')?.count ?? 0
    const areas = new Map(written.annotations.map((a) => [a['id'], Number(a['area'])]))
    const moved = given.annotations.filter((a) => Math.abs((areas.get(a['id']) ?? 0) - Number(a['area'])) > 0.011)
    expect(listed).toBe(moved.length)
  })

  test('panoptic files: every segment comes in with exactly the pixels of its colour', async () => {
    const path = join(LABELS, 'datumaro/coco_dataset/coco/annotations/panoptic_val.json')
    const { made, result, report } = await roundTrip(path, picturesOf(readCoco(path)))
    expect(result.losses).toEqual([])
    const found = made
      .read()
      .get('b.jpg')
      ?.map((a) => [a.classId, a.shape && shapeArea(a.shape), a.extra['coco']])
    expect(found).toEqual([
      ['a', 20, expect.objectContaining({ id: 7 })],
      ['b', 20, expect.objectContaining({ id: 20, iscrowd: 1 })],
    ])
    expect(report.compared).toEqual({ equal: 2, different: 0, examples: [] })
    const again = await importLabels(made.deps, [path], { ctx: made.ctx })
    expect(again.annotations).toBe(0)
  })

  test('a skeleton becomes the template of its class and goes out with it', async () => {
    const path = join(outFolder(), 'people.json')
    const person = {
      id: 1,
      name: 'person',
      keypoints: ['nose', 'left eye', 'right eye'],
      skeleton: [
        [1, 2],
        [1, 3],
      ],
    }
    const shape = { bbox: [1, 1, 8, 8], area: 64, segmentation: [], iscrowd: 0 }
    const points = { keypoints: [1, 1, 2, 3, 3, 1, 0, 0, 0], num_keypoints: 2 }
    const data = {
      images: [{ id: 1, file_name: 'a.png', width: 20, height: 10 }],
      categories: [person],
      annotations: [{ id: 1, image_id: 1, category_id: 1, ...shape, ...points }],
    }
    writeFileSync(path, JSON.stringify(data))
    const { made, report, written } = await roundTrip(path, [{ name: 'a.png', width: 20, height: 10 }])
    const [only] = readSchema(made.project.db).classes
    expect(only?.skeleton?.points.map((p) => p.name)).toEqual(person.keypoints)
    expect(only?.skeleton?.edges).toEqual([
      [0, 1],
      [0, 2],
    ])
    expect(only?.shapes).toEqual(['skeleton'])
    expect(written.categories[0]).toMatchObject(person)
    expect(report.losses).toEqual([])
    // A template that was changed here goes out as it is now.
    const schema = readSchema(made.project.db)
    const next = { ...only!, skeleton: { ...only!.skeleton!, edges: [[1, 2] as [number, number]] } }
    writeSchema(made.deps.db, { ...schema, classes: [next] }, made.ctx)
    const out = outFolder()
    await exportProject({ project: made.project }, out, { format: 'coco' })
    expect(readCoco(join(out, 'annotations/instances_default.json')).categories[0]?.['skeleton']).toEqual([[2, 3]])
  })

  test('captions are labels of the picture with their sentence, and captions again on the way out', async () => {
    const path = join(LABELS, 'datumaro/coco_dataset/coco/annotations/captions_val.json')
    const { made, written } = await roundTrip(path, picturesOf(readCoco(path)))
    expect(
      made
        .read()
        .get('b.jpg')
        ?.map((a) => [a.classId, a.attributes]),
    ).toEqual([
      ['caption', { caption: 'world' }],
      ['caption', { caption: 'text' }],
    ])
    expect(written.categories).toEqual([])
    expect(written.annotations.map((a) => a['caption'])).toEqual(['world', 'text'])
  })

  test('a result list finds the images of an earlier import by their ids, and says which it cannot find', async () => {
    const path = join(LABELS, 'coco-results/instances_val2014_fakebbox100_results.json')
    const list = z.array(record).parse(JSON.parse(readFileSync(path, 'utf8')))
    const known = 42
    const wanted = list.filter((r) => r['image_id'] === known || r['image_id'] === 73)
    const official = { name: 'COCO_val2014_000000000073.jpg', width: 640, height: 640 }
    const made = labelProject([{ name: 'kept.jpg', width: 700, height: 700 }, official])
    open.push(made)
    const first = join(outFolder(), 'first.json')
    const image = { id: known, file_name: 'kept.jpg', width: 700, height: 700 }
    const category = { id: 18, name: 'dog', supercategory: 'animal' }
    writeFileSync(first, JSON.stringify({ images: [image], annotations: [], categories: [category] }))
    await importLabels(made.deps, [first], { ctx: made.ctx })
    const result = await importLabels(made.deps, [path], { ctx: made.ctx })
    expect(result.annotations).toBe(wanted.length)
    expect(result.losses.find((l) => l.code === 'label-target-missing')?.count).toBe(list.length - wanted.length)
    const dog = made.read().get('kept.jpg')?.[0]
    expect(dog?.classId).toBe('dog')
    expect(dog?.origin).toEqual({ kind: 'model', model: basename(path), score: 0.236 })
    const out = outFolder()
    await exportProject({ project: made.project }, out, { format: 'coco' })
    const written = readCoco(join(out, 'annotations/instances_default.json'))
    expect(written.annotations.map((a) => a['score']).sort()).toEqual(wanted.map((r) => r['score']).sort())
  })
})
