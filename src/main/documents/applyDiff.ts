// One gesture from a window to the disk: pack checks, revision, rows, log - one durable transaction.

import { classTree } from '../../shared/annotation/classTree.ts'
import { type AnnotationDiff, invertDiff } from '../../shared/annotation/diff.ts'
import type { ClassDef } from '../../shared/annotation/labelSchema.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { shapeProblem } from '../../shared/annotation/rules.ts'
import type { Finding } from '../../shared/contract/basics.ts'
import type { ApplyDiffInput, ApplyDiffResult } from '../../shared/contract/document.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { shapeUse } from '../../shared/geometry/shapes.ts'
import { quickFindings } from '../rules/runRules.ts'
import { isBlind, isComplete } from '../store/blind.ts'
import { canonicalJson } from '../store/canonicalJson.ts'
import { followMove } from '../store/cases.ts'
import type { Ctx } from '../store/ctx.ts'
import { type ReadableDb, row, transaction, type WritableDb } from '../store/db.ts'
import { findDocument, insertDocument, type StoredDocument, storedDocument } from '../store/documents.ts'
import { diffOfOperation, stacksOf } from '../store/history.ts'
import { readingOf } from '../store/project.ts'
import { readSchema, wasClass } from '../store/schemas.ts'
import { getUser } from '../store/users.ts'
import { writeDiff } from '../store/writeDiff.ts'

/** What comes from another picture or back from the past keeps what it says; what is wrong with it is reported by the rules. */
const KEEPS: ReadonlySet<string> = new Set(['shape.paste', 'shape.propagate', 'shape.restore', 'document.restore'])

type Answered = { revision: number; time: string; findings: string | null; document_id: string }

/** The answer that was given the first time: a window that lost it sends the same gesture again. */
function answerOf(db: ReadableDb, input: ApplyDiffInput): ApplyDiffResult | null {
  const known = row<Answered>(
    db,
    `SELECT c.revision, c.time, c.findings, d.id AS document_id FROM change_log c JOIN documents d ON d.no = c.document_no
     WHERE c.op_id = ?`,
    input.opId,
  )
  if (!known) return null
  if (known.document_id !== input.documentId)
    throw new PandokError('bad-request', 'the operation id belongs to another document')
  const findings: Finding[] = known.findings === null ? [] : JSON.parse(known.findings)
  return { revision: known.revision, savedAt: known.time, findings }
}

export function applyDocumentDiff(db: WritableDb, input: ApplyDiffInput, ctx: Ctx): ApplyDiffResult {
  return transaction(db, () => {
    const again = answerOf(db, input)
    if (again) return again
    const authorId = activeAuthor(db, ctx)
    const document = documentFor(db, input, authorId)
    if (document.revision !== input.baseRevision)
      throw new PandokError('revision-conflict', 'the document has changed', { revision: document.revision })
    const { cause, diff } = input
    if (cause.kind === 'undo' || cause.kind === 'redo') assertTopOfStack(db, document, cause, diff)
    else if (!KEEPS.has(cause.mark)) assertAllowed(db, diff)
    const findings = quickFindings(db, document.item_id, [...diff.added, ...diff.updated.map(([, to]) => to)], ctx)
    const answer = findings.length === 0 ? null : JSON.stringify(findings)
    const reason = input.reason ?? ctx.reason
    if (cause.kind !== 'edit' && cause.kind !== 'import') followMove(db, document.item_id, document.id, cause, ctx)
    const revision = writeDiff(db, document, diff, { opId: input.opId, cause, findings: answer }, { ...ctx, reason })
    return { revision, savedAt: ctx.time, findings }
  })
}

function activeAuthor(db: ReadableDb, ctx: Ctx): string {
  const user = ctx.authorId === null ? null : getUser(db, ctx.authorId)
  if (!user?.active) throw new PandokError('author-required', 'a change needs somebody who makes it')
  return user.id
}

/** The document of the input, made now on its first edit; only its own reader may write, a shared one is everybody's. */
function documentFor(db: WritableDb, input: ApplyDiffInput, authorId: string): StoredDocument {
  const known = storedDocument(db, input.documentId)
  if (!known) {
    const reader = readingOf(db) === 'shared' ? null : authorId
    const other = findDocument(db, input.itemId, input.roundId, reader)
    if (other)
      throw new PandokError('revision-conflict', 'the reading was begun elsewhere', {
        revision: other.revision,
        documentId: other.id,
      })
    if (isBlind(db) && isComplete(db, input.itemId, input.roundId))
      throw new PandokError('readings-open', 'two readers have handed this item in')
    return insertDocument(db, { id: input.documentId, itemId: input.itemId, roundId: input.roundId, authorId: reader })
  }
  if (known.item_id !== input.itemId || known.round_id !== input.roundId)
    throw new PandokError('bad-request', 'the document belongs to another item or round')
  if (known.author_id !== null && known.author_id !== authorId)
    throw new PandokError('forbidden', 'the reading belongs to another reader')
  if (known.author_id === null && readingOf(db) === 'independent')
    throw new PandokError('agreed-by-consent', 'what was agreed is changed where it is agreed')
  if (known.state !== 'open') throw new PandokError('document-closed', 'the reading is submitted')
  return known
}

/** Undo and redo must be exactly what the log says they are, or the history could not be walked again. */
function assertTopOfStack(
  db: ReadableDb,
  document: StoredDocument,
  cause: { kind: 'undo' | 'redo'; of: string },
  diff: AnnotationDiff,
): void {
  const top = stacksOf(db, document.no, 1)[cause.kind].at(-1)
  const logged = top === cause.of ? diffOfOperation(db, cause.of) : null
  if (!logged) throw new PandokError('bad-request', `this is not the next operation to ${cause.kind}`, { of: cause.of })
  const expected = cause.kind === 'undo' ? invertDiff(logged) : logged
  if (canonicalJson(expected) !== canonicalJson(diff))
    throw new PandokError('bad-request', `the change is not the ${cause.kind} of the operation`, { of: cause.of })
}

/** Asks about what is new only: an imported shape its class does not allow may still be moved, and is reported by the rules. */
function assertAllowed(db: ReadableDb, diff: AnnotationDiff): void {
  const classes = classTree(readSchema(db)).byId
  for (const a of diff.added) assertAnnotation(db, classes, a, null)
  for (const [from, to] of diff.updated) assertAnnotation(db, classes, to, from)
}

function assertAnnotation(
  db: ReadableDb,
  classes: ReadonlyMap<string, ClassDef>,
  a: Annotation,
  from: Annotation | null,
): void {
  if (a.classId !== null && (from?.classId !== a.classId || shapeUse(from) !== shapeUse(a))) {
    const known = classes.get(a.classId)
    // A class that has gone meanwhile is a finding, not a reason to lose work.
    if (!known && !wasClass(db, a.classId))
      throw new PandokError('unknown-class', 'the class is not in the label schema', { class: a.classId })
    const shape = shapeUse(a)
    if (known && !known.shapes.includes(shape))
      throw new PandokError('shape-not-allowed', 'the class does not allow this shape', {
        class: a.classId,
        shape,
      })
  }
  if (a.shape && shapeProblem(a.shape) === 'degenerate' && !(from?.shape && shapeProblem(from.shape) === 'degenerate'))
    throw new PandokError('invalid-shape', 'the shape has no extent', { annotation: a.id, problem: 'degenerate' })
}
