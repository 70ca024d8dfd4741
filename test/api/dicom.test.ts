// What the windows learn about a DICOM file: from the file, checked, and never kept.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type BuiltElement,
  concat,
  dataSet,
  EXPLICIT,
  element,
  imageElements,
  meta,
} from '../../src/main/imaging/dicom/testing/buildDicom.ts'
import { openApp, type TestApp } from '../harness/requestApp.ts'

const SIZE = { rows: 4, columns: 6 }

function writeDicom(path: string, more: readonly BuiltElement[]): void {
  const own = new Set(more.map(([tag]) => tag))
  const all = [...imageElements(SIZE).filter(([tag]) => !own.has(tag)), ...more].sort(([a], [b]) => (a < b ? -1 : 1))
  const pixels = element(['7fe00010', 'OW', new Uint8Array(SIZE.rows * SIZE.columns)], EXPLICIT)
  writeFileSync(path, concat([meta('1.2.840.10008.1.2.1'), dataSet(all, EXPLICIT), pixels]))
}

describe('questions about a DICOM file', () => {
  let app: TestApp
  let project: string
  beforeEach(async () => {
    app = await openApp('in-process')
  })
  afterEach(() => app.close())

  async function take(more: readonly BuiltElement[]): Promise<string> {
    const file = join(app.dir, 'one.dcm')
    writeDicom(file, more)
    const made = await app.call('project', 'create', {
      parent: app.dir,
      name: 'p',
      title: 'p',
      domain: 'general',
      schema: null,
      user: { login: 'kim', name: 'Kim', colour: '#4fb6ff' },
    })
    project = made.id
    app.actAs(made.users[0]?.id ?? null)
    await app.job(app.call('import', 'run', { projectId: project, paths: [file], mode: 'reference' }))
    const page = await app.call('items', 'page', { projectId: project })
    const detail = await app.call('items', 'get', { projectId: project, itemId: page.items[0]?.id ?? '' })
    return detail.slots[0]?.source.id ?? ''
  }

  it('answers the header with Korean names, trees, and long texts as length and hash', async () => {
    const source = await take([
      ['00204000', 'LT', 'x'.repeat(20_000)],
      ['00191001', 'LO', 'of the maker'],
      ['00190010', 'LO', 'MAKER 1'],
      ['00082218', 'SQ', [[['00080100', 'SH', 'T-04000']]]],
    ])
    const header = await app.call('dicom', 'header', { projectId: project, sourceId: source })
    const of = (tag: string) => header.elements.find((e) => e.tag === tag)
    expect(of('00100010')?.value).toEqual(['Hong^Gildong=洪^吉洞=홍^길동'])
    expect(of('00204000')).toMatchObject({ binary: { bytes: 20_000 } })
    expect(of('00191001')).toMatchObject({ private: true, privateCreator: 'MAKER 1', value: ['of the maker'] })
    expect(of('00082218')?.items?.[0]?.[0]?.value).toEqual(['T-04000'])
  })

  it('answers what stands around the picture, and the bits drawn over it', async () => {
    const source = await take([
      ['00200020', 'CS', 'A\\F'],
      ['60000010', 'US', [1]],
      ['60000011', 'US', [8]],
      ['60000050', 'SS', [2, 3]],
      ['60003000', 'OW', Uint8Array.of(0b1010_0001, 0)],
    ])
    const asked = { projectId: project, sourceId: source }
    const about = await app.call('dicom', 'picture', asked)
    expect(about.patient.name).toBe('Hong^Gildong=洪^吉洞=홍^길동')
    expect(about.sides).toEqual([{ row: 'A', column: 'F' }])
    expect(about.overlays).toMatchObject([{ group: 0x6000, x: 2, y: 1, width: 8, height: 1 }])
    const { bits } = await app.call('dicom', 'overlay', { ...asked, frame: 0, group: 0x6000 })
    expect([...inflateRawSync(Buffer.from(bits, 'base64'))]).toEqual([0b1010_0001])
    expect((await app.refused('dicom.overlay', { ...asked, frame: 0, group: 0x6002 })).code).toBe('not-found')
  })

  it('is refused when the file behind the picture is another one now', async () => {
    const source = await take([])
    writeDicom(join(app.dir, 'one.dcm'), [['00100020', 'LO', 'somebody else, longer than before']])
    expect(await app.refused('dicom.header', { projectId: project, sourceId: source })).toMatchObject({
      code: 'file-changed',
    })
    expect(await app.refused('dicom.header', { projectId: project, sourceId: 'none' })).toMatchObject({
      code: 'not-found',
    })
  })
})
