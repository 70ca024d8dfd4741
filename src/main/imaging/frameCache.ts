// Where derived pictures live: cache/<aa>/<sha256>-<frame>-v<decoder>.<what>. Deletable at any time, bounded in size.
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { isTemporaryName } from '../files/atomicWrite.ts'

/** Raise when a decoder's output changes: old files are then never asked for again and age out. */
export const DECODER_VERSION = 4

/** SHA-256 in hex; anything else would be a path of somebody's choosing. */
const KEY = /^[0-9a-f]{64}$/

export function cachePath(
  cacheDir: string,
  key: string,
  frame: number,
  what: 'frame' | 'look' | 'tiles' | 'preview.webp' | 'thumb.webp',
): string {
  if (!KEY.test(key) || !Number.isInteger(frame) || frame < 0) throw new Error('not a cache key')
  return join(cacheDir, key.slice(0, 2), `${key}-${frame}-v${DECODER_VERSION}.${what}`)
}

export const tilePath = (tiles: string, level: number, tx: number, ty: number): string =>
  join(tiles, String(level), `${tx}-${ty}.frame`)

/** Access times are coarse: one write an hour for each file is enough to tell old from new. */
const TOUCH_AFTER_MS = 3_600_000

/** True and marked as used when the file is there. */
export function cacheHit(path: string, now: number = Date.now()): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return false
  if (now - stat.mtimeMs > TOUCH_AFTER_MS) touch(path, now)
  return true
}

export function touch(path: string, now: number): void {
  try {
    utimesSync(path, now / 1000, now / 1000)
  } catch {
    // Deleted between the two calls, or a read-only disk: only the age is lost.
  }
}

export type CacheReport = { readonly bytes: number; readonly removed: number; readonly removedBytes: number }

/** Removes the least recently used entries until at most `limit` bytes are left (to 90 %, so that it does not run each time). */
export function evict(cacheDir: string, limit: number, now: number = Date.now()): CacheReport {
  const entries: { path: string; bytes: number; used: number }[] = []
  let bytes = 0
  for (const folder of folders(cacheDir)) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat) continue
      if (isTemporaryName(name) || name.endsWith('.making')) {
        // Left by a crash; a running job's file is younger.
        if (now - stat.mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true })
        continue
      }
      const size = stat.isDirectory() ? folderBytes(path) : stat.size
      entries.push({ path, bytes: size, used: stat.mtimeMs })
      bytes += size
    }
  }
  let removed = 0
  let removedBytes = 0
  if (bytes > limit) {
    entries.sort((a, b) => a.used - b.used)
    for (const entry of entries) {
      if (bytes - removedBytes <= limit * 0.9) break
      rmSync(entry.path, { recursive: true, force: true })
      removed++
      removedBytes += entry.bytes
    }
  }
  return { bytes: bytes - removedBytes, removed, removedBytes }
}

/** Asks for an eviction after each twentieth of the limit, and once at the start. */
export function cacheKeeper(limit: number, evictLater: (cacheDir: string, limit: number) => Promise<unknown>) {
  const written = new Map<string, number>()
  return {
    wrote(cacheDir: string, path: string): void {
      const stat = statSync(path, { throwIfNoEntry: false })
      const size = stat?.isDirectory() ? folderBytes(path) : (stat?.size ?? 0)
      const sum = (written.get(cacheDir) ?? limit / 20) + size
      written.set(cacheDir, sum >= limit / 20 ? 0 : sum)
      // A cache that cannot be tidied is no reason to fail the picture; the next write asks again.
      if (sum >= limit / 20) evictLater(cacheDir, limit).catch(() => written.delete(cacheDir))
    },
  }
}

function folders(cacheDir: string): string[] {
  try {
    return readdirSync(cacheDir, { withFileTypes: true })
      .filter((e) => e.isDirectory() && /^[0-9a-f]{2}$/.test(e.name))
      .map((e) => join(cacheDir, e.name))
  } catch {
    return []
  }
}

const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, e) => sum + (e.isFile() ? (statSync(join(e.parentPath, e.name), { throwIfNoEntry: false })?.size ?? 0) : 0),
    0,
  )
