// Generated DICOM files all the way through the pixel workers: no foreign data needed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeFrameHeader, FRAME_HEADER_BYTES } from '../../../shared/imaging/pixelFrame.ts'
import { dataRange, displayLevel, firstWindow, levelOf, shadeOf } from '../../../shared/imaging/voi.ts'
import { createPixelPool } from '../pixelPool.ts'
import {
  type BuiltElement,
  concat,
  dataSet,
  dicomFile,
  EXPLICIT,
  encapsulated,
  IMPLICIT,
  type ImageOptions,
  imageElements,
  meta,
  testValues,
} from './testing/buildDicom.ts'
import { encodeWith } from './testing/wasmEncoders.ts'

const dir = mkdtempSync(join(tmpdir(), 'dicom-raster-'))
const pool = createPixelPool({ size: 1 })
afterAll(async () => {
  await pool.close()
  rmSync(dir, { recursive: true, force: true })
})

const SIZE = { rows: 8, columns: 16 }
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
const sorted = (elements: readonly BuiltElement[]): BuiltElement[] => [...elements].sort(([a], [b]) => (a < b ? -1 : 1))
const body = (o: ImageOptions, values: number[], more: readonly BuiltElement[] = []): BuiltElement[] =>
  sorted([...imageElements(o), ...more, ['7fe00010', o.allocated === 16 ? 'OW' : 'OB', values]])

let serial = 0
const put = (bytes: Uint8Array): { path: string; key: string } => {
  const path = join(dir, `${++serial}`)
  writeFileSync(path, bytes)
  return { path, key: serial.toString(16).padStart(64, '0') }
}
const whole = (elements: readonly BuiltElement[]): Uint8Array =>
  concat([meta(EXPLICIT_LITTLE), dataSet(elements, EXPLICIT)])

async function frameOf(bytes: Uint8Array, frame = 0) {
  const { path, key } = put(bytes)
  const file = readFileSync(await pool.frameFile(key, path, frame, dir))
  const own = new Uint8Array(file)
  return { header: decodeFrameHeader(own.buffer), data: own.subarray(FRAME_HEADER_BYTES) }
}

const WINDOW: BuiltElement[] = [
  ['00281050', 'DS', '40\\500'],
  ['00281051', 'DS', '401\\2000'],
  ['00281052', 'DS', '-1024'],
  ['00281053', 'DS', '2'],
]
const twelve: ImageOptions = { ...SIZE, allocated: 16, stored: 12 }
const values12 = testValues(128, 12)

describe("the viewer's frame", () => {
  it('holds the stored values, and the windows of the file in modality values', async () => {
    const { header, data } = await frameOf(
      whole(body(twelve, values12, [...WINDOW, ['00281055', 'LO', 'BRAIN\\BONE']])),
    )
    expect(header).toMatchObject({ colour: 'grey', sample: 'u16', bitsStored: 12, inverted: false })
    expect(header.grey?.modality).toEqual({ kind: 'linear', slope: 2, intercept: -1024 })
    expect(header.grey?.voi).toEqual([
      { kind: 'window', centre: 40, width: 401, function: 'LINEAR', name: 'BRAIN' },
      { kind: 'window', centre: 500, width: 2000, function: 'LINEAR', name: 'BONE' },
    ])
    expect(Array.from(new Uint16Array(data.slice(0, 256).buffer))).toEqual(values12)
  })
  it('holds signed values', async () => {
    const signed = testValues(128, 12, true)
    const { header, data } = await frameOf(whole(body({ ...twelve, signed: true }, signed)))
    expect([header.sample, header.grey?.voi, header.min]).toEqual(['i16', [], Math.min(...signed)])
    expect(Array.from(new Int16Array(data.slice(0, 256).buffer))).toEqual(signed)
  })
  it.each([
    ['MONOCHROME1', null, true],
    ['MONOCHROME1', 'INVERSE', true],
    ['MONOCHROME2', 'INVERSE', true],
    ['MONOCHROME2', 'IDENTITY', false],
  ])('%s with presentation %s is inverted: %s', async (photometric, shape, inverted) => {
    const more: BuiltElement[] = shape ? [['20500020', 'CS', shape]] : []
    const { header } = await frameOf(whole(body({ ...twelve, photometric }, values12, more)))
    expect(header.inverted).toBe(inverted)
  })
  it('a negative slope turns the picture around by its values, not by a flag', async () => {
    const { header } = await frameOf(whole(body(twelve, values12, [['00281053', 'DS', '-1']])))
    expect(header.inverted).toBe(false)
    const shade = shadeOf(header, firstWindow(header), false)
    expect(displayLevel(header.min, shade, false)).toBe(255)
    expect(displayLevel(header.max, shade, false)).toBe(0)
  })
  it('opens with the range beside the padding when no window is stated, and shows padding black', async () => {
    const padded = values12.map((v, i) => (i % 5 === 0 ? -2000 : v))
    const stated: BuiltElement[] = [['00280120', 'US', [-2000]]]
    const { header } = await frameOf(whole(body({ ...twelve, stored: 16, signed: true }, padded, stated)))
    const seen = padded.filter((v) => v !== -2000)
    expect(header.min).toBe(-2000)
    expect(dataRange(header)).toEqual({ low: Math.min(...seen), high: Math.max(...seen) })
    for (const invert of [false, true])
      expect(displayLevel(-2000, shadeOf(header, firstWindow(header), invert), invert)).toBe(0)
  })
  it('takes a window that means nothing for none', async () => {
    for (const [centre, width] of [
      ['40', '0'],
      ['', '400'],
      ['x', '400'],
      ['40', '-5'],
    ] as const) {
      const stated: BuiltElement[] = [
        ['00281050', 'DS', centre],
        ['00281051', 'DS', width],
      ]
      expect((await frameOf(whole(body(twelve, values12, stated)))).header.grey?.voi).toEqual([])
    }
  })
  it('reads modality and VOI tables, whatever they are packed in', async () => {
    const modality: BuiltElement = [
      '00283000',
      'SQ',
      [
        [
          ['00283002', 'US', [4, 10, 16]],
          ['00283004', 'LO', 'OD'],
          ['00283006', 'US', [0, 100, 300, 1000]],
        ],
      ],
    ]
    const voi: BuiltElement = [
      '00283010',
      'SQ',
      [
        [
          ['00283002', 'US', [4, 200, 8]],
          ['00283003', 'LO', 'SOFT'],
          ['00283006', 'OW', Uint8Array.of(0, 20, 200, 255)],
        ],
      ],
    ]
    const { header } = await frameOf(whole(body(twelve, values12, [modality, voi])))
    expect(header.grey).toMatchObject({
      modality: { kind: 'table', lut: { first: 10, bits: 16, data: [0, 100, 300, 1000] } },
      voi: [{ kind: 'table', name: 'SOFT', lut: { first: 200, bits: 8, data: [0, 20, 200, 255] } }],
      unit: 'OD',
    })
    const window = firstWindow(header)
    expect(window.table).toBe(0)
    // 9 and below take the first entry (0 -> 0); 11 -> 100, below the table; 12 -> 300, behind it.
    expect([9, 11, 12, 4095].map((v) => levelOf(header, window, false, v))).toEqual([0, 0, 255, 255])
  })
  it('a window of each frame from its functional group', async () => {
    const group = (centre: string): BuiltElement[] => [
      [
        '00289132',
        'SQ',
        [
          [
            ['00281050', 'DS', centre],
            ['00281051', 'DS', '101'],
            ['00281056', 'CS', 'SIGMOID'],
          ],
        ],
      ],
      [
        '00289145',
        'SQ',
        [
          [
            ['00281052', 'DS', '10'],
            ['00281053', 'DS', '1'],
            ['00281054', 'LO', 'HU'],
          ],
        ],
      ],
    ]
    const elements = body(
      { ...twelve, frames: 2 },
      [...values12, ...values12],
      [['52009230', 'SQ', [group('100'), group('300')]]],
    )
    const file = whole(elements)
    for (const [frame, centre] of [
      [0, 100],
      [1, 300],
    ] as const) {
      const { header } = await frameOf(file, frame)
      expect(header.grey?.voi).toEqual([{ kind: 'window', centre, width: 101, function: 'SIGMOID', name: '' }])
      expect([header.grey?.modality, header.grey?.unit]).toEqual([{ kind: 'linear', slope: 1, intercept: 10 }, 'HU'])
    }
  })
  it('looks palettes up', async () => {
    const palette = ['1', '2', '3'].flatMap((c, i): BuiltElement[] => [
      [`0028110${c}`, 'US', [256, 0, 8]],
      [`0028120${c}`, 'OW', Uint8Array.from({ length: 256 }, (_, v) => (v * (i + 1)) & 255)],
    ])
    const indices = testValues(128, 8)
    const file = whole(body({ ...SIZE, photometric: 'PALETTE COLOR' }, indices, palette))
    const { header, data } = await frameOf(file)
    expect(header).toMatchObject({ colour: 'rgb', sample: 'u8', bitsStored: 8 })
    expect(Array.from(data)).toEqual(indices.flatMap((v) => [v, (v * 2) & 255, (v * 3) & 255]))
    const facts = await pool.decodeStats(put(file).path, 0)
    expect([facts.photometric, facts.samplesPerPixel, facts.max]).toEqual(['PALETTE COLOR', 1, Math.max(...indices)])
  })
})

describe('intake', () => {
  const PATIENT: BuiltElement[] = [
    ['00100020', 'LO', 'ID-4711'],
    ['00100030', 'DA', '19700101'],
    ['00080060', 'CS', 'MG'],
    ['00181114', 'DS', '1.25'],
    ['00181164', 'DS', '0.1\\0.1'],
  ]
  const file = whole(body(twelve, values12, [...WINDOW, ...PATIENT]))

  it('records what the picture needs and nothing of the patient', async () => {
    const { facts } = await pool.probe(put(file).path)
    expect(facts).toEqual({
      transferSyntax: EXPLICIT_LITTLE,
      sopClass: '1.2.840.10008.5.1.4.1.1.7',
      modality: 'MG',
      photometricStored: 'MONOCHROME2',
      windowCentre: 40,
      windowWidth: 401,
      windowFunction: 'LINEAR',
      rescaleSlope: 2,
      rescaleIntercept: -1024,
      spacingSource: 'imager-magnified',
      spacingRow: 0.08,
      spacingColumn: 0.08,
      magnificationFactor: 1.25,
    })
  })
  it('records pixels that are said to be no squares', async () => {
    const of = async (ratio: string) =>
      (await pool.probe(put(whole(body(twelve, values12, [['00280034', 'IS', ratio]]))).path)).facts['pixelAspect']
    expect([await of('4\\3'), await of('1\\1'), await of('0\\3')]).toEqual([4 / 3, undefined, undefined])
  })
  it.each([
    ['explicit', EXPLICIT],
    ['implicit', IMPLICIT],
  ] as const)('knows a data set without preamble (%s)', async (_, writing) => {
    const bare = dataSet(body(twelve, values12), writing)
    const answer = await pool.ingest(put(bare).path)
    expect('probe' in answer && [answer.probe.kind, answer.probe.width, answer.probe.height]).toEqual(['dicom', 16, 8])
    const facts = await pool.decodeStats(put(bare).path, 0)
    expect([facts.min, facts.max]).toEqual([Math.min(...values12), Math.max(...values12)])
  })
  it('refuses a file whose last frame is cut off, before anybody works on its first', async () => {
    const two = whole(body({ ...twelve, frames: 2 }, [...values12, ...values12]))
    const answer = await pool.ingest(put(two.subarray(0, two.length - 20)).path)
    expect('failure' in answer && answer.failure.code).toBe('truncated')
  })
  it('names what is no picture', async () => {
    const report = sorted([
      ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.33'],
      ['00100010', 'PN', 'Hong^Gildong'],
    ])
    const answer = await pool.ingest(put(whole(report)).path)
    expect('failure' in answer && answer.failure).toMatchObject({
      code: 'not-an-image',
      detail: { kind: 'structured-report' },
    })
    expect(JSON.stringify(answer)).not.toContain('Hong')
  })
})

describe('pictures for the screen', () => {
  const wavelet = async (rows: number, columns: number) => {
    const values = Array.from({ length: rows * columns }, (_, i) => ((i % columns) + Math.floor(i / columns)) & 0xfff)
    const stream = await encodeWith('jpeg2000', values, { rows, columns, bits: 12, signed: false })
    const o: ImageOptions = { rows, columns, allocated: 16, stored: 12 }
    return { values, ...put(dicomFile('1.2.840.10008.1.2.4.90', o, encapsulated([stream]))) }
  }
  const joined = (parts: readonly Uint8Array[]): ArrayBuffer => new Uint8Array(Buffer.concat(parts)).buffer

  it('a frame is answered from memory, by the bytes that its file then holds, and from the file later', async () => {
    const { path, key } = put(whole(body(twelve, values12)))
    const [first, joiner] = await Promise.all([pool.frame(key, path, 0, dir), pool.frame(key, path, 0, dir)])
    expect(first.parts).not.toBeNull()
    expect(joiner.parts).toBe(first.parts)
    const inMemory = joined(first.parts ?? [])
    expect(Array.from(new Uint16Array(inMemory, FRAME_HEADER_BYTES, 128))).toEqual(values12)
    const file = readFileSync(await pool.frameFile(key, path, 0, dir))
    expect(file.equals(Buffer.from(inMemory))).toBe(true)
    expect(await pool.frame(key, path, 0, dir)).toEqual({ path: first.path, parts: null })
  })
  it('a frame that nobody waits for any more is kept', async () => {
    const { path, key } = put(whole(body(twelve, values12)))
    const stop = new AbortController()
    const given = pool.frame(key, path, 0, dir, { signal: stop.signal })
    stop.abort()
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(await pool.frameFile(key, path, 0, dir)).length).toBeGreaterThan(256)
  })
  it('the first look of a wavelet picture holds stored values', async () => {
    const { path, key, values } = await wavelet(900, 700)
    const look = await pool.look(key, path, 0, dir)
    const bytes = joined(look?.parts ?? [])
    const header = decodeFrameHeader(bytes)
    expect(header).toMatchObject({ width: 350, height: 450, sample: 'u16', bitsStored: 12 })
    const samples = new Uint16Array(bytes, FRAME_HEADER_BYTES, 350 * 450)
    for (const [x, y] of [
      [10, 10],
      [200, 300],
      [349, 449],
    ] as const)
      expect(Math.abs((samples[y * 350 + x] ?? 0) - (values[2 * y * 700 + 2 * x] ?? 0))).toBeLessThan(8)
  })
  it('where the whole frame is there as soon there is no first look', async () => {
    const { path, key } = put(whole(body(twelve, values12)))
    expect(await pool.look(key, path, 0, dir)).toBeNull()
  })
  it('workers that are processes leave the same in a file', async () => {
    const { path, key } = await wavelet(900, 700)
    const here = joined((await pool.look(key, path, 0, dir))?.parts ?? [])
    const apart = createPixelPool({ size: 1, host: 'child' })
    try {
      const look = await apart.look(key, path, 0, join(dir, 'apart'))
      expect(look?.parts).toBeNull()
      expect(readFileSync(look?.path ?? '').equals(Buffer.from(here))).toBe(true)
    } finally {
      await apart.close()
    }
  })
})
