// The command line as scripts use it: a real process, in a folder with a Korean name and spaces.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callerFolder } from '../../src/main/cli/run.ts'
import { encodePlainPng } from '../../src/main/files/plainPng.ts'
import {
  concat,
  dataSet,
  dicomFile,
  EXPLICIT,
  meta,
  testValues,
} from '../../src/main/imaging/dicom/testing/buildDicom.ts'
import { writePicture } from '../harness/requestApp.ts'

const CLI = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url))
let base: string
let here: string
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'cli-'))
  here = join(base, '작업 폴더')
  mkdirSync(join(here, '사진 원본'), { recursive: true })
  for (let i = 1; i <= 3; i++) writePicture(join(here, '사진 원본', `사진 ${i}.png`), i * 20)
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

type Ran = { code: number | null; out: string; err: string }
function pandok(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: here,
    env: { ...process.env, PANDOK_DATA_DIR: join(base, 'data'), LANG: 'en_US.UTF-8', LC_ALL: '', ...env },
  })
  const ran: Ran = { code: null, out: '', err: '' }
  child.stdout.on('data', (d) => {
    ran.out += d
  })
  child.stderr.on('data', (d) => {
    ran.err += d
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ran, code })))
}
/** Exactly one JSON document on stdout. */
async function json(...args: string[]): Promise<{ code: number | null; document: Record<string, unknown> }> {
  const { code, out } = await pandok([...args, '--json'])
  expect(out.trim().split('\n')).toHaveLength(1)
  return { code, document: JSON.parse(out) }
}

const LITTLE = '1.2.840.10008.1.2.1'
const PICTURE = { rows: 4, columns: 8, allocated: 16, stored: 12 }

describe('DICOM', () => {
  it('decodes, and prints the data set with Korean names', async () => {
    const values = testValues(32, 12)
    writeFileSync(join(here, '영상'), dicomFile(LITTLE, PICTURE, ['7fe00010', 'OW', values]))
    const decoded = await json('decode', '영상', '--out', '영상.raw')
    expect(decoded.document).toMatchObject({
      kind: 'dicom',
      transferSyntax: LITTLE,
      photometric: 'MONOCHROME2',
      bitsStored: 12,
      min: Math.min(...values),
      max: Math.max(...values),
    })
    expect(readFileSync(join(here, '영상.raw'))).toEqual(Buffer.from(Uint16Array.from(values).buffer))
    const { code, document } = await json('header', '영상')
    expect([code, document.transferSyntax, document.problem]).toEqual([0, LITTLE, null])
    const elements = document.elements as { tag: string; value?: unknown[]; binary?: { bytes: number } }[]
    expect(elements.find((e) => e.tag === '00100010')?.value).toEqual(['Hong^Gildong=洪^吉洞=홍^길동'])
    expect(elements.find((e) => e.tag === '7fe00010')?.binary?.bytes).toBe(64)
  })
  it('goes from import to delivery under its file name', async () => {
    mkdirSync(join(here, '촬영'))
    writeFileSync(join(here, '촬영', '흉부.dcm'), dicomFile(LITTLE, PICTURE, ['7fe00010', 'OW', testValues(32, 12)]))
    await json('new', 'dicom', '--domain', 'general')
    expect((await json('import', 'dicom', '촬영')).document).toMatchObject({ items: 1, skipped: [] })
    const image = { id: 1, file_name: '흉부.dcm', width: 8, height: 4 }
    const box = { id: 1, image_id: 1, category_id: 1, bbox: [1, 1, 4, 2], area: 8, iscrowd: 0, segmentation: [] }
    const coco = { categories: [{ id: 1, name: '결절' }], images: [image], annotations: [box] }
    writeFileSync(join(here, 'dicom-coco.json'), JSON.stringify(coco))
    expect((await json('labels', 'dicom', 'dicom-coco.json')).document).toMatchObject({ annotations: 1, skipped: [] })
    for (const format of ['coco', 'voc', 'yolo-detect']) {
      const { code, document } = await json('export', 'dicom', `dicom-${format}`, '--format', format)
      expect([code, document.items, document.annotations]).toEqual([0, 1, 1])
    }
    const written = JSON.parse(readFileSync(join(here, 'dicom-coco', 'annotations', 'instances_default.json'), 'utf8'))
    expect(written.images).toMatchObject([image])
    expect(readFileSync(join(here, 'dicom-voc', 'Annotations', '흉부.xml'), 'utf8')).toContain(
      '<filename>흉부.dcm</filename>',
    )
    expect(readFileSync(join(here, 'dicom-yolo-detect', 'train.txt'), 'utf8')).toBe('./images/train/흉부.dcm\n')
  })
  it('marks private elements, nests sequences, and says where a data set breaks off', async () => {
    const file = concat([
      meta(LITTLE),
      dataSet(
        [
          ['00081110', 'SQ', [[['00080100', 'SH', 'INNER']]]],
          ['00090010', 'LO', 'ACME'],
          ['00091001', 'LO', 'secret'],
          ['00100010', 'PN', 'Kim'],
        ],
        EXPLICIT,
      ),
    ])
    writeFileSync(join(here, 'cut.dcm'), file.subarray(0, file.length - 2))
    const { code, document } = await json('header', 'cut.dcm')
    expect([code, document.problem]).toEqual([1, 'truncated'])
    expect(document.elements).toMatchObject([
      { keyword: 'ReferencedStudySequence', items: [[{ value: ['INNER'] }]] },
      { private: true, keyword: 'PrivateCreator' },
      { private: true, privateCreator: 'ACME', value: ['secret'] },
    ])
    expect((await json('header', '사진 원본/사진 1.png')).document.error).toMatchObject({ code: 'unsupported-type' })
    const { out } = await pandok(['header', 'cut.dcm'])
    expect(out).toContain('(0009,1001) LO private ACME: secret')
  })
})

describe('decode', () => {
  it('says what is stored, and writes it', async () => {
    const samples = Uint16Array.from({ length: 12 }, (_, i) => i * 5000)
    writeFileSync(join(here, '16 비트.png'), encodePlainPng({ width: 4, height: 3, channels: 1, samples }))
    const { code, document } = await json('decode', '16 비트.png', '--out', 'raw.bin')
    expect(code).toBe(0)
    expect(document).toMatchObject({
      file: '16 비트.png',
      kind: 'png',
      rows: 3,
      columns: 4,
      frames: 1,
      samplesPerPixel: 1,
      bitsStored: 16,
      signed: false,
      min: 0,
      max: 55_000,
      mean: 27_500,
    })
    expect(Object.keys(document).sort()).toEqual(
      'bitsStored columns file frames kind max mean min photometric rows samplesPerPixel sha256 signed transferSyntax'.split(
        ' ',
      ),
    )
    expect(readFileSync(join(here, 'raw.bin'))).toEqual(Buffer.from(samples.buffer))
  })
  it('names what is wrong', async () => {
    writeFileSync(join(here, 'cut.png'), readFileSync(join(here, '사진 원본', '사진 1.png')).subarray(0, 60))
    writeFileSync(join(here, 'empty.png'), '')
    for (const [file, expected] of [
      ['cut.png', 'truncated'],
      ['empty.png', 'file-empty'],
      ['none.png', 'file-missing'],
    ] as const) {
      const { code, document } = await json('decode', file)
      expect([code, (document.error as { code: string }).code]).toEqual([1, expected])
    }
    expect((await json('decode', '16 비트.png', '--frame', '3')).document).toMatchObject({
      error: { code: 'frame-out-of-range' },
    })
  })
})

describe('a project from nothing to a delivery', () => {
  it('is made, with the ending added', async () => {
    const { code, document } = await json('new', '첫 프로젝트', '--domain', 'general', '--title', '첫 작업')
    expect([code, document]).toEqual([0, { project: join(here, '첫 프로젝트.pandok'), domain: 'general', version: 1 }])
    expect((await json('new', '첫 프로젝트.pandok', '--domain', 'general')).document).toMatchObject({
      error: { code: 'project-exists' },
    })
  })
  it('takes pictures in: first only looking, then really, then again without harm', async () => {
    const dry = await json('import', '첫 프로젝트', '사진 원본', '--dry-run')
    expect(dry).toEqual({ code: 0, document: { items: 3, sources: 3, skipped: [], findings: [] } })
    expect((await json('list', '첫 프로젝트')).document).toEqual({ items: [], next: null })
    const real = await json('import', '첫 프로젝트', '사진 원본')
    expect(real).toEqual({ code: 0, document: { items: 3, sources: 3, skipped: [], findings: [] } })
    const again = await json('import', '첫 프로젝트', '사진 원본')
    expect(again.code).toBe(0)
    expect(again.document).toMatchObject({ items: 0, sources: 0 })
  })
  it('answers 1 when a file cannot come in, and says which and why', async () => {
    const { code, document } = await json('import', '첫 프로젝트', 'cut.png', '사진 원본')
    expect(code).toBe(1)
    expect(document.skipped).toContainEqual(expect.objectContaining({ code: 'truncated' }))
  })
  it('takes labels in and lists by filter, page after page', async () => {
    writeFileSync(
      join(here, '레이블.json'),
      JSON.stringify({
        images: [{ id: 7, file_name: '사진 2.png', width: 40, height: 30 }],
        categories: [{ id: 3, name: '차' }],
        annotations: [{ id: 1, image_id: 7, category_id: 3, bbox: [2, 3, 10, 8], area: 80, iscrowd: 0 }],
      }),
    )
    const { code, document } = await json('labels', '첫 프로젝트', '레이블.json', '--reader', 'kim')
    expect([code, document]).toEqual([0, { annotations: 1, items: 1, skipped: [], losses: [] }])
    const labelled = await json('list', '첫 프로젝트', '--where', 'has:annotations')
    expect((labelled.document.items as { name: string }[]).map((i) => i.name)).toEqual(['사진 2.png'])
    const first = await json('list', '첫 프로젝트', '--limit', '2')
    const rest = await json('list', '첫 프로젝트', '--limit', '2', '--after', String(first.document.next))
    const names = [first, rest].flatMap((p) => (p.document.items as { name: string }[]).map((i) => i.name))
    expect(names).toEqual(['사진 1.png', '사진 2.png', '사진 3.png'])
    expect(rest.document.next).toBeNull()
  })
  it('is checked, delivered and verified', async () => {
    const checked = await json('check', '첫 프로젝트')
    expect(checked.document.findings).toEqual(expect.any(Array))
    const { code, document } = await json('export', '첫 프로젝트', '납품', '--format', 'coco')
    expect(code).toBe(0)
    expect(document).toMatchObject({ annotations: 1, items: 3, compared: { different: 0 } })
    for (const file of document.files as string[]) expect(existsSync(join(here, '납품', file)), file).toBe(true)
    expect((await json('export', '첫 프로젝트', '납품', '--format', 'coco')).document).toMatchObject({
      error: { code: 'output-not-empty' },
    })
    expect(await json('verify', '첫 프로젝트')).toEqual({ code: 0, document: { ok: true, problems: [] } })
    rmSync(join(here, '사진 원본', '사진 3.png'))
    const broken = await json('verify', '첫 프로젝트')
    expect(broken.code).toBe(1)
    expect(broken.document.ok).toBe(false)
  })
})

describe('usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['decode']],
    [['decode', 'x.png', '--frame', '-1']],
    [['decode', 'x.png', '--frame', 'one']],
    [['new', 'x']],
    [['new', 'x', '--domain', 'nope']],
    [['export', 'x', 'y']],
    [['list', '첫 프로젝트', '--where', 'bad:word']],
    [['serve', '--port', '70000']],
  ])('%j is answered with 2, also as JSON', async (args) => {
    const { code, out } = await pandok([...args, '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'bad-request' } })
  })
  it('help lists what there is, in both languages', async () => {
    const en = await pandok(['--help'])
    const ko = await pandok(['--help'], { LANG: 'ko_KR.UTF-8' })
    expect([en.code, ko.code]).toEqual([0, 0])
    for (const name of 'decode new import labels list check export verify serve'.split(' ')) {
      expect(en.out).toMatch(new RegExp(`^  ${name} `, 'm'))
      expect(ko.out).toMatch(new RegExp(`^  ${name} `, 'm'))
    }
    expect(en.out).not.toMatch(/^ {2}deid /m)
    expect(ko.out).toContain('프로젝트')
  })
  it('speaks to people without --json: results on stdout, problems on stderr', async () => {
    const bad = await pandok(['decode', 'none.png', '--lang', 'ko'])
    expect([bad.code, bad.out]).toEqual([1, ''])
    expect(bad.err).toContain('file-missing')
    expect(bad.err).toMatch(/[가-힣]/)
    const good = await pandok(['list', '첫 프로젝트'])
    expect(good.out).toContain('사진 1.png')
  })
  it('reads paths from where npm was called, not from the checkout', () => {
    const env = { npm_lifecycle_event: 'pandok', INIT_CWD: '/home/kim' }
    expect(callerFolder({ env, cwd: '/checkout' })).toBe('/home/kim')
    expect(callerFolder({ env: { ...env, npm_lifecycle_event: 'test' }, cwd: '/checkout' })).toBe('/checkout')
  })
})

describe('a project in use elsewhere', () => {
  it('is read but not written to', async () => {
    const folder = join(here, '첫 프로젝트.pandok')
    const copy = join(here, 'held.pandok')
    cpSync(folder, copy, { recursive: true })
    const holder = spawn(process.execPath, [CLI, 'serve', 'held', '--no-open'], {
      cwd: here,
      env: { ...process.env, PANDOK_DATA_DIR: join(base, 'data2') },
    })
    try {
      const line = await new Promise<string>((resolve, reject) => {
        holder.stdout.once('data', (d) => resolve(String(d)))
        holder.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
      })
      expect(line).toMatch(/^Pandok ready at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/)
      expect((await json('list', 'held')).code).toBe(0)
      const { code, document } = await json('import', 'held', '사진 원본')
      expect([code, (document.error as { code: string }).code]).toEqual([1, 'project-locked'])
    } finally {
      const ended = new Promise((resolve) => holder.once('exit', resolve))
      holder.kill('SIGTERM')
      expect(await ended).toBe(0)
    }
    expect(statSync(copy).isDirectory()).toBe(true)
    expect((await json('import', 'held', '사진 원본')).code).toBe(0)
  }, 120_000)
})
