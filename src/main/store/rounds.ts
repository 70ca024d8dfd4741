import { PandokError } from '../../shared/contract/errors.ts'
import type { Round } from '../../shared/contract/project.ts'
import { newId } from '../../shared/ids.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'

const COLUMNS = 'id, number, title'

export const listRounds = (db: ReadableDb): Round[] => rows<Round>(db, `SELECT ${COLUMNS} FROM rounds ORDER BY number`)

export const getRound = (db: ReadableDb, id: string): Round | null =>
  row<Round>(db, `SELECT ${COLUMNS} FROM rounds WHERE id = ?`, id) ?? null

export function newestRound(db: ReadableDb): Round {
  const r = row<Round>(db, `SELECT ${COLUMNS} FROM rounds ORDER BY number DESC LIMIT 1`)
  if (!r) throw new PandokError('project-damaged', 'the project has no round')
  return r
}

/** Round numbers start at 1; asking for one that does not exist makes it. */
export function ensureRound(db: WritableDb, number: number, ctx: Ctx): Round {
  return transaction(db, () => {
    const known = row<Round>(db, `SELECT ${COLUMNS} FROM rounds WHERE number = ?`, number)
    if (known) return known
    const made: Round = { id: newId(), number, title: String(number) }
    run(
      db,
      'INSERT INTO rounds (id, number, title, created_at) VALUES (?, ?, ?, ?)',
      made.id,
      made.number,
      made.title,
      ctx.time,
    )
    appendLog(db, { kind: 'round', mark: 'round.create', payload: JSON.stringify(made) }, ctx)
    return made
  })
}
