// The one door to SQLite. Readers take ReadableDb, writers WritableDb, so the compiler keeps the two apart.
import Database from 'better-sqlite3'
import { storageError } from './storageError.ts'

declare const readable: unique symbol
declare const writable: unique symbol
type Handle = Database.Database
export type ReadableDb = Handle & { readonly [readable]: true }
export type WritableDb = ReadableDb & { readonly [writable]: true }
export type SqlValue = string | number | Uint8Array | null

const isReadable = (_db: Handle): _db is ReadableDb => true
const isWritable = (db: Handle): db is WritableDb => !db.readonly

export type HandleOptions = { readonly?: boolean; create?: boolean; key?: string | undefined }

function openHandle(file: string, options: HandleOptions): Handle {
  const db = new Database(file, { readonly: options.readonly ?? false, fileMustExist: !options.create, timeout: 5000 })
  // The key must come before any other statement, or SQLite reads the encrypted header as a damaged one.
  if (options.key !== undefined) db.pragma(`key = '${options.key.replaceAll("'", "''")}'`)
  return db
}

export function openReadable(file: string, options: HandleOptions = {}): ReadableDb {
  return guarded(() => {
    const db = openHandle(file, { ...options, readonly: true })
    if (!isReadable(db)) throw new Error('unreachable')
    return db
  })
}

export function openWritable(file: string, options: HandleOptions = {}): WritableDb {
  return guarded(() => {
    const db = openHandle(file, options)
    if (!isWritable(db)) throw new Error('database opened read-only')
    return db
  })
}

/** Runs `fn` and turns what SQLite throws into a PandokError of the closed list. */
export function guarded<T>(fn: () => T): T {
  try {
    return fn()
  } catch (error) {
    throw storageError(error)
  }
}

const statements = new WeakMap<Handle, Map<string, Database.Statement<SqlValue[], unknown>>>()

function prepared<T>(db: Handle, sql: string): Database.Statement<SqlValue[], T> {
  let known = statements.get(db)
  if (!known) {
    known = new Map()
    statements.set(db, known)
  }
  let statement = known.get(sql)
  if (!statement) {
    // Filters make their own texts: without a bound, years of searching would be kept.
    if (known.size > 500) known.clear()
    statement = db.prepare<SqlValue[], unknown>(sql)
    known.set(sql, statement)
  }
  // The row type is the promise of the SQL text beside it; STRICT tables keep it true.
  return statement as Database.Statement<SqlValue[], T>
}

export const row = <T>(db: ReadableDb, sql: string, ...params: SqlValue[]): T | undefined =>
  guarded(() => prepared<T>(db, sql).get(...params))

export const rows = <T>(db: ReadableDb, sql: string, ...params: SqlValue[]): T[] =>
  guarded(() => prepared<T>(db, sql).all(...params))

export const run = (db: WritableDb, sql: string, ...params: SqlValue[]): { changes: number; rowid: number } =>
  guarded(() => {
    const result = prepared(db, sql).run(...params)
    return { changes: result.changes, rowid: Number(result.lastInsertRowid) }
  })

/** First column of the first row as a number; 0 when there is no row. */
export const count = (db: ReadableDb, sql: string, ...params: SqlValue[]): number =>
  row<{ n: number }>(db, sql, ...params)?.n ?? 0

const WHOLE = { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', rollback: 'ROLLBACK' }
const NESTED = { begin: 'SAVEPOINT nested', commit: 'RELEASE nested', rollback: 'ROLLBACK TO nested; RELEASE nested' }

/** All or nothing. Nested calls join the outer transaction as a savepoint. */
export function transaction<T>(db: WritableDb, fn: () => T): T {
  return guarded(() => {
    const step = db.inTransaction ? NESTED : WHOLE
    prepared(db, step.begin).run()
    try {
      const result = fn()
      prepared(db, step.commit).run()
      return result
    } catch (error) {
      // A full disk or an I/O error may have rolled everything back already.
      if (db.inTransaction) db.exec(step.rollback)
      throw error
    }
  })
}

/**
 * Rows in pages by an integer key: no statement stays open between pages, so people can go on editing while an export
 * walks the whole project. `sql` takes the last key and the page size as its last two parameters.
 */
export function* pages<T>(
  db: ReadableDb,
  sql: string,
  keyOf: (row: T) => number,
  params: SqlValue[] = [],
  size = 500,
): Generator<T> {
  let after = -1
  for (;;) {
    const page = rows<T>(db, sql, ...params, after, size)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < size) return
    after = keyOf(last)
  }
}
