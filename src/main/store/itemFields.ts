// Fields of items: the table holds them as they are, the facets in the list's index hold them for filters.
import { type ItemFields, isItemField } from '../../shared/domains/itemFields.ts'
import { type ReadableDb, rows, run, type WritableDb } from './db.ts'
import { facet } from './itemSummary.ts'
import { foldName } from './names.ts'

type FieldRow = { item_no: number; field: string; value: string }

/** As a filter looks for it: without case. */
export const fieldFacet = (field: string, value: string): string => facet('f', `${field}=${foldName(value)}`)

const isFieldFacet = (f: string): boolean => f.startsWith('f:')

/** Replaces all fields of the item; call inside the transaction that makes or changes it. */
export function writeItemFields(db: WritableDb, itemNo: number, fields: ItemFields): void {
  run(db, 'DELETE FROM item_fields WHERE item_no = ?', itemNo)
  for (const [field, value] of Object.entries(fields))
    if (value !== '') run(db, 'INSERT INTO item_fields (item_no, field, value) VALUES (?, ?, ?)', itemNo, field, value)
  const [item] = rows<{ facets: string }>(db, 'SELECT facets FROM items WHERE no = ?', itemNo)
  const others = (item?.facets ?? '').split('\u0001').filter((f) => f !== '' && !isFieldFacet(f))
  const own = Object.entries(fields).flatMap(([field, value]) =>
    value === '' ? [] : [fieldFacet(field, value).slice(1, -1)],
  )
  const all = [...others, ...own].sort()
  run(
    db,
    'UPDATE items SET facets = ? WHERE no = ?',
    all.length === 0 ? '' : `\u0001${all.join('\u0001')}\u0001`,
    itemNo,
  )
}

const toFields = (found: readonly FieldRow[]): ItemFields =>
  Object.fromEntries(found.flatMap(({ field, value }) => (isItemField(field) ? [[field, value]] : [])))

export const readItemFields = (db: ReadableDb, itemId: string): ItemFields =>
  toFields(
    rows<FieldRow>(
      db,
      'SELECT f.item_no, f.field, f.value FROM items i JOIN item_fields f ON f.item_no = i.no WHERE i.id = ? ORDER BY f.field',
      itemId,
    ),
  )

/** Of many items at once, by public id; items without fields are not in the answer. */
export function readFieldsOf(db: ReadableDb, itemIds: readonly string[]): ReadonlyMap<string, ItemFields> {
  const found = new Map<string, FieldRow[]>()
  const sql = `SELECT i.id, f.item_no, f.field, f.value FROM items i JOIN item_fields f ON f.item_no = i.no
     WHERE i.id IN (SELECT value FROM json_each(?)) ORDER BY f.item_no, f.field`
  for (const r of rows<FieldRow & { id: string }>(db, sql, JSON.stringify(itemIds))) {
    const list = found.get(r.id)
    if (list) list.push(r)
    else found.set(r.id, [r])
  }
  return new Map([...found].map(([id, list]) => [id, toFields(list)]))
}

/** Names of the items that have this value, in list order; at most `limit`. */
export const itemsWithField = (db: ReadableDb, field: string, value: string, limit: number): string[] =>
  rows<{ name: string }>(
    db,
    `SELECT i.name FROM item_fields f JOIN items i ON i.no = f.item_no WHERE f.field = ? AND f.value = ?
     ORDER BY i.sort_key, i.no LIMIT ?`,
    field,
    value,
    limit,
  ).map((r) => r.name)

/** How many items have each value of a field. */
export const countByField = (db: ReadableDb, field: string): ReadonlyMap<string, number> =>
  new Map(
    rows<{ value: string; n: number }>(
      db,
      'SELECT value, count(*) AS n FROM item_fields WHERE field = ? GROUP BY value ORDER BY value',
      field,
    ).map((r) => [r.value, r.n]),
  )

/** Facets made anew from the table (after a rescue). */
export function rebuildFieldFacets(db: WritableDb): void {
  const all = new Map<number, FieldRow[]>()
  for (const r of rows<FieldRow>(db, 'SELECT item_no, field, value FROM item_fields ORDER BY item_no, field')) {
    const list = all.get(r.item_no)
    if (list) list.push(r)
    else all.set(r.item_no, [r])
  }
  for (const [no, list] of all) writeItemFields(db, no, toFields(list))
}

/**
 * Other items of the same maker with the same data id; at most `limit` names. CROSS JOIN keeps the order: left to itself, SQLite
 * walks every data id of the project, which costs a second in a large one.
 */
export const itemsSharingId = (db: ReadableDb, itemId: string, limit: number): string[] =>
  rows<{ name: string }>(
    db,
    `SELECT other.name FROM items i CROSS JOIN item_fields f ON f.item_no = i.no AND f.field = 'dataid'
       CROSS JOIN item_fields g ON g.field = 'dataid' AND g.value = f.value AND g.item_no <> f.item_no
       CROSS JOIN items other ON other.no = g.item_no
       LEFT JOIN item_fields m ON m.item_no = i.no AND m.field = 'maker'
       LEFT JOIN item_fields n ON n.item_no = other.no AND n.field = 'maker'
     WHERE i.id = ? AND m.value IS n.value AND other.state <> 'excluded' LIMIT ?`,
    itemId,
    limit,
  ).map((r) => r.name)
