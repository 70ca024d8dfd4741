import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFreshFrames } from './freshFrames.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pandok-fresh-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const parts = (text: string) => [Buffer.from(text.slice(0, 2)), Buffer.from(text.slice(2))]

it('is answered from memory until its file is whole', async () => {
  const wrote: string[] = []
  const fresh = createFreshFrames((path) => wrote.push(path))
  const paths = ['a', 'b', 'c'].map((name) => join(dir, 'aa', name))
  for (const path of paths) fresh.keep(path, parts(`samples of ${path}`))
  expect(paths.map((path) => fresh.get(path) !== null)).toEqual([true, true, true])
  await fresh.written(paths[2] ?? '')
  for (const path of paths) {
    expect(fresh.get(path)).toBeNull()
    expect(readFileSync(path, 'utf8')).toBe(`samples of ${path}`)
  }
  expect(wrote).toEqual(paths)
})

it('a disk that takes nothing costs the file only', async () => {
  const wrote: string[] = []
  const fresh = createFreshFrames((path) => wrote.push(path))
  writeFileSync(join(dir, 'file'), '')
  const impossible = join(dir, 'file', 'a')
  fresh.keep(impossible, parts('samples'))
  fresh.keep(join(dir, 'b'), parts('samples'))
  await fresh.close()
  expect([fresh.get(impossible), existsSync(join(dir, 'b')), wrote]).toEqual([null, true, [join(dir, 'b')]])
})

it('what waits for the disk is bounded', async () => {
  const fresh = createFreshFrames(() => undefined, 10)
  const [first, second] = [join(dir, 'a'), join(dir, 'b')]
  fresh.keep(first, parts('12345678'))
  fresh.keep(second, parts('12345678'))
  expect(fresh.get(second)).toBeNull()
  await fresh.written(first)
  fresh.keep(second, parts('12345678'))
  await fresh.close()
  expect([first, second].map((path) => existsSync(path))).toEqual([true, true])
})
