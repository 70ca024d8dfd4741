// Paths that windows may name: only below these folders, after all links are followed (codebases.md 6.1 S8).
import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'

export type AllowedRoots = {
  /** Existing roots, newest grants first, real paths, without ones that lie inside another. */
  list(): Promise<string[]>
  /** Lets windows see this folder from now on: named on the command line, chosen in a native dialog, a project's place. */
  allow(path: string): void
  /** Real path of something that exists; throws path-not-allowed or file-missing. */
  existing(path: string): Promise<string>
  /** Path of something that may not exist yet: its nearest existing folder must be inside a root. */
  forWriting(path: string): Promise<string>
}

/** @param standing roots that may come and go, such as mounted drives; asked each time. */
export function createAllowedRoots(standing: () => Promise<string[]>): AllowedRoots {
  const granted = new Set<string>()

  const roots = async (): Promise<string[]> => {
    const found: string[] = []
    for (const path of [...granted].reverse().concat(await standing())) {
      const real = await realpath(path).catch(() => null)
      if (real !== null && !found.includes(real)) found.push(real)
    }
    return found
  }
  const check = async (real: string): Promise<string> => {
    if ((await roots()).some((root) => isInside(root, real))) return real
    throw new PandokError('path-not-allowed', 'path is outside the allowed folders', { name: basename(real) })
  }
  return {
    async list() {
      const all = await roots()
      return all.filter((path) => !all.some((other) => other !== path && isInside(other, path)))
    },
    allow(path) {
      granted.add(resolve(path))
    },
    async existing(path) {
      const real = await realPathOf(path)
      if (real === null) {
        // Whether a file outside the roots exists is nobody's business.
        await check(await nearestReal(path))
        throw new PandokError('file-missing', 'no such file or folder', { name: basename(path) })
      }
      return check(real)
    },
    async forWriting(path) {
      return check((await realPathOf(path)) ?? (await nearestReal(path)))
    },
  }
}

/** `startsWith(root)` would let `root-evil` pass; `relative` does not. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/**
 * Follows links. A Hangul name typed or stored in one Unicode form (NFC) is found on a disk that keeps the other (NFD,
 * as macOS writes it), because the bytes differ and Linux compares bytes.
 */
export async function realPathOf(path: string): Promise<string | null> {
  if (path.includes('\0') || !isAbsolute(path)) return null
  const direct = await realpath(path).catch(() => null)
  if (direct !== null) return direct
  const { root } = parse(resolve(path))
  let at = root
  for (const name of relative(root, resolve(path)).split(sep)) {
    const next = await realpath(join(at, name)).catch(() => null)
    const other = next ?? (await findByNormalForm(at, name))
    if (other === null) return null
    at = other
  }
  return at
}

async function findByNormalForm(folder: string, name: string): Promise<string | null> {
  const wanted = name.normalize('NFC')
  // Only names outside ASCII have two forms; the folder is not read for the others.
  if (/^[\x20-\x7e]*$/.test(wanted)) return null
  const names = await readdir(folder).catch(() => [])
  const match = names.find((n) => n.normalize('NFC') === wanted)
  return match === undefined ? null : realpath(join(folder, match)).catch(() => null)
}

/** Real path of the nearest existing folder, plus what does not exist yet below it. */
async function nearestReal(path: string): Promise<string> {
  if (path.includes('\0') || !isAbsolute(path))
    throw new PandokError('bad-request', 'an absolute path is needed', { name: basename(path) })
  const missing: string[] = []
  let at = resolve(path)
  for (;;) {
    const real = await realPathOf(at)
    if (real !== null) return join(real, ...missing)
    missing.unshift(basename(at))
    const up = dirname(at)
    if (up === at) return join(at, ...missing)
    at = up
  }
}
