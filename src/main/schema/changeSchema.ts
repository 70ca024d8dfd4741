// A new version of the label schema together with what it does to the labels: looked at first, then carried out as
// ordinary operations, one for each reading, so that both the history of a reading and a later version can take it back.
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import {
  type Choices,
  caseKey,
  casesOf,
  choicesFor,
  migrate,
  type SchemaCase,
} from '../../shared/annotation/schemaChange.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { SchemaChangeResult, SchemaPreview } from '../../shared/contract/schema.ts'
import { newId } from '../../shared/ids.ts'
import type { JobControl } from '../jobs/runner.ts'
import { NOBODY, type Sight } from '../store/blind.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import type { Ctx } from '../store/ctx.ts'
import { type ReadableDb, row, transaction, type WritableDb } from '../store/db.ts'
import { storedDocument } from '../store/documents.ts'
import type { OpenProject } from '../store/open.ts'
import { readSchema, writeSchema } from '../store/schemas.ts'
import { writeDiff } from '../store/writeDiff.ts'
import { type Change, countDocuments, differs, documentsOf, labelsOf, MIGRATE_MARK } from './labelsOfSchema.ts'

/** Readings between two chances for the program to do something else. */
const CHUNK = 100
const EXAMPLES = 5
const pause = () => new Promise((resolve) => setImmediate(resolve))

export type Asked = { readonly schema: LabelSchema; readonly restores: number | null }

const changeOf = (db: ReadableDb, { schema, restores }: Asked): Change => ({
  before: readSchema(db),
  after: restores === null ? schema : readSchema(db, restores),
  restores,
})

/** Counts of every kind of trouble the new version makes; nothing is written. */
export async function previewSchema(
  project: OpenProject,
  asked: Asked,
  control: JobControl,
  sight: Sight = NOBODY,
): Promise<SchemaPreview> {
  const { db } = project
  const change = changeOf(db, asked)
  const cases = new Map<string, { case: SchemaCase; count: number; examples: Set<string> }>()
  let takenBack = 0
  let done = 0
  const total = countDocuments(db)
  for (const no of documentsOf(db, change, sight)) {
    for (const { stored, annotation } of labelsOf(db, no, change)) {
      if (differs(stored, annotation)) takenBack++
      for (const c of casesOf(annotation, change.before, change.after)) note(cases, c, annotation)
    }
    if (++done % CHUNK !== 0) continue
    control.onProgress(done, total)
    await pause()
    control.signal.throwIfAborted()
  }
  control.onProgress(total, total)
  return {
    version: change.before.version,
    takenBack,
    cases: [...cases.values()].map((c) => ({
      ...c.case,
      key: caseKey(c.case),
      count: c.count,
      examples: [...c.examples],
    })),
  }
}

function note(
  cases: Map<string, { case: SchemaCase; count: number; examples: Set<string> }>,
  c: SchemaCase,
  a: Annotation,
): void {
  const key = caseKey(c)
  const known = cases.get(key) ?? { case: c, count: 0, examples: new Set<string>() }
  cases.set(key, known)
  known.count++
  if (c.part !== null && known.examples.size < EXAMPLES) {
    const value = a.attributes[c.part]
    if (value !== undefined) known.examples.add(Array.isArray(value) ? value.join(', ') : String(value))
  }
}

export type Carried = Asked & { readonly choices: Choices; readonly baseVersion: number }

/** Writes the version, then the labels reading by reading. Started again after a crash it goes on where it was. */
export async function changeSchema(
  project: OpenProject,
  asked: Carried,
  { signal, onProgress, ctx }: JobControl & { ctx: Ctx },
): Promise<SchemaChangeResult> {
  const db = project.writable()
  const { change, version } = transaction(db, () => newVersion(db, asked, ctx))
  assertChoices(asked.choices, change.after)
  const total = countDocuments(db)
  let [done, documents, labels] = [0, 0, 0]
  // The list is made first: carrying the change out moves readings out of it.
  for (const no of [...documentsOf(db, change, 'everything')]) {
    const changed = transaction(db, () => changeReading(db, no, change, asked.choices, ctx))
    if (changed > 0) documents++
    labels += changed
    if (++done % CHUNK !== 0) continue
    onProgress(done, total)
    await pause()
    signal.throwIfAborted()
  }
  onProgress(total, total)
  return { version, documents, labels }
}

function newVersion(db: WritableDb, asked: Carried, ctx: Ctx): { change: Change; version: number } {
  const newest = readSchema(db)
  const plain = ({ version: _, ...rest }: LabelSchema) => canonicalJson(rest)
  if (newest.version === asked.baseVersion) {
    const change = changeOf(db, asked)
    assertChoices(asked.choices, change.after)
    return { change, version: writeSchema(db, change.after, ctx).version }
  }
  // Interrupted behind its first step: the version is there, the labels are not all done.
  const before = readSchema(db, asked.baseVersion)
  const after = asked.restores === null ? asked.schema : readSchema(db, asked.restores)
  if (newest.version !== asked.baseVersion + 1 || plain(newest) !== plain(after))
    throw new PandokError('revision-conflict', 'the label schema has changed meanwhile', { revision: newest.version })
  return { change: { before, after, restores: asked.restores }, version: newest.version }
}

function assertChoices(choices: Choices, after: LabelSchema): void {
  for (const [key, choice] of Object.entries(choices)) {
    const [kind]: SchemaCase['kind'][] = JSON.parse(key)
    if (!kind || !choicesFor(kind).includes(choice.kind))
      throw new PandokError('bad-request', 'this cannot be done with such a case', { field: 'choices' })
    const toClass = kind === 'class-removed' || kind === 'shape-removed'
    if (choice.kind === 'move' && toClass && !after.classes.some((c) => c.id === choice.to))
      throw new PandokError('unknown-class', 'the class is not in the new label schema', { class: choice.to })
  }
}

function changeReading(db: WritableDb, no: number, change: Change, choices: Choices, ctx: Ctx): number {
  const updated: [Annotation, Annotation][] = []
  for (const { stored, annotation } of labelsOf(db, no, change)) {
    const next = migrate(annotation, change.before, change.after, choices)
    if (differs(stored, next)) updated.push([stored, next])
  }
  const id = updated.length > 0 ? row<{ id: string }>(db, 'SELECT id FROM documents WHERE no = ?', no)?.id : undefined
  const document = id === undefined ? undefined : storedDocument(db, id)
  if (!document) return 0
  const cause = { kind: 'edit', mark: MIGRATE_MARK } as const
  writeDiff(db, document, { added: [], updated, removed: [] }, { opId: newId(), cause, findings: null }, ctx)
  return updated.length
}
