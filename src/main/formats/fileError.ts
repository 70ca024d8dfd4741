// What the operating system says about a label file or an output folder, as one of our codes.
import { type ErrorCode, PandokError } from '../../shared/contract/errors.ts'

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EACCES: 'file-unreadable',
  EPERM: 'file-unreadable',
  EISDIR: 'wrong-type',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'folder-not-writable',
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** Rethrows as PandokError; the message never holds the path. */
export function fileError(error: unknown): never {
  if (error instanceof PandokError) throw error
  const code = codeOf(error)
  if (code === null) throw error
  throw new PandokError(CODES[code] ?? 'disk-error', `the file could not be used (${code})`)
}
