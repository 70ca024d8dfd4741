import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAllowedRoots } from './allowedRoots.ts'
import { listFolder, listRoots, makeFolder } from './listFolder.ts'

let base: string
let root: string
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'roots-')))
  root = join(base, 'root')
  mkdirSync(join(root, 'sub'), { recursive: true })
  mkdirSync(join(base, 'root-evil'))
  writeFileSync(join(base, 'root-evil', 'secret.png'), 'x')
  writeFileSync(join(root, 'a.png'), 'x')
})
afterEach(() => rmSync(base, { recursive: true }))

const open = (...standing: string[]) => createAllowedRoots(async () => (standing.length ? standing : [root]))
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'allowed',
    (error: { code?: string }) => error.code,
  )

describe('allowed roots', () => {
  it('allow what is inside', async () => {
    expect(await open().existing(join(root, 'a.png'))).toBe(join(root, 'a.png'))
    expect(await open().existing(root)).toBe(root)
  })
  it.each([
    ['a neighbour with the same beginning', () => join(base, 'root-evil', 'secret.png')],
    ['the way up', () => `${root}/sub/../../root-evil/secret.png`],
    ['the parent', () => base],
    ['the system', () => '/etc/passwd'],
    ['something outside that does not exist', () => '/etc/no-such-file'],
  ])('refuse %s', async (_name, path) => {
    expect(await code(open().existing(path()))).toBe('path-not-allowed')
    expect(await code(open().forWriting(path()))).toBe('path-not-allowed')
  })
  it('refuse a link that leads out, and writing through it', async () => {
    symlinkSync(join(base, 'root-evil'), join(root, 'link'))
    expect(await code(open().existing(join(root, 'link', 'secret.png')))).toBe('path-not-allowed')
    expect(await code(open().forWriting(join(root, 'link', 'new.txt')))).toBe('path-not-allowed')
  })
  it('name a missing file inside as missing', async () => {
    expect(await code(open().existing(join(root, 'none.png')))).toBe('file-missing')
  })
  it('give a place for something new', async () => {
    expect(await open().forWriting(join(root, 'x', 'y'))).toBe(join(root, 'x', 'y'))
  })
  it('refuse relative paths and NUL', async () => {
    expect(await code(open().existing('a.png'))).toBe('bad-request')
    expect(await code(open().existing(`${root}/a\0.png`))).toBe('bad-request')
  })
  it('grow by a grant', async () => {
    const roots = open()
    roots.allow(join(base, 'root-evil'))
    expect(await code(roots.existing(join(base, 'root-evil', 'secret.png')))).toBe('allowed')
  })
  it('find Hangul names in either Unicode form', async () => {
    const nfd = '홍채 사진.png'.normalize('NFD')
    mkdirSync(join(root, '판독'.normalize('NFD')))
    writeFileSync(join(root, '판독'.normalize('NFD'), nfd), 'x')
    const found = await open().existing(join(root, '판독'.normalize('NFC'), nfd.normalize('NFC')))
    expect(found.normalize('NFC')).toBe(join(root, '판독', '홍채 사진.png'))
  })
})

describe('the file picker', () => {
  it('lists roots without those inside another', async () => {
    expect((await listRoots(open(root, join(root, 'sub')))).map((e) => e.path)).toEqual([root])
  })
  it('shows projects first, then folders, then files of the wanted kind in reading order', async () => {
    mkdirSync(join(root, '나.pandok'))
    writeFileSync(join(root, '나.pandok', 'project.sqlite'), '')
    for (const name of ['b10.png', 'b9.PNG', 'label.json', '.hidden.png']) writeFileSync(join(root, name), 'x')
    const listing = await listFolder(open(), root, 'images')
    expect(listing.entries.map((e) => [e.kind, e.name])).toEqual([
      ['project', '나.pandok'],
      ['folder', 'sub'],
      ['file', 'a.png'],
      ['file', 'b9.PNG'],
      ['file', 'b10.png'],
    ])
    expect(listing.parent).toBeNull()
    expect((await listFolder(open(), root, 'labels')).entries.map((e) => e.name)).toContain('label.json')
    expect((await listFolder(open(), root, 'folders')).entries.every((e) => e.kind !== 'file')).toBe(true)
  })
  it('knows the way back up to the root', async () => {
    mkdirSync(join(root, 'sub', '깊은 곳'))
    const listing = await listFolder(open(), join(root, 'sub', '깊은 곳'), 'all')
    expect(listing.parent).toBe(join(root, 'sub'))
    expect(listing.crumbs.map((c) => c.name)).toEqual(['root', 'sub', '깊은 곳'])
  })
  it('makes a folder, once, and only with a plain name', async () => {
    expect((await makeFolder(open(), root, '새 폴더')).kind).toBe('folder')
    expect(await code(makeFolder(open(), root, '새 폴더'))).toBe('project-exists')
    for (const name of ['..', 'a/b', '../x']) expect(await code(makeFolder(open(), root, name))).toBe('bad-request')
  })
})
