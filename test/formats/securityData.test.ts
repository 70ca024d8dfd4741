// All of ../shared/data/xray-security in one project of the security pack: what comes in is what the data's README counts,
// and every delivery comes into a second project as what it was.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportProject } from '../../src/main/exporters/index.ts'
import { createPixelPool, type PixelPool } from '../../src/main/imaging/pixelPool.ts'
import { runImport } from '../../src/main/importers/imageFiles.ts'
import { importLabels } from '../../src/main/importers/labels.ts'
import { readSchema } from '../../src/main/store/schemas.ts'
import type { ExporterId } from '../../src/shared/domains/domainPack.ts'
import { shapeBounds } from '../../src/shared/geometry/shapes.ts'
import { type LabelProject, labelProject } from '../harness/labelProject.ts'
import { filesBelow, hasData, SKIP_REASON, XRAY } from './sharedData.ts'

const AIRPORT = join(XRAY, 'airport-cubox')
const XMLLINT = '/usr/bin/xmllint'
const open: LabelProject[] = []
let pool: PixelPool
let out: string

async function withPictures(): Promise<LabelProject> {
  const made = labelProject([], null, 'xray-security')
  open.push(made)
  const result = await runImport({ project: made.project, pool }, [XRAY], { mode: 'reference', ctx: made.ctx })
  expect(result.items).toBe(18)
  return made
}
const label = (p: LabelProject, ...paths: string[]) => importLabels(p.deps, paths, { ctx: p.ctx })

/** Title of the class and the box around the shape, by image. */
function boxesOf(p: LabelProject): Map<string, (readonly [string, ...number[]])[]> {
  const titles = new Map(readSchema(p.project.db).classes.map((c) => [c.id, c.title.en]))
  return new Map(
    [...p.read()].flatMap(([name, all]) => {
      const boxes = all.flatMap((a) => {
        if (!a.shape) return []
        const { x, y, width, height } = shapeBounds(a.shape)
        return [[titles.get(a.classId ?? '') ?? '', x, y, x + width, y + height] as const]
      })
      return boxes.length > 0 ? [[name, boxes] as const] : []
    }),
  )
}
/** `slack` in pixels: what whole pixels may move an edge. */
function expectSame(found: LabelProject, wanted: LabelProject, slack: number): void {
  const [a, b] = [boxesOf(found), boxesOf(wanted)]
  expect([...a.keys()]).toEqual([...b.keys()])
  for (const [name, boxes] of b) {
    const order = (all: (readonly [string, ...number[]])[]) =>
      all.toSorted((m, n) => m[0].localeCompare(n[0]) || Number(m[1]) - Number(n[1]) || Number(m[2]) - Number(n[2]))
    const [mine, theirs] = [order(a.get(name) ?? []), order(boxes)]
    expect(mine.map((m) => m[0])).toEqual(theirs.map((m) => m[0]))
    for (const [i, m] of mine.entries())
      for (const at of [1, 2, 3, 4])
        expect(Math.abs(Number(m[at]) - Number(theirs[i]?.[at])), `${name} ${m[0]}`).toBeLessThanOrEqual(slack)
  }
}

describe.skipIf(!hasData)(`the security X-ray data${SKIP_REASON}`, () => {
  beforeAll(() => {
    pool = createPixelPool({ host: 'thread', size: 1 })
    out = mkdtempSync(join(tmpdir(), 'pandok-security-'))
  })
  afterAll(async () => {
    for (const p of open.splice(0)) await p.close()
    await pool?.close()
    if (out) rmSync(out, { recursive: true, force: true })
  })

  it.each([
    ['YOLO', join(AIRPORT, 'data.yaml'), 15, 10],
    ['COCO', join(AIRPORT, 'coco/instances.json'), 15, 10],
    ['VOC', join(AIRPORT, 'voc'), 15, 10],
    ['mask PNG', join(XRAY, 'mask-samples/mask'), 5, 4],
  ])(
    '%s comes in on its pictures',
    async (format, path, annotations, items) => {
      const made = await withPictures()
      expect(await label(made, path)).toMatchObject({ annotations, items, skipped: [] })
      if (format !== 'COCO') return
      const file = JSON.parse(readFileSync(path, 'utf8'))
      expect([file.images.length, file.annotations.length, file.categories.length]).toEqual([10, 15, 66])
    },
    60_000,
  )

  it('the same boxes come from all three label files of the airport set', async () => {
    const [yolo, coco, voc] = [await withPictures(), await withPictures(), await withPictures()]
    await label(yolo, join(AIRPORT, 'data.yaml'))
    await label(coco, join(AIRPORT, 'coco/instances.json'))
    await label(voc, join(AIRPORT, 'voc'))
    expectSame(coco, yolo, 0.02)
    expectSame(voc, yolo, 1)
  })

  it.each([
    ['xray-coco', 0.001],
    ['xray-voc', 0.5],
    ['xray-delivery', 0.5],
    ['coco', 0.001],
    ['voc', 1],
  ] as const satisfies [ExporterId, number][])(
    '%s goes out and comes back equal',
    async (format, slack) => {
      const made = await withPictures()
      await label(made, join(AIRPORT, 'coco/instances.json'), join(XRAY, 'mask-samples/mask'))
      const to = join(out, format)
      const report = await exportProject({ project: made.project, pool }, to, { format })
      expect(report).toMatchObject({ items: 18, annotations: 20, compared: { different: 0 } })
      const back = await withPictures()
      // A delivery has each label twice: the outline in JSON, the rectangle in XML.
      const files = format === 'xray-delivery' ? [...filesBelow(to)].filter((f) => f.endsWith('.xml')) : [to]
      expect(await label(back, ...files)).toMatchObject({ annotations: 20, skipped: [] })
      expectSame(back, made, slack)
      if (format !== 'xray-delivery') return
      const outlines = await withPictures()
      const json = [...filesBelow(to)].filter((f) => f.endsWith('.json') && !f.endsWith('summary.json'))
      expect(await label(outlines, ...json)).toMatchObject({ annotations: 20, skipped: [] })
      expectSame(outlines, made, 0.001)
    },
    120_000,
  )

  const missing = existsSync(XMLLINT) ? '' : ' (skipped: xmllint is not here)'
  it.skipIf(missing !== '')(
    `the XML of a delivery meets its schema${missing}`,
    async () => {
      const made = await withPictures()
      await label(made, join(AIRPORT, 'coco/instances.json'), join(XRAY, 'mask-samples/mask'))
      const to = join(out, 'valid')
      const { files } = await exportProject({ project: made.project, pool }, to, { format: 'xray-voc' })
      const schema = join(import.meta.dirname, 'xray-voc.xsd')
      const run = spawnSync(XMLLINT, ['--noout', '--schema', schema, ...files.map((f) => join(to, f))], {
        encoding: 'utf8',
      })
      expect(run.stderr.match(/ validates$/gm)).toHaveLength(18)
    },
    60_000,
  )
})
