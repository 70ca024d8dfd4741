// Real projects in temporary folders, for tests of everything that works on a store.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyDocumentDiff } from '../../src/main/documents/applyDiff.ts'
import type { Ctx } from '../../src/main/store/ctx.ts'
import { insertItems, pageItems } from '../../src/main/store/items.ts'
import { createProject, type OpenProject, openProject } from '../../src/main/store/open.ts'
import { newestRound } from '../../src/main/store/rounds.ts'
import type { SourceRow } from '../../src/main/store/sources.ts'
import { listUsers } from '../../src/main/store/users.ts'
import { type AnnotationDiff, emptyDiff } from '../../src/shared/annotation/diff.ts'
import { type ClassDef, EMPTY_SCHEMA, type LabelSchema, plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation, Shape } from '../../src/shared/annotation/model.ts'
import type { ApplyDiffResult, Cause } from '../../src/shared/contract/document.ts'
import type { DomainPack } from '../../src/shared/domains/domainPack.ts'
import { general } from '../../src/shared/domains/general/pack.ts'
import { newId } from '../../src/shared/ids.ts'

/** A clock that only a test moves. */
export function tickingClock(start = Date.UTC(2026, 0, 1)): () => Date {
  let now = start
  return () => {
    now += 1000
    return new Date(now)
  }
}

export const classOf = (id: string, change: Partial<ClassDef> = {}): ClassDef =>
  plainClass({
    id,
    title: { ko: id, en: id },
    colour: '#4c9be8',
    shapes: ['box', 'polygon'],
    ...change,
  })

export const schemaOf = (...classes: ClassDef[]): LabelSchema => ({ ...EMPTY_SCHEMA, classes })
export const twoClasses = schemaOf(classOf('cat'), classOf('dog', { shapes: ['box', 'point', 'tag'] }))

export const boxOf = (x: number, y: number, width = 10, height = 10): Shape => ({ kind: 'box', x, y, width, height })

export const annotationOf = (change: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'cat',
  shape: boxOf(10, 10),
  keypoints: null,
  attributes: {},
  z: 0,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...change,
})

export const sourceOf = (name: string, change: Partial<SourceRow> = {}): SourceRow => ({
  id: newId(),
  path: `/data/${name}`,
  copied: false,
  kind: 'png',
  sha256: Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64),
  bytes: 1000,
  mtimeMs: 1_700_000_000_000,
  width: 640,
  height: 480,
  frames: 1,
  channels: 1,
  bitsStored: 8,
  orientation: 1,
  facts: {},
  ...change,
})

export type ProjectOptions = {
  key?: string
  pack?: Partial<DomainPack>
  schema?: LabelSchema
  clock?: () => Date
  folder?: string
}

export type TempProject = {
  readonly dir: string
  readonly folder: string
  readonly clock: () => Date
  /** Changes when the project is reopened. */
  project: OpenProject
  ctx(change?: Partial<Ctx>): Ctx
  addItems(...names: string[]): string[]
  reopen(): Promise<OpenProject>
  remove(): Promise<void>
}

export function tempProject(options: ProjectOptions = {}): TempProject {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'pandok-test-'))
  const dir = join(folder, 'test.pandok')
  const clock = options.clock ?? tickingClock()
  const project = createProject(
    dir,
    {
      title: 'Test',
      pack: { ...general, ...options.pack },
      schema: options.schema ?? twoClasses,
      user: { login: 'kim', name: 'Kim', colour: '#4c9be8' },
    },
    { clock, key: options.key },
  )
  const authorId = listUsers(project.db)[0]?.id ?? ''
  const temp: TempProject = {
    dir,
    folder,
    clock,
    project,
    ctx: (change = {}) => ({ authorId, time: clock().toISOString(), ...change }),
    addItems: (...names) => {
      const drafts = names.map((name) => ({ id: newId(), name, slots: [{ slot: 'image', source: sourceOf(name) }] }))
      insertItems(temp.project.writable(), drafts, temp.ctx())
      return drafts.map((d) => d.id)
    },
    reopen: async () => {
      await temp.project.close()
      temp.project = openProject(dir, { clock, key: options.key })
      return temp.project
    },
    remove: async () => {
      await temp.project.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
  return temp
}

/** One window on one document: keeps the revision, sends gestures. */
export type Hand = {
  readonly documentId: string
  revision: number
  readonly opIds: string[]
  apply(diff: Partial<AnnotationDiff>, cause?: Cause, change?: { opId?: string; ctx?: Partial<Ctx> }): ApplyDiffResult
}

export function handOn(temp: TempProject, itemId: string, documentId = newId()): Hand {
  const hand: Hand = {
    documentId,
    revision: 0,
    opIds: [],
    apply: (diff, cause = { kind: 'edit', mark: 'test.edit' }, change = {}) => {
      const opId = change.opId ?? newId()
      const result = applyDocumentDiff(
        temp.project.writable(),
        {
          projectId: temp.project.id,
          documentId,
          itemId,
          roundId: newestRound(temp.project.db).id,
          baseRevision: hand.revision,
          opId,
          cause,
          diff: { ...emptyDiff, ...diff },
        },
        temp.ctx(change.ctx),
      )
      hand.revision = result.revision
      hand.opIds.push(opId)
      return result
    },
  }
  return hand
}

export const namesOf = (temp: TempProject, where: string): string[] =>
  pageItems(temp.project.db, { where, limit: 500 }).items.map((i) => i.name)
