// Files that are not what they should be: a named reason, nothing half read in silence, no crash.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importLabels } from '../../src/main/importers/labels.ts'
import { ERROR_CODES } from '../../src/shared/contract/errors.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'

let made: LabelProject
let folder: string
let files = 0
beforeAll(() => {
  made = labelProject([
    { name: 'a.png', width: 20, height: 10 },
    { name: 'b.png', width: 20, height: 10 },
  ])
  folder = mkdtempSync(join(tmpdir(), 'pandok-hostile-'))
})
afterAll(async () => {
  await made.close()
  rmSync(folder, { recursive: true, force: true })
})

const preview = (content: string | Buffer, name = `${files++}.json`) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return importLabels(made.deps, [path], { ctx: made.ctx, dryRun: true })
}
const good = {
  info: { year: 2026 },
  images: [
    { id: 1, file_name: 'a.png', width: 20, height: 10 },
    { id: '2', file_name: 'b.png', width: '20', height: 10.0 },
  ],
  categories: [{ id: 1, name: 'cat', keypoints: ['nose'], skeleton: [[1, 1]] }],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4], segmentation: [[1, 2, 4, 2, 4, 6]], area: 6, iscrowd: 0 },
    {
      id: 2,
      image_id: 2,
      category_id: 1,
      bbox: [0, 0, 2, 2],
      segmentation: { size: [10, 20], counts: [0, 2, 198] },
      iscrowd: 1,
    },
    { id: 3, image_id: '1', category_id: '1', bbox: ['1', '1', '2', '2'], keypoints: [1, 1, 2], num_keypoints: 1 },
    { id: 4, image_id: 1, category_id: 1 },
  ],
}

test('quirks of real exporters are understood: ids as text, sizes as text, missing areas, annotations before images', async () => {
  const result = await preview(
    JSON.stringify({ annotations: good.annotations, categories: good.categories, images: good.images }),
  )
  expect(result).toMatchObject({ annotations: 4, items: 2, skipped: [], losses: [], format: 'coco' })
  expect(result.classes).toEqual([{ name: 'cat', count: 4, known: false }])
})

test('annotations in any order, image by image again', async () => {
  const many = Array.from({ length: 300 }, (_, i) => ({
    id: i,
    image_id: 1 + (i % 2),
    category_id: 1,
    bbox: [i % 10, 0, 1, 1],
  }))
  const path = join(folder, 'mixed.json')
  writeFileSync(path, JSON.stringify({ ...good, annotations: many }))
  const own = labelProject([
    { name: 'a.png', width: 20, height: 10 },
    { name: 'b.png', width: 20, height: 10 },
  ])
  try {
    expect(await importLabels(own.deps, [path], { ctx: own.ctx })).toMatchObject({
      annotations: 300,
      items: 2,
      losses: [],
    })
    const read = own.read()
    const kept = (name: string) => read.get(name)?.map((a) => a.extra['coco'])
    expect(kept('a.png')).toEqual(many.filter((m) => m.image_id === 1).map((m) => ({ id: m.id })))
    expect(kept('b.png')).toHaveLength(150)
  } finally {
    await own.close()
  }
})

test.each([
  ['not JSON', 'hello', 'label-file-invalid'],
  ['empty', '', 'file-empty'],
  ['cut', JSON.stringify(good).slice(0, -20), 'truncated'],
  ['a list where an object must be', JSON.stringify({ ...good, images: { a: 1 } }), 'label-file-invalid'],
  ['something else', JSON.stringify({ hello: 1 }), 'unknown-format'],
  [
    'too deep',
    `{"images":[],"annotations":[{"id":1,"image_id":1,"x":${'['.repeat(1000)}${']'.repeat(1000)}}]}`,
    'label-file-invalid',
  ],
  [
    'not UTF-8',
    Buffer.from([...Buffer.from('{"images":[],"annotations":[],"info":{"a":"'), 0xff, 0xfe, ...Buffer.from('"}}')]),
    'label-file-invalid',
  ],
])('%s', async (_what, content, code) => {
  const result = await preview(content)
  expect(result.annotations).toBe(0)
  expect(result.skipped.map((s) => s.code)).toEqual([code])
})

test.each([
  [{ segmentation: { size: [10, 20], counts: [1, -5] } }, 'coco-segmentation-invalid'],
  [{ segmentation: { size: [1e9, 1e9], counts: [1] } }, 'coco-segmentation-invalid'],
  [{ segmentation: { size: [10, 20], counts: '~~~' } }, 'coco-segmentation-invalid'],
  [{ segmentation: 7 }, 'coco-segmentation-invalid'],
  [{ segmentation: { size: [5, 5], counts: [25] } }, 'coco-mask-size'],
  [{ segmentation: [[1, 2, 3]] }, 'coco-ring-invalid'],
  [{ segmentation: [['a', 1, 2, 3, 4, 5]] }, 'coco-ring-invalid'],
  [{ bbox: [1, 2, -3, 4] }, 'coco-bbox-invalid'],
  [{ bbox: [1, 2, null, 4] }, 'coco-bbox-invalid'],
  [{ bbox: 'no' }, 'coco-bbox-invalid'],
  [{ keypoints: [1, 2] }, 'coco-keypoints-invalid'],
  [{ category_id: 99 }, 'coco-category-unknown'],
  [{ area: 1e6 }, 'coco-area-recomputed'],
])('%j is counted under its own name', async (change, code) => {
  const annotations = [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 2, 2], ...change }]
  const result = await preview(JSON.stringify({ ...good, annotations }))
  expect(result.losses.map((l) => [l.code, l.count])).toEqual([[code, 1]])
})

test.each<Record<string, unknown>>([
  { bbox: [1, 2, -3, 4] },
  { bbox: 'no' },
  { bbox: undefined, segmentation: [[1, 2, 3]] },
])('a shape that cannot be read is left out, not a label of the whole picture: %j', async (change) => {
  const annotations = [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 2, 2], ...change }]
  const result = await preview(JSON.stringify({ ...good, annotations }))
  expect(result.annotations).toBe(0)
})

test('annotations of images that are not there are counted, with examples', async () => {
  const images = [...good.images, { id: 9, file_name: 'gone.png', width: 1, height: 1 }]
  const annotations = [
    ...good.annotations,
    { id: 5, image_id: 9, category_id: 1, bbox: [0, 0, 1, 1] },
    { id: 6, image_id: 77, category_id: 1, bbox: [0, 0, 1, 1] },
    { id: 7 },
    'x',
  ]
  const result = await preview(JSON.stringify({ ...good, images, annotations }))
  expect(result.annotations).toBe(4)
  expect(result.losses).toMatchObject([{ code: 'label-target-missing', count: 4, examples: ['gone.png', '#77', '?'] }])
})

test('a file damaged anywhere answers with a reason, or reads what is left; it never throws anything without a name', async () => {
  const text = JSON.stringify(good)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      async (damage) => {
        const bytes = Buffer.from(text)
        for (const [at, byte] of damage) bytes[at] = byte
        const result = await preview(bytes, 'damaged.json')
        for (const s of result.skipped) expect(ERROR_CODES).toContain(s.code)
      },
    ),
    { numRuns: 150 },
  )
})

test('wrong types anywhere in the records do the same', async () => {
  const wrong = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(1e308), fc.constant(-1), fc.constant('__proto__'))
  const keys = [
    'id',
    'image_id',
    'category_id',
    'bbox',
    'segmentation',
    'area',
    'iscrowd',
    'keypoints',
    'attributes',
    '__proto__',
    'score',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...keys), wrong),
      fc.dictionary(fc.constantFrom('id', 'file_name', 'width', 'height'), wrong),
      async (annotation, image) => {
        const content = { ...good, images: [...good.images, image], annotations: [...good.annotations, annotation] }
        const result = await preview(JSON.stringify(content), 'wrong.json')
        for (const s of result.skipped) expect(ERROR_CODES).toContain(s.code)
        expect(result.annotations).toBeGreaterThanOrEqual(
          result.skipped.some((s) => s.code === 'label-file-invalid') ? 0 : 4,
        )
      },
    ),
    { numRuns: 150 },
  )
})
