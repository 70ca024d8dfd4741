// A project of mammograms in a temporary folder, small MG files, and a reading with one lesion.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyDocumentDiff } from '../../src/main/documents/applyDiff.ts'
import type { BuiltElement } from '../../src/main/imaging/dicom/testing/buildDicom.ts'
import { buildSlice } from '../../src/main/imaging/dicom/testing/buildSeries.ts'
import type { Ctx } from '../../src/main/store/ctx.ts'
import { getDocument, historyOf, readAnnotations } from '../../src/main/store/documents.ts'
import { type ItemRecord, iterateItems } from '../../src/main/store/items.ts'
import { createProject, type OpenProject } from '../../src/main/store/open.ts'
import { newestRound } from '../../src/main/store/rounds.ts'
import { listUsers } from '../../src/main/store/users.ts'
import { emptyDiff, invertDiff } from '../../src/shared/annotation/diff.ts'
import type { Annotation, Target } from '../../src/shared/annotation/model.ts'
import { mammography } from '../../src/shared/domains/mammography/pack.ts'
import type { MammoView } from '../../src/shared/domains/mammography/views.ts'
import { newId } from '../../src/shared/ids.ts'
import { tickingClock } from './tempProject.ts'

export type MammoProject = {
  readonly project: OpenProject
  readonly ctx: Ctx
  db(): ReturnType<OpenProject['writable']>
  items(): ItemRecord[]
  close(): Promise<void>
}

export function mammoProject(): MammoProject {
  const dir = mkdtempSync(join(tmpdir(), 'pandok-case-'))
  const user = { login: 'kim', name: '김판독', colour: '#4c9be8' }
  const project = createProject(
    join(dir, 'm.pandok'),
    { title: 'm', pack: mammography, schema: null, user },
    { clock: tickingClock() },
  )
  const ctx: Ctx = { authorId: listUsers(project.db)[0]!.id, time: '2026-01-02T00:00:00.000Z', language: 'en' }
  return {
    project,
    ctx,
    db: () => project.writable(),
    items: () => [...iterateItems(project.db)],
    async close() {
      await project.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const codeOf = (value: string): BuiltElement => ['00080100', 'SH', value]
const modified = (code: string): BuiltElement => [
  '00540220',
  'SQ',
  [[codeOf('R-10242'), ['00540222', 'SQ', [[codeOf(code)]]]]],
]

/** One MG picture; `no` makes it another file. */
export const view = (
  v: MammoView,
  o: { no: number; study?: string; patient?: string; modifier?: string; size?: number } = { no: 1 },
): Uint8Array =>
  buildSlice({
    series: '1',
    instance: o.no,
    modality: 'MG',
    size: o.size ?? 16,
    uid: `1.2.3.9.${o.study ?? '1'}.${o.no}`,
    replace: {
      '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.1.2'],
      '0020000d': ['UI', `1.2.3.${o.study ?? '1'}`],
      '00100020': ['LO', o.patient ?? `P-${o.study ?? '1'}`],
    },
    more: [
      ['00185101', 'CS', v.slice(1)],
      ['00200062', 'CS', v[0]!],
      ['00280030', 'DS', '0.1\\0.1'],
      ...(o.modifier ? [modified(o.modifier)] : []),
    ],
  })

/** A reading with one lesion on the view; `undo` and `redo` as a window does it. */
export function openDocument(
  made: MammoProject,
  itemId: string,
  slot: string,
  more: Partial<Annotation> = {},
  others: readonly Annotation[] = [],
) {
  const documentId = newId()
  const lesion: Annotation = {
    id: newId(),
    target: { kind: 'frame', slot, frame: 0 },
    classId: 'mass',
    shape: { kind: 'polygon', parts: [{ outer: [2, 2, 10, 2, 10, 9], holes: [] }] },
    keypoints: null,
    attributes: {},
    z: 1,
    group: null,
    locked: false,
    origin: { kind: 'manual' },
    extra: {},
    ...more,
  }
  const roundId = newestRound(made.project.db).id
  const revision = () => getDocument(made.project.db, documentId)?.revision ?? 0
  const apply = (
    cause: Parameters<typeof applyDocumentDiff>[1]['cause'],
    diff = { ...emptyDiff, added: [lesion, ...others] },
  ) =>
    applyDocumentDiff(
      made.db(),
      { projectId: '', documentId, itemId, roundId, baseRevision: revision(), opId: newId(), cause, diff },
      made.ctx,
    )
  apply({ kind: 'edit', mark: 'polygon.add' })
  const history = () => historyOf(made.project.db, documentId, 10)
  return {
    documentId,
    target: (): Target | undefined => readAnnotations(made.project.db, documentId)[0]?.target,
    undoMarks: () => history().undo.map((e) => e.mark),
    undo() {
      const last = history().undo.at(-1)!
      apply({ kind: 'undo', of: last.opId }, invertDiff(last.diff))
    },
    redo() {
      const last = history().redo.at(-1)!
      apply({ kind: 'redo', of: last.opId }, last.diff)
    },
  }
}
