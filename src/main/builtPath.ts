// Where the built parts lie: out/ of a checkout when run from source, beside this bundle otherwise.
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export function builtPath(...names: string[]): string {
  const file = fileURLToPath(import.meta.url)
  if (file.endsWith('.ts')) return join(dirname(file), '../../out', ...names)
  const folder = dirname(file)
  // A part that two bundles share is written one folder deeper.
  return join(basename(folder) === 'chunks' ? dirname(folder) : folder, '..', ...names)
}
