// What goes out and is imported into the same project again adds nothing: every delivery format, every kind of shape.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { EMPTY_SCHEMA, type LabelSchema, plainAttribute, plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../src/shared/annotation/model.ts'
import { SHAPE_KINDS } from '../../src/shared/annotation/model.ts'
import type { ExporterId, LabelFormatId } from '../../src/shared/domains/domainPack.ts'
import { newId } from '../../src/shared/ids.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'

const open: LabelProject[] = []
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
})

const attribute = (id: string, type: Parameters<typeof plainAttribute>[0]['type']) =>
  plainAttribute({ id, title: { ko: id, en: id }, type })
const named = (id: string, ko: string, en: string) =>
  plainClass({
    id,
    title: { ko, en },
    colour: '#e69f00',
    shapes: [...SHAPE_KINDS, 'skeleton', 'tag'],
    attributes: [
      attribute('색', { kind: 'choice', options: ['빨강', '파랑'], titles: {} }),
      attribute('many', { kind: 'multi', options: ['a', 'b'], titles: {} }),
      attribute('count', { kind: 'number', min: null, max: null, unit: null }),
      attribute('difficult', { kind: 'flag' }),
      attribute('transcription', { kind: 'text' }),
    ],
    key: null,
  })
const schema: LabelSchema = { ...EMPTY_SCHEMA, classes: [named('car', '자동차', 'car'), named('text', '글자', 'text')] }

const made = (shape: Shape | null, more: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: shape ? { kind: 'frame', slot: 'image', frame: 0 } : { kind: 'item' },
  classId: 'car',
  shape,
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...more,
})
const ring = [10.25, 10, 40, 12, 38.5, 40, 12, 35]
const everything = (): Annotation[] => [
  made(
    { kind: 'box', x: 5.5, y: 6.25, width: 20.125, height: 10 },
    { group: 'pair', attributes: { 색: '빨강', many: ['a', 'b'], count: 2.5, difficult: true } },
  ),
  made({ kind: 'box', x: -4, y: 60, width: 30, height: 90 }),
  made({ kind: 'polygon', parts: [{ outer: ring, holes: [] }] }, { group: 'pair' }),
  made({ kind: 'polygon', parts: [{ outer: ring.map((v) => v + 40), holes: [[55, 55, 65, 55, 65, 65]] }] }),
  made({
    kind: 'polygon',
    parts: [
      { outer: [100, 10, 120, 10, 120, 30], holes: [] },
      { outer: [130, 10, 150, 10, 150, 30], holes: [] },
    ],
  }),
  made({ kind: 'oriented', cx: 60, cy: 120, width: 40, height: 20, angle: 30 }),
  made({ kind: 'ellipse', cx: 120, cy: 120, rx: 15, ry: 15, angle: 0 }),
  made({ kind: 'ellipse', cx: 160, cy: 120, rx: 20, ry: 8, angle: 25 }),
  made({ kind: 'polyline', points: [5, 5, 50, 8, 90, 4] }),
  made({ kind: 'point', x: 77.5, y: 33.25 }),
  // A window larger than what is painted, as the brush leaves it.
  made({ kind: 'mask', x: 150, y: 50, width: 8, height: 6, counts: [10, 4, 4, 4, 26] }),
  made({ kind: 'box', x: 20, y: 70, width: 40, height: 30 }, { keypoints: [25, 75, 2, 50, 90, 1, 0, 0, 0] }),
  made(
    { kind: 'box', x: 110, y: 70, width: 40, height: 12 },
    { classId: 'text', attributes: { transcription: '서울 "역", 1' } },
  ),
  made({ kind: 'box', x: 110, y: 90, width: 40, height: 12 }, { origin: { kind: 'model', model: 'm', score: 0.5 } }),
  made(null, { classId: null, attributes: { 비: true, note: '흐림' } }),
]

const FORMATS: Readonly<Partial<Record<ExporterId, LabelFormatId>>> = {
  coco: 'coco',
  voc: 'voc',
  'yolo-detect': 'yolo',
  'yolo-segment': 'yolo',
  'yolo-obb': 'yolo',
  'yolo-pose': 'yolo',
  csv: 'csv',
  labelme: 'labelme',
  labelstudio: 'labelstudio',
}

test.each(Object.entries(FORMATS) as [ExporterId, LabelFormatId][])('%s', async (format, read) => {
  const p = labelProject([{ name: '사진/a b.png', width: 200, height: 160 }], schema)
  open.push(p)
  p.put('사진/a b.png', everything())
  const out = join(p.folder, `out-${format}`)
  const written = await exportProject({ project: p.project }, out, { format })
  expect(written.compared).toMatchObject({ different: 0 })
  const again = await importLabels(p.deps, [out], { ctx: p.ctx, format: read })
  expect(again.skipped).toEqual([])
  const added = (p.read().get('사진/a b.png') ?? []).slice(everything().length)
  expect(added.map(({ classId, shape, attributes }) => ({ classId, shape, attributes }))).toEqual([])
  expect(again.annotations).toBe(0)
})

test('masks come back as they are where nothing hides them', async () => {
  const p = labelProject([{ name: 'a.png', width: 200, height: 160 }], schema)
  open.push(p)
  p.put('a.png', [
    made({ kind: 'mask', x: 150, y: 50, width: 8, height: 6, counts: [10, 4, 4, 4, 26] }),
    made({ kind: 'polygon', parts: [{ outer: ring, holes: [] }] }),
  ])
  const out = join(p.folder, 'out')
  await exportProject({ project: p.project }, out, { format: 'mask-png' })
  expect((await importLabels(p.deps, [out], { ctx: p.ctx, format: 'mask-png' })).annotations).toBe(0)
})

test('words come back, whatever class they had here', async () => {
  const p = labelProject([{ name: 'a.png', width: 200, height: 160 }], schema)
  open.push(p)
  const box: Shape = { kind: 'box', x: 110, y: 70, width: 40, height: 12 }
  p.put('a.png', [
    made(box, { classId: 'text', attributes: { transcription: '서울 "역", 1' } }),
    made({ ...box, y: 20 }, { classId: 'text', attributes: { transcription: '1,2,3' } }),
  ])
  const out = join(p.folder, 'out')
  await exportProject({ project: p.project }, out, { format: 'icdar' })
  expect((await importLabels(p.deps, [out], { ctx: p.ctx, format: 'icdar' })).annotations).toBe(0)
})

test('another answer, another class, another maker are no repetition', async () => {
  const p = labelProject([{ name: 'a.png', width: 200, height: 160 }], schema)
  open.push(p)
  p.put('a.png', [made({ kind: 'box', x: 10, y: 10, width: 20, height: 20 }, { attributes: { count: 1 } })])
  const { writeFileSync } = await import('node:fs')
  const put = async (name: string, text: string) => {
    writeFileSync(join(p.folder, name), text)
    return (await importLabels(p.deps, [join(p.folder, name)], { ctx: p.ctx })).annotations
  }
  const coco = (more: object, name = 'car') =>
    JSON.stringify({
      images: [{ id: 1, file_name: 'a.png', width: 200, height: 160 }],
      categories: [{ id: 1, name }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 10, 20, 20], ...more }],
    })
  expect(await put('same.json', coco({}))).toBe(0)
  expect(await put('answer.json', coco({ attributes: { count: 2 } }))).toBe(1)
  expect(await put('class.json', coco({}, 'bus'))).toBe(1)
  expect(await put('maker.json', coco({ score: 0.9 }))).toBe(1)
  expect(await put('place.json', coco({ bbox: [10, 10, 20, 20.5] }))).toBe(1)
})
