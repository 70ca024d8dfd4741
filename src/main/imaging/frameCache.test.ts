import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cacheHit, cacheKeeper, cachePath, evict, tilePath } from './frameCache.ts'
import { createPixelPool } from './pixelPool.ts'
import { makePng } from './testing/makePng.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pandok-cache-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const key = (n: number) => n.toString(16).padStart(64, '0')
const put = (path: string, bytes: number, usedAt: number): string => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.alloc(bytes))
  utimesSync(path, usedAt, usedAt)
  return path
}

it('removes what was used longest ago, whole tile folders included, down to nine tenths', () => {
  const old = put(cachePath(dir, key(1), 0, 'frame'), 400, 1000)
  const tiles = cachePath(dir, key(2), 0, 'tiles')
  put(tilePath(tiles, 0, 0, 0), 300, 9000)
  put(tilePath(tiles, 1, 0, 0), 100, 9000)
  utimesSync(tiles, 2000, 2000)
  const fresh = put(cachePath(dir, key(3), 0, 'thumb.webp'), 400, 3000)
  expect(evict(dir, 1300)).toEqual({ bytes: 1200, removed: 0, removedBytes: 0 })
  expect(evict(dir, 1000)).toMatchObject({ bytes: 800, removed: 1 })
  expect(existsSync(old)).toBe(false)
  expect(evict(dir, 500)).toMatchObject({ bytes: 400, removed: 1 })
  expect(existsSync(tiles)).toBe(false)
  expect(existsSync(fresh)).toBe(true)
})

it('use counts, and foreign files and folders are left alone', () => {
  const a = put(cachePath(dir, key(1), 0, 'frame'), 400, 1000)
  const b = put(cachePath(dir, key(2), 0, 'frame'), 400, 2000)
  put(join(dir, 'notes', 'mine.txt'), 5000, 1)
  expect(cacheHit(a)).toBe(true)
  evict(dir, 500)
  expect([existsSync(a), existsSync(b), existsSync(join(dir, 'notes/mine.txt'))]).toEqual([true, false, true])
})

it('takes no path for a key', () => {
  expect(() => cachePath(dir, '../../etc/passwd', 0, 'frame')).toThrow()
  expect(() => cachePath(dir, key(1), -1, 'frame')).toThrow()
})

it('asks for an eviction at the start and after each twentieth of the limit', () => {
  const asked: number[] = []
  const keeper = cacheKeeper(1000, async (_, limit) => asked.push(limit))
  for (let n = 1; n <= 6; n++) keeper.wrote(dir, put(cachePath(dir, key(n), 0, 'frame'), 20, 1))
  expect(asked).toEqual([1000, 1000])
})

it('may be deleted at any time', async () => {
  const pool = createPixelPool({ size: 1 })
  const path = join(dir, 'a.png')
  writeFileSync(path, makePng({ width: 8, height: 8, depth: 8, colourType: 0, samples: Array(64).fill(3) }))
  const cache = join(dir, 'cache')
  const first = await pool.frameFile(key(5), path, 0, cache)
  const made = statSync(first).mtimeMs
  expect(await pool.frameFile(key(5), path, 0, cache)).toBe(first)
  expect(statSync(first).mtimeMs).toBe(made)
  rmSync(cache, { recursive: true })
  expect(existsSync(await pool.frameFile(key(5), path, 0, cache))).toBe(true)
  // Nothing temporary is left beside it.
  expect(readdirSync(dirname(first))).toHaveLength(1)
  await pool.close()
})
