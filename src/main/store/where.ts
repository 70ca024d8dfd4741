// The filter language of the item list and `--where` (contract/item.ts whereSchema), as SQL with bound parameters only.

import { PandokError } from '../../shared/contract/errors.ts'
import { ITEM_STATES } from '../../shared/contract/item.ts'
import type { SqlValue } from './db.ts'
import { foldName } from './names.ts'
import { foldLogin } from './users.ts'

const FIELDS = ['state', 'class', 'has', 'no', 'author', 'round', 'path'] as const
type Field = (typeof FIELDS)[number]
export type Term = { readonly field: Field | 'word'; readonly value: string; readonly negate: boolean }
export type Where = readonly Term[]

const isField = (text: string): text is Field => FIELDS.some((f) => f === text)
const bad = (reason: string, term: string) => new PandokError('bad-request', `filter: ${reason}`, { term })

// -  field:  "quoted"  or  bare
const TERM = /(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|([^\s"]+)|(?=\s|$))/y

export function parseWhere(text: string): Where {
  const terms: Term[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++
    if (at >= text.length) return terms
    TERM.lastIndex = at
    const found = TERM.exec(text)
    if (!found || found[0] === '') throw bad('a quotation mark is missing', text.slice(at, at + 40))
    at += found[0].length
    if (at < text.length && !/\s/.test(text[at] ?? '')) throw bad('a space is missing', found[0])
    terms.push(checkTerm(found[2], found[3] ?? found[4] ?? '', found[1] === '-', found[0]))
  }
}

function checkTerm(name: string | undefined, value: string, negate: boolean, text: string): Term {
  if (name === undefined) {
    if (value === '') throw bad('nothing to look for', text)
    return { field: 'word', value, negate }
  }
  const field = name.toLowerCase()
  if (!isField(field)) throw bad('unknown field', text)
  if (value === '') throw bad('a value is missing', text)
  if (field === 'state' && !ITEM_STATES.some((s) => s === value)) throw bad('unknown state', text)
  if ((field === 'has' || field === 'no') && value !== 'annotations') throw bad('only has:annotations', text)
  if (field === 'round' && !/^[1-9]\d{0,5}$/.test(value)) throw bad('a round is a number', text)
  return { field, value, negate }
}

export type CompiledWhere = {
  /** Table expression; `k` is what carries sort_key and the item's number under `numberColumn`. */
  readonly from: string
  readonly keyColumn: string
  readonly numberColumn: string
  readonly condition: string
  readonly params: readonly SqlValue[]
}

type Piece = { readonly sql: string; readonly params: readonly SqlValue[] }

const FACET = `SELECT 1 FROM item_facets x WHERE x.kind = ? AND x.sort_key = i.sort_key AND x.item_no = i.no AND x.value =`
const USER_ID = '(SELECT id FROM users WHERE login = ?)'

// An author who is not known matches nothing, as any name that does not occur.
const facets: Partial<Record<Term['field'], (value: string) => { value: Piece }>> = {
  class: (value) => ({ value: { sql: '?', params: [value] } }),
  author: (value) => ({ value: { sql: USER_ID, params: [foldLogin(value)] } }),
  round: (value) => ({ value: { sql: '?', params: [String(Number(value))] } }),
}

const plain: Partial<Record<Term['field'], (value: string) => Piece>> = {
  word: (value) => ({ sql: 'instr(i.folded, ?) > 0', params: [foldName(value)] }),
  state: (value) => ({ sql: 'i.state = ?', params: [value] }),
  has: () => ({ sql: 'i.annotations > 0', params: [] }),
  no: () => ({ sql: 'i.annotations = 0', params: [] }),
  path: (value) => ({
    sql: 'i.no IN (SELECT s.item_no FROM sources o JOIN item_slots s ON s.source_no = o.no WHERE o.path GLOB ?)',
    params: [value],
  }),
}

/**
 * A wanted class, author or round drives the query: its facet rows lie in list order, so counting and paging touch
 * matching rows only. Everything else is answered from the covering index items_in_order.
 */
export function compileWhere(where: Where): CompiledWhere {
  const driver = where.find((t) => !t.negate && facets[t.field])
  const pieces: Piece[] = []
  for (const term of where) {
    if (term === driver) continue
    const piece = pieceOf(term)
    pieces.push(term.negate ? { sql: `NOT (${piece.sql})`, params: piece.params } : piece)
  }
  const facet = driver && facets[driver.field]?.(driver.value).value
  if (!driver || !facet) {
    return {
      from: 'items AS i INDEXED BY items_in_order',
      keyColumn: 'i.sort_key',
      numberColumn: 'i.no',
      ...joined(pieces),
    }
  }
  const first: Piece = { sql: `f.kind = ? AND f.value = ${facet.sql}`, params: [driver.field, ...facet.params] }
  return {
    from: pieces.length === 0 ? 'item_facets AS f' : 'item_facets AS f CROSS JOIN items AS i ON i.no = f.item_no',
    keyColumn: 'f.sort_key',
    numberColumn: 'f.item_no',
    ...joined([first, ...pieces]),
  }
}

function pieceOf(term: Term): Piece {
  const facet = facets[term.field]?.(term.value).value
  if (facet) return { sql: `EXISTS (${FACET} ${facet.sql})`, params: [term.field, ...facet.params] }
  const piece = plain[term.field]?.(term.value)
  if (!piece) throw bad('unknown field', term.field)
  return piece
}

const joined = (pieces: readonly Piece[]): { condition: string; params: SqlValue[] } => ({
  condition: pieces.length === 0 ? 'TRUE' : pieces.map((p) => p.sql).join(' AND '),
  params: pieces.flatMap((p) => p.params),
})
