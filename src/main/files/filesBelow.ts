// Every file below a folder, without holding the list: half a million files are one open folder at a time.
import { opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'

export type WalkedFile = { readonly path: string; readonly bytes: number; readonly mtimeMs: number }

/** Links are not followed: a loop of links would never end. Folders that cannot be read are passed over. */
export async function* filesBelow(folder: string, signal?: AbortSignal): AsyncGenerator<WalkedFile> {
  const waiting = [folder]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const dir = await opendir(at).catch(() => null)
    if (dir === null && at === folder)
      throw new PandokError('file-unreadable', 'the folder cannot be read', { name: basename(folder) })
    if (dir === null) continue
    for await (const entry of dir) {
      signal?.throwIfAborted()
      const path = join(at, entry.name)
      if (entry.isDirectory()) waiting.push(path)
      const facts = entry.isFile() ? await stat(path).catch(() => null) : null
      if (facts) yield { path, bytes: facts.size, mtimeMs: facts.mtimeMs }
    }
  }
}
