// Segmentations against an independent reading of their bits, and against the slices they were made from.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createPixelPool } from '../../src/main/imaging/pixelPool.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import { shapeArea } from '../../src/shared/geometry/shapes.ts'
import { type LabelProject, labelProject, type Picture } from '../harness/labelProject.ts'
import { DATA, hasData, SKIP_REASON } from './sharedData.ts'

const SEG = join(DATA, 'dicom/seg')
/** The slices of ct-3slice from the feet upwards. */
const FRAMES = ['03.dcm', '02.dcm', '01.dcm']
const open: LabelProject[] = []
const folders: string[] = []
afterEach(async () => {
  for (const p of open.splice(0)) await p.close()
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true })
})
const project = (pictures: Picture[] = []) => {
  const made = labelProject(pictures)
  open.push(made)
  return made
}

/** Items that say of themselves what the header of a CT slice says. */
const slice = (
  name: string,
  uid: string,
  width: number,
  height = width,
  more: Record<string, unknown> = {},
): Picture => ({
  name,
  width,
  height,
  kind: 'dicom',
  facts: { sopInstanceUid: uid, ...more },
})

describe.skipIf(!hasData)(`DICOM segmentations${SKIP_REASON}`, () => {
  test.each(['none', 'series'] as const)(
    'overlapping segments lie on the slices they name (%s)',
    async (group) => {
      const made = project()
      const pool = createPixelPool({ size: 1 })
      try {
        await runImport({ project: made.project, pool }, [join(SEG, 'ct-3slice')], {
          mode: 'reference',
          ctx: made.ctx,
          group,
        })
      } finally {
        await pool.close()
      }
      const path = join(SEG, 'partial_overlaps.dcm')
      const result = await importLabels(made.deps, [path], { ctx: made.ctx, format: 'dicom-seg' })
      expect(result).toMatchObject({ annotations: 7, skipped: [], losses: [] })
      // Counted by numpy from the bits that DCMTK wrote out.
      // One item of three frames, or three items: the same list slice by slice.
      const all = [...made.read()].flatMap(([name, list]) =>
        list.map((a) => ({
          a,
          at: group === 'none' ? name : FRAMES[a.target.kind === 'frame' ? a.target.frame : 0]!,
        })),
      )
      const counts = [...Map.groupBy(all, ({ at }) => at)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([at, list]) => [at, list.map(({ a }) => [a.classId, a.shape && shapeArea(a.shape)])])
      expect(made.read().size).toBe(group === 'none' ? 3 : 1)
      expect(counts).toEqual([
        ['01.dcm', [['PURPLE', 10509]]],
        [
          '02.dcm',
          [
            ['GREEN', 9602],
            ['ORANGE', 11888],
            ['PURPLE', 117],
          ],
        ],
        [
          '03.dcm',
          [
            ['PURPLE', 117],
            ['LIGHT_BLUE', 6693],
            ['DARK_BLUE', 4713],
          ],
        ],
      ])
      const { classes } = readSchema(made.project.db)
      expect(classes.map((c) => c.id)).toEqual(['GREEN', 'ORANGE', 'PURPLE', 'LIGHT_BLUE', 'DARK_BLUE'])
      expect(classes[0]?.code).toBe('SCT:85756007')
      expect(await importLabels(made.deps, [path], { ctx: made.ctx })).toMatchObject({ annotations: 0 })
    },
    60_000,
  )

  test('a fractional segmentation keeps its values and says where it was cut', async () => {
    const uid = '1.3.6.1.4.1.5962.1.1.0.0.0.1196530851.28319.0.94'
    const made = project([slice('a.dcm', uid, 16)])
    const result = await importLabels(made.deps, [join(SEG, 'seg_image_ct_true_fractional.dcm')], { ctx: made.ctx })
    expect(result.annotations).toBe(1)
    expect(result.losses.map((l) => l.code)).toContain('dicom-seg-fractional')
    const [only] = made.read().get('a.dcm') ?? []
    expect(only?.extra['dicom-seg']).toMatchObject({
      fractional: { type: 'PROBABILITY', maximum: 255, threshold: 127.5 },
    })
  })

  test('what was made for another size or direction stays out with a reason', async () => {
    const uid = '1.3.6.1.4.1.5962.1.1.0.0.0.1196530851.28319.0.94'
    const turned = { imageOrientation: '0\\1\\0\\1\\0\\0' }
    for (const [picture, code] of [
      [slice('a.dcm', uid, 32), 'dicom-seg-size'],
      [slice('a.dcm', uid, 16, 16, turned), 'dicom-seg-orientation'],
    ] as const) {
      const made = project([picture])
      const result = await importLabels(made.deps, [join(SEG, 'seg_image_ct_binary.dcm')], { ctx: made.ctx })
      expect(result.annotations).toBe(0)
      expect(result.losses.map((l) => l.code)).toContain(code)
      expect(result.skipped.map((s) => s.code)).toContain('label-target-unfit')
    }
  })

  test('a label map gives a mask a value, without its background; frames of one source are found by their number', async () => {
    const made = project([
      slice('a.dcm', '1.2.826.0.1.3680043.2.1125.1.19132107722474319200808479400869099', 24, 38),
      slice('b.dcm', '1.2.826.0.1.3680043.2.1125.1.40786175510277805682528251346244400', 24, 38),
    ])
    const result = await importLabels(made.deps, [join(SEG, 'sparse-labelmap-ppv5.dcm')], { ctx: made.ctx })
    expect([result.annotations, result.skipped]).toEqual([2, []])
    const areas = [...made.read().values()].flat().map((a) => [a.classId, a.shape && shapeArea(a.shape)])
    expect(areas.map(([c]) => c)).toEqual(['Liver', 'Liver'])
    expect(areas.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(Math.round(0.3454 * 2 * 24 * 38))
    expect(readSchema(made.project.db).classes.map((c) => c.id)).toEqual(['Liver'])
  })

  test('a damaged or cut file is a named error', async () => {
    const bytes = readFileSync(join(SEG, 'seg_image_ct_binary.dcm'))
    const folder = mkdtempSync(join(tmpdir(), 'pandok-seg-'))
    folders.push(folder)
    const made = project()
    for (const cut of [4300, 2000, 700, 200]) {
      const path = join(folder, `cut${cut}.dcm`)
      writeFileSync(path, bytes.subarray(0, cut))
      const { skipped, annotations } = await importLabels(made.deps, [path], { ctx: made.ctx, format: 'dicom-seg' })
      expect(annotations).toBe(0)
      expect(skipped.length).toBeGreaterThan(0)
    }
  })
})
