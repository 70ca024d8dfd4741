import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportProject, previewExport } from '../../src/main/exporters/index.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { EMPTY_SCHEMA } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { packs } from '../../src/shared/domains/index.ts'
import { newId } from '../../src/shared/ids.ts'
import { labelProject } from '../harness/labelProject.ts'
import { annotation, classDefs, HEIGHT, WIDTH } from './arbitraries.ts'

const PICTURE = { name: '사진/a 1.png', width: WIDTH, height: HEIGHT }
const schema = { ...EMPTY_SCHEMA, classes: classDefs }
const emptyMask: Annotation = {
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: classDefs[0]?.id ?? null,
  shape: { kind: 'mask', x: 0, y: 0, width: 1, height: 1, counts: [1] },
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
}
const FORMATS = packs['general']?.exporters ?? []

test.each(FORMATS)(
  '%s: what goes out comes back as expected, whatever was drawn; the preview knew it all',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(annotation, { minLength: 1, maxLength: 6 }), async (drawn) => {
        const made = labelProject([PICTURE, { ...PICTURE, name: 'empty.png' }], schema)
        const out = mkdtempSync(join(tmpdir(), 'pandok-prop-'))
        try {
          made.put(
            PICTURE.name,
            drawn.map((a) => ({ ...a, id: newId() })),
          )
          const preview = await previewExport({ project: made.project }, { format })
          const report = await exportProject({ project: made.project }, out, { format })
          expect(report.compared?.different).toBe(0)
          expect(preview).toEqual({ items: report.items, annotations: report.annotations, losses: report.losses })
          const again = await exportProject({ project: made.project }, join(out, 'again'), { format })
          for (const file of again.files)
            expect(readFileSync(join(out, 'again', file))).toEqual(readFileSync(join(out, file)))
          // Every annotation is either written or listed.
          const listed = report.losses
            .filter((l) =>
              [
                'no-class',
                'item-attributes',
                'tag',
                'polyline',
                'point',
                'ruler',
                'angle',
                'mask-empty',
                'outside-dropped',
                'mask-hidden',
              ].includes(l.code),
            )
            .reduce((sum, l) => sum + l.count, 0)
          expect(report.annotations + listed).toBeGreaterThanOrEqual(drawn.length)
        } finally {
          await made.close()
          rmSync(out, { recursive: true, force: true })
        }
      }),
      {
        numRuns: 15,
        // A mask without a pixel is in no format but COCO: found by chance once, kept.
        examples: [[[{ ...emptyMask }, { ...emptyMask, target: { kind: 'item' }, classId: null, shape: null }]]],
      },
    )
  },
  120_000,
)

/** What COCO can hold comes into another project as the same annotation. */
test('COCO into a second project: class, shape, keypoints, attributes and unknown fields are the same', async () => {
  const comparable = (a: Annotation) => ({
    classId: a.classId,
    shape: a.shape,
    keypoints: a.keypoints,
    attributes: a.attributes,
  })
  const holds = (a: Annotation) =>
    a.classId !== null &&
    a.shape !== null &&
    (a.shape.kind === 'box' || (a.shape.kind === 'polygon' && a.shape.parts.every((p) => p.holes.length === 0)))
  await fc.assert(
    fc.asyncProperty(fc.array(annotation.filter(holds), { minLength: 1, maxLength: 5 }), async (drawn) => {
      const first = labelProject([PICTURE], schema)
      const second = labelProject([PICTURE])
      const out = mkdtempSync(join(tmpdir(), 'pandok-prop-'))
      try {
        const sorted = [...drawn].sort((a, b) => a.z - b.z).map((a) => ({ ...a, id: newId() }))
        first.put(PICTURE.name, sorted)
        await exportProject({ project: first.project }, out, { format: 'coco' })
        const result = await importLabels(second.deps, [join(out, 'annotations')], { ctx: second.ctx })
        expect(result).toMatchObject({ annotations: drawn.length, skipped: [], losses: [] })
        const back = second.read().get(PICTURE.name) ?? []
        // Through JSON, which has no -0.
        expect(back.map(comparable)).toEqual(JSON.parse(JSON.stringify(sorted.map(comparable))))
        const repeated = await importLabels(second.deps, [join(out, 'annotations')], { ctx: second.ctx })
        expect(repeated.annotations).toBe(0)
        expect(repeated.losses.map((l) => [l.code, l.count])).toEqual([['label-already-there', drawn.length]])
      } finally {
        await first.close()
        await second.close()
        rmSync(out, { recursive: true, force: true })
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
