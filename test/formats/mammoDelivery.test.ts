// Deliveries of mammography cases: written, read back, brought into another project, and judged by readers that are not ours.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExportOptions, exportProject } from '../../src/main/exporters/index.ts'
import { splitCases } from '../../src/main/exporters/mammo/caseSplit.ts'
import { lesionMask } from '../../src/main/exporters/mammo/lesionMask.ts'
import { labColour, labOf } from '../../src/main/formats/dicomSeg/lab.ts'
import { openDicomSeg } from '../../src/main/formats/dicomSeg/open.ts'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { listDocuments, readAnnotations } from '../../src/main/store/documents.ts'
import { readProject } from '../../src/main/store/project.ts'
import type { Annotation, Shape } from '../../src/shared/annotation/model.ts'
import { MAMMO_VIEWS } from '../../src/shared/domains/mammography/views.ts'
import { longestDiameter } from '../../src/shared/geometry/longestDiameter.ts'
import { spansOf } from '../../src/shared/geometry/mask.ts'
import { newId } from '../../src/shared/ids.ts'
import { type MammoProject, mammoProject, openDocument, view } from '../harness/mammoProject.ts'

const SIZE = 24
const polygon: Shape = {
  kind: 'polygon',
  parts: [
    { outer: [2.5, 2, 12, 3.25, 11, 12, 3, 11], holes: [[5, 5, 8, 5, 8, 8]] },
    { outer: [15, 15, 20, 15, 20, 20], holes: [] },
  ],
}
const mask: Shape = { kind: 'mask', x: 4, y: 6, width: 4, height: 3, counts: [1, 3, 2, 6] }

let pool: PixelPool
let folder: string
let made: MammoProject
const open: MammoProject[] = []
beforeAll(() => {
  pool = createPixelPool({ size: 1 })
})
afterAll(() => pool.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pandok-deliver-'))
  for (const [i, v] of MAMMO_VIEWS.entries()) put(`in/7/${v}.dcm`, view(v, { no: i + 1, size: SIZE }))
  made = await fresh()
})
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  rmSync(folder, { recursive: true, force: true })
})
const put = (name: string, bytes: Uint8Array): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}
async function fresh(): Promise<MammoProject> {
  const p = mammoProject()
  open.push(p)
  await runImport({ project: p.project, pool }, [join(folder, 'in')], { mode: 'reference', ctx: p.ctx })
  return p
}
const records = (
  attributes: Annotation['attributes'],
  target: Annotation['target'] = { kind: 'item' },
): Annotation => ({
  id: newId(),
  target,
  classId: null,
  shape: null,
  keypoints: null,
  attributes,
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
const read = (p: MammoProject, shape: Shape = polygon) => {
  const [item] = p.items()
  openDocument(
    p,
    item!.id,
    'LCC',
    { shape, attributes: { lesion_id: 'L1', nature: 'malignant', margin: 'spiculated' } },
    [
      records({ result: '악성', birads: '4b', right: '정상', left: '악성', density: 'c' }),
      records({ result: '악성' }, { kind: 'slot', slot: 'LCC' }),
      records({ discard_yn: true, discard_reason: ['motion'] }, { kind: 'slot', slot: 'RMLO' }),
      {
        ...records({ lesion_id: 'L1' }, { kind: 'frame', slot: 'LMLO', frame: 0 }),
        classId: 'calcification',
        shape: mask,
      },
    ],
  )
}
const deliver = (format: ExportOptions['format'], more: Partial<ExportOptions> = {}) =>
  exportProject({ project: made.project, pool }, join(folder, `out-${format}`), { format, ...more })
const meaning = (p: MammoProject) =>
  listDocuments(p.project.db, p.items()[0]!.id).flatMap((d) =>
    readAnnotations(p.project.db, d.id)
      .map((a) => ({ target: a.target, classId: a.classId, shape: a.shape, attributes: a.attributes }))
      .sort((a, b) => JSON.stringify(a.target).localeCompare(JSON.stringify(b.target))),
  )
const bringBack = (p: MammoProject, path: string) =>
  importLabels({ db: p.db(), pack: readProject(p.project.db).pack }, [path], {
    format: 'auto',
    readerLogin: null,
    round: 1,
    ctx: p.ctx,
    dryRun: false,
  })

describe('mammo-json', () => {
  test('goes out and comes into another project as the same reading of the same reader', async () => {
    read(made)
    const report = await deliver('mammo-json')
    expect(report.files).toContain('annotations/kim/7.json')
    expect(report.compared).toMatchObject({ different: 0 })
    const other = await fresh()
    const back = await bringBack(other, join(folder, 'out-mammo-json', 'annotations'))
    expect(back).toMatchObject({ skipped: [], items: 1 })
    const traced = meaning(made).map((a) =>
      a.shape?.kind === 'mask' ? { ...a, shape: expect.objectContaining({ kind: 'polygon' }) } : a,
    )
    expect(meaning(other)).toEqual(traced)
    // The same again adds nothing.
    expect(await bringBack(other, join(folder, 'out-mammo-json', 'annotations'))).toMatchObject({ annotations: 0 })
  })

  test('integers name the pixel that holds a vertex, inside the picture', async () => {
    read(made, { kind: 'polygon', parts: [{ outer: [-1, 0.99, SIZE, 2.5, 12.01, SIZE + 4], holes: [] }] })
    const report = await deliver('mammo-json', { mammo: { integer: true } })
    expect(report.compared).toMatchObject({ different: 0 })
    const file = JSON.parse(readFileSync(join(folder, 'out-mammo-json/annotations/kim/7.json'), 'utf8'))
    const lcc = file.views.find((v: { view_location: string }) => v.view_location === 'LCC')
    expect(lcc.lesions[0]['contour coordinate']).toEqual([
      [0, 0],
      [SIZE - 1, 2],
      [12, SIZE - 1],
    ])
    expect(file.views.map((v: { discard_yn: string }) => v.discard_yn)).toEqual(['N', 'N', 'Y', 'N'])
  })
})

describe('DICOM', () => {
  test('a segmentation has the pixels of the lesions; it comes in over the right views', async () => {
    read(made)
    const report = await deliver('dicom-seg')
    expect(report.files.filter((f) => f.endsWith('.dcm'))).toEqual(['seg/7/LCC.dcm', 'seg/7/LMLO.dcm'])
    expect(report.compared).toMatchObject({ equal: 2, different: 0 })
    const other = await fresh()
    await bringBack(other, join(folder, 'out-dicom-seg/seg'))
    const found = meaning(other)
    expect(found.map((a) => a.target)).toEqual([
      { kind: 'frame', slot: 'LCC', frame: 0 },
      { kind: 'frame', slot: 'LMLO', frame: 0 },
    ])
    expect(found[1]!.shape).toEqual(mask)
    expect(labColour(labOf('#4fd1ff'))).toBe('#4fd1ff')
  })

  test('a report holds outlines, areas, descriptors and grades, and is read back', async () => {
    read(made)
    expect((await deliver('dicom-sr')).compared).toMatchObject({ different: 0 })
    const other = await fresh()
    const back = await bringBack(other, join(folder, 'out-dicom-sr', 'sr'))
    // Two parts of the polygon and the outline of the mask, each on its view.
    expect(back).toMatchObject({ skipped: [], losses: [], annotations: 3, items: 1 })
    const views = meaning(other).map((a) => (a.target.kind === 'frame' ? a.target.slot : null))
    expect(views).toEqual(['LCC', 'LCC', 'LMLO'])
    expect(longestDiameter([0, 0, 3, 0, 3, 4, 1, 1], { x: 2, y: 1 })).toBeCloseTo(Math.hypot(6, 4))
  })

  const has = (tool: string): boolean => spawnSync('which', [tool]).status === 0
  test.skipIf(!has('dciodvfy'))('dciodvfy finds no errors (skipped where dicom3tools is missing)', async () => {
    read(made)
    await deliver('dicom-seg')
    await deliver('dicom-sr')
    for (const file of ['out-dicom-seg/seg/7/LCC.dcm', 'out-dicom-seg/seg/7/LMLO.dcm', 'out-dicom-sr/sr/7.dcm'])
      for (const way of [['-new'], []]) {
        const { stderr } = spawnSync('dciodvfy', [...way, join(folder, file)], { encoding: 'utf8' })
        expect(stderr.split('\n').filter((l) => l.startsWith('Error'))).toEqual([])
      }
  })

  test.skipIf(!has('dcm2pnm'))('DCMTK sees the same pixels as the masks (skipped where dcmtk is missing)', async () => {
    read(made)
    await deliver('dicom-seg')
    const out = join(folder, 'frame')
    execFileSync('dcm2pnm', ['--all-frames', '+Wm', join(folder, 'out-dicom-seg/seg/7/LCC.dcm'), out], {
      stdio: 'ignore',
    })
    // Binary grey map: what lies behind the header is one byte a pixel.
    const pixels = [...readFileSync(`${out}.0.pgm`).subarray(-SIZE * SIZE)].map((v) => v > 0)
    const wanted = new Array<boolean>(SIZE * SIZE).fill(false)
    const spans = spansOf(lesionMask(polygon, { width: SIZE, height: SIZE })!)
    for (let i = 0; i < spans.length; i += 3)
      wanted.fill(true, spans[i]! * SIZE + spans[i + 1]!, spans[i]! * SIZE + spans[i + 2]!)
    expect(pixels).toEqual(wanted)
    expect((await openDicomSeg(join(folder, 'out-dicom-seg/seg/7/LCC.dcm'))).classes).toHaveLength(1)
  })
})

test('pixels go out unchanged in 16 bits, pictures with outlines name their window', async () => {
  read(made)
  expect((await deliver('png16')).compared).toEqual({ equal: 4, different: 0, examples: [] })
  const [item] = made.items()
  const stored = await pool.decodeStats(item!.slots[0]!.source.path, 0)
  const back = await pool.decodeStats(join(folder, 'out-png16/pixels/7/RCC.png'), 0)
  expect([back.sha256, back.bitsStored]).toEqual([stored.sha256, 16])
  const report = await deliver('contour-png')
  // Two parts and a hole are three outlines of one lesion.
  const windows = readFileSync(join(folder, 'out-contour-png/windows.csv'), 'utf8').split('\n')
  expect(windows.map((l) => l.split(',').slice(2, 4).join(' ')).sort()).toEqual(
    ['', 'LCC 1', 'LMLO 1', 'RCC 0', 'RMLO 0', 'view_location lesions'].sort(),
  )
  expect(report.compared).toEqual({ equal: 4, different: 0, examples: [] })
})

test('what a presentation state says is no lesion of the reader', async () => {
  const [item] = made.items()
  const reference = { locked: true, origin: { kind: 'import', format: 'dicom-gsps' } } as const
  openDocument(made, item!.id, 'LCC', { shape: polygon }, [
    { ...records({}, { kind: 'frame', slot: 'LCC', frame: 0 }), classId: 'mass', shape: polygon, ...reference },
  ])
  const report = await deliver('mammo-json')
  expect([report.annotations, report.losses.find((l) => l.code === 'reference-not-exported')?.count]).toEqual([1, 1])
})

test('formats of pictures hold every view, and find it again by its place', async () => {
  read(made)
  const report = await deliver('coco')
  expect([report.items, report.annotations]).toEqual([4, 2])
  const other = await fresh()
  await bringBack(other, join(folder, 'out-coco'))
  expect(meaning(other).map((a) => a.target)).toEqual([
    { kind: 'frame', slot: 'LCC', frame: 0 },
    { kind: 'frame', slot: 'LMLO', frame: 0 },
  ])
})

test('no patient is in two parts, groups are spread, and the same seed gives the same parts', () => {
  const patients = fc.array(
    fc.record({ patient: fc.integer({ min: 0, max: 40 }).map(String), group: fc.constantFrom('정상', '양성', '악성') }),
    { maxLength: 120 },
  )
  fc.assert(
    fc.property(patients, fc.integer({ min: 0, max: 9 }), (list, seed) => {
      const cases = list.map((c, i) => ({ ...c, caseId: String(i) }))
      const options = { validation: 0.2, seed, folds: 5 }
      const order = ['정상', '양성', '악성']
      const rows = splitCases(cases, options, order)
      const places = Map.groupBy(rows, (r) => r.patient)
      for (const all of places.values()) expect(new Set(all.map((r) => `${r.part} ${r.fold}`)).size).toBe(1)
      for (const [, all] of Map.groupBy([...places.values()], (all) => all[0]!.group)) {
        const held = all.filter((p) => p[0]!.part === 'validation').length
        expect(held).toBe(Math.round(all.length * 0.2))
        const folds = [1, 2, 3, 4, 5].map((f) => all.filter((p) => p[0]!.fold === f).length)
        expect(Math.max(...folds) - Math.min(...folds)).toBeLessThanOrEqual(1)
      }
      const again = splitCases([...cases].reverse(), options, order)
      expect(new Map(again.map((r) => [r.caseId, r.part]))).toEqual(new Map(rows.map((r) => [r.caseId, r.part])))
    }),
  )
})
