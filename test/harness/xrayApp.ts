// A security X-ray project behind the real handler, with scans in folders of maker, item and scenario.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { encodePlainPng } from '../../src/main/files/plainPng.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import type { ProjectInfo } from '../../src/shared/contract/project.ts'
import { newId } from '../../src/shared/ids.ts'
import { drawOn } from './drawOn.ts'
import { openApp, type TestApp } from './requestApp.ts'

export type XrayApp = {
  readonly app: TestApp
  readonly project: ProjectInfo
  readonly projectId: string
  /** Folder of the scans. */
  readonly scans: string
  /** Item ids by file name. */
  ids(): Promise<ReadonlyMap<string, string>>
  /** Adds annotations to the item's reading; gives the document as it is then. */
  draw(itemId: string, ...added: Annotation[]): Promise<{ id: string; revision: number }>
}

export function writeScan(path: string, seed: number): void {
  mkdirSync(dirname(path), { recursive: true })
  const [width, height] = [64, 48]
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7 + seed * 31) % 256)
  writeFileSync(path, encodePlainPng({ width, height, channels: 3, samples: pixels }))
}

export const outline = (classId: string, x: number, y: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId,
  shape: { kind: 'polygon', parts: [{ outer: [x, y, x + 20, y, x + 10, y + 15], holes: [] }] },
  keypoints: null,
  attributes: {},
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
export const verdictOf = (value: string): Annotation => ({
  ...outline('knife', 0, 0),
  id: newId(),
  target: { kind: 'item' },
  classId: null,
  shape: null,
  attributes: { verdict: value },
})

export async function openXrayApp(paths: readonly string[]): Promise<XrayApp> {
  const app = await openApp('in-process')
  const scans = join(app.dir, 'scans')
  paths.forEach((path, i) => {
    writeScan(join(scans, path), i)
  })
  const project = await app.call('project', 'create', {
    parent: app.dir,
    name: '인천',
    title: '인천',
    domain: 'xray-security',
    schema: null,
    user: { login: 'kim', name: '김판독', colour: '#4c9be8' },
  })
  const projectId = project.id
  app.actAs(project.users[0]?.id ?? null)
  const imported = await app.job(app.call('import', 'run', { projectId, paths: [scans], mode: 'reference' }))
  if (imported.state !== 'done') throw new Error(JSON.stringify(imported))
  return {
    app,
    project,
    projectId,
    scans,
    async ids() {
      const { items } = await app.call('items', 'page', { projectId, limit: 500 })
      return new Map(items.map((i) => [i.name.slice(i.name.lastIndexOf('/') + 1), i.id]))
    },
    draw: (itemId, ...added) => drawOn(app, { projectId, itemId }, added),
  }
}
