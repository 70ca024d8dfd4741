// A folder of sources has moved: find the same bytes again by size and hash and point at them, in one step.
import { statSync } from 'node:fs'
import { PandokError } from '../../shared/contract/errors.ts'
import { breather } from './breather.ts'
import type { Ctx } from './ctx.ts'
import { baseName, foldName } from './names.ts'
import type { OpenProject } from './open.ts'
import { listSources, type Relocation, relocateSources, type SourceRow, sourcePath } from './sources.ts'

export type FoundFile = { readonly path: string; readonly bytes: number; readonly mtimeMs?: number }
export type RelocateOptions = {
  hashFile: (path: string) => Promise<{ sha256: string; bytes: number }>
  ctx: Ctx
  signal?: AbortSignal | undefined
  onProgress?: ((found: number, missing: number) => void) | undefined
}
export type RelocateResult = { moved: number; missing: number }

/** Sources whose file is not where it was, or is not the size it was. */
async function missingSources(project: OpenProject, signal: AbortSignal | undefined): Promise<SourceRow[]> {
  const missing: SourceRow[] = []
  const pause = breather()
  for (const s of listSources(project.db)) {
    const found = statSync(sourcePath(project, s), { throwIfNoEntry: false })
    if (!found?.isFile() || found.size !== s.bytes) missing.push(s)
    if (!pause.due()) continue
    if (signal?.aborted) throw new PandokError('cancelled', 'relocation was cancelled')
    await pause.rest()
  }
  return missing
}

/**
 * `files` is the walk of the new folder. Only files of a wanted size are hashed. Sources that are all missing with the
 * same bytes take the file of their own name first.
 */
export async function relocateMissing(
  project: OpenProject,
  files: AsyncIterable<FoundFile> | Iterable<FoundFile>,
  options: RelocateOptions,
): Promise<RelocateResult> {
  const missing = await missingSources(project, options.signal)
  const wanted = new Map<string, SourceRow[]>()
  const sizes = new Map<number, number>()
  for (const s of missing) {
    wanted.set(s.sha256, [...(wanted.get(s.sha256) ?? []), s])
    sizes.set(s.bytes, (sizes.get(s.bytes) ?? 0) + 1)
  }
  const moves = new Map<string, Relocation & { named: boolean }>()
  for await (const file of files) {
    if (options.signal?.aborted) throw new PandokError('cancelled', 'relocation was cancelled')
    if (!sizes.has(file.bytes)) continue
    const { sha256 } = await options.hashFile(file.path)
    for (const s of wanted.get(sha256) ?? []) {
      const named = foldName(baseName(s.path)) === foldName(baseName(file.path))
      const known = moves.get(s.id)
      if (!known || (named && !known.named))
        moves.set(s.id, { id: s.id, path: file.path, mtimeMs: file.mtimeMs, named })
    }
    options.onProgress?.(moves.size, missing.length)
  }
  relocateSources(
    project.writable(),
    [...moves.values()].map(({ id, path, mtimeMs }) => ({ id, path, mtimeMs })),
    options.ctx,
  )
  return { moved: moves.size, missing: missing.length - moves.size }
}
