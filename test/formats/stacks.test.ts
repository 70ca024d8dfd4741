// Series as items: from files on the disk through the store to deliveries and back.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ExportFormat, exportProject } from '../../src/main/exporters/index.ts'
import { buildDirectory, buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { previewImport, runImport } from '../../src/main/importers/imageFiles.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { rows } from '../../src/main/store/db.ts'
import { readItemFields } from '../../src/main/store/itemFields.ts'
import { type ItemRecord, iterateItems, pageItems } from '../../src/main/store/items.ts'
import { plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { newId } from '../../src/shared/ids.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'

let pool: PixelPool
let folder: string
const open: LabelProject[] = []
beforeAll(() => {
  pool = createPixelPool({ size: 1 })
})
afterAll(() => pool.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pandok-stacks-'))
})
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, bytes: Uint8Array): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}
const schema = {
  version: 1,
  classes: [
    plainClass({ id: 'nodule', title: { ko: '결절', en: 'nodule' }, colour: '#ff0000', shapes: ['box', 'polygon'] }),
  ],
  itemAttributes: [],
  slotAttributes: [],
  rules: [],
}
const project = (withClasses = true) => {
  const made = labelProject([], withClasses ? (schema as never) : null)
  open.push(made)
  return made
}
const bring = (made: LabelProject, paths = [folder], group: 'series' | 'none' = 'series') =>
  runImport({ project: made.project, pool }, paths, { mode: 'reference', ctx: made.ctx, group })
const items = (made: LabelProject): ItemRecord[] => [...iterateItems(made.project.db)]
const namesOf = (item: ItemRecord | undefined) => item?.slots.map((s) => s.source.path.split('/').at(-1))

describe('intake', () => {
  test('slices of a series are one item in the order of their places; other pictures stay single', async () => {
    // Names and numbers run against the places.
    for (const [i, z] of [30, 10, 20].entries()) put(`ct/${i}.dcm`, buildSlice({ series: '1', instance: i + 1, z }))
    put('ct/scout.dcm', buildSlice({ series: '2', instance: 1 }))
    for (const i of [1, 2]) put(`mg/${i}.dcm`, buildSlice({ series: '3', instance: i, modality: 'MG' }))
    const made = project()
    const preview = await previewImport({ project: made.project, pool }, [folder], {})
    const result = await bring(made)
    expect(result).toMatchObject({ items: 4, sources: 6, skipped: [], findings: [] })
    expect([preview.items, preview.sources]).toEqual([4, 6])
    const stack = items(made).find((i) => i.slots.length > 1)
    expect(stack?.name).toBe('ct')
    expect(namesOf(stack)).toEqual(['1.dcm', '2.dcm', '0.dcm'])
    expect(stack?.slots.map((s) => s.firstFrame)).toEqual([0, 1, 2])
    expect(
      pageItems(made.project.db, { where: 'modality:ct patient:p-001', limit: 9 }).items.map((i) => i.frames),
    ).toEqual(expect.arrayContaining([3, 1]))
    // What holds for every slice, so not the number of one.
    expect(readItemFields(made.project.db, stack!.id)).toMatchObject({ series: '1.2.3.2.1', studydate: '20260102' })
    expect(readItemFields(made.project.db, stack!.id).instance).toBeUndefined()
    // Again: everything is known.
    expect(await bring(made)).toMatchObject({ items: 0, sources: 0 })
  })

  test('places that repeat (phases) leave the order to the instance numbers', async () => {
    for (const [i, z] of [5, 6, 5, 6].entries()) put(`${9 - i}.dcm`, buildSlice({ series: '1', instance: i + 1, z }))
    const made = project()
    await bring(made)
    expect(items(made).map(namesOf)).toEqual([['9.dcm', '8.dcm', '7.dcm', '6.dcm']])
  })

  test('slices of another size or direction are a stack of their own, and two series of a folder have two names', async () => {
    for (const i of [1, 2]) put(`s/a${i}.dcm`, buildSlice({ series: '7', instance: i, z: i }))
    for (const i of [3, 4]) put(`s/b${i}.dcm`, buildSlice({ series: '8', instance: i, z: i }))
    for (const i of [5, 6]) put(`s/c${i}.dcm`, buildSlice({ series: '8', instance: i, z: i, size: 12 }))
    const made = project()
    await bring(made)
    expect(items(made).map((i) => [i.name, i.slots.length])).toEqual([
      ['s/series-7', 2],
      ['s/series-8', 2],
      ['s/series-8-2', 2],
    ])
  })

  test('without grouping every file is an item', async () => {
    for (const i of [1, 2, 3]) put(`ct/${i}.dcm`, buildSlice({ series: '1', instance: i, z: i }))
    const made = project()
    expect(await bring(made, [folder], 'none')).toMatchObject({ items: 3, sources: 3 })
  })

  test('an instance that is there in other bytes comes in and is named; its look-up uses the index', async () => {
    put('a.dcm', buildSlice({ series: '1', instance: 1, modality: 'DX', uid: '1.2.3.9' }))
    const made = project()
    await bring(made)
    put('b.dcm', buildSlice({ series: '1', instance: 2, modality: 'DX', uid: '1.2.3.9' }))
    put('c.dcm', buildSlice({ series: '1', instance: 3, modality: 'DX', uid: '1.2.3.9' }))
    const { items: came, findings } = await bring(made)
    expect(came).toBe(2)
    expect(findings.map((f) => f.rule)).toEqual(['intake-same-instance', 'intake-same-instance'])
    const plan = rows<{ detail: string }>(
      made.project.db,
      `EXPLAIN QUERY PLAN SELECT i.id FROM sources o JOIN item_slots s ON s.source_no = o.no JOIN items i ON i.no = s.item_no
       WHERE o.kind = 'dicom' AND CASE WHEN json_valid(o.facts) THEN json_extract(o.facts, '$.sopInstanceUid') END = ?
       ORDER BY i.no, s.no`,
      'x',
    )
    expect(plan[0]?.detail).toContain('sources_by_instance')
  })
})

describe('DICOMDIR', () => {
  const disc = () => {
    for (const i of [1, 2]) put(`dicom/im${i}`, buildSlice({ series: '1', instance: i, z: i }))
    put('extra.dcm', buildSlice({ series: '5', instance: 1, modality: 'DX' }))
    const named = [1, 2, 3].map((i) => ['DICOM', `IM${i}`])
    put('DICOMDIR', buildDirectory([...named, ['..', 'secret']]))
  }
  test('picked by itself it stands for the files it names, whatever their case; what is missing is said', async () => {
    disc()
    const made = project()
    const result = await bring(made, [join(folder, 'DICOMDIR')])
    expect(result).toMatchObject({ items: 1, sources: 2 })
    expect(result.skipped.map((s) => [s.path.replace(folder, ''), s.code])).toEqual([
      ['/DICOM/IM3', 'file-missing'],
      ['/secret', 'file-missing'],
    ])
  })
  test('in a folder everything comes in and the directory itself is no failure', async () => {
    disc()
    const made = project()
    const result = await bring(made)
    expect(result).toMatchObject({ items: 2, sources: 3 })
    expect(result.skipped.map((s) => s.code)).toEqual(['file-missing', 'file-missing'])
  })
  test('a damaged directory is named like any damaged file', async () => {
    put('DICOMDIR', Buffer.from('nonsense'))
    expect((await bring(project())).skipped.map((s) => s.code)).toEqual(['unsupported-type'])
  })
})

const box = (frame: number, x: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame },
  classId: 'nodule',
  shape: { kind: 'box', x, y: 2, width: 5, height: 4 },
  keypoints: null,
  attributes: {},
  z: x,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
const places = (list: readonly Annotation[] | undefined) =>
  (list ?? []).map((a) => [
    a.target.kind === 'frame' ? a.target.frame : null,
    a.shape && 'x' in a.shape ? a.shape.x : null,
  ])

describe('every annotated frame goes out and comes back', () => {
  test.each(['coco', 'voc', 'yolo-detect', 'csv', 'labelme', 'labelstudio'] as const satisfies ExportFormat[])(
    '%s',
    async (format) => {
      for (const i of [1, 2, 3, 4, 5, 6, 7, 8]) put(`scan/${i}.dcm`, buildSlice({ series: '1', instance: i, z: i }))
      const made = project()
      await bring(made)
      made.put('scan', [box(2, 1), box(2, 3), box(6, 4)])
      const out = join(folder, 'out')
      const report = await exportProject({ project: made.project }, out, { format, pictures: 'copy' })
      expect(report).toMatchObject({ annotations: 3, compared: { different: 0 } })
      expect(report.losses.map((l) => l.code)).not.toContain('other-frame')
      const pictures = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.dcm'))
      expect(pictures.map((f) => f.split('/').at(-1)).sort()).toEqual(['scan_frame0003.dcm', 'scan_frame0007.dcm'])
      const slice = pictures.find((f) => f.endsWith('0003.dcm'))!
      expect(readFileSync(join(out, slice))).toEqual(readFileSync(join(folder, 'scan/3.dcm')))

      const fresh = project(false)
      await bring(fresh, [join(folder, 'scan')])
      const name = items(fresh)[0]!.name
      const back = await importLabels(fresh.deps, [out], { ctx: fresh.ctx })
      expect(back).toMatchObject({ annotations: 3, items: 1, skipped: [] })
      expect(places(fresh.read().get(name)).sort()).toEqual([
        [2, 1],
        [2, 3],
        [6, 4],
      ])
    },
  )
  test.each([
    ['coco', 'png8'],
    ['yolo-detect', 'png16'],
  ] as const)('%s with its frames as %s', async (format, pictures) => {
    for (const i of [1, 2, 3]) put(`scan/${i}.dcm`, buildSlice({ series: '1', instance: i, z: i }))
    const made = project()
    await bring(made)
    made.put('scan', [box(0, 1), box(2, 4)])
    const out = join(folder, 'out')
    const pool = createPixelPool({ size: 1 })
    try {
      const report = await exportProject({ project: made.project, pool }, out, { format, pictures })
      expect(report).toMatchObject({ annotations: 2, compared: { different: 0 }, losses: [] })
      const pngs = report.files.filter((f) => f.endsWith('.png'))
      expect(pngs.map((f) => f.split('/').at(-1))).toEqual(['scan_frame0001.png', 'scan_frame0003.png'])
      const [source, png] = await Promise.all(
        [join(folder, 'scan/3.dcm'), join(out, pngs[1]!)].map((path) => pool.decodeStats(path, 0, null)),
      )
      expect([png!.rows, png!.columns, png!.bitsStored]).toEqual([
        source!.rows,
        source!.columns,
        pictures === 'png8' ? 8 : 16,
      ])
      // The stored values, and for eyes the window that is told.
      if (pictures === 'png16')
        expect([png!.min, png!.max]).toEqual(
          [source!.min, source!.max].map((v) => v + (source!.signed ? 2 ** (source!.bitsStored - 1) : 0)),
        )
      else expect(report.windows.map((w) => [w.file, typeof w.centre])).toEqual(pngs.map((f) => [f, 'number']))
      expect(readFileSync(join(out, 'pictures.csv'), 'utf8').split('\n')).toHaveLength(4)
    } finally {
      await pool.close()
    }
    const fresh = project(false)
    await bring(fresh, [join(folder, 'scan')])
    const back = await importLabels(fresh.deps, [out], { ctx: fresh.ctx })
    expect(back).toMatchObject({ annotations: 2, items: 1, skipped: [] })
    expect(places(fresh.read().get(items(fresh)[0]!.name)).sort()).toEqual([
      [0, 1],
      [2, 4],
    ])
  })
})
