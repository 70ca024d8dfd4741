// Brings a source file into the project: a copy that is proven byte for byte, or a rename of a staged upload.
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { syncFolder, writeAll, writeFileAtomic } from './atomicWrite.ts'

export type TakeInArgs = { readonly from: string; readonly to: string; readonly sha256: string; readonly move: boolean }

export function takeIn(args: TakeInArgs): { mtimeMs: number } {
  if (!(args.move && renamed(args))) copy(args)
  if (args.move) rmSync(args.from, { force: true })
  return { mtimeMs: statSync(args.to).mtimeMs }
}

/** False on another disk. The bytes were hashed a moment ago and nobody else writes in the staging folder. */
function renamed({ from, to }: TakeInArgs): boolean {
  mkdirSync(dirname(to), { recursive: true })
  const fd = openSync(from, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  try {
    renameSync(from, to)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EXDEV') return false
    throw error
  }
  syncFolder(dirname(to))
  return true
}

function copy({ from, to, sha256 }: TakeInArgs): void {
  const fd = openSync(from, 'r')
  try {
    writeFileAtomic(to, (out) => {
      const hash = createHash('sha256')
      const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(1_048_576, fstatSync(fd).size)))
      for (let at = 0; ; ) {
        const n = readSync(fd, buffer, 0, buffer.length, at)
        if (n === 0) break
        at += n
        hash.update(buffer.subarray(0, n))
        writeAll(out, buffer.subarray(0, n))
      }
      if (hash.digest('hex') !== sha256) throw new PandokError('file-changed', 'the file changed while it was copied')
    })
  } finally {
    closeSync(fd)
  }
}
