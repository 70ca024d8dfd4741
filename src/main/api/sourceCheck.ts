// Whether the file behind a picture is still the one that was taken in.
import { stat } from 'node:fs/promises'
import { PandokError } from '../../shared/contract/errors.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import type { OpenProject } from '../store/open.ts'
import { type SourceRow, sourcePath } from '../store/sources.ts'

export type SourceCheck = (project: OpenProject, source: SourceRow) => Promise<string>

/**
 * Pictures are cached under the hash of the source, so other bytes must never be decoded under it. Size and time answer
 * quickly; where only the time differs (copied disk, restored backup) the file is hashed once.
 */
export function createSourceCheck(pool: PixelPool): SourceCheck {
  const same = new Map<string, number>()
  return async (project, source) => {
    const path = sourcePath(project, source)
    const facts = await stat(path).catch(() => null)
    // Without the file the cache may still hold the picture; the pool says file-missing if not.
    if (facts === null) return path
    if (facts.size !== source.bytes) throw new PandokError('file-changed', 'the file has another size now')
    const known = same.get(`${source.id} ${path}`) ?? source.mtimeMs
    if (facts.mtimeMs === known) return path
    const { sha256 } = await pool.hash(path)
    if (sha256 !== source.sha256) throw new PandokError('file-changed', 'the file has other content now')
    same.set(`${source.id} ${path}`, facts.mtimeMs)
    return path
  }
}
