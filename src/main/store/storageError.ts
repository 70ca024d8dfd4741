// SQLite and file system failures as codes of the closed list. Messages carry no paths.
import { type ErrorCode, PandokError } from '../../shared/contract/errors.ts'

// Longest match first: SQLITE_IOERR_* and SQLITE_CORRUPT_* have many endings.
const SQLITE_CODES: readonly (readonly [string, ErrorCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  // The shared memory file beside the database could not be given its size.
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_IOERR', 'disk-error'],
  ['SQLITE_READONLY_DBMOVED', 'folder-missing'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_CANTOPEN', 'folder-not-writable'],
  ['SQLITE_PERM', 'folder-not-writable'],
  ['SQLITE_CORRUPT', 'project-damaged'],
  ['SQLITE_NOTADB', 'project-damaged'],
  ['SQLITE_BUSY', 'project-locked'],
  ['SQLITE_LOCKED', 'project-locked'],
]

const FILE_CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'folder-not-writable',
  EACCES: 'folder-not-writable',
  EPERM: 'folder-not-writable',
  EIO: 'disk-error',
  ENXIO: 'disk-error',
  ENODEV: 'disk-error',
  ESTALE: 'disk-error',
}

export type ErrorCodeOrNull = ErrorCode | null

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

export function storageErrorCode(error: unknown): ErrorCode | null {
  if (error instanceof PandokError) return error.code
  const code = codeOf(error)
  if (code === null) return null
  return SQLITE_CODES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? FILE_CODES[code] ?? null
}

/** A PandokError for known failures; anything else is returned untouched, because it is a mistake of ours. */
export function storageError(error: unknown): unknown {
  if (error instanceof PandokError) return error
  const code = storageErrorCode(error)
  return code === null ? error : new PandokError(code, `storage failed: ${codeOf(error)}`)
}
