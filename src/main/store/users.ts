import { PandokError } from '../../shared/contract/errors.ts'
import type { User } from '../../shared/contract/project.ts'
import { newId } from '../../shared/ids.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { count, type ReadableDb, row, rows, run, transaction, type WritableDb } from './db.ts'

type UserRow = { id: string; login: string; name: string; colour: string; active: number }
const COLUMNS = 'id, login, name, colour, active'
const toUser = (r: UserRow): User => ({ ...r, active: r.active === 1 })

export const listUsers = (db: ReadableDb): User[] =>
  rows<UserRow>(db, `SELECT ${COLUMNS} FROM users ORDER BY no`).map(toUser)

export function getUser(db: ReadableDb, id: string): User | null {
  const r = row<UserRow>(db, `SELECT ${COLUMNS} FROM users WHERE id = ?`, id)
  return r ? toUser(r) : null
}

/** Logins are compared without case and in one Unicode form: a Korean login typed on a Mac is the same login. */
export const foldLogin = (login: string): string => login.trim().normalize('NFC').toLowerCase()

export function findUserByLogin(db: ReadableDb, login: string): User | null {
  const r = row<UserRow>(db, `SELECT ${COLUMNS} FROM users WHERE login = ?`, foldLogin(login))
  return r ? toUser(r) : null
}

export function createUser(db: WritableDb, user: { login: string; name: string; colour: string }, ctx: Ctx): User {
  const login = foldLogin(user.login)
  if (login === '') throw new PandokError('bad-request', 'a login is needed')
  return transaction(db, () => {
    if (findUserByLogin(db, login)) throw new PandokError('duplicate', 'this login is taken', { login })
    const created: User = { id: newId(), login, name: user.name.trim() || login, colour: user.colour, active: true }
    run(
      db,
      'INSERT INTO users (id, login, name, colour, active, created_at) VALUES (?, ?, ?, ?, 1, ?)',
      created.id,
      created.login,
      created.name,
      created.colour,
      ctx.time,
    )
    const payload = JSON.stringify({ id: created.id, login, name: created.name })
    // The first person of a project is the author of their own profile.
    appendLog(db, { kind: 'user', mark: 'user.create', payload }, { ...ctx, authorId: ctx.authorId ?? created.id })
    return created
  })
}

export type UserChange = { name?: string | undefined; colour?: string | undefined; active?: boolean | undefined }

export function updateUser(db: WritableDb, id: string, change: UserChange, ctx: Ctx): User {
  return transaction(db, () => {
    const before = getUser(db, id)
    if (!before) throw new PandokError('not-found', 'no such user', { id })
    const after: User = {
      ...before,
      name: change.name?.trim() || before.name,
      colour: change.colour ?? before.colour,
      active: change.active ?? before.active,
    }
    if (before.active && !after.active && count(db, 'SELECT count(*) AS n FROM users WHERE active = 1') === 1)
      throw new PandokError('bad-request', 'the last active profile stays')
    run(
      db,
      'UPDATE users SET name = ?, colour = ?, active = ? WHERE id = ?',
      after.name,
      after.colour,
      after.active ? 1 : 0,
      id,
    )
    appendLog(db, { kind: 'user', mark: 'user.update', payload: JSON.stringify({ before, after }) }, ctx)
    return after
  })
}

const COLOURS = ['#4c9be8', '#e8a24c', '#6fcf7c', '#d67ad2', '#e8d44c', '#58c9c4', '#e87a6f', '#9a8cf0']

/** The profile with this login, made if there is none (command line, foreign labels with a reader's name). */
export function ensureUser(db: WritableDb, login: string, ctx: Ctx, name = login): User {
  const known = findUserByLogin(db, login)
  if (known) return known
  const colour = COLOURS[count(db, 'SELECT count(*) AS n FROM users') % COLOURS.length] ?? '#4c9be8'
  return createUser(db, { login, name, colour }, ctx)
}
