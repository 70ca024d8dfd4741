// The door to a project: key, lock, version, health, backup. There is no in-memory fallback and no silent repair: what
// cannot be written is opened for reading and says so, what is damaged is opened as salvage and says so.

import { PandokError } from '../../shared/contract/errors.ts'
import type { OpenMode } from '../../shared/contract/project.ts'
import { makeBackup } from './backup.ts'
import { markClosed, unmarkClosed } from './cleanClose.ts'
import { type CreateOptions, makeProjectFolder, type NewProject } from './create.ts'
import { openWritable, type ReadableDb, row, type WritableDb } from './db.ts'
import { assertProjectFolder, databaseFile } from './folder.ts'
import { interruptRunning } from './jobs.ts'
import { type LockResult, takeLock } from './lock.ts'
import { assertKey, inspect, isDamage, keyFor, NOT_WRITABLE, type OpenOptions } from './look.ts'
import { LATEST, migrate } from './migrate.ts'
import { preparePragmas } from './pragmas.ts'
import { readProject } from './project.ts'
import { rescueProject, type SalvageReport } from './salvage.ts'
import { type ErrorCodeOrNull, storageErrorCode } from './storageError.ts'

export { listBackups, restoreBackup } from './backup.ts'
export type { Clock } from './ctx.ts'
export type { OpenOptions } from './look.ts'

export type CloseResult = { backup: string | null; backupProblem: ErrorCodeOrNull }
export type OpenProject = {
  readonly id: string
  readonly dir: string
  readonly mode: OpenMode
  readonly modeReason: string | null
  /** What a damaged project still holds and what it has lost; null when it is sound. */
  readonly salvage: SalvageReport | null
  readonly db: ReadableDb
  /** Throws `read-only` unless the mode is write. */
  writable(): WritableDb
  /** Makes a backup now; returns its file name inside backups/. */
  backup(): Promise<string>
  /** True when something was written since the last backup: whoever keeps time calls backup() then. */
  changedSinceBackup(): boolean
  /** Always closes and gives the lock back, even when the last backup cannot be written. */
  close(): Promise<CloseResult>
}

export function createProject(dir: string, project: NewProject, options: CreateOptions): OpenProject {
  makeProjectFolder(dir, project, options)
  return openProject(dir, { prefer: 'write', ...options })
}

export function openProject(dir: string, options: OpenOptions): OpenProject {
  assertProjectFolder(dir)
  assertKey(dir, options.key)
  try {
    return openInTurn(dir, options)
  } catch (error) {
    if (isDamage(error)) return openSalvage(dir, options, error instanceof Error ? error.message : 'damaged')
    throw error
  }
}

/** For writing if it can be, else for reading with the reason. */
function openInTurn(dir: string, options: OpenOptions): OpenProject {
  const lock: LockResult | null = options.prefer === 'read' ? null : takeLock(dir, options.clock())
  if (!lock?.held) return openForReading(dir, options, lock ? lock.reason : null)
  try {
    return openForWriting(dir, options, lock)
  } catch (error) {
    lock.release()
    const code = storageErrorCode(error)
    if (!NOT_WRITABLE.includes(code)) throw error
    return openForReading(dir, options, code)
  }
}

function openForWriting(dir: string, options: OpenOptions, lock: LockResult & { held: true }): OpenProject {
  const key = keyFor(dir, options.key)
  const { version, checkedAt, dispose } = inspect(dir, options)
  dispose()
  unmarkClosed(dir)
  const db = openWritable(databaseFile(dir), { key })
  try {
    preparePragmas(db)
    if (version < LATEST) migrate(db)
    interruptRunning(db, options.clock().toISOString())
    return writableProject(dir, options, db, lock, checkedAt)
  } catch (error) {
    db.close()
    throw error
  }
}

const changesOf = (db: ReadableDb): number => row<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0

function writableProject(
  dir: string,
  options: OpenOptions,
  db: WritableDb,
  lock: LockResult & { held: true },
  checkedAt: string,
): OpenProject {
  const encrypted = keyFor(dir, options.key) !== undefined
  let backedUp = changesOf(db)
  let closing: Promise<CloseResult> | null = null
  const changed = () => changesOf(db) !== backedUp
  const backup = async () => {
    const at = changesOf(db)
    const file = await makeBackup(dir, db, options.clock(), encrypted)
    backedUp = at
    return file
  }
  const shut = async (): Promise<CloseResult> => {
    const result: { backup: string | null; backupProblem: ErrorCodeOrNull } = { backup: null, backupProblem: null }
    try {
      if (changed()) result.backup = await backup()
    } catch (error) {
      result.backupProblem = storageErrorCode(error) ?? 'disk-error'
    }
    try {
      db.close()
      markClosed(dir, checkedAt)
    } finally {
      lock.release()
    }
    return result
  }
  return {
    id: readProject(db).id,
    dir,
    mode: 'write',
    modeReason: null,
    salvage: null,
    db,
    writable: () => db,
    backup,
    changedSinceBackup: changed,
    close: () => {
      closing ??= shut()
      return closing
    },
  }
}

const refuseWrite = (reason: string) => (): never => {
  throw new PandokError('read-only', 'the project is open for reading only', { reason })
}

function readProjectHandle(
  dir: string,
  db: ReadableDb,
  mode: 'read' | 'salvage',
  modeReason: string | null,
  salvage: SalvageReport | null,
  dispose: () => void,
): OpenProject {
  let open = true
  return {
    id: readProject(db).id,
    dir,
    mode,
    modeReason,
    salvage,
    db,
    writable: refuseWrite(modeReason ?? mode),
    backup: async () => refuseWrite(modeReason ?? mode)(),
    changedSinceBackup: () => false,
    close: async () => {
      if (open) {
        open = false
        dispose()
      }
      return { backup: null, backupProblem: null }
    },
  }
}

function openForReading(dir: string, options: OpenOptions, reason: string | null): OpenProject {
  const { db, dispose } = inspect(dir, options)
  return readProjectHandle(dir, db, 'read', reason, null, dispose)
}

function openSalvage(dir: string, options: OpenOptions, reason: string): OpenProject {
  const rescued = rescueProject(dir, { key: keyFor(dir, options.key), reason })
  return readProjectHandle(dir, rescued.db, 'salvage', reason.slice(0, 300), rescued.report, rescued.dispose)
}
