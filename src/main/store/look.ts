// Looking at a project before it is opened: key, version, health; also where not a single byte can be written.
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { standingCheck } from './cleanClose.ts'
import type { Clock } from './ctx.ts'
import { guarded, openReadable, type ReadableDb, rows } from './db.ts'
import { databaseFile, hasPlainHeader, hasWriteAhead, readCard } from './folder.ts'
import { checkVersion } from './migrate.ts'
import { commonPragmas } from './pragmas.ts'
import { type ErrorCodeOrNull, storageErrorCode } from './storageError.ts'

export type OpenOptions = { prefer?: 'write' | 'read' | undefined; key?: string | undefined; clock: Clock }

export const isDamage = (error: unknown): boolean => storageErrorCode(error) === 'project-damaged'

export const NOT_WRITABLE: readonly ErrorCodeOrNull[] = ['disk-full', 'read-only', 'folder-not-writable']

/** Tells an encrypted project from a damaged one before SQLite gets to see the file. */
export function assertKey(dir: string, key: string | undefined): void {
  if (hasPlainHeader(databaseFile(dir))) return
  const encrypted = readCard(dir)?.encrypted
  if (encrypted === false) return
  if (key === undefined) throw new PandokError('project-encrypted', 'the project needs its key')
}

export function keyFor(dir: string, key: string | undefined): string | undefined {
  return hasPlainHeader(databaseFile(dir)) || readCard(dir)?.encrypted === false ? undefined : key
}

/** The first read decrypts page 1: with a wrong key it is no database. */
function firstRead(db: ReadableDb, encrypted: boolean): void {
  try {
    guarded(() => db.prepare('SELECT count(*) FROM sqlite_schema').get())
  } catch (error) {
    if (encrypted && isDamage(error)) throw new PandokError('project-encrypted', 'the key does not open the project')
    throw error
  }
}

function assertHealthy(db: ReadableDb): void {
  const [first] = rows<{ quick_check: string }>(db, 'PRAGMA quick_check(1)')
  if (first?.quick_check !== 'ok') throw new PandokError('project-damaged', first?.quick_check ?? 'quick_check failed')
}

/**
 * Looks before anything is opened for writing: closing a writable handle folds the write-ahead file into the database,
 * and a damaged database must stay as it was found.
 */
export function inspect(dir: string, options: OpenOptions): Inspected {
  const key = keyFor(dir, options.key)
  const standing = standingCheck(dir, options.clock())
  const looked = openForLook(dir, key)
  try {
    commonPragmas(looked.db)
    const version = versionOrDamage(dir, looked.db)
    if (standing === null) assertHealthy(looked.db)
    return { ...looked, version, checkedAt: standing ?? options.clock().toISOString() }
  } catch (error) {
    looked.dispose()
    throw error
  }
}

type Looked = { db: ReadableDb; dispose(): void }
type Inspected = Looked & { version: number; checkedAt: string }

function openForLook(dir: string, key: string | undefined): Looked {
  const attempt = (file: string) => {
    const db = openReadable(file, { key })
    try {
      firstRead(db, key !== undefined)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  }
  try {
    const db = attempt(databaseFile(dir))
    return { db, dispose: () => db.close() }
  } catch (error) {
    if (!NOT_WRITABLE.includes(storageErrorCode(error))) throw error
    // Even a reader makes a shared memory file beside the database; where that cannot be, a copy is read.
    const copy = copyAside(dir)
    const dispose = () => rmSync(copy.folder, { recursive: true, force: true })
    try {
      const db = attempt(copy.file)
      return {
        db,
        dispose: () => {
          db.close()
          dispose()
        },
      }
    } catch (failed) {
      dispose()
      throw failed
    }
  }
}

function copyAside(dir: string): { folder: string; file: string } {
  return guarded(() => {
    const folder = mkdtempSync(join(tmpdir(), 'pandok-read-'))
    const file = join(folder, 'project.sqlite')
    try {
      copyFileSync(databaseFile(dir), file, constants.COPYFILE_FICLONE)
      if (hasWriteAhead(dir)) copyFileSync(`${databaseFile(dir)}-wal`, `${file}-wal`)
      return { folder, file }
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  })
}

/** A database that lost its mark is damaged when the card beside it says that it is a project. */
function versionOrDamage(dir: string, db: ReadableDb): number {
  try {
    return checkVersion(db)
  } catch (error) {
    if (storageErrorCode(error) === 'not-a-project' && readCard(dir))
      throw new PandokError('project-damaged', 'the database has lost its header')
    throw error
  }
}
