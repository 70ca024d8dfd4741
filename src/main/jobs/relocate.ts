// A folder was moved or a disk got another letter: finds every missing source below the new place by its bytes.
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import type { RelocateResult } from '../../shared/contract/job.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { Ctx } from '../store/ctx.ts'
import { baseName } from '../store/names.ts'
import type { OpenProject } from '../store/open.ts'
import { listSources, type Relocation, relocateSources, type SourceRow, sourcePath } from '../store/sources.ts'
import type { JobControl } from './runner.ts'

type Missing = { bySize: Map<number, SourceRow[]>; left: Set<string>; total: number }

export async function relocate(
  project: OpenProject,
  folder: string,
  { pool, ctx, signal, onProgress }: JobControl & { pool: PixelPool; ctx: Ctx },
): Promise<RelocateResult> {
  const db = project.writable()
  const missing = await findMissing(project, signal)
  const moves: Relocation[] = []
  onProgress(0, missing.total)
  for await (const path of filesBelow(folder, signal)) {
    if (missing.left.size === 0) break
    const facts = await stat(path).catch(() => null)
    const candidates = facts ? missing.bySize.get(facts.size) : undefined
    // Only a file of the right size can be one of them; everything else is passed without being read.
    if (!facts || !candidates?.some((s) => missing.left.has(s.id))) continue
    const { sha256 } = await pool.hash(path, { signal })
    for (const source of candidates) {
      if (source.sha256 !== sha256 || !missing.left.delete(source.id)) continue
      moves.push({ id: source.id, path, mtimeMs: facts.mtimeMs })
      onProgress(moves.length, missing.total)
    }
  }
  signal.throwIfAborted()
  relocateSources(db, moves, ctx)
  const examples: string[] = []
  for (const source of listSources(db)) {
    if (examples.length === 20) break
    if (missing.left.has(source.id)) examples.push(baseName(source.path))
  }
  return { relocated: moves.length, missing: missing.left.size, examples }
}

async function findMissing(project: OpenProject, signal: AbortSignal): Promise<Missing> {
  const missing: Missing = { bySize: new Map(), left: new Set(), total: 0 }
  for (const source of listSources(project.db)) {
    signal.throwIfAborted()
    const facts = await stat(sourcePath(project, source)).catch(() => null)
    if (facts?.size === source.bytes) continue
    missing.left.add(source.id)
    missing.bySize.set(source.bytes, [...(missing.bySize.get(source.bytes) ?? []), source])
  }
  missing.total = missing.left.size
  return missing
}

async function* filesBelow(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  const waiting = [folder]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const dir = await opendir(at).catch(() => null)
    if (dir === null) {
      if (at === folder)
        throw new PandokError('file-unreadable', 'the folder cannot be read', { name: baseName(folder) })
      continue
    }
    for await (const entry of dir) {
      signal.throwIfAborted()
      if (entry.isDirectory()) waiting.push(join(at, entry.name))
      else if (entry.isFile()) yield join(at, entry.name)
    }
  }
}
