// What a foreign format says about the whole data set or an image and has no place here; kept to be written back.
import { type ReadableDb, row, rows, run, type WritableDb } from './db.ts'

export type ForeignScope = { readonly scope: 'project' } | { readonly scope: 'item'; readonly itemId: string }

const subjectOf = (of: ForeignScope): string => (of.scope === 'item' ? of.itemId : '')

/** Null when nothing is kept. */
export function readForeign(db: ReadableDb, of: ForeignScope, format: string): unknown {
  const found = row<{ fields: string }>(
    db,
    'SELECT fields FROM foreign_fields WHERE scope = ? AND subject = ? AND format = ?',
    of.scope,
    subjectOf(of),
    format,
  )
  return found ? JSON.parse(found.fields) : null
}

/** The newest import wins. */
export function writeForeign(db: WritableDb, of: ForeignScope, format: string, fields: unknown): void {
  run(
    db,
    `INSERT INTO foreign_fields (scope, subject, format, fields) VALUES (?, ?, ?, ?)
     ON CONFLICT (scope, subject, format) DO UPDATE SET fields = excluded.fields`,
    of.scope,
    subjectOf(of),
    format,
    JSON.stringify(fields),
  )
}

/** Items that carry a value in a field, for formats that name images by number. */
export const itemsByForeign = (db: ReadableDb, format: string, field: string, value: string | number): string[] =>
  rows<{ subject: string }>(
    db,
    `SELECT subject FROM foreign_fields WHERE scope = 'item' AND format = ? AND json_extract(fields, ?) = ?`,
    format,
    `$.${field}`,
    value,
  ).map((r) => r.subject)

export const hasForeign = (db: ReadableDb, format: string): boolean =>
  row(db, 'SELECT 1 FROM foreign_fields WHERE format = ? LIMIT 1', format) !== undefined

const LARGEST = (table: string, path: string, where: string) =>
  `SELECT max(json_extract(${path})) AS n FROM ${table} WHERE typeof(json_extract(${path})) IN ('integer', 'real')${where}`

/** Largest number that a format gave an item; 0 when there is none. */
export const largestForeignId = (db: ReadableDb, format: string): number =>
  row<{ n: number | null }>(
    db,
    LARGEST('foreign_fields', `fields, '$.id'`, ` AND scope = 'item' AND format = ?`),
    format,
  )?.n ?? 0

/** Largest number that a format gave an annotation, in any reading. */
export const largestKeptId = (db: ReadableDb, format: 'coco'): number =>
  row<{ n: number | null }>(db, LARGEST('annotations', `record, '$.extra.${format}.id'`, ''))?.n ?? 0
