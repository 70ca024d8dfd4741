// Generated DICOM files all the way through the pixel workers: no foreign data needed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeFrameHeader, FRAME_HEADER_BYTES } from '../../../shared/imaging/pixelFrame.ts'
import { windowOf } from '../../../shared/imaging/voi.ts'
import { createPixelPool } from '../pixelPool.ts'
import {
  type BuiltElement,
  concat,
  dataSet,
  EXPLICIT,
  IMPLICIT,
  type ImageOptions,
  imageElements,
  meta,
  testValues,
} from './testing/buildDicom.ts'

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
  it('holds the stored values, and the first window through the rescale', async () => {
    const { header, data } = await frameOf(whole(body(twelve, values12, WINDOW)))
    expect(header).toMatchObject({ colour: 'grey', sample: 'u16', bitsStored: 12, inverted: false })
    // (40 - 0.5 + 1024) / 2 and (401 - 1) / 2
    expect(header.window).toEqual({ centre: 531.75, width: 200 })
    expect(Array.from(new Uint16Array(data.slice().buffer))).toEqual(values12)
  })
  it('holds signed values', async () => {
    const signed = testValues(128, 12, true)
    const { header, data } = await frameOf(whole(body({ ...twelve, signed: true }, signed)))
    expect([header.sample, header.window, header.min]).toEqual(['i16', undefined, Math.min(...signed)])
    expect(Array.from(new Int16Array(data.slice().buffer))).toEqual(signed)
  })
  it.each([
    ['MONOCHROME1', '1', true],
    ['MONOCHROME1', '-1', false],
    ['MONOCHROME2', '-1', true],
  ])('%s with slope %s is inverted: %s', async (photometric, slope, inverted) => {
    const rescale: BuiltElement[] = [['00281053', 'DS', slope]]
    const { header } = await frameOf(whole(body({ ...twelve, photometric }, values12, rescale)))
    expect(header.inverted).toBe(inverted)
  })
  it('opens with the range beside the padding when no window is stated', async () => {
    const padded = values12.map((v, i) => (i % 5 === 0 ? -2000 : v))
    const stated: BuiltElement[] = [['00280120', 'US', [-2000]]]
    const { header } = await frameOf(whole(body({ ...twelve, stored: 16, signed: true }, padded, stated)))
    const seen = padded.filter((v) => v !== -2000)
    expect(header.min).toBe(-2000)
    expect(header.window).toEqual(windowOf({ low: Math.min(...seen), high: Math.max(...seen) }))
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
      expect((await frameOf(whole(body(twelve, values12, stated)))).header.window).toBeUndefined()
    }
  })
  it('takes the window of each frame from its functional group', async () => {
    const group = (centre: string): BuiltElement[] => [
      [
        '00289132',
        'SQ',
        [
          [
            ['00281050', 'DS', centre],
            ['00281051', 'DS', '101'],
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
    expect((await frameOf(file, 0)).header.window).toEqual({ centre: 89.5, width: 100 })
    expect((await frameOf(file, 1)).header.window).toEqual({ centre: 289.5, width: 100 })
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
    })
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
