import { createHash } from 'node:crypto'
import { closeSync, fstatSync, readSync } from 'node:fs'
import { openFile } from '../imaging/byteSource.ts'

export type FileHash = { readonly sha256: string; readonly bytes: number }

const CHUNK = 1_048_576

/** Blocks the thread: for workers and the command line. Memory is one megabyte whatever the size. */
export function hashFileSync(path: string): FileHash {
  const fd = openFile(path)
  try {
    const size = fstatSync(fd).size
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, size)))
    let bytes = 0
    for (;;) {
      const n = readSync(fd, buffer, 0, buffer.length, bytes)
      if (n === 0) break
      hash.update(buffer.subarray(0, n))
      bytes += n
    }
    return { sha256: hash.digest('hex'), bytes }
  } finally {
    closeSync(fd)
  }
}

export const hashBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
