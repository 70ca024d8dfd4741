// Deliveries of security X-ray images: exact fields, exact order, and the same again after a re-import (XRS-12).
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { makePng } from '../../src/main/imaging/testing/makePng.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { iterateItems } from '../../src/main/store/items.ts'
import { recordViewing } from '../../src/main/store/viewing.ts'
import type { Annotation, Shape } from '../../src/shared/annotation/model.ts'
import { shapeBounds } from '../../src/shared/geometry/shapes.ts'
import { newId } from '../../src/shared/ids.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'

const SIZE = { width: 1920, height: 1080 }
const PICTURES = [
  '/scans/Smith/Knife/Multiple_Categories/H_8211-91-0000_014_0231_M.PNG',
  '/scans/Astrophysics/USB/Single_Default/S_854442-2090_001_0200.png',
  '/elsewhere/bag 1.png',
].map((path) => ({ name: path.slice(1), path, ...SIZE }))

const polygon = (...rings: number[][]): Shape => ({
  kind: 'polygon',
  parts: rings.map((outer) => ({ outer, holes: [] })),
})
const object = (classId: string, shape: Shape, z: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId,
  shape,
  keypoints: null,
  attributes: {},
  z,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})

let made: LabelProject
let out: string
beforeEach(() => {
  made = labelProject(PICTURES, null, 'xray-security')
  out = mkdtempSync(join(tmpdir(), 'pandok-xray-'))
  made.put(PICTURES[0]!.name, [
    object('knife', polygon([10.5, 20, 300, 21.25, 290, 80]), 1),
    object('scissors', polygon([500, 500, 600, 500, 550, 600], [700, 500, 720, 500, 710, 520]), 2),
  ])
  made.put(PICTURES[1]!.name, [object('usb', { kind: 'box', x: 100, y: 100, width: 50, height: 20 }, 1)])
})
afterEach(async () => {
  await made.close()
  rmSync(out, { recursive: true, force: true })
})

it('writes one JSON file with the fields of the guideline in their order', async () => {
  const report = await exportProject({ project: made.project }, out, { format: 'xray-coco' })
  expect(report).toMatchObject({
    files: ['annotations.json'],
    items: 3,
    annotations: 3,
    compared: { equal: 3, different: 0 },
  })
  expect(report.losses.map((l) => [l.code, l.count])).toContainEqual(['box-as-polygon', 1])
  const file = JSON.parse(readFileSync(join(out, 'annotations.json'), 'utf8'))
  expect(Object.keys(file)).toEqual(['images', 'categories', 'annotations', 'info'])
  const smith = file.images.find((i: { file_name: string }) => i.file_name === 'H_821191-0000_014_0231_M.PNG')
  expect(Object.entries(smith)).toEqual([
    ['id', expect.any(Number)],
    ['dataset_id', 2],
    ['path', '/datasets/Smith/Knife/Multiple_Categories/H_821191-0000_014_0231_M.PNG'],
    ['width', 1920],
    ['height', 1080],
    ['file_name', 'H_821191-0000_014_0231_M.PNG'],
  ])
  const knife = file.categories.find((c: { name: string }) => c.name === 'Knife')
  expect(Object.entries(knife)).toEqual([
    ['id', expect.any(Number)],
    ['name', 'Knife'],
    ['supercategory', 'Hazardous'],
    ['color', expect.stringMatching(/^#[0-9a-f]{6}$/)],
    ['metadata', []],
  ])
  const first = file.annotations.find((a: { category_id: number }) => a.category_id === knife.id)
  expect(Object.entries(first)).toEqual([
    ['id', expect.any(Number)],
    ['image_id', smith.id],
    ['category_id', knife.id],
    ['segmentation', [[10.5, 20, 300, 21.25, 290, 80]]],
    ['area', 8510.3125],
    ['bbox', [10.5, 20, 289.5, 60]],
    ['iscrowd', false],
    ['color', knife.color],
    ['metadata', []],
  ])
})

it('writes one XML an image in the folders of the delivery, valid by a schema of its own', async () => {
  const report = await exportProject({ project: made.project }, out, { format: 'xray-voc' })
  expect(report.files).toEqual([
    'Astrophysics/USB/Single_Default/S_854442-2090_001_0200.xml',
    'Smith/Knife/Multiple_Categories/H_821191-0000_014_0231_M.xml',
    'Unsorted/Unsorted/Unsorted/bag 1.xml',
  ])
  expect(report.compared).toMatchObject({ equal: 3, different: 0 })
  const text = readFileSync(join(out, report.files[1]!), 'utf8')
  expect(text).toContain('<database>Unknow</database>')
  expect(text).toMatch(/<xmin>11<\/xmin>\s*<ymin>20<\/ymin>\s*<xmax>300<\/xmax>\s*<ymax>80<\/ymax>/)
  if (!existsSync('/usr/bin/xmllint')) return
  for (const file of report.files) {
    const run = spawnSync('xmllint', ['--noout', '--schema', 'test/formats/xray-voc.xsd', join(out, file)], {
      encoding: 'utf8',
    })
    expect(run.stderr).toContain('validates')
  }
})

it('comes into an empty project as the same outlines, and a second import adds nothing', async () => {
  await exportProject({ project: made.project }, out, { format: 'xray-coco' })
  const renamed = PICTURES.map((p) => ({ ...p, path: p.path.replace('8211-91-0000', '821191-0000') }))
  const second = labelProject(renamed, null, 'xray-security')
  try {
    const { deps } = second
    const result = await importLabels(deps, [join(out, 'annotations.json')], { ctx: second.ctx })
    expect(result).toMatchObject({ annotations: 3, skipped: [], losses: [] })
    const shapes = (p: LabelProject) =>
      [...p.read().values()].map((all) =>
        all.map((a) => [a.classId, a.shape?.kind === 'polygon' ? a.shape.parts : 'box']),
      )
    const [before, after] = [shapes(made), shapes(second)]
    expect(after[0]).toEqual(before[0])
    expect(after.flat()).toHaveLength(3)
    const again = await importLabels(deps, [join(out, 'annotations.json')], { ctx: second.ctx })
    expect(again.annotations).toBe(0)
    // The project that it came from spells the code in its own way.
    const home = await importLabels(made.deps, [join(out, 'annotations.json')], { ctx: made.ctx })
    expect(home.skipped).toEqual([])
  } finally {
    await second.close()
  }
})

it('belongs to projects of this kind only', async () => {
  const plain = labelProject(PICTURES)
  try {
    await expect(exportProject({ project: plain.project }, out, { format: 'xray-coco' })).rejects.toThrow(
      /security X-ray/,
    )
  } finally {
    await plain.close()
  }
})

it('delivers images, labels, split lists and a manifest whose sums are right; large deliveries go out in parts', async () => {
  const folder = join(out, 'scans')
  const paths = [
    'Smith/Knife/Multiple_Categories/H_821191-0000_014_0231_M.png',
    'Rapiscan/Knife/Single_Default/H_821191-0000_014_0001.png',
  ].map((p) => join(folder, p))
  for (const [i, path] of paths.entries()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, makePng({ width: 4, height: 3, depth: 8, colourType: 0, samples: new Array(12).fill(i) }))
  }
  const pictures = paths.map((path) => ({ name: path.slice(folder.length + 1), path, width: 4, height: 3 }))
  const project = labelProject(pictures, null, 'xray-security')
  try {
    project.put(pictures[0]!.name, [object('knife', polygon([0, 0, 3, 0, 3, 3]), 1)])
    const whole = await exportProject({ project: project.project }, join(out, 'a'), { format: 'xray-delivery' })
    expect(whole).toMatchObject({ items: 2, annotations: 1, losses: [], compared: { different: 0 } })
    expect(whole.files).toEqual([
      'Rapiscan/Knife/Single_Default/H_821191-0000_014_0001.json',
      'Rapiscan/Knife/Single_Default/H_821191-0000_014_0001.png',
      'Rapiscan/Knife/Single_Default/H_821191-0000_014_0001.xml',
      'Smith/Knife/Multiple_Categories/H_821191-0000_014_0231_M.json',
      'Smith/Knife/Multiple_Categories/H_821191-0000_014_0231_M.png',
      'Smith/Knife/Multiple_Categories/H_821191-0000_014_0231_M.xml',
      'manifest.csv',
      'split/train.txt',
      'split/validation.txt',
      'summary.json',
    ])
    const rows = readFileSync(join(out, 'a', 'manifest.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
    expect(rows).toHaveLength(9)
    for (const row of rows) {
      const [path = '', bytes, sha256] = row.split(',')
      const content = readFileSync(join(out, 'a', path))
      expect([String(content.length), createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256])
    }
    const parts = await exportProject({ project: project.project }, join(out, 'b'), {
      format: 'xray-delivery',
      xray: { partBytes: 1, validation: 1 },
    })
    expect(parts.files.filter((f) => f.endsWith('.png')).map((f) => f.split('/')[0])).toEqual(['part-001', 'part-002'])
    expect(
      readFileSync(join(out, 'b', 'split/validation.txt'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(2)
  } finally {
    await project.close()
  }
})

it('tells in viewing.csv which functions were used on each delivered image', async () => {
  const db = made.project.writable()
  const item = [...iterateItems(db)].find((i) => i.name === PICTURES[1]!.name)!
  const from = '2026-01-01T00:00:00.000Z'
  const use = { function: 'o2', from, to: '2026-01-01T00:00:02.000Z', ms: 2000, how: 'lock' } as const
  recordViewing(db, { itemId: item.id, documentId: null }, [use], made.ctx)
  const report = await exportProject({ project: made.project }, out, { format: 'xray-delivery' })
  expect(report.files).toContain('viewing.csv')
  const image = 'Astrophysics/USB/Single_Default/S_854442-2090_001_0200.png'
  expect(readFileSync(join(out, 'viewing.csv'), 'utf8')).toBe(
    `image,reader,submitted,function,from,to,ms,how\n${image},kim,${made.ctx.time},o2,${from},${use.to},2000,lock\n`,
  )
  expect(readFileSync(join(out, 'manifest.csv'), 'utf8')).toContain('\nviewing.csv,')
  // What a delivery says about itself is no label file that could not be read.
  const { skipped } = await importLabels(made.deps, [out], { ctx: made.ctx })
  expect(skipped.filter(({ code }) => code === 'unknown-format')).toEqual([])
})

it('images of one data id under several makers come back to their own maker, each format', async () => {
  const name = 'Knife/Single_Default/H_821191-0000_014_0001.png'
  const pictures = ['Rapiscan', 'Smith', 'Astrophysics'].map((maker) => ({
    name: `${maker}/${name}`,
    path: `/scans/${maker}/${name}`,
    ...SIZE,
  }))
  const first = labelProject(pictures, null, 'xray-security')
  const second = [labelProject(pictures, null, 'xray-security'), labelProject(pictures, null, 'xray-security')]
  try {
    for (const [i, { name: item }] of pictures.entries())
      first.put(item, [object('knife', polygon([10 * i, 20, 300, 21, 290, 80]), 1)])
    for (const [i, format] of (['xray-coco', 'xray-voc'] as const).entries()) {
      const to = join(out, format)
      await exportProject({ project: first.project }, to, { format })
      const { deps, ctx, read } = second[i]!
      expect(await importLabels(deps, [to], { ctx })).toMatchObject({ annotations: 3, items: 3, skipped: [] })
      const starts = [...read().values()].map(([a]) => (a?.shape ? shapeBounds(a.shape).x : null))
      expect(starts).toEqual([...first.read().values()].map(([a]) => (a?.shape ? shapeBounds(a.shape).x : null)))
    }
  } finally {
    for (const p of [first, ...second]) await p.close()
  }
})
