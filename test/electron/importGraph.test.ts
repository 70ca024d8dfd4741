// Loading the native image library into the Electron binary can abort the program on Linux (codebases.md F1), so nothing
// that the main process loads may lead to it.
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
// Value imports only: `import type` is gone at run time. Dynamic ones count, they are loaded sooner or later.
const IMPORTS = /(?:^|\n)\s*(?:import|export)\s+(?!type\s)(?:[^'";]*?from\s+)?'([^']+)'|import\('([^']+)'\)/g

function reachedFrom(entry: string): Map<string, string> {
  const from = new Map<string, string>([[entry, '']])
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop())
    for (const [, fixed, dynamic] of readFileSync(file, 'utf8').matchAll(IMPORTS)) {
      const name = fixed ?? dynamic ?? ''
      if (!name.startsWith('.')) {
        if (!from.has(name)) from.set(name, file)
        continue
      }
      const next = join(dirname(file), name)
      if (from.has(next) || !next.endsWith('.ts')) continue
      from.set(next, file)
      waiting.push(next)
    }
  return from
}

const chain = (from: Map<string, string>, to: string): string[] => {
  const steps = [to]
  for (let at = from.get(to); at; at = from.get(at)) steps.push(relative(root, at))
  return steps
}

it('the desktop entry does not reach the image library', () => {
  const from = reachedFrom(join(root, 'src/main/index.ts'))
  expect(from.size).toBeGreaterThan(100)
  expect(from.has('electron')).toBe(true)
  expect(from.has('better-sqlite3')).toBe(true)
  expect(from.has('sharp') ? chain(from, 'sharp') : []).toEqual([])
})

it('the pixel worker does', () => {
  expect(reachedFrom(join(root, 'src/main/workers/pixelWorker.ts')).has('sharp')).toBe(true)
})
