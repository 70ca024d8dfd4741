// What holds for every delivery and every label import, whatever the format.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { exportProject, previewExport } from '../../src/main/exporters/index.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { listDocuments } from '../../src/main/store/documents.ts'
import { iterateItems } from '../../src/main/store/items.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import { listUsers } from '../../src/main/store/users.ts'
import { EMPTY_SCHEMA } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../src/shared/annotation/model.ts'
import { PandokError } from '../../src/shared/contract/errors.ts'
import { newId } from '../../src/shared/ids.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { classDefs } from './arbitraries.ts'

const schema = { ...EMPTY_SCHEMA, classes: classDefs }
const open: LabelProject[] = []
const folders: string[] = []
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true })
})
const project = (pictures: Picture[], withSchema = true) => {
  const made = labelProject(pictures, withSchema ? schema : null)
  open.push(made)
  return made
}
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'pandok-delivery-')))
  return folders[folders.length - 1]!
}
const drawn = (shape: Shape | null, more: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: shape ? { kind: 'frame', slot: 'image', frame: 0 } : { kind: 'item' },
  classId: 'cat',
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
const box = (x: number, y: number, width: number, height: number): Shape => ({ kind: 'box', x, y, width, height })
const A = { name: 'a.png', width: 50, height: 40 }
const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  return error instanceof PandokError ? error.code : error
}

test('the output folder must be empty or new and lie outside the project; nothing is left when it is refused', async () => {
  const made = project([A])
  const full = folder()
  writeFileSync(join(full, 'mine.txt'), 'x')
  const deps = { project: made.project }
  expect(await codeOf(exportProject(deps, full, { format: 'coco' }))).toBe('output-not-empty')
  expect(readdirSync(full)).toEqual(['mine.txt'])
  expect(await codeOf(exportProject(deps, join(made.project.dir, 'out'), { format: 'coco' }))).toBe(
    'output-inside-project',
  )
  expect(existsSync(join(made.project.dir, 'out'))).toBe(false)
  const cancelled = new AbortController()
  cancelled.abort()
  const many = project(Array.from({ length: 150 }, (_, i) => ({ ...A, name: `${i}.png` })))
  const target = join(folder(), 'new')
  const options = { format: 'voc' as const, signal: cancelled.signal }
  expect(await codeOf(exportProject({ project: many.project }, target, options))).toBe('cancelled')
  expect(existsSync(target)).toBe(false)
})

test('every kind of loss is listed with its count and an example, before and after', async () => {
  const made = project([A, { ...A, name: 'empty.png' }])
  const hole = { outer: [5, 5, 30, 5, 30, 30], holes: [[10, 8, 20, 8, 20, 12]] }
  const second = { outer: [1, 1, 4, 1, 4, 4], holes: [] }
  made.put('a.png', [
    drawn({ kind: 'polyline', points: [0, 0, 5, 5] }),
    drawn({ kind: 'point', x: 1, y: 1 }),
    drawn(null),
    drawn(null, { classId: null, attributes: { weather: 'rain' } }),
    drawn(box(1, 1, 5, 5), { classId: null }),
    drawn({ kind: 'polygon', parts: [hole, second] }),
    drawn({ kind: 'mask', x: 2, y: 2, width: 2, height: 2, counts: [0, 4] }),
    drawn(box(-5, 3, 20, 8), { attributes: { colour: 'red' }, group: 'g', keypoints: [1, 2, 2] }),
    drawn(box(60, 3, 20, 8)),
    drawn(box(1.5, 2, 3, 3)),
  ])
  const wanted: Record<string, Record<string, number>> = {
    coco: {
      'no-class': 1,
      'item-attributes': 1,
      polyline: 1,
      point: 1,
      group: 1,
      'coco-holes-as-mask': 1,
    },
    voc: {
      'no-class': 1,
      'item-attributes': 1,
      tag: 1,
      polyline: 1,
      point: 1,
      keypoints: 1,
      group: 1,
      'outside-clipped': 1,
      'outside-dropped': 1,
      'mask-as-polygon': 1,
      'holes-filled': 1,
      'voc-subpixel': 1,
      'voc-polygon': 1,
    },
    'yolo-detect': {
      'no-class': 1,
      'item-attributes': 1,
      tag: 1,
      polyline: 1,
      point: 1,
      keypoints: 1,
      group: 1,
      attributes: 1,
      'outside-clipped': 1,
      'outside-dropped': 1,
      'polygon-as-box': 1,
      'mask-as-box': 1,
    },
    'yolo-segment': {
      'no-class': 1,
      'item-attributes': 1,
      tag: 1,
      polyline: 1,
      point: 1,
      keypoints: 1,
      group: 1,
      attributes: 1,
      'outside-clipped': 1,
      'outside-dropped': 1,
      'box-as-polygon': 3,
      'mask-as-polygon': 1,
      'yolo-parts-split': 1,
      'holes-filled': 1,
    },
  }
  for (const format of ['coco', 'voc', 'yolo-detect', 'yolo-segment'] as const) {
    const preview = await previewExport({ project: made.project }, { format, language: 'ko' })
    expect(Object.fromEntries(preview.losses.map((l) => [l.code, l.count])), format).toEqual(wanted[format])
    for (const loss of preview.losses) {
      expect(loss.examples[0]).toMatch(/^(a|empty)\.png$/)
      expect(loss.message).toMatch(/[가-힣]/)
      expect(loss.message).not.toContain('{')
    }
    const report = await exportProject({ project: made.project }, join(folder(), 'o'), { format, language: 'ko' })
    expect(report.losses).toEqual(preview.losses)
    expect(report.compared?.different).toBe(0)
  }
})

test('two pictures of one name get two files, and that is listed', async () => {
  const made = project([A, { ...A, name: 'A.PNG' }, { ...A, name: 'a.jpg' }])
  const report = await exportProject({ project: made.project }, join(folder(), 'o'), { format: 'voc' })
  expect(report.files.filter((f) => f.endsWith('.xml'))).toHaveLength(3)
  expect(report.losses.find((l) => l.code === 'name-changed')?.count).toBe(2)
})

test('yolo chooses its kind by what is drawn', async () => {
  const made = project([A])
  made.put('a.png', [drawn(box(1, 1, 5, 5))])
  const line = async () => {
    const out = join(folder(), 'o')
    await exportProject({ project: made.project }, out, { format: 'yolo' })
    return readFileSync(join(out, 'labels/train/a.txt'), 'utf8').split('\n')[0]!.split(' ').length
  }
  expect(await line()).toBe(5)
  made.put('a.png', [drawn({ kind: 'polygon', parts: [{ outer: [1, 1, 9, 1, 9, 9], holes: [] }] })])
  expect(await line()).toBe(9)
})

const yolo = (root: string, lines: string, names = 'names: [cat, new one]\n') => {
  mkdirSync(join(root, 'labels'), { recursive: true })
  writeFileSync(join(root, 'labels/a.txt'), lines)
  writeFileSync(join(root, 'data.yaml'), names)
  return root
}

test('a dry run writes nothing; an import makes one new schema version with the missing classes', async () => {
  const made = project([A])
  const root = yolo(folder(), '0 0.5 0.5 0.1 0.1\n1 0.5 0.5 0.2 0.2\n')
  const preview = await importLabels(made.deps, [root], { ctx: made.ctx, dryRun: true })
  expect(preview.classes).toEqual([
    { name: 'cat', count: 1, known: true },
    { name: 'new one', count: 1, known: false },
  ])
  expect(readSchema(made.deps.db).version).toBe(1)
  expect(made.read().get('a.png')).toEqual([])
  const result = await importLabels(made.deps, [root], { ctx: made.ctx })
  expect(result).toMatchObject({ annotations: preview.annotations, items: preview.items, losses: preview.losses })
  const after = readSchema(made.deps.db)
  expect(after.version).toBe(2)
  const added = after.classes.find((c) => c.id === 'new one')
  expect(added).toMatchObject({ shapes: ['box'], extra: { yolo: { id: 1 } }, key: 3 })
})

test('a reader gets a reading of their own, in the round that is asked for; the export says what it leaves out', async () => {
  const made = project([A])
  made.put('a.png', [drawn(box(1, 1, 5, 5))])
  const root = yolo(folder(), '0 0.5 0.5 0.1 0.1\n')
  await importLabels(made.deps, [root], { ctx: made.ctx, readerLogin: 'lee', round: 1 })
  const lee = listUsers(made.deps.db).find((u) => u.login === 'lee')
  const [item] = [...iterateItems(made.deps.db)]
  expect(listDocuments(made.deps.db, item!.id).map((d) => d.authorId)).toEqual([null, lee?.id])
  const { losses } = await previewExport({ project: made.project }, { format: 'coco' })
  expect(losses.map((l) => [l.code, l.count])).toEqual([['reading-not-exported', 1]])
})

test('two items of one name: the one near the label file, else neither', async () => {
  const root = yolo(folder(), '0 0.5 0.5 0.1 0.1\n')
  const near = { ...A, name: 'x/a.png', path: join(root, 'images/a.png') }
  const far = { ...A, name: 'y/a.png', path: '/elsewhere/a.png' }
  const made = project([near, far])
  expect(await importLabels(made.deps, [root], { ctx: made.ctx })).toMatchObject({ annotations: 1, losses: [] })
  expect(made.read().get('x/a.png')).toHaveLength(1)
  const both = project([
    { ...near, path: '/p/1/a.png' },
    { ...far, path: '/p/2/a.png' },
  ])
  const result = await importLabels(both.deps, [root], { ctx: both.ctx })
  expect(result.annotations).toBe(0)
  expect(result.skipped.map((s) => s.code)).toEqual(['label-target-ambiguous'])
  expect(result.losses.map((l) => [l.code, l.count])).toEqual([['label-target-ambiguous', 1]])
})

test('a file of another format than the one asked for is named, also when it does not exist', async () => {
  const made = project([A])
  const path = join(folder(), 'other.json')
  writeFileSync(path, '{"data_list": [], "metainfo": {}}')
  const result = await importLabels(made.deps, [path, '/nowhere/y.json'], { ctx: made.ctx, format: 'coco' })
  expect(result.skipped.map((s) => s.code)).toEqual(['unknown-format', 'file-missing'])
  expect(result.skipped[0]?.message).toContain('MMOCR JSON')
})

test('labels made on the stored pixels of a turned picture are turned with it', async () => {
  const made = project([{ name: 'a.png', width: 40, height: 50, orientation: 6 }], false)
  const path = join(folder(), 'c.json')
  const image = { id: 1, file_name: 'a.png', width: 50, height: 40 }
  writeFileSync(
    path,
    JSON.stringify({
      images: [image],
      categories: [{ id: 1, name: 'cat' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 5, 8, 4] }],
    }),
  )
  const result = await importLabels(made.deps, [path], { ctx: made.ctx })
  expect(result.losses.map((l) => [l.code, l.count])).toEqual([['rotated-by-exif', 1]])
  expect(made.read().get('a.png')?.[0]?.shape).toEqual({ kind: 'box', x: 31, y: 10, width: 4, height: 8 })
})
