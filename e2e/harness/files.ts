import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file of a folder and its folders. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
