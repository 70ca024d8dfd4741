// Deliveries of cases as the export screen asks for them: two readers out and in again, the split as chosen, windows, and
// DICOM objects that dicom3tools accepts.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { exportReportSchema } from '../../src/shared/contract/job.ts'
import type { ProjectInfo } from '../../src/shared/contract/project.ts'
import { drawOn } from '../harness/drawOn.ts'
import { view } from '../harness/mammoProject.ts'
import { newCases } from '../harness/newCases.ts'
import { openApp, type TestApp } from '../harness/requestApp.ts'
import { annotationOf } from '../harness/tempProject.ts'

let app: TestApp
let project: ProjectInfo
const readers: string[] = []
const put = (name: string, bytes: Uint8Array): void => {
  mkdirSync(dirname(join(app.dir, name)), { recursive: true })
  writeFileSync(join(app.dir, name), bytes)
}
const make = async (name: string): Promise<ProjectInfo> => {
  const made = await newCases(app, name)
  const projectId = made.id
  await app.job(app.call('import', 'run', { projectId, paths: [join(app.dir, 'in')], mode: 'reference' }))
  return made
}
const items = async (projectId: string) => (await app.call('items', 'page', { projectId, limit: 10 })).items

const lesion = (slot: string, outer: number[], id: string): Annotation =>
  annotationOf({
    classId: 'mass',
    target: { kind: 'frame', slot, frame: 0 },
    shape: { kind: 'polygon', parts: [{ outer, holes: [] }] },
    attributes: { lesion_id: id, nature: 'malignant', margin: 'spiculated' },
  })
const record = (target: Annotation['target'], attributes: Annotation['attributes']): Annotation =>
  annotationOf({ classId: null, target, shape: null, attributes })

async function read(reader: string, itemId: string, added: Annotation[]): Promise<void> {
  app.actAs(reader)
  await drawOn(app, { projectId: project.id, itemId }, added)
}

beforeAll(async () => {
  app = await openApp('in-process')
  for (let n = 1; n <= 4; n++)
    for (const [i, v] of (['RCC', 'LCC', 'RMLO', 'LMLO'] as const).entries())
      put(`in/c${n}/${v}.dcm`, view(v, { no: n * 4 + i, study: `${n}`, patient: `P${n}`, size: 24 }))
  project = await make('one')
  const projectId = project.id
  readers.push(project.users[0]!.id)
  readers.push((await app.call('users', 'create', { projectId, login: 'lee', name: '이', colour: '#ffb14e' })).id)
  const all = await items(projectId)
  for (const [r, reader] of readers.entries())
    for (const [n, { id }] of all.slice(0, 2).entries())
      await read(reader, id, [
        lesion('LCC', [2.25 + r, 3, 12, 4.5, 11, 12.125 + n], 'L1'),
        lesion('LMLO', [3, 3, 14, 4, 12 + r, 13], 'L1'),
        record({ kind: 'item' }, { result: '악성', birads: '5', left: '악성', right: '정상', density: 'c' }),
        record({ kind: 'slot', slot: 'LCC' }, { result: '악성' }),
      ])
})
afterAll(() => app.close())

const deliver = async (format: string, mammo: object = {}) => {
  const outDir = join(app.dir, `out-${format}-${Object.values(mammo).join('-')}`)
  const job = await app.job(app.call('export', 'run', { projectId: project.id, format, outDir, mammo }))
  expect(job.state, JSON.stringify(job.error)).toBe('done')
  return { outDir, report: exportReportSchema.parse(job.result) }
}

/** Labels of every reading by login, without what only a database knows. */
async function readings(projectId: string): Promise<unknown[]> {
  const info = await app.call('project', 'info', { projectId })
  const out: unknown[] = []
  for (const user of info.users) {
    app.actAs(user.id)
    for (const item of await items(projectId)) {
      const { annotations } = await app.call('document', 'open', { projectId, itemId: item.id })
      const bare = annotations.map(({ target, classId, shape, attributes }) => ({ target, classId, shape, attributes }))
      if (bare.length > 0) out.push([user.login, item.name, bare.map((a) => JSON.stringify(a)).sort()])
    }
  }
  return out
}

describe('mammo-json', () => {
  it('by two readers goes out and into another project as the same readings of the same people', async () => {
    const { outDir, report } = await deliver('mammo-json')
    expect(report.compared?.different).toBe(0)
    expect(report.files.filter((f) => f.startsWith('annotations/'))).toEqual(
      ['kim', 'lee'].flatMap((r) => ['c1', 'c2'].map((c) => `annotations/${r}/${c}.json`)),
    )
    const other = await make('two')
    const job = await app.job(
      app.call('labels', 'run', { projectId: other.id, files: [join(outDir, 'annotations')], format: 'auto' }),
    )
    expect(job.result).toMatchObject({ skipped: [], annotations: 16 })
    expect(await readings(other.id)).toEqual(await readings(project.id))
  })

  it('has whole pixels and the split that were chosen, with its proof', async () => {
    const { outDir, report } = await deliver('mammo-json', { integer: true, validation: 0.5, folds: 2, seed: 9 })
    const file = JSON.parse(readFileSync(join(outDir, 'annotations/kim/c1.json'), 'utf8'))
    expect(file).toMatchObject({ coordinates: 'integer' })
    const pairs = file.views.flatMap((v: { lesions: Record<string, number[][]>[] }) =>
      v.lesions.flatMap((l) => l['contour coordinate']!.flat()),
    )
    expect(pairs).toHaveLength(12)
    expect(pairs.every(Number.isInteger)).toBe(true)
    expect(report.split).toMatchObject({ validation: 0.5, folds: 2, seed: 9, patients: 4, patientsInTwoParts: 0 })
    // Half of each group: two patients are malignant, of two nobody has said anything.
    expect(Object.values(report.split!.groups).map((g) => [g['train'], g['validation']])).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(report.split!.proof.map((p) => [p.parts, p.folds])).toEqual(Array(4).fill([1, 1]))
    expect(
      (await app.refused('export.run', { projectId: project.id, format: 'mammo-json', outDir, mammo: { folds: 1 } }))
        .code,
    ).toBe('bad-request')
  })
})

it('pictures with outlines say in which window they were drawn', async () => {
  const { report } = await deliver('contour-png')
  expect(report.windows).toHaveLength(16)
  expect(report.windows[0]).toEqual({
    file: 'contours/c1/RCC.png',
    centre: expect.any(Number),
    width: expect.any(Number),
  })
  expect(report.compared).toMatchObject({ equal: 16, different: 0 })
})

const has = (tool: string): boolean => spawnSync('which', [tool]).status === 0
it.skipIf(!has('dciodvfy'))('SEG and SR pass dciodvfy (skipped where dicom3tools is missing)', async () => {
  for (const format of ['dicom-seg', 'dicom-sr']) {
    const { outDir, report } = await deliver(format)
    const files = report.files.filter((f) => f.endsWith('.dcm'))
    expect(files.length).toBe(format === 'dicom-seg' ? 4 : 2)
    for (const file of files) {
      const { stderr } = spawnSync('dciodvfy', ['-new', join(outDir, file)], { encoding: 'utf8' })
      expect(
        stderr.split('\n').filter((l) => l.startsWith('Error')),
        file,
      ).toEqual([])
    }
  }
})
