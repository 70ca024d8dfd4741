// Items that were read twice, in list order, each with both readings: the pages of a cross-check. Memory stays flat however
// many there are.
import type { Annotation } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { isReference } from '../formats/reference.ts'
import { NOBODY, type Sight, seenSql } from './blind.ts'
import { blindList } from './blindList.ts'
import { type ReadableDb, row, rows } from './db.ts'
import { parseRecord } from './documents.ts'
import { asWhere, pageNumbers } from './itemPages.ts'
import { EFFECTIVE_ORDER } from './itemSummary.ts'
import { findUserByLogin, foldLogin } from './users.ts'
import { compileWhere } from './where.ts'

/** Whose reading is meant: that of a round (the one an export of the round would take), or of a reader, in a round or the newest. */
export type Side =
  | { readonly kind: 'round'; readonly round: number }
  | { readonly kind: 'reader'; readonly userId: string; readonly round: number | null }

const isRound = (db: ReadableDb, number: number): boolean =>
  row(db, 'SELECT 1 AS one FROM rounds WHERE number = ?', number) !== undefined

/** `2`, `kim`, `kim@2`. A login may look like either; a round goes first, then the login as it stands. */
export function sideOf(db: ReadableDb, text: string): Side {
  const wanted = text.trim()
  const number = /^[1-9]\d{0,5}$/.test(wanted) ? Number(wanted) : null
  if (number !== null && isRound(db, number)) return { kind: 'round', round: number }
  const reader = findUserByLogin(db, wanted)
  if (reader) return { kind: 'reader', userId: reader.id, round: null }
  const [, login, round] = /^(.+)@([1-9]\d{0,5})$/.exec(wanted) ?? []
  const inRound = login === undefined ? null : findUserByLogin(db, login)
  if (inRound) {
    if (!isRound(db, Number(round))) throw new PandokError('unknown-round', 'no such round', { round: round ?? '' })
    return { kind: 'reader', userId: inRound.id, round: Number(round) }
  }
  if (number !== null) throw new PandokError('unknown-round', 'no such round', { round: wanted })
  throw new PandokError('unknown-reader', 'no such reader', { reader: foldLogin(login ?? wanted) })
}

export type ReadDocument = {
  readonly no: number
  readonly id: string
  readonly item_no: number
  readonly author_id: string | null
  readonly round: number
  readonly state: 'open' | 'submitted'
}
export type TwoReadings = {
  readonly itemId: string
  readonly item: string
  readonly a: readonly Annotation[]
  readonly b: readonly Annotation[]
  readonly documents: readonly [ReadDocument, ReadDocument]
  /** Of the picture in a slot, in pixels. */
  diagonal(slot: string): number
}
/** Takes two of the readings of one item, the one an export takes first in front; null when it was not read twice. */
export type Chooser = (documents: readonly ReadDocument[]) => readonly [ReadDocument, ReadDocument] | null

export const sidesChooser =
  (a: Side, b: Side): Chooser =>
  (documents) => {
    const [one, other] = [a, b].map((side) => documents.find((d) => belongsTo(d, side)))
    return one && other && one !== other ? [one, other] : null
  }
const belongsTo = (d: ReadDocument, side: Side): boolean =>
  side.kind === 'round'
    ? d.round === side.round
    : d.author_id === side.userId && (side.round === null || d.round === side.round)

/** Items of one query: enough that the query does not count, few enough that the memory does not. */
const PAGE = 200

const documentsOf = (
  seen: string,
): string => `SELECT d.no, d.id, d.item_no, d.author_id, r.number AS round, d.state FROM documents d
  JOIN rounds r ON r.id = d.round_id WHERE d.item_no IN (SELECT value FROM json_each(?))
  AND ${seen} ORDER BY d.item_no, ${EFFECTIVE_ORDER}`
const RECORDS = `SELECT a.document_no, a.record FROM annotations a
  WHERE a.document_no IN (SELECT value FROM json_each(?)) ORDER BY a.document_no, a.no`
const SIZES = `SELECT s.item_no, s.slot, max(o.width * 1.0 * o.width + o.height * 1.0 * o.height) AS square
  FROM item_slots s JOIN sources o ON o.no = s.source_no WHERE s.item_no IN (SELECT value FROM json_each(?)) GROUP BY s.item_no, s.slot`

/** `walked` hears of every item that was looked at, read twice or not. */
export function* doublyRead(
  db: ReadableDb,
  choose: Chooser,
  where: string | null = null,
  walked: (items: number) => void = () => {},
  sight: Sight = NOBODY,
): Generator<TwoReadings> {
  const compiled = compileWhere(asWhere(where), blindList(db, sight))
  let after: { no: number; sort_key: string } | null = null
  for (;;) {
    const numbers = pageNumbers(db, compiled, { after }, PAGE)
    yield* readingsOf(
      db,
      numbers.map((n) => n.no),
      choose,
      sight,
    )
    walked(numbers.length)
    const last = numbers.at(-1)
    if (!last || numbers.length < PAGE) return
    after = last
  }
}

/** The same for items that are named. */
export function* readingsOf(
  db: ReadableDb,
  itemNumbers: readonly number[],
  choose: Chooser,
  sight: Sight = NOBODY,
): Generator<TwoReadings> {
  const sql = documentsOf(seenSql(db, sight) ?? 'TRUE')
  const byItem = Map.groupBy(rows<ReadDocument>(db, sql, JSON.stringify(itemNumbers)), (d) => d.item_no)
  const chosen = itemNumbers.flatMap((no) => {
    const pair = choose(byItem.get(no) ?? [])
    return pair ? [{ no, pair }] : []
  })
  if (chosen.length === 0) return
  const list = JSON.stringify(chosen.map((c) => c.no))
  const names = new Map(
    rows<{ no: number; id: string; name: string }>(
      db,
      'SELECT no, id, name FROM items WHERE no IN (SELECT value FROM json_each(?))',
      list,
    ).map((r) => [r.no, r]),
  )
  const sizes = new Map(
    rows<{ item_no: number; slot: string; square: number }>(db, SIZES, list).map((r) => [
      `${r.item_no} ${r.slot}`,
      Math.sqrt(r.square),
    ]),
  )
  const documents = JSON.stringify(chosen.flatMap((c) => c.pair.map((d) => d.no)))
  const records = Map.groupBy(
    rows<{ document_no: number; record: string }>(db, RECORDS, documents),
    (r) => r.document_no,
  )
  const annotations = (d: ReadDocument) =>
    (records.get(d.no) ?? []).map((r) => parseRecord(r.record)).filter((a) => !isReference(a))
  for (const { no, pair } of chosen)
    yield {
      itemId: names.get(no)?.id ?? '',
      item: names.get(no)?.name ?? '',
      a: annotations(pair[0]),
      b: annotations(pair[1]),
      documents: pair,
      diagonal: (slot) => sizes.get(`${no} ${slot}`) ?? 0,
    }
}
