// The one place that changes annotations: the rows, the log, the revision and the item's summary move together.
import type { AnnotationDiff } from '../../shared/annotation/diff.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import type { Cause } from '../../shared/contract/document.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { canonicalJson } from './canonicalJson.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, run, type WritableDb } from './db.ts'
import type { StoredDocument } from './documents.ts'
import { refreshItem } from './itemSummary.ts'
import { newestSchemaVersion } from './schemas.ts'

export type Operation = { opId: string; cause: Cause; findings: string | null }

/** The canonical texts of a diff: compared with what is stored, written, and joined to the payload of the log. */
type DiffTexts = { added: string[]; updated: [from: string, to: string][]; removed: string[] }

const textsOf = (diff: AnnotationDiff): DiffTexts => ({
  added: diff.added.map(canonicalJson),
  updated: diff.updated.map(([from, to]) => [canonicalJson(from), canonicalJson(to)]),
  removed: diff.removed.map(canonicalJson),
})

/** Equal to canonicalJson(diff), without writing every record twice. */
const payloadOf = (t: DiffTexts): string =>
  `{"added":[${t.added.join(',')}],"removed":[${t.removed.join(',')}],"updated":[${t.updated.map((u) => `[${u.join(',')}]`).join(',')}]}`

/** Every record the diff speaks of must be what is stored now; otherwise somebody else has been here. */
function assertBuildsOn(db: ReadableDb, document: StoredDocument, diff: AnnotationDiff, texts: DiffTexts): void {
  const ids = [...diff.added, ...diff.updated.map(([from]) => from), ...diff.removed].map((a) => a.id)
  if (new Set(ids).size < ids.length) throw new PandokError('bad-request', 'an annotation occurs twice in one change')
  const stored = (id: string): string | undefined =>
    document.annotations === 0
      ? undefined
      : row<{ record: string }>(db, 'SELECT record FROM annotations WHERE document_no = ? AND id = ?', document.no, id)
          ?.record
  const expect = (id: string, text: string | undefined) => {
    if (stored(id) !== text)
      throw new PandokError('revision-conflict', 'the annotation is not as the change expects', {
        revision: document.revision,
        annotation: id,
      })
  }
  for (const a of diff.added) expect(a.id, undefined)
  diff.updated.forEach(([from, to], i) => {
    if (from.id !== to.id) throw new PandokError('bad-request', 'an update keeps the id', { id: from.id })
    expect(from.id, texts.updated[i]?.[0] ?? '')
  })
  diff.removed.forEach((a, i) => {
    expect(a.id, texts.removed[i] ?? '')
  })
}

function classesOf(diff: AnnotationDiff): Set<string> {
  const classes = new Set<string>()
  const note = (a: Annotation) => {
    if (a.classId !== null) classes.add(a.classId)
  }
  diff.added.forEach(note)
  diff.removed.forEach(note)
  diff.updated.flat().forEach(note)
  return classes
}

/** Call inside the transaction of the operation. */
export function writeDiff(
  db: WritableDb,
  document: StoredDocument,
  diff: AnnotationDiff,
  op: Operation,
  ctx: Ctx,
): number {
  const texts = textsOf(diff)
  assertBuildsOn(db, document, diff, texts)
  writeRows(db, document.no, diff, texts)
  const revision = document.revision + 1
  const { cause } = op
  const counts = { added: diff.added.length, updated: diff.updated.length, removed: diff.removed.length }
  run(
    db,
    'UPDATE documents SET revision = ?, schema_version = ?, annotations = annotations + ?, updated_at = ? WHERE no = ?',
    revision,
    newestSchemaVersion(db),
    counts.added - counts.removed,
    ctx.time,
    document.no,
  )
  appendLog(
    db,
    {
      kind: cause.kind,
      mark: 'mark' in cause ? cause.mark : cause.kind,
      opId: op.opId,
      ofOp: 'of' in cause ? cause.of : null,
      documentNo: document.no,
      itemNo: document.item_no,
      revision,
      counts,
      payload: payloadOf(texts),
      findings: op.findings,
    },
    ctx,
  )
  refreshItem(db, document.item_no, {
    classes: classesOf(diff),
    authorId: ctx.authorId,
    roundId: document.round_id,
    startsWork: cause.kind !== 'import',
  })
  return revision
}

function writeRows(db: WritableDb, documentNo: number, diff: AnnotationDiff, texts: DiffTexts): void {
  for (const a of diff.removed) run(db, 'DELETE FROM annotations WHERE document_no = ? AND id = ?', documentNo, a.id)
  diff.added.forEach((a, i) => {
    run(
      db,
      'INSERT INTO annotations (document_no, id, class_id, shape, record) VALUES (?, ?, ?, ?, ?)',
      documentNo,
      a.id,
      a.classId,
      a.shape?.kind ?? null,
      texts.added[i] ?? '',
    )
  })
  diff.updated.forEach(([, to], i) => {
    run(
      db,
      'UPDATE annotations SET class_id = ?, shape = ?, record = ? WHERE document_no = ? AND id = ?',
      to.classId,
      to.shape?.kind ?? null,
      texts.updated[i]?.[1] ?? '',
      documentNo,
      to.id,
    )
  })
}
