// Random access to a file's bytes with one rule: a read behind the end is 'truncated', never a short answer.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { PandokError } from '../../shared/contract/errors.ts'

export type ByteSource = {
  readonly path: string
  readonly size: number
  /** A view that is valid until the next call. */
  read(offset: number, length: number): Buffer
  close(): void
}

const outside = (offset: number, length: number, size: number): PandokError =>
  new PandokError('truncated', 'the file ends before its content does', { needed: offset + length, bytes: size })

export function memorySource(path: string, bytes: Buffer): ByteSource {
  return {
    path,
    size: bytes.length,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) throw outside(offset, length, bytes.length)
      return bytes.subarray(offset, offset + length)
    },
    close: () => {},
  }
}

const WINDOW = 65_536

export function fileSource(path: string): ByteSource {
  const fd = openFile(path)
  const stat = fstatSync(fd)
  const size = stat.size
  const window = Buffer.allocUnsafe(WINDOW)
  let start = 0
  let filled = 0
  const fill = (target: Buffer, offset: number): number => {
    let got = 0
    while (got < target.length) {
      const n = readSync(fd, target, got, target.length - got, offset + got)
      if (n === 0) break
      got += n
    }
    return got
  }
  return {
    path,
    size,
    read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > size) throw outside(offset, length, size)
      if (length > WINDOW) {
        const large = Buffer.allocUnsafe(length)
        if (fill(large, offset) < length) throw outside(offset, length, size)
        return large
      }
      if (offset < start || offset + length > start + filled) {
        start = offset
        filled = fill(window, offset)
        if (filled < length) throw outside(offset, length, size)
      }
      return window.subarray(offset - start, offset - start + length)
    },
    close: () => closeSync(fd),
  }
}

/** A pipe without a writer would hold the thread for ever, and no signal ends that. Windows knows no such flag. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

export const openFile = (path: string): number => {
  try {
    const fd = openSync(path, READ_AT_ONCE)
    if (fstatSync(fd).isFile()) return fd
    closeSync(fd)
  } catch (error) {
    throw fileError(error)
  }
  throw new PandokError('file-unreadable', 'not a regular file')
}

/** File system errors in our words; what is no file system error comes back unchanged. */
export function fileError(error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return new PandokError('file-missing', 'the file is not there')
  if (code === 'ENOSPC' || code === 'EDQUOT') return new PandokError('disk-full', 'the disk is full')
  if (code === 'EROFS') return new PandokError('folder-not-writable', 'the disk is read-only')
  if (['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'EBUSY', 'EIO', 'ENXIO', 'EMFILE'].includes(code))
    return new PandokError('file-unreadable', 'the file cannot be read', { reason: code })
  return error instanceof Error ? error : new Error(String(error))
}
