// Files below the picked paths, in natural order, one folder at a time: memory does not grow with the number of files.
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { fileError } from '../imaging/byteSource.ts'

export type Walked =
  | {
      readonly path: string /** Relative to the picked folder, with `/`; the file name for a picked file. */
      readonly name: string /** Name of the picked folder. */
      readonly root: string | null
    }
  | { readonly path: string; readonly problem: PandokError }

/** What systems and programs leave lying about; never somebody's picture. */
const IGNORED = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '__macosx',
  '$recycle.bin',
  'system volume information',
  '@eadir',
])
const isIgnored = (name: string): boolean =>
  name.startsWith('.') || IGNORED.has(name.toLowerCase()) || name.toLowerCase().endsWith('.pandok')

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' })
/** a2 before a10; the same on every machine, because ties fall back to code points. */
export const naturalOrder = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

/** Ignored names are left out below a picked folder, not when they are picked themselves. */
export async function* walkPaths(paths: readonly string[], signal?: AbortSignal): AsyncGenerator<Walked> {
  for (const given of paths) {
    const path = resolve(given)
    try {
      const facts = await stat(path)
      if (facts.isDirectory()) yield* walkFolder(path, '', basename(path), new Set(), signal)
      else if (facts.isFile()) yield { path, name: basename(path).normalize('NFC'), root: null }
      else yield { path, problem: new PandokError('file-unreadable', 'not a regular file') }
    } catch (error) {
      yield { path, problem: asProblem(error) }
    }
  }
}

export async function countFiles(
  paths: readonly string[],
  signal?: AbortSignal,
  walk: typeof walkPaths = walkPaths,
): Promise<number> {
  let n = 0
  for await (const _ of walk(paths, signal)) n++
  return n
}

async function* walkFolder(
  folder: string,
  prefix: string,
  root: string,
  seen: Set<string>,
  signal?: AbortSignal,
): AsyncGenerator<Walked> {
  signal?.throwIfAborted()
  // A link back to a folder above (or the same folder twice) ends here.
  const real = await realpath(folder)
  if (seen.has(real)) return
  seen.add(real)
  const { names, special } = await namesIn(folder)
  for (const name of names) {
    const path = join(folder, name)
    const relative = `${prefix}${name.normalize('NFC')}`
    const kind = special.has(name) ? await kindOf(path) : 'file'
    if (kind === 'file') yield { path, name: relative, root }
    else if (kind === 'folder') {
      try {
        yield* walkFolder(path, `${relative}/`, root, seen, signal)
      } catch (error) {
        if (signal?.aborted) throw error
        yield { path, problem: asProblem(error) }
      }
    } else if (kind !== 'other') yield { path, problem: kind }
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | PandokError> {
  try {
    const facts = await stat(path)
    return facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    // A dead link counts as a missing file: it is named, not passed over.
    return asProblem(error)
  }
}

function asProblem(error: unknown): PandokError {
  const known = fileError(error)
  if (known instanceof PandokError) return known
  throw known
}

/** Names compared before the walk lets other work in: the program stays alive over a folder of half a million files. */
const SLICE = 4096
const breathe = () => new Promise<void>((done) => setImmediate(done))

/** `special`: folders, links and everything else that is no plain file; only these are asked again. */
async function namesIn(folder: string): Promise<{ names: string[]; special: ReadonlySet<string> }> {
  const special = new Set<string>()
  const names: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (isIgnored(entry.name)) continue
    names.push(entry.name)
    if (!entry.isFile()) special.add(entry.name)
  }
  return { names: await sorted(names), special }
}

async function sorted(names: string[]): Promise<string[]> {
  if (names.length <= SLICE) return names.sort(naturalOrder)
  let runs: string[][] = []
  for (let at = 0; at < names.length; at += SLICE) {
    runs.push(names.slice(at, at + SLICE).sort(naturalOrder))
    await breathe()
  }
  while (runs.length > 1) {
    const merged: string[][] = []
    for (let i = 0; i < runs.length; i += 2) merged.push(await mergeRuns(runs[i] ?? [], runs[i + 1] ?? []))
    runs = merged
  }
  return runs[0] ?? []
}

async function mergeRuns(a: readonly string[], b: readonly string[]): Promise<string[]> {
  const out: string[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i]
    const right = b[j]
    if (right === undefined || (left !== undefined && naturalOrder(left, right) <= 0)) {
      if (left !== undefined) out.push(left)
      i++
    } else {
      out.push(right)
      j++
    }
    if (out.length % SLICE === 0) await breathe()
  }
  return out
}
