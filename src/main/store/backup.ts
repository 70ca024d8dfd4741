// Backups: whole copies of the database, made while people go on working, newest ten kept.
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { Backup } from '../../shared/contract/project.ts'
import { guarded, openWritable, type ReadableDb } from './db.ts'
import { assertProjectFolder, backupsFolder, databaseFile, hasPlainHeader, syncFolder } from './folder.ts'
import { takeLock } from './lock.ts'
import { storageError } from './storageError.ts'

export const KEPT = 10
const NAME = /^project-(\d{8})T(\d{6})(\d{3})Z(?:-[a-z-]+)?\.sqlite$/

const nameFor = (time: Date, ending = ''): string =>
  `project-${time.toISOString().replaceAll(/[-:.]/g, '')}${ending}.sqlite`

const timeOf = (file: string): string | null => {
  const m = NAME.exec(file)
  if (!m?.[1] || !m[2]) return null
  const [d, t] = [m[1], m[2]]
  return `${d.slice(0, 4)}-${d.slice(4, 6)}-${d.slice(6)}T${t.slice(0, 2)}:${t.slice(2, 4)}:${t.slice(4)}.${m[3]}Z`
}

/** Newest first. */
export function listBackups(dir: string): Backup[] {
  assertFolderThere(dir)
  if (!existsSync(backupsFolder(dir))) return []
  return readdirSync(backupsFolder(dir))
    .flatMap((file) => {
      const time = timeOf(file)
      return time === null ? [] : [{ file, time, bytes: statSync(join(backupsFolder(dir), file)).size }]
    })
    .sort((a, b) => (a.file < b.file ? 1 : -1))
}

const assertFolderThere = (dir: string): void => {
  if (!existsSync(dir)) throw new PandokError('project-not-found', 'there is no such folder')
}

/** Keeps the newest; `-before-restore` copies count like any other. */
function prune(dir: string): void {
  for (const { file } of listBackups(dir).slice(KEPT)) {
    rmSync(join(backupsFolder(dir), file), { force: true })
    rmSync(join(backupsFolder(dir), `${file}-wal`), { force: true })
  }
}

function syncFile(file: string): void {
  const fd = openSync(file, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Returns the file name inside backups/. Appears under its name only when complete. */
export async function makeBackup(dir: string, db: ReadableDb, now: Date, encrypted: boolean): Promise<string> {
  const folder = backupsFolder(dir)
  const file = nameFor(now)
  const aside = join(folder, `.${file}.part`)
  try {
    mkdirSync(folder, { recursive: true })
    // SQLite refuses the page-wise copy of an encrypted database; VACUUM INTO keeps the key.
    if (encrypted) guarded(() => db.prepare('VACUUM INTO ?').run(aside))
    else await db.backup(aside, { progress: () => 2000 })
    syncFile(aside)
    renameSync(aside, join(folder, file))
    syncFolder(folder)
  } catch (error) {
    rmSync(aside, { force: true })
    throw storageError(error)
  }
  prune(dir)
  return file
}

/**
 * Puts a backup in the place of the database; the database as it is now becomes one more backup first. Nobody may have
 * the project open for writing.
 */
export function restoreBackup(dir: string, file: string, options: { now?: Date; key?: string | undefined } = {}): void {
  assertFolderThere(dir)
  const backup = join(backupsFolder(dir), basename(file))
  if (timeOf(file) === null || !existsSync(backup))
    throw new PandokError('not-found', 'no such backup', { file: basename(file) })
  const now = options.now ?? new Date()
  const lock = takeLock(dir, now)
  if (!lock.held) throw new PandokError('project-locked', 'the project is open elsewhere', { holder: lock.reason })
  try {
    const target = databaseFile(dir)
    const aside = `${target}.restoring`
    copyFileSync(backup, aside)
    syncFile(aside)
    if (existsSync(target)) keepCurrent(dir, now, options.key)
    rmSync(`${target}-wal`, { force: true })
    rmSync(`${target}-shm`, { force: true })
    renameSync(aside, target)
    syncFolder(dir)
    assertProjectFolder(dir)
    prune(dir)
  } catch (error) {
    rmSync(`${databaseFile(dir)}.restoring`, { force: true })
    throw storageError(error)
  } finally {
    lock.release()
  }
}

/** A damaged database is kept as it is, with its write-ahead file, so that nothing readable is thrown away. */
function keepCurrent(dir: string, now: Date, key: string | undefined): void {
  const target = databaseFile(dir)
  foldWal(target, key)
  const copy = join(backupsFolder(dir), nameFor(now, '-before-restore'))
  mkdirSync(backupsFolder(dir), { recursive: true })
  copyFileSync(target, copy)
  syncFile(copy)
  const wal = `${target}-wal`
  if (existsSync(wal) && statSync(wal).size > 0) {
    copyFileSync(wal, `${copy}-wal`)
    syncFile(`${copy}-wal`)
  }
}

function foldWal(target: string, key: string | undefined): void {
  if (key === undefined && !hasPlainHeader(target)) return
  try {
    const db = openWritable(target, { key })
    try {
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
  } catch {
    // Damaged: the copy below takes the write-ahead file along instead.
  }
}
