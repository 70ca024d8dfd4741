// The real files of ../shared/data; tests that need them are skipped with a reason where they are not there.
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Picture } from '../harness/labelProject.ts'

export const DATA = resolve(import.meta.dirname, '../../../shared/data')
export const LABELS = join(DATA, 'labels')
export const XRAY = join(DATA, 'xray-security')
export const hasData = existsSync(LABELS) && existsSync(XRAY)
export const SKIP_REASON = hasData ? '' : ' (skipped: ../shared/data is not here)'

export function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

export const isPicture = (path: string): boolean => /\.(png|jpe?g|bmp)$/i.test(path)

/** Pictures by name with the size a label file states, for data sets whose pictures are not in the data. */
export const statedPictures = (stated: Iterable<{ name: string; width: number; height: number }>): Picture[] => {
  const byName = new Map([...stated].map((p) => [p.name, p]))
  return [...byName.values()]
}
