// A file is there whole or not at all: temporary name in the same folder, fsync, rename, fsync of the folder.
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Names that a crash may leave behind; safe to delete when older than a running job. */
export const isTemporaryName = (name: string): boolean => /^\.[^/]*\.[0-9a-f-]{36}\.tmp$/.test(name)

export const temporaryFor = (path: string): string => join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)

export type AtomicOptions = {
  /** False for what can be made again (cache): rename without waiting for the disk. */
  readonly durable?: boolean
}

export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength; ) at += writeSync(fd, bytes, at, bytes.byteLength - at)
}

/** `write` gets an open descriptor; when it throws, nothing is left. */
export function writeFileAtomic(path: string, write: (fd: number) => void, options: AtomicOptions = {}): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = temporaryFor(path)
  try {
    const fd = openSync(temporary, 'wx', 0o644)
    try {
      write(fd)
      if (options.durable !== false) fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  if (options.durable !== false) syncFolder(dirname(path))
}

export const writeBytesAtomic = (path: string, bytes: Uint8Array | string, options: AtomicOptions = {}): void =>
  writeFileAtomic(path, (fd) => writeAll(fd, typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes), options)

/** Makes a rename durable. Windows cannot open folders; NTFS journals the rename itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
