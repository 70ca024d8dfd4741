// The item list: pages by key in natural order, totals and positions under a filter, neighbours.

import { PandokError } from '../../shared/contract/errors.ts'
import type { ItemState } from '../../shared/contract/item.ts'
import { NOBODY, type Sight } from './blind.ts'
import { blindList } from './blindList.ts'
import { type ReadableDb, row, rows, type SqlValue } from './db.ts'
import { type CompiledWhere, compileWhere, LISTED_ITEMS, parseWhere, type Where } from './where.ts'

export type ListedItem = {
  id: string
  name: string
  state: ItemState
  /** Opaque paging key. */
  key: string
  width: number
  height: number
  frames: number
  annotations: number
  updatedAt: string | null
  /** Source of the first slot, for the thumbnail; null when the item has none. */
  sourceId: string | null
}
export type ListPage = { items: ListedItem[]; next: string | null; total: number; offset: number }
export type PageQuery = {
  where?: Where | string | null | undefined
  after?: string | null | undefined
  before?: string | null | undefined
  /** Jump: position of the first row among the matches (0-based), instead of a key. */
  at?: number | null | undefined
  limit: number
  /** Who looks. */
  sight?: Sight
}

const SOURCE = `(SELECT o.id FROM item_slots s JOIN sources o ON o.no = s.source_no WHERE s.item_no = i.no ORDER BY s.no LIMIT 1) AS source_id`

/** What the list says of an item `i` to whoever looks. */
export function listedColumns(db: ReadableDb, sight: Sight): string {
  const blind = blindList(db, sight)
  const said = blind
    ? `${blind.state} AS state, ${blind.marks} AS annotations, ${blind.updatedAt} AS updated_at`
    : 'i.state, i.annotations, i.updated_at'
  return `i.no, i.id, i.name, i.width, i.height, i.frames, ${said}, ${SOURCE}`
}

export type ListedRow = {
  no: number
  id: string
  name: string
  state: ItemState
  width: number
  height: number
  frames: number
  annotations: number
  updated_at: string | null
  source_id: string | null
}

export const toListed = (r: ListedRow): ListedItem => ({
  id: r.id,
  name: r.name,
  state: r.state,
  key: String(r.no),
  width: r.width,
  height: r.height,
  frames: r.frames,
  annotations: r.annotations,
  updatedAt: r.updated_at,
  sourceId: r.source_id,
})

export const asWhere = (where: Where | string | null | undefined): Where =>
  typeof where === 'string' ? parseWhere(where) : (where ?? [])

type Place = { sort_key: string; no: number }

function placeOf(db: ReadableDb, key: string): Place {
  const place = /^\d{1,15}$/.test(key)
    ? row<Place>(db, 'SELECT sort_key, no FROM items WHERE no = ?', Number(key))
    : undefined
  if (!place) throw new PandokError('bad-request', 'unknown paging key')
  return place
}

export type Numbered = { no: number; sort_key: string }

/** Item numbers of one page in list order, from the index alone. */
export function pageNumbers(
  db: ReadableDb,
  w: CompiledWhere,
  from: { after?: Place | null; before?: Place | null; at?: number; fromEnd?: number },
  limit: number,
): Numbered[] {
  const place = from.after ?? from.before
  const direction = (from.before && !from.after) || from.fromEnd !== undefined ? 'DESC' : 'ASC'
  const beyond = place ? `AND (i.sort_key, i.no) ${direction === 'ASC' ? '>' : '<'} (?, ?)` : ''
  const params: SqlValue[] = [
    ...w.params,
    ...(place ? [place.sort_key, place.no] : []),
    limit,
    from.fromEnd ?? from.at ?? 0,
  ]
  const found = rows<Numbered>(
    db,
    `SELECT i.no, i.sort_key FROM ${LISTED_ITEMS} WHERE ${w.condition} ${beyond}
     ORDER BY i.sort_key ${direction}, i.no ${direction} LIMIT ? OFFSET ?`,
    ...params,
  )
  return direction === 'ASC' ? found : found.reverse()
}

export function pageItems(db: ReadableDb, query: PageQuery): ListPage {
  const { sight = NOBODY } = query
  const w = compileWhere(asWhere(query.where), blindList(db, sight))
  if (query.at && !query.after && !query.before) return pageAt(db, w, query.at, query.limit, sight)
  const from = {
    after: query.after ? placeOf(db, query.after) : null,
    before: query.before && !query.after ? placeOf(db, query.before) : null,
  }
  // One more than asked for tells whether there is a next page.
  const numbers = pageNumbers(db, w, from, query.limit + 1)
  const more = numbers.length > query.limit
  if (more) from.before ? numbers.shift() : numbers.pop()
  const items = listedByNumbers(db, numbers, sight)
  const first = numbers[0]
  const { total, offset } = countMatches(db, w, !from.after && !from.before ? null : (first ?? from.after))
  const last = items.at(-1)
  const next = last && (from.before !== null || more) && offset + items.length < total ? last.key : null
  return { items, next, total, offset }
}

/** A jump walks the index from the nearer end: the place itself need not be counted. */
function pageAt(db: ReadableDb, w: CompiledWhere, at: number, limit: number, sight: Sight): ListPage {
  const { total } = countMatches(db, w, null)
  const wanted = Math.min(limit, total - at)
  if (wanted <= 0) return { items: [], next: null, total, offset: total }
  const from = at <= total / 2 ? { at } : { fromEnd: total - at - wanted }
  const items = listedByNumbers(db, pageNumbers(db, w, from, wanted), sight)
  return { items, next: at + wanted < total ? (items.at(-1)?.key ?? null) : null, total, offset: at }
}

function listedByNumbers(db: ReadableDb, numbers: readonly Numbered[], sight: Sight): ListedItem[] {
  const list = JSON.stringify(numbers.map((n) => n.no))
  const byNo = new Map(
    rows<ListedRow>(
      db,
      `SELECT ${listedColumns(db, sight)} FROM items i WHERE i.no IN (SELECT value FROM json_each(?))`,
      list,
    ).map((r) => [r.no, r]),
  )
  return numbers.flatMap((n) => {
    const r = byNo.get(n.no)
    return r ? [toListed(r)] : []
  })
}

type Totals = { stamp: string; totals: Map<string, number> }
const totalsOf = new WeakMap<ReadableDb, Totals>()

/** Totals live as long as nothing in the database changes, here or in another process. */
function knownTotals(db: ReadableDb): Map<string, number> {
  const own = row<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0
  const stamp = `${db.pragma('data_version', { simple: true })}/${own}`
  let known = totalsOf.get(db)
  if (known?.stamp !== stamp) {
    known = { stamp, totals: new Map() }
    totalsOf.set(db, known)
  }
  return known.totals
}

/** How many items match, and how many of them lie before `place` (0 when there is none). */
export function countMatches(
  db: ReadableDb,
  w: CompiledWhere,
  place: Place | Numbered | null | undefined,
): { total: number; offset: number } {
  const totals = knownTotals(db)
  const name = JSON.stringify([w.condition, w.params])
  let total = totals.get(name)
  if (total === undefined) {
    const sql = `SELECT count(*) AS n FROM ${LISTED_ITEMS} WHERE ${w.condition}`
    total = row<{ n: number }>(db, sql, ...w.params)?.n ?? 0
    totals.set(name, total)
  }
  if (!place) return { total, offset: 0 }
  const sql = `SELECT count(*) AS n FROM ${LISTED_ITEMS} WHERE ${w.condition} AND (i.sort_key, i.no) < (?, ?)`
  return { total, offset: row<{ n: number }>(db, sql, ...w.params, place.sort_key, place.no)?.n ?? 0 }
}

export type Neighbours = { previous: ListedItem | null; next: ListedItem | null; index: number; total: number }

/** The item itself need not match the filter: finishing an item of `state:todo` must still lead to the next one. */
export function itemNeighbours(
  db: ReadableDb,
  itemId: string,
  where?: Where | string | null,
  sight: Sight = NOBODY,
): Neighbours {
  const w = compileWhere(asWhere(where), blindList(db, sight))
  const place = row<Place>(db, 'SELECT sort_key, no FROM items WHERE id = ?', itemId)
  if (!place) throw new PandokError('not-found', 'no such item', { id: itemId })
  const { total, offset } = countMatches(db, w, place)
  return {
    previous: listedByNumbers(db, pageNumbers(db, w, { before: place }, 1), sight)[0] ?? null,
    next: listedByNumbers(db, pageNumbers(db, w, { after: place }, 1), sight)[0] ?? null,
    index: offset,
    total,
  }
}
