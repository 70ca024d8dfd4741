// What inspectors say about readings: rows of `verdicts`. A decision changes in place; who changed it and when is in the log.
import { PandokError } from '../../shared/contract/errors.ts'
import { type ReviewNote, reviewDecisionSchema, reviewReasonSchema } from '../../shared/contract/review.ts'
import { NOBODY, type Sight, seenSql } from './blind.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, rows, run, transaction, type WritableDb } from './db.ts'

type VerdictRow = {
  id: string
  document_id: string
  item_id: string
  annotation_id: string | null
  author_id: string
  decision: string
  reason: string | null
  time: string
}

const SELECT = `SELECT v.id, d.id AS document_id, i.id AS item_id, v.annotation_id, v.author_id, v.decision, v.reason, v.time
  FROM verdicts v JOIN documents d ON d.no = v.document_no JOIN items i ON i.no = d.item_no`

/** `reason` holds the code of the list and, behind a line break, what the inspector wrote. */
function toNote(r: VerdictRow): ReviewNote {
  const [code = '', ...text] = (r.reason ?? '').split('\n')
  return {
    id: r.id,
    documentId: r.document_id,
    annotationId: r.annotation_id,
    authorId: r.author_id,
    decision: reviewDecisionSchema.catch('open').parse(r.decision),
    reason: reviewReasonSchema.catch('other').parse(code),
    text: text.join('\n'),
    time: r.time,
  }
}

/** Of many items at once, by item id, oldest first. */
export function notesOf(
  db: ReadableDb,
  itemIds: readonly string[],
  sight: Sight = NOBODY,
): ReadonlyMap<string, ReviewNote[]> {
  const found = rows<VerdictRow>(
    db,
    `${SELECT} WHERE i.id IN (SELECT value FROM json_each(?)) AND ${seenSql(db, sight) ?? 'TRUE'} ORDER BY v.no`,
    JSON.stringify(itemIds),
  )
  const out = new Map<string, ReviewNote[]>()
  for (const r of found) {
    const list = out.get(r.item_id)
    if (list) list.push(toNote(r))
    else out.set(r.item_id, [toNote(r)])
  }
  return out
}

export function authorOf(ctx: Ctx): string {
  if (ctx.authorId === null) throw new PandokError('author-required', 'somebody must do it')
  return ctx.authorId
}

const OPEN_ROWS = `SELECT v.no, v.id, v.decision, v.document_no, d.item_no FROM verdicts v JOIN documents d ON d.no = v.document_no`
type OpenRow = { no: number; id: string; decision: string; document_no: number; item_no: number }

function decide(db: WritableDb, found: readonly OpenRow[], decision: ReviewNote['decision'], ctx: Ctx): void {
  const changed = found.filter((v) => v.decision !== decision)
  for (const v of changed) run(db, 'UPDATE verdicts SET decision = ? WHERE no = ?', decision, v.no)
  const [first] = changed
  if (!first) return
  const payload = JSON.stringify({ notes: changed.map(({ id, decision: from }) => ({ id, from, to: decision })) })
  appendLog(
    db,
    { kind: 'review', mark: 'review.resolve', documentNo: first.document_no, itemNo: first.item_no, payload },
    ctx,
  )
}

export function resolveNotes(
  db: WritableDb,
  itemId: string,
  ids: readonly string[],
  decision: ReviewNote['decision'],
  ctx: Ctx,
): ReviewNote[] {
  authorOf(ctx)
  return transaction(db, () => {
    const found = rows<OpenRow>(
      db,
      `${OPEN_ROWS} JOIN items i ON i.no = d.item_no WHERE i.id = ? AND v.id IN (SELECT value FROM json_each(?))
         AND ${seenSql(db, { viewer: ctx.authorId }) ?? 'TRUE'}`,
      itemId,
      JSON.stringify(ids),
    )
    if (found.length < new Set(ids).size) throw new PandokError('not-found', 'no such note of this item')
    decide(db, found, decision, ctx)
    return notesOf(db, [itemId], { viewer: ctx.authorId }).get(itemId) ?? []
  })
}

/** Submitting again says: what was asked for is done. Call inside the transaction of the submission. */
export function answerNotes(db: WritableDb, documentNo: number, ctx: Ctx): void {
  decide(
    db,
    rows<OpenRow>(db, `${OPEN_ROWS} WHERE v.document_no = ? AND v.decision = 'open'`, documentNo),
    'fixed',
    ctx,
  )
}

type MakerCount = { maker: string | null; state: string; n: number }

/** How many items of each maker wait for the inspector, for the labeller, or are through. */
export function countByMaker(
  db: ReadableDb,
): { maker: string | null; submitted: number; returned: number; done: number }[] {
  const found = rows<MakerCount>(
    db,
    `SELECT f.value AS maker, i.state, count(*) AS n FROM items i
     LEFT JOIN item_fields f ON f.item_no = i.no AND f.field = 'maker'
     WHERE i.state IN ('submitted', 'returned', 'done') GROUP BY f.value, i.state ORDER BY f.value`,
  )
  const makers = new Map<string | null, { maker: string | null; submitted: number; returned: number; done: number }>()
  for (const { maker, state, n } of found) {
    const counts = makers.get(maker) ?? { maker, submitted: 0, returned: 0, done: 0 }
    makers.set(maker, counts)
    if (state === 'submitted' || state === 'returned' || state === 'done') counts[state] += n
  }
  return [...makers.values()]
}
