// Reading a table of a damaged database: everything a healthy page still holds, past the pages that are not.
import { type ReadableDb, row, rows, type SqlValue } from './db.ts'

export type TolerantRow = Record<string, SqlValue>
export type Tally = { read: number; lost: number }

const attempt = <T>(fn: () => T): { value: T } | null => {
  try {
    return { value: fn() }
  } catch {
    return null
  }
}

/** Without the largest key nobody knows where a table ends: look this far behind the last readable row. */
const blindReach = (tally: Tally): number => Math.max(2000, tally.read)

/**
 * By integer key. Pages of rows while that works; where it does not, key by key: a look-up that fails lies on a damaged
 * page and is counted as lost, one that finds nothing was never there.
 */
export function* tolerantRows(
  db: ReadableDb,
  table: string,
  key: string,
  columns: readonly string[],
  tally: Tally,
): Generator<TolerantRow> {
  const select = `SELECT ${columns.join(', ')} FROM ${table} WHERE ${key}`
  const keyOf = (r: TolerantRow | undefined): number | null => (typeof r?.[key] === 'number' ? r[key] : null)
  const largest = attempt(() => row<{ n: number | null }>(db, `SELECT max(${key}) AS n FROM ${table}`)?.n ?? 0)
  let after = 0
  let size = 200
  for (;;) {
    const page = attempt(() => rows<TolerantRow>(db, `${select} > ? ORDER BY ${key} LIMIT ?`, after, size))
    if (page) {
      tally.read += page.value.length
      yield* page.value
      const last = keyOf(page.value.at(-1))
      if (last === null || page.value.length < size) return
      after = last
      size = Math.min(size * 2, 200)
      continue
    }
    if (size > 1) {
      size = 1
      continue
    }
    const end = largest ? largest.value : after + blindReach(tally)
    const found = nextReadable(db, `${select} = ?`, after + 1, end, tally)
    if (!found) return
    tally.read++
    yield found.row
    after = found.key
  }
}

function nextReadable(
  db: ReadableDb,
  sql: string,
  from: number,
  end: number,
  tally: Tally,
): { row: TolerantRow; key: number } | null {
  for (let key = from; key <= end; key++) {
    const found = attempt(() => row<TolerantRow>(db, sql, key))
    if (!found) tally.lost++
    else if (found.value) return { row: found.value, key }
  }
  return null
}

/** Tables without an integer key: from the front to the first damaged page, then from the back to the last one. */
export function* tolerantEnds(
  db: ReadableDb,
  table: string,
  keys: readonly string[],
  columns: readonly string[],
  tally: Tally,
): Generator<TolerantRow> {
  for (const direction of ['ASC', 'DESC']) {
    const order = keys.map((k) => `${k} ${direction}`).join(', ')
    const walk = db.prepare<[], TolerantRow>(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${order}`)
    try {
      for (const r of walk.iterate()) {
        tally.read++
        yield r
      }
      return
    } catch {
      tally.lost++
    }
  }
}
