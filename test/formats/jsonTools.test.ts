import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { namesOf } from '../../src/main/formats/labelstudio/imageName.ts'
import { decodeBrush, encodeBrush } from '../../src/main/formats/labelstudio/rle.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { findDocument, readAnnotations } from '../../src/main/store/documents.ts'
import { iterateItems } from '../../src/main/store/items.ts'
import { newestRound } from '../../src/main/store/rounds.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import { listUsers } from '../../src/main/store/users.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { hasData, LABELS, SKIP_REASON } from './sharedData.ts'

const opened: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})
function project(pictures: readonly Picture[]): LabelProject {
  const made = labelProject(pictures)
  opened.push(made.close)
  return made
}
function file(content: unknown, name = 'a.json'): string {
  const folder = mkdtempSync(join(tmpdir(), 'pandok-json-'))
  opened.push(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return join(folder, name)
}
const A: Picture = { name: 'a.png', width: 200, height: 100 }

const shape = (shape_type: string, points: number[][], more = {}) => ({
  label: 'x',
  points,
  group_id: null,
  shape_type,
  flags: {},
  ...more,
})
const labelme = (shapes: unknown[], more = {}) => ({
  version: '5.7.0',
  flags: {},
  shapes,
  imagePath: '..\\pictures\\a.png',
  imageData: null,
  imageHeight: 100,
  imageWidth: 200,
  ...more,
})

test('labelme: every kind becomes the shape it is, and goes out as it came', async () => {
  const given = labelme(
    [
      shape(
        'rectangle',
        [
          [30, 40],
          [10, 20],
        ],
        { group_id: 3, flags: { hard: true }, description: '왼쪽', hint: 1 },
      ),
      shape('oriented_rectangle', [
        [10, 10],
        [20, 20],
        [15, 25],
        [5, 15],
      ]),
      shape(
        'rotation',
        [
          [10, 10],
          [20, 20],
          [15, 25],
          [5, 15],
        ],
        { direction: 0.7, difficult: true },
      ),
      shape('circle', [
        [50, 50],
        [53, 54],
      ]),
      shape('line', [
        [1, 2],
        [3, 4],
      ]),
      shape('linestrip', [
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      shape('point', [[7, 8]]),
      shape('points', [
        [7, 8],
        [9, 10],
      ]),
      {
        label: 'old',
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      },
    ],
    { flags: { rainy: true, night: false }, lineColor: [0, 255, 0, 128] },
  )
  const path = file(given)
  const made = project([A])
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 10, items: 1, skipped: [] })
  expect(result.losses.map((l) => l.code)).toEqual(['points-as-keypoints'])
  const all = made.read().get('a.png') ?? []
  expect(all[0]).toMatchObject({ shape: null, classId: null, attributes: { rainy: true, night: false } })
  expect(all[1]).toMatchObject({
    shape: { kind: 'box', x: 10, y: 20, width: 20, height: 20 },
    group: '3',
    attributes: { hard: true, description: '왼쪽' },
    extra: { labelme: { fields: { hint: 1 } } },
  })
  expect(all[2]?.shape).toMatchObject({ kind: 'oriented', cx: 12.5, cy: 17.5, angle: 45 })
  expect(all[4]?.shape).toEqual({ kind: 'ellipse', cx: 50, cy: 50, rx: 5, ry: 5, angle: 0 })
  expect(readSchema(made.deps.db).itemAttributes.map((a) => [a.id, a.type.kind])).toEqual([
    ['rainy', 'flag'],
    ['night', 'flag'],
  ])
  expect(await importLabels(made.deps, [path], { ctx: made.ctx })).toMatchObject({ annotations: 0 })
  const out = join(made.folder, 'out')
  const report = await exportProject({ project: made.project }, out, { format: 'labelme' })
  expect(report.compared).toMatchObject({ equal: 10, different: 0 })
  const again = project([A])
  expect(await importLabels(again.deps, [out], { ctx: again.ctx })).toMatchObject({ annotations: 10 })
  const plain = (p: LabelProject) =>
    (p.read().get('a.png') ?? []).map(({ classId, shape: s, attributes, group }) =>
      JSON.stringify([classId, s?.kind, attributes, group]),
    )
  expect(plain(again)).toEqual(plain(made))
})

test('labelme: a picture that only the label file holds is named', async () => {
  const made = project([])
  const path = file(labelme([shape('point', [[1, 1]])], { imageData: 'iVBOR' }))
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  expect(result.losses.map((l) => l.code)).toEqual(['label-target-missing', 'label-image-embedded'])
})

const LS_SIZE = { original_width: 200, original_height: 100, image_rotation: 0 }
const region = (id: string, type: string, value: object, from_name = 'label') => ({
  id,
  type,
  from_name,
  to_name: 'image',
  origin: 'manual',
  ...LS_SIZE,
  value,
})
const rect = { x: 10, y: 20, width: 20, height: 40, rotation: 0 }

test('Label Studio: regions, answers and two readers of one task', async () => {
  const rle = encodeBrush({ kind: 'mask', x: 3, y: 2, width: 2, height: 2, counts: [0, 3, 1] }, 200, 100)
  const tasks = [
    {
      id: 7,
      data: { image: '/data/upload/3/0a1b2c3d-a.png' },
      annotations: [
        {
          id: 1,
          completed_by: { id: 5, email: 'lee@hospital.kr', first_name: 'Lee', last_name: 'S' },
          created_at: '2024-01-01T00:00:00Z',
          result: [
            region('r1', 'rectanglelabels', { ...rect, rectanglelabels: ['Car'] }),
            region('r1', 'choices', { ...rect, choices: ['red'] }, 'colour'),
            region('r2', 'rectanglelabels', { ...rect, rotation: 90, rectanglelabels: ['Car'] }),
            region('r3', 'ellipselabels', {
              x: 50,
              y: 50,
              radiusX: 5,
              radiusY: 5,
              rotation: 0,
              ellipselabels: ['Car'],
            }),
            region('r4', 'polygonlabels', {
              points: [
                [0, 0],
                [10, 0],
                [10, 10],
              ],
              polygonlabels: ['Car'],
            }),
            region('r5', 'keypointlabels', { x: 1, y: 2, width: 0.3, keypointlabels: ['Car'] }),
            region('r6', 'brushlabels', { format: 'rle', rle, brushlabels: ['Car'] }),
            { id: 'c', type: 'choices', from_name: 'weather', to_name: 'image', value: { choices: ['rain'] } },
            {
              id: 't',
              type: 'taxonomy',
              from_name: 'kind',
              to_name: 'image',
              value: { taxonomy: [['a', 'b'], ['c']] },
            },
            { id: 'n', type: 'rating', from_name: 'stars', to_name: 'image', value: { rating: 4 } },
            { type: 'relation', from_id: 'r1', to_id: 'r2' },
          ],
        },
        { id: 2, completed_by: 9, result: [region('z', 'rectanglelabels', { ...rect, rectanglelabels: ['Bus'] })] },
        { id: 3, completed_by: 9, was_cancelled: true, result: [] },
      ],
      predictions: [{ result: [], score: 0.5, model_version: 'm' }],
    },
  ]
  const path = file(tasks)
  const made = project([A])
  const preview = await importLabels(made.deps, [path], { ctx: made.ctx, dryRun: true })
  expect(preview.apart).toBe(true)
  expect(preview.readers.map((r) => [r.login, r.name, r.annotations])).toEqual([
    ['lee', 'Lee S', 7],
    ['labelstudio-9', 'labelstudio-9', 1],
  ])
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 8, items: 1, skipped: [] })
  expect(preview).toMatchObject(result)
  expect(Object.fromEntries(result.losses.map((l) => [l.code, l.count]))).toEqual({
    'ls-relations': 1,
    'ls-cancelled': 1,
    'ls-predictions': 1,
  })
  const { db } = made.deps
  const of = (login: string) => {
    const user = listUsers(db).find((u) => u.login === login)
    const item = [...iterateItems(db)][0]
    const document = findDocument(db, item?.id ?? '', newestRound(db).id, user?.id ?? '')
    return document ? readAnnotations(db, document.id) : []
  }
  const lee = of('lee')
  expect(lee.map((a) => a.shape)).toMatchObject([
    null,
    { kind: 'box', x: 20, y: 20, width: 40, height: 40 },
    // A quarter turn about the top left corner at 20, 20.
    { kind: 'oriented', cx: 0, cy: 40, width: 40, height: 40, angle: 90 },
    { kind: 'ellipse', cx: 100, cy: 50, rx: 10, ry: 5 },
    { kind: 'polygon', parts: [{ outer: [0, 0, 20, 0, 20, 10], holes: [] }] },
    { kind: 'point', x: 2, y: 2 },
    { kind: 'mask', x: 3, y: 2, width: 2, height: 2, counts: [0, 3, 1] },
  ])
  expect(lee[0]?.attributes).toEqual({ weather: 'rain', kind: ['a / b', 'c'], stars: 4 })
  expect(lee[1]?.attributes).toEqual({ colour: 'red' })
  expect(of('labelstudio-9').map((a) => a.classId)).toEqual(['Bus'])
  expect(await importLabels(made.deps, [path], { ctx: made.ctx })).toMatchObject({ annotations: 0 })
  const single = project([A])
  const own = await importLabels(single.deps, [path], { ctx: single.ctx, readerLogin: 'kim', round: 1 })
  expect(own.losses.find((l) => l.code === 'reading-merged')?.count).toBe(1)
})

test('Label Studio: the flat form and predictions alone', async () => {
  const made = project([A])
  const flat = [
    {
      id: 1,
      image: 's3://b/x/a.png',
      annotator: 1,
      annotation_id: 2,
      lead_time: 3,
      sentiment: 'good',
      label: [{ ...rect, ...LS_SIZE, rectanglelabels: ['Car'] }],
    },
  ]
  const result = await importLabels(made.deps, [file(flat)], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: 2, losses: [{ code: 'ls-min-guess', count: 1 }] })
  const guessed = project([A])
  const tasks = [
    {
      id: 1,
      data: { image: 'a.png' },
      annotations: [],
      predictions: [
        {
          model_version: 'm1',
          score: 0.4,
          result: [region('r', 'rectanglelabels', { ...rect, rectanglelabels: ['Car'] })],
        },
      ],
    },
  ]
  await importLabels(guessed.deps, [file(tasks)], { ctx: guessed.ctx })
  expect(guessed.read().get('a.png')?.[0]?.origin).toEqual({ kind: 'model', model: 'm1', score: 0.4 })
})

test('Label Studio: addresses become names', () => {
  expect(namesOf('/data/upload/12/abcd1234-my%20cat.jpg')).toEqual([
    '12/abcd1234-my cat.jpg',
    '12/my cat.jpg',
    'my cat.jpg',
  ])
  expect(namesOf('/data/local-files/?d=set%2Fa.png')).toEqual(['set/a.png'])
  expect(namesOf('https://h.kr/p/a.png?X=1&y=2#z')).toEqual(['p/a.png'])
  expect(namesOf('gs://bucket/q/a.png')).toEqual(['q/a.png'])
  expect(namesOf(`/tasks/1/presign/?fileuri=${Buffer.from('s3://b/k/a.png').toString('base64')}`)).toEqual(['k/a.png'])
})

test('brush masks come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.nat(5), fc.nat(4), (bits, x, y) => {
      const counts: number[] = []
      let [value, run] = [false, 0]
      for (const bit of bits) {
        if (bit === value) run++
        else {
          counts.push(run)
          ;[value, run] = [bit, 1]
        }
      }
      counts.push(run)
      const back = decodeBrush(encodeBrush({ kind: 'mask', x, y, width: 4, height: 3, counts }, 9, 7), 9, 7)
      const inside = (i: number): number => {
        let left = i
        return (back?.counts ?? []).findIndex((n) => {
          left -= n
          return left < 0
        })
      }
      bits.forEach((bit, i) => {
        expect(inside((y + (i >> 2)) * 9 + x + (i & 3)) % 2 === 1).toBe(bit)
      })
    }),
  )
})

test('damaged JSON of both tools has a name for what is wrong', async () => {
  const made = project([A])
  const ls = JSON.stringify([
    {
      id: 1,
      data: { image: 'a.png' },
      annotations: [
        { completed_by: 1, result: [region('r', 'rectanglelabels', { ...rect, rectanglelabels: ['Car'] })] },
      ],
    },
  ])
  const lm = JSON.stringify(
    labelme([
      shape('rectangle', [
        [3, 4],
        [1, 2],
      ]),
    ]),
  )
  const bad = fc.constantFrom('null', '1e999', '"x"', '{}', '[]', '-', '[[', '')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(ls, lm), fc.nat(400), fc.nat(9), bad, async (whole, at, cut, put) => {
      const path = file(whole.slice(0, at) + put + whole.slice(at + cut))
      const result = await importLabels(made.deps, [path], { ctx: made.ctx, dryRun: true })
      expect(Array.isArray(result.skipped)).toBe(true)
    }),
    { numRuns: 80 },
  )
  const deep = `{"shapes":[],"imagePath":"a.png","x":${'['.repeat(5000)}${']'.repeat(5000)}}`
  expect((await importLabels(made.deps, [file(deep)], { ctx: made.ctx })).skipped).toHaveLength(1)
})

test.skipIf(!hasData)(`the real files come in with the documented counts${SKIP_REASON}`, async () => {
  const made = project([
    { name: 'primitives.jpg', width: 560, height: 450 },
    { name: '2011_000025.jpg', width: 500, height: 375 },
  ])
  expect(await importLabels(made.deps, [join(LABELS, 'labelme')], { ctx: made.ctx, format: 'labelme' })).toMatchObject({
    annotations: 11,
    items: 2,
    skipped: [],
  })
  const studio = project([
    { name: 'image1.png', width: 2800, height: 2800 },
    { name: 'image2.png', width: 2800, height: 2800 },
    { name: '0030019819f25b28.jpg', width: 768, height: 576 },
    { name: '00155094b7acc33b.jpg', width: 768, height: 510 },
  ])
  const files = ['test_export_yolo/data.json', 'test_export_csv/csv_test.json'].map((f) =>
    join(LABELS, 'label-studio', f),
  )
  expect(await importLabels(studio.deps, files, { ctx: studio.ctx })).toMatchObject({
    annotations: 9,
    items: 4,
    skipped: [],
  })
})
