// The filter language of the item list and `--where` (contract/item.ts whereSchema), as SQL with bound parameters only.

import { PandokError } from '../../shared/contract/errors.ts'
import { ITEM_STATES } from '../../shared/contract/item.ts'
import { type ItemFieldId, isItemField } from '../../shared/domains/itemFields.ts'
import { MAMMO_VIEWS } from '../../shared/domains/mammography/views.ts'
import type { SqlValue } from './db.ts'
import { fieldFacet } from './itemFields.ts'
import { facet } from './itemSummary.ts'
import { foldName } from './names.ts'
import { foldLogin } from './users.ts'

const FIELDS = ['state', 'class', 'has', 'no', 'author', 'round', 'path', 'case'] as const
type Field = (typeof FIELDS)[number] | ItemFieldId
export type Term = { readonly field: Field | 'word'; readonly value: string; readonly negate: boolean }
export type Where = readonly Term[]

const VIEWS = MAMMO_VIEWS.map((view) => `'${view}'`).join()

const isField = (text: string): text is Field => FIELDS.some((f) => f === text) || isItemField(text)
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
  if (field === 'case' && value !== 'incomplete') throw bad('only case:incomplete', text)
  if (field === 'round' && !/^[1-9]\d{0,5}$/.test(value)) throw bad('a round is a number', text)
  return { field, value, negate }
}

export type CompiledWhere = { readonly condition: string; readonly params: readonly SqlValue[] }

/** Compiled conditions speak of `i`, read in list order from the covering index. */
export const LISTED_ITEMS = 'items AS i INDEXED BY items_in_order'

/** How the list looks to somebody who may not see every reading, as SQL over `i` (blindList.ts). */
export type BlindList = {
  readonly seen: string
  readonly shown: string
  readonly marks: string
  readonly state: string
  readonly updatedAt: string
}

const compilers: Readonly<Record<Exclude<Term['field'], ItemFieldId>, (value: string) => CompiledWhere>> = {
  word: (value) => ({ condition: 'instr(i.folded, ?) > 0', params: [foldName(value)] }),
  state: (value) => ({ condition: 'i.state = ?', params: [value] }),
  has: () => ({ condition: 'i.annotations > 0', params: [] }),
  no: () => ({ condition: 'i.annotations = 0', params: [] }),
  class: (value) => ({ condition: 'instr(i.facets, ?) > 0', params: [facet('c', value)] }),
  round: (value) => ({ condition: 'instr(i.facets, ?) > 0', params: [facet('r', Number(value))] }),
  // Somebody who is not known has changed nothing. The subquery runs once, not per item.
  author: (value) => ({
    condition: `coalesce(instr(i.facets, (SELECT char(1) || 'a:' || u.no || char(1) FROM users u WHERE u.login = ?)), 0) > 0`,
    params: [foldLogin(value)],
  }),
  // Of the four views of a case one is not there. The subquery runs once, not per item.
  case: () => ({
    condition: `i.no IN (SELECT item_no FROM item_slots GROUP BY item_no
      HAVING sum(slot IN (${VIEWS})) < ${MAMMO_VIEWS.length} AND sum(slot IN (${VIEWS}) OR slot LIKE 'extra-%') > 0)`,
    params: [],
  }),
  path: (value) => ({
    condition: 'i.no IN (SELECT s.item_no FROM sources o JOIN item_slots s ON s.source_no = o.no WHERE o.path GLOB ?)',
    params: [value],
  }),
}

const isHiding = (field: Term['field']): field is keyof typeof blindCompilers => field in blindCompilers

/** The stored summary speaks of every reading; where some are hidden, the question goes to those that are seen. */
const blindCompilers: Readonly<
  Record<'state' | 'has' | 'no' | 'class' | 'round' | 'author', (list: BlindList, value: string) => CompiledWhere>
> = {
  state: (list, value) => ({ condition: `${list.state} = ?`, params: [value] }),
  has: (list) => ({ condition: `${list.marks} > 0`, params: [] }),
  no: (list) => ({ condition: `${list.marks} = 0`, params: [] }),
  class: (list, value) => ({
    condition: `EXISTS (SELECT 1 FROM annotations a WHERE a.document_no = ${list.shown} AND a.class_id = ?)`,
    params: [value],
  }),
  round: (list, value) => ({
    condition: `EXISTS (SELECT 1 FROM documents d JOIN rounds r ON r.id = d.round_id WHERE d.item_no = i.no AND r.number = ? AND ${list.seen})`,
    params: [Number(value)],
  }),
  author: (list, value) => ({
    condition: `EXISTS (SELECT 1 FROM documents d JOIN users u ON u.id = d.author_id WHERE d.item_no = i.no AND u.login = ? AND ${list.seen})`,
    params: [foldLogin(value)],
  }),
}

export function compileWhere(where: Where, blind: BlindList | null = null): CompiledWhere {
  const pieces = where.map((term) => {
    const { condition, params } = isItemField(term.field)
      ? { condition: 'instr(i.facets, ?) > 0', params: [fieldFacet(term.field, term.value)] }
      : blind && isHiding(term.field)
        ? blindCompilers[term.field](blind, term.value)
        : compilers[term.field](term.value)
    return { condition: term.negate ? `NOT (${condition})` : `(${condition})`, params }
  })
  return {
    condition: pieces.length === 0 ? 'TRUE' : pieces.map((p) => p.condition).join(' AND '),
    params: pieces.flatMap((p) => p.params),
  }
}
