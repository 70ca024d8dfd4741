import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { general } from '../../shared/domains/general/pack.ts'
import { concat, dataSet, dicomFile, EXPLICIT, meta, testValues } from '../imaging/dicom/testing/buildDicom.ts'
import { createPixelPool } from '../imaging/pixelPool.ts'
import { chunk, ihdr, makePng, SIGNATURE } from '../imaging/testing/makePng.ts'
import { makeTiff } from '../imaging/testing/makeTiff.ts'
import { values } from '../imaging/testing/samples.ts'
import { iterateItems } from '../store/items.ts'
import { createProject, type OpenProject } from '../store/open.ts'
import { sourcePath } from '../store/sources.ts'
import { listUsers } from '../store/users.ts'
import { createHashSet } from './hashSet.ts'
import { previewImport, runImport } from './imageFiles.ts'

const clock = () => new Date('2026-01-02T03:04:05Z')
const pool = createPixelPool({ size: 2 })
afterAll(() => pool.close())

let dir: string
let data: string
let project: OpenProject
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pandok-intake-'))
  data = join(dir, 'data')
  mkdirSync(data)
  project = createProject(
    join(dir, 'p.pandok'),
    { title: 'p', pack: general, schema: null, user: { login: 'kim', name: 'Kim', colour: '#56b4e9' } },
    { clock },
  )
})
afterEach(async () => {
  await project.close()
  rmSync(dir, { recursive: true, force: true })
})

let serial = 0
const picture = (): Buffer =>
  makePng({ width: 9, height: 7, depth: 8, colourType: 0, samples: values(63, 255, ++serial) })
const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(data, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}
const deps = () => ({ project, pool })
const ctx = () => ({ authorId: listUsers(project.db)[0]?.id ?? null, time: clock().toISOString() })
const run = (paths: string[], mode: 'reference' | 'copy' = 'reference', more = {}) =>
  runImport(deps(), paths, { mode, ctx: ctx(), ...more })
const names = () => [...iterateItems(project.db)].map((i) => i.name)
const skippedBy = (r: { skipped: { path: string; code: string }[] }) =>
  Object.fromEntries(r.skipped.map((s) => [s.path.slice(data.length + 1), s.code]))

/** Everything below the folder: name, size, time and content. */
const fingerprint = (folder: string): string => {
  const hash = createHash('sha256')
  for (const e of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(e.parentPath, e.name)
    const s = statSync(path)
    // SQLite's shared-memory index is no data: readers touch it.
    if (path.endsWith('-shm')) continue
    hash.update(`${path} ${s.size} ${s.isFile() ? readFileSync(path).toString('hex') : ''}\n`)
  }
  return hash.digest('hex')
}

describe('what comes in and what does not', () => {
  const fill = () => {
    const one = picture()
    put('ok/a.png', one)
    put(
      'ok/b.TIF',
      makeTiff([{ width: 4, height: 3, bits: 16, channels: 1, photometric: 1, samples: values(12, 65_535) }]),
    )
    put('ok/no-ending', picture())
    put('copy-of-a.png', one)
    put('empty.png', '')
    put('cut.png', picture().subarray(0, 60))
    put('text.jpg', 'this is no picture')
    put('named.jpg', picture())
    put('notes.txt', 'hello')
    put('film.mp4', Buffer.alloc(4000))
    put(
      'broken.png',
      (() => {
        const b = picture()
        b[50] = (b[50] ?? 0) ^ 255
        return b
      })(),
    )
    put(
      'huge.png',
      Buffer.concat([
        SIGNATURE,
        ihdr({ width: 60_000, height: 60_000, depth: 8, colourType: 2 }),
        chunk('IDAT', Buffer.alloc(9)),
        chunk('IEND', Buffer.alloc(0)),
      ]),
    )
  }
  const expected = {
    'ok/a.png': 'duplicate',
    'empty.png': 'file-empty',
    'cut.png': 'truncated',
    'text.jpg': 'wrong-type',
    'named.jpg': 'wrong-type',
    'notes.txt': 'unsupported-type',
    'film.mp4': 'unsupported-type',
    'broken.png': 'corrupt',
    'huge.png': 'image-too-large',
  }

  it('is told by a dry run that writes nothing', async () => {
    fill()
    const before = fingerprint(dir)
    const progress: [number, number | null][] = []
    const preview = await previewImport(deps(), [data], { onProgress: (done, total) => progress.push([done, total]) })
    expect(fingerprint(dir)).toBe(before)
    expect(skippedBy(preview)).toEqual(expected)
    expect(preview).toMatchObject({
      items: 3,
      sources: 3,
      byKind: [
        { kind: 'png', files: 2 },
        { kind: 'tiff', files: 1 },
      ],
    })
    expect(preview.bytes).toBe(
      ['copy-of-a.png', 'ok/b.TIF', 'ok/no-ending'].reduce((n, f) => n + statSync(join(data, f)).size, 0),
    )
    expect(preview.samples.find((s) => s.kind === 'tiff')).toMatchObject({
      width: 4,
      height: 3,
      bits: 16,
      channels: 1,
      frames: 1,
    })
    expect(progress.at(-1)).toEqual([12, 12])
    const korean = await previewImport(deps(), [data], { language: 'ko' })
    expect(korean.skipped.find((s) => s.code === 'truncated')?.message).toMatch(/잘렸/)
  })

  it('is what the import does', async () => {
    fill()
    const result = await run([data])
    expect(result.items).toBe(3)
    expect(skippedBy(result)).toEqual(expected)
    expect(names()).toEqual(['copy-of-a.png', 'ok/b.TIF', 'ok/no-ending'])
    const tiff = [...iterateItems(project.db)][1]?.slots[0]?.source
    expect(tiff).toMatchObject({
      path: join(data, 'ok/b.TIF'),
      copied: false,
      kind: 'tiff',
      width: 4,
      height: 3,
      channels: 1,
      bitsStored: 16,
      facts: { photometric: 'MONOCHROME2' },
    })
    const bytes = readFileSync(join(data, 'ok/b.TIF'))
    expect(tiff).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length })
  })
})

describe('again', () => {
  it('brings nothing twice, and goes on after a cancel', async () => {
    for (let i = 0; i < 450; i++) put(`n${i}.png`, picture())
    const stop = new AbortController()
    await expect(
      run([data], 'reference', { signal: stop.signal, onProgress: (done: number) => done === 260 && stop.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    const kept = names().length
    expect(kept).toBeGreaterThanOrEqual(200)
    expect(kept).toBeLessThan(450)
    const second = await run([data])
    expect(second.items).toBe(450 - kept)
    expect(second.skipped.filter((s) => s.code === 'duplicate')).toHaveLength(kept)
    expect(new Set(names()).size).toBe(450)
    expect((await run([data])).items).toBe(0)
  })

  it('leaves a source alone whose file was replaced', async () => {
    const path = put('a.png', picture())
    await run([data])
    writeFileSync(path, picture())
    expect(skippedBy(await run([data]))).toEqual({ 'a.png': 'file-changed' })
  })

  it('gives every item its own name', async () => {
    for (const name of ['x/1.png', 'y/1.png', 'z/1.png']) put(name, picture())
    const result = await run([join(data, 'x'), join(data, 'y')])
    expect(result.findings.map((f) => f.rule)).toEqual(['intake-renamed'])
    await run([join(data, 'z/1.png')])
    expect(names().sort()).toEqual(['1 (2).png', '1.png', 'y/1.png'])
  })
})

describe('copies', () => {
  it('live in the project under their hash and their own name', async () => {
    const path = put('sub/가 나.png', picture())
    await run([data], 'copy')
    const source = [...iterateItems(project.db)][0]?.slots[0]?.source
    expect(source?.copied).toBe(true)
    expect(source?.path).toBe(`sources/${source?.sha256.slice(0, 2)}/${source?.sha256}/가 나.png`)
    const at = sourcePath(project, source ?? { path: '', copied: false })
    expect(readFileSync(at).equals(readFileSync(path))).toBe(true)
    expect(source?.mtimeMs).toBe(statSync(at).mtimeMs)
    expect(existsSync(path)).toBe(true)
  })

  it('take over what was dropped into a window', async () => {
    const staged = join(project.dir, 'uploads', 'batch', 'a.png')
    mkdirSync(dirname(staged), { recursive: true })
    copyFileSync(put('a.png', picture()), staged)
    expect((await run([dirname(staged)], 'copy')).items).toBe(1)
    expect(existsSync(staged)).toBe(false)
    expect(names()).toEqual(['a.png'])
  })

  it('name a file that cannot be read', async () => {
    const path = put('secret.png', picture())
    chmodSync(path, 0)
    // The super-user reads everything.
    if (process.getuid?.() !== 0)
      expect(skippedBy(await run([data], 'copy'))).toEqual({ 'secret.png': 'file-unreadable' })
    expect(skippedBy(await run([join(data, 'gone.png')], 'copy'))).toEqual({ 'gone.png': 'file-missing' })
  })
})

it('the hash set of a dry run knows what it has seen', () => {
  const set = createHashSet()
  const hashes = Array.from({ length: 5000 }, (_, i) => createHash('sha256').update(String(i)).digest('hex'))
  expect(hashes.every((h) => set.add(h))).toBe(true)
  expect(hashes.some((h) => set.add(h))).toBe(false)
  expect(set.size).toBe(5000)
})

describe('DICOM', () => {
  const LITTLE = '1.2.840.10008.1.2.1'
  const object = (sopClass: string) =>
    concat([
      meta(LITTLE),
      dataSet(
        [
          ['00080016', 'UI', sopClass],
          ['00100010', 'PN', 'Hong^Gildong'],
        ],
        EXPLICIT,
      ),
    ])

  it('comes in with any name, one item a file with its frames', async () => {
    const o = { rows: 4, columns: 8, allocated: 16, stored: 12, frames: 3 }
    const file = dicomFile(LITTLE, o, ['7fe00010', 'OW', testValues(96, 12)])
    put('a.dcm', file)
    put('1.2.840.4711', dicomFile(LITTLE, { ...o, rows: 12, frames: 1 }, ['7fe00010', 'OW', testValues(96, 12)]))
    put('claims.dcm', picture())
    put('report.dcm', object('1.2.840.10008.5.1.4.1.1.88.33'))
    put('plan', object('1.2.840.10008.5.1.4.1.1.481.5'))
    const result = await runImport(deps(), [data], {
      mode: 'reference',
      ctx: { authorId: listUsers(project.db)[0]!.id, time: clock().toISOString(), language: 'ko' },
    })
    const items = [...iterateItems(project.db, '')]
    expect(items.map((i) => [i.name, i.slots[0]?.source.kind, i.slots[0]?.source.frames])).toEqual([
      ['1.2.840.4711', 'dicom', 1],
      ['a.dcm', 'dicom', 3],
    ])
    expect(result.skipped.map((s) => [s.code, s.message])).toEqual([
      ['wrong-type', '내용이 확장자와 다릅니다(확장자 dicom, 실제 png).'],
      ['not-an-image', '영상이 아닌 DICOM 객체입니다: 방사선 치료 객체(RT).'],
      ['not-an-image', '영상이 아닌 DICOM 객체입니다: 구조화 보고서(SR).'],
    ])
    expect(JSON.stringify([result, items])).not.toMatch(/Hong|길동/)
  })
})
