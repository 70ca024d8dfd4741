// quick_check reads every page: seconds on a project of gigabytes. A big database that is byte for byte the file we
// closed, and was checked this week, opens without it; damage on its pages still shows when they are read, and `verify`
// reads them all. Everything else (after a crash, a copy, another program's hands) is checked on every open.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { databaseFile, hasWriteAhead } from './folder.ts'

const markSchema = z.object({ bytes: z.number(), mtimeNs: z.string(), checkedAt: z.string() })

const ALWAYS_CHECKED_BYTES = 128 * 1024 * 1024
const CHECK_EVERY_MS = 7 * 24 * 3600 * 1000

const markFile = (dir: string) => join(dir, 'closed.json')

function facts(dir: string): { bytes: number; mtimeNs: string } {
  const file = statSync(databaseFile(dir), { bigint: true })
  return { bytes: Number(file.size), mtimeNs: String(file.mtimeNs) }
}

/** Time of the last full check when it still stands, else null: check now. */
export function standingCheck(dir: string, now: Date): string | null {
  const file = facts(dir)
  if (hasWriteAhead(dir) || file.bytes <= ALWAYS_CHECKED_BYTES) return null
  try {
    const mark = markSchema.parse(JSON.parse(readFileSync(markFile(dir), 'utf8')))
    const same = mark.bytes === file.bytes && mark.mtimeNs === file.mtimeNs
    const age = now.getTime() - Date.parse(mark.checkedAt)
    return same && age >= 0 && age < CHECK_EVERY_MS ? mark.checkedAt : null
  } catch {
    return null
  }
}

/** After the database is closed. Failing to write it only costs a check on the next open. */
export function markClosed(dir: string, checkedAt: string): void {
  try {
    const { bytes, mtimeNs } = facts(dir)
    writeFileSync(markFile(dir), JSON.stringify({ bytes, mtimeNs, checkedAt }))
  } catch {
    rmSync(markFile(dir), { force: true })
  }
}

/** Before the first write. */
export const unmarkClosed = (dir: string): void => rmSync(markFile(dir), { force: true })
