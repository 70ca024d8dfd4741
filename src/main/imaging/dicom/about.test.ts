import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { DicomBadge } from '../../../shared/contract/dicom.ts'
import { aboutPicture } from './about.ts'
import { openPicture } from './decode.ts'
import { overlayBits } from './overlays.ts'
import {
  BIG,
  type BuiltElement,
  concat,
  dataSet,
  EXPLICIT,
  element,
  type ImageOptions,
  imageElements,
  meta,
  numbers,
  type Writing,
} from './testing/buildDicom.ts'
import { DATA } from './testing/sharedFacts.ts'
import { UID } from './transferSyntax.ts'

const SIZE = { rows: 2, columns: 8 }

function built(
  more: readonly BuiltElement[],
  o: Partial<ImageOptions> & { words?: readonly number[]; w?: Writing; syntax?: string } = {},
) {
  const { words, w = EXPLICIT, syntax, ...image } = { ...SIZE, ...o }
  const own = new Set(more.map(([tag]) => tag))
  const all = [...imageElements(image).filter(([tag]) => !own.has(tag)), ...more].sort(([a], [b]) => (a < b ? -1 : 1))
  const count = image.rows * image.columns * (image.frames ?? 1) * (image.samples ?? 1)
  const value = words ? numbers('OW', words, w.bigEndian) : new Uint8Array(count * ((image.allocated ?? 8) / 8))
  const pixels = element(['7fe00010', 'OW', value], w)
  return openPicture(
    concat([meta(syntax ?? (w.bigEndian ? UID.explicitBig : UID.explicitLittle)), dataSet(all, w), pixels]),
  )
}
/** Rows of the plane as text. */
async function drawn(picture: ReturnType<typeof built>, frame: number, group = 0x6000): Promise<string[]> {
  const { width, height, bits } = await overlayBits(picture, frame, group)
  const bytes = inflateRawSync(Buffer.from(bits, 'base64'))
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const i = y * width + x
      return ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1 ? '#' : '.'
    }).join(''),
  )
}
const plane = (
  bytes: number[],
  more: BuiltElement[] = [],
  size: readonly [number, number] = [2, 8],
): BuiltElement[] => [
  ['60000010', 'US', [size[0]]],
  ['60000011', 'US', [size[1]]],
  ['60000040', 'CS', 'G'],
  ['60000050', 'SS', [1, 1]],
  ['60000100', 'US', [1]],
  ['60000102', 'US', [0]],
  ['60003000', 'OW', Uint8Array.from(bytes)],
  ...more,
]

describe('overlays', () => {
  test('bits of their own lie where the origin says', async () => {
    const picture = built(plane([0b0000_0011, 0b1000_0000], [['60001500', 'LO', 'scale']]).map(origin(3, -1)))
    expect(aboutPicture(picture).overlays).toEqual([
      { group: 0x6000, kind: 'graphics', label: 'scale', width: 8, height: 2, x: -2, y: 2, on: null, embedded: false },
    ])
    expect(await drawn(picture, 0)).toEqual(['##......', '.......#'])
  })

  test('words of big endian files are turned', async () => {
    const picture = built(plane([0b1000_0000, 0b0000_0011]), { w: BIG })
    expect(await drawn(picture, 0)).toEqual(['##......', '.......#'])
  })

  test('planes of several frames begin at their own frame, without gaps between', async () => {
    // Three by three bits do not end at a byte.
    const more: BuiltElement[] = [
      ['60000015', 'IS', '2'],
      ['60000051', 'US', [2]],
    ]
    const picture = built(plane([0b0000_0001, 0b0000_0010, 0], more, [3, 3]), { frames: 4 })
    expect(aboutPicture(picture).overlays[0]?.on).toEqual({ first: 1, count: 2 })
    expect(await drawn(picture, 1)).toEqual(['#..', '...', '...'])
    expect(await drawn(picture, 2)).toEqual(['#..', '...', '...'])
    await expect(drawn(picture, 0)).rejects.toMatchObject({ code: 'not-found' })
    await expect(drawn(picture, 3)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('bits that pixels leave free are read from the stored words', async () => {
    const words = Array.from({ length: 16 }, (_, i) => 0x0fff - i + (i % 3 === 0 ? 0x8000 : 0) + (i === 4 ? 0x1000 : 0))
    const groups: BuiltElement[] = [
      ['60000100', 'US', [16]],
      ['60000102', 'US', [15]],
      ['60020100', 'US', [16]],
      ['60020102', 'US', [12]],
    ]
    for (const w of [EXPLICIT, BIG]) {
      const picture = built(groups, { allocated: 16, stored: 12, words, w })
      expect(aboutPicture(picture).overlays.map((o) => [o.group, o.embedded])).toEqual([
        [0x6000, true],
        [0x6002, true],
      ])
      expect(await drawn(picture, 0)).toEqual(['#..#..#.', '.#..#..#'])
      expect(await drawn(picture, 0, 0x6002)).toEqual(['....#...', '........'])
    }
  })

  test('fewer bits than pixels are named', async () => {
    const picture = built(plane([0xff], [], [3, 8]))
    await expect(drawn(picture, 0)).rejects.toMatchObject({ code: 'truncated' })
  })
})
const origin =
  (row: number, column: number) =>
  ([tag, vr, value]: BuiltElement): BuiltElement => [tag, vr, tag === '60000050' ? [row, column] : value]

describe('shutters', () => {
  test('positions count from 1 and belong to what is seen', () => {
    const picture = built([
      ['00181600', 'CS', 'RECTANGULAR\\CIRCULAR\\POLYGONAL'],
      ['00181602', 'IS', '2'],
      ['00181604', 'IS', '7'],
      ['00181606', 'IS', '1'],
      ['00181608', 'IS', '2'],
      ['00181610', 'IS', '2\\4'],
      ['00181612', 'IS', '3'],
      ['00181620', 'IS', '1\\1\\1\\8\\2\\8'],
      ['00181622', 'US', [0xffff]],
      ['00280030', 'DS', '2\\1'],
    ])
    const { shutters, shutterLevel } = aboutPicture(picture)
    expect(shutterLevel).toBe(1)
    expect(shutters).toEqual([
      { kind: 'rectangle', left: 1, right: 7, upper: 0, lower: 2 },
      // Rows are twice as far apart as columns.
      { kind: 'circle', x: 3.5, y: 1.5, rx: 3, ry: 1.5 },
      { kind: 'polygon', points: [0.5, 0.5, 7.5, 0.5, 7.5, 1.5] },
    ])
  })

  test('one that lacks its numbers hides nothing', () => {
    expect(aboutPicture(built([['00181600', 'CS', 'CIRCULAR']])).shutters).toEqual([])
  })
})

describe('badges', () => {
  const kinds = (more: BuiltElement[], o = {}) => aboutPicture(built(more, o)).badges
  const without = (badges: readonly DicomBadge[], kind: string) => badges.filter((b) => b.kind !== kind)

  test('a plain picture has none but its unknown scale', () => {
    expect(kinds([])).toEqual([{ kind: 'spacing' }])
    expect(kinds([['00280030', 'DS', '0.5\\0.5']])).toEqual([])
  })

  test.each<[string, BuiltElement[], Partial<ImageOptions>, DicomBadge]>([
    [
      'lossy, with the last of the stated ratios',
      [
        ['00282110', 'CS', '01'],
        ['00282112', 'DS', '8\\12.5'],
      ],
      {},
      { kind: 'lossy', ratio: 12.5, stated: true },
    ],
    ['lossy somewhere before', [['00282110', 'CS', '01']], {}, { kind: 'lossy', ratio: null, stated: false }],
    ['derived', [['00080008', 'CS', 'DERIVED\\SECONDARY']], {}, { kind: 'derived' }],
    ['for processing', [['00080068', 'CS', 'FOR PROCESSING']], {}, { kind: 'processing' }],
    ['burned in', [['00280301', 'CS', 'YES']], {}, { kind: 'burned' }],
    [
      'high bit above the stored bits',
      [],
      { allocated: 16, stored: 12, high: 15 },
      { kind: 'photometric', stated: 'MONOCHROME2', why: 'bits' },
    ],
    [
      'grey of three samples',
      [['00280004', 'CS', 'MONOCHROME2']],
      { samples: 3 },
      { kind: 'photometric', stated: 'MONOCHROME2', why: 'samples' },
    ],
    [
      'no colour space at all',
      [['00280004', 'CS', '']],
      {},
      { kind: 'photometric', stated: 'MONOCHROME2', why: 'missing' },
    ],
  ])('%s', (_name, more, o, badge) => {
    expect(without(kinds(more, o), 'spacing')).toEqual([badge])
  })
})

test('ultrasound regions keep their axes', () => {
  const region: BuiltElement[] = [
    ['00186016', 'UL', [1]],
    ['00186018', 'UL', [2]],
    ['0018601a', 'UL', [0]],
    ['0018601c', 'UL', [7]],
    ['0018601e', 'UL', [1]],
    ['00186024', 'US', [4]],
    ['00186026', 'US', [7]],
    ['0018602c', 'FD', [0.01]],
    ['0018602e', 'FD', [-2.5]],
  ]
  expect(aboutPicture(built([['00186011', 'SQ', [region]]])).regions).toEqual([
    { x: 2, y: 0, width: 6, height: 2, unitX: 's', unitY: 'cm/s', deltaX: 0.01, deltaY: 2.5, priority: false },
  ])
})

test('letters of the file stand where there are no directions', () => {
  expect(aboutPicture(built([['00200020', 'CS', 'P\\FL']])).sides).toEqual([{ row: 'P', column: 'FL' }])
  expect(aboutPicture(built([['00200037', 'DS', '1\\0\\0\\0\\0\\-1']])).sides).toEqual([{ row: 'L', column: 'F' }])
  expect(aboutPicture(built([])).sides).toEqual([null])
})

describe.skipIf(!existsSync(DATA))('real files', () => {
  const open = (file: string) => openPicture(readFileSync(join(DATA, 'dicom', file)))
  test('drawings of machines are found', async () => {
    const siemens = open('luts-overlays/MR-SIEMENS-DICOM-WithOverlays.dcm')
    const [overlay] = aboutPicture(siemens).overlays
    expect(overlay).toMatchObject({ group: 0x6000, width: 484, height: 484, on: null })
    expect((await drawn(siemens, 0)).join('')).toContain('#')
    const example = open('luts-overlays/examples_overlay.dcm')
    expect(aboutPicture(example).overlays.length).toBeGreaterThan(0)
  })
  test.each([
    ['transfer-syntax/CTImage_JPEGProcess1.dcm', 'lossy'],
    ['modality/gdcm-US-RGB-8-epicard.dcm', 'spacing'],
  ])('%s: %s', (file, kind) => {
    expect(aboutPicture(open(file)).badges.map((b) => b.kind)).toContain(kind)
  })
  test('a chest is named by its orientation', () => {
    expect(aboutPicture(open('transfer-syntax/CT_small.dcm')).sides).toEqual([{ row: 'L', column: 'P' }])
  })
})
