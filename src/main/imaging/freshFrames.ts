// Frames that were decoded a moment ago: answered from memory, while their files are written into the cache one after the other.
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { temporaryFor } from '../files/atomicWrite.ts'

/** A finished picture: its file in the cache; `parts` holds the same bytes as long as that file may not be there yet. */
export type Picture = { readonly path: string; readonly parts: readonly Uint8Array[] | null }

export type FreshFrames = {
  get(path: string): Picture | null
  /** Nothing happens while the disk is far behind: the frame will be decoded again. */
  keep(path: string, parts: readonly Uint8Array[]): void
  /** When the file is there, or could not be written. */
  written(path: string): Promise<void>
  close(): Promise<void>
}

async function writeParts(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = temporaryFor(path)
  try {
    const file = await open(temporary, 'wx', 0o644)
    try {
      for (const part of parts) await file.writeFile(part)
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const bytesOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => sum + part.length, 0)

/** Bytes that may wait for a slow disk: a case and its neighbour. */
const MOST_WAITING = 256 * 2 ** 20

export function createFreshFrames(wrote: (path: string) => void, most = MOST_WAITING): FreshFrames {
  let waiting = 0
  const fresh = new Map<string, readonly Uint8Array[]>()
  const writing = new Map<string, Promise<void>>()
  let last: Promise<void> = Promise.resolve()

  const write = async (path: string, parts: readonly Uint8Array[]): Promise<void> => {
    try {
      await writeParts(path, parts)
      wrote(path)
    } catch {
      // A full disk costs decoding it again, not the picture.
    } finally {
      fresh.delete(path)
      writing.delete(path)
      waiting -= bytesOf(parts)
    }
  }
  return {
    get(path) {
      const parts = fresh.get(path)
      return parts ? { path, parts } : null
    },
    keep(path, parts) {
      const bytes = bytesOf(parts)
      if (fresh.has(path) || waiting + bytes > most) return
      waiting += bytes
      fresh.set(path, parts)
      last = last.then(() => write(path, parts))
      writing.set(path, last)
    },
    written: (path) => writing.get(path) ?? Promise.resolve(),
    close: () => last,
  }
}
