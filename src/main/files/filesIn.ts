import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from '../formats/fileError.ts'

/** Files below a folder in order of name; links are not followed. */
export async function* walk(folder: string, signal?: AbortSignal, depth = 0): AsyncGenerator<string> {
  if (signal?.aborted) throw new PandokError('cancelled', 'cancelled')
  if (depth > 32) return
  const entries = await readdir(folder, { withFileTypes: true }).catch(fileError)
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path, signal, depth + 1)
    else if (entry.isFile()) yield path
  }
}
