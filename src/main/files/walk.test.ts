import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countFiles, naturalOrder, walkPaths } from './walk.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pandok-walk-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const put = (name: string) => {
  mkdirSync(join(dir, name, '..'), { recursive: true })
  writeFileSync(join(dir, name), 'x')
}
async function names(...paths: string[]): Promise<string[]> {
  const out: string[] = []
  for await (const w of walkPaths(paths)) out.push('problem' in w ? `${w.problem.code}!` : w.name)
  return out
}

it('walks in natural order, with names relative to the picked folder', async () => {
  for (const n of ['b/img10.png', 'b/img2.png', 'a.png', 'c/d/e.png', 'b/Img3.png']) put(n)
  expect(await names(dir)).toEqual(['a.png', 'b/img2.png', 'b/Img3.png', 'b/img10.png', 'c/d/e.png'])
  expect(await names(join(dir, 'b'), join(dir, 'a.png'))).toEqual(['img2.png', 'Img3.png', 'img10.png', 'a.png'])
})

it('leaves out hidden files, what systems leave behind, and projects', async () => {
  for (const n of ['.hidden.png', '.git/x.png', 'Thumbs.db', '__MACOSX/a.png', 'old.pandok/sources/a.png', 'keep.png'])
    put(n)
  expect(await names(dir)).toEqual(['keep.png'])
  expect(await names(join(dir, '.hidden.png'))).toEqual(['.hidden.png'])
})

it('survives loops and dead links', async () => {
  put('a/one.png')
  symlinkSync(dir, join(dir, 'a', 'up'))
  symlinkSync(join(dir, 'a'), join(dir, 'again'))
  symlinkSync(join(dir, 'nothing'), join(dir, 'dead.png'))
  expect(await names(dir)).toEqual(['a/one.png', 'file-missing!'])
  expect(await names(join(dir, 'nowhere'))).toEqual(['file-missing!'])
})

it('keeps the order over a folder that is sorted in slices', async () => {
  mkdirSync(join(dir, 'many'))
  const wanted = Array.from({ length: 9000 }, (_, i) => `f${i}.png`)
  for (const n of [...wanted].reverse()) writeFileSync(join(dir, 'many', n), '')
  expect(await names(join(dir, 'many'))).toEqual(wanted)
  expect(await countFiles([dir])).toBe(9000)
})

it('stops when told to', async () => {
  put('a/b.png')
  const stop = new AbortController()
  stop.abort()
  await expect(walkPaths([dir], stop.signal).next()).rejects.toThrow()
})

it('orders without ties', () => {
  expect(naturalOrder('a1', 'a01')).not.toBe(0)
  expect(['x10', 'x9', 'X9', '가2', '가10'].sort(naturalOrder)).toEqual(['x9', 'X9', 'x10', '가2', '가10'])
})
