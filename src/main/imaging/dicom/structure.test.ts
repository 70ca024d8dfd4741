// Containers: how frames lie in fragments, tables that help or lie, elements that stumble other readers.
import { describe, expect, it } from 'vitest'
import { decodeDicomFile } from './decode.ts'
import { isDicom, openDicom } from './file.ts'
import { readDicomHeader } from './header.ts'
import {
  concat,
  dataSet,
  dicomFile,
  EXPLICIT,
  element,
  encapsulated,
  IMPLICIT,
  type ImageOptions,
  imageElements,
  meta,
  numbers,
  testValues,
} from './testing/buildDicom.ts'
import { encodeJpegLossless } from './testing/encodeJpegLossless.ts'
import { encodeRle } from './testing/encodeRle.ts'

const LOSSLESS = '1.2.840.10008.1.2.4.70'
const RLE = '1.2.840.10008.1.2.5'
const o: ImageOptions = { rows: 8, columns: 8, allocated: 16, stored: 12, frames: 3 }
const frames = [0, 1, 2].map((f) => testValues(64, 12).map((v) => (v + f * 100) & 4095))
const streams = frames.map((v) => encodeJpegLossless(v, { width: 8, height: 8, precision: 12 }))
const rle = frames.map((v) => encodeRle(v, 1, 2))
const all = async (file: Uint8Array): Promise<number[][]> =>
  Promise.all([0, 1, 2].map(async (frame) => [...(await decodeDicomFile(file, { frame })).samples]))
const even = (n: number): number => n + (n % 2)
const pieces = (b: Uint8Array): Uint8Array[] => [b.subarray(0, 20), b.subarray(20, 50), b.subarray(50)]

describe('fragments and frames', () => {
  it('one fragment a frame, without a table', async () => {
    expect(await all(dicomFile(LOSSLESS, o, encapsulated(streams)))).toEqual(frames)
    expect(await all(dicomFile(RLE, o, encapsulated(rle)))).toEqual(frames)
  })
  it('several fragments a frame, told apart by the basic offset table', async () => {
    const parts = rle.map((r) => [r.subarray(0, 64), r.subarray(64)])
    const offsets = parts.map((_, i) =>
      parts
        .slice(0, i)
        .flat()
        .reduce((n, p) => n + 8 + even(p.length), 0),
    )
    expect(await all(dicomFile(RLE, o, encapsulated(parts.flat(), offsets)))).toEqual(frames)
  })
  it('several fragments a frame, without a table: a frame begins with a start of image', async () => {
    expect(await all(dicomFile(LOSSLESS, o, encapsulated(streams.flatMap(pieces))))).toEqual(frames)
  })
  it('a table that points nowhere is not believed', async () => {
    expect(await all(dicomFile(LOSSLESS, o, encapsulated(streams, [0, 7, 99])))).toEqual(frames)
    expect(await all(dicomFile(LOSSLESS, o, encapsulated(streams, [0])))).toEqual(frames)
  })
  it('one frame in many fragments', async () => {
    const file = dicomFile(LOSSLESS, { ...o, frames: 1 }, encapsulated(pieces(streams[0] ?? new Uint8Array(0))))
    expect([...(await decodeDicomFile(file)).samples]).toEqual(frames[0])
  })
  it('the extended offset table (VR OV, which dicom-parser takes for a short VR)', async () => {
    const offsets = streams.map((_, i) => streams.slice(0, i).reduce((n, s) => n + 8 + even(s.length), 0))
    const tables = dataSet(
      [
        ['7fe00001', 'OV', numbers('OV', offsets, false)],
        [
          '7fe00002',
          'OV',
          numbers(
            'OV',
            streams.map((s) => s.length),
            false,
          ),
        ],
      ],
      EXPLICIT,
    )
    expect(
      await all(concat([meta(LOSSLESS), dataSet(imageElements(o), EXPLICIT), tables, encapsulated(streams)])),
    ).toEqual(frames)
  })
  it('delimiter bytes inside a codestream end nothing', async () => {
    // A comment segment that holds an item tag and a sequence delimiter.
    const comment = Uint8Array.of(
      0xff,
      0xfe,
      0,
      18,
      0xfe,
      0xff,
      0xdd,
      0xe0,
      0,
      0,
      0,
      0,
      0xfe,
      0xff,
      0x00,
      0xe0,
      4,
      0,
      0,
      0,
    )
    const tricky = streams.map((s) => concat([s.subarray(0, 2), comment, s.subarray(2)]))
    expect(await all(dicomFile(LOSSLESS, o, encapsulated(tricky)))).toEqual(frames)
  })
  it('a file cut in its last frame still gives the first two, and names the third', async () => {
    const whole = dicomFile(LOSSLESS, o, encapsulated(streams))
    const cut = whole.subarray(0, whole.length - 40)
    expect([...(await decodeDicomFile(cut, { frame: 1 })).samples]).toEqual(frames[1])
    await expect(decodeDicomFile(cut, { frame: 2 })).rejects.toMatchObject({ code: 'truncated' })
  })
  it('a native file with encapsulated pixels is read by what the codestream is', async () => {
    const file = concat([meta('1.2.840.10008.1.2.1'), dataSet(imageElements(o), EXPLICIT), encapsulated(streams)])
    expect(await all(file)).toEqual(frames)
  })
  it('a frame outside the file is refused', async () => {
    await expect(decodeDicomFile(dicomFile(RLE, o, encapsulated(rle)), { frame: 3 })).rejects.toMatchObject({
      code: 'frame-out-of-range',
    })
  })
})

describe('limits and names', () => {
  const tiny = (over: Partial<ImageOptions>): Uint8Array =>
    dicomFile('1.2.840.10008.1.2.1', { rows: 1, columns: 1, ...over }, ['7fe00010', 'OB', Uint8Array.of(1, 0)])

  it('refuses an impossible size before it allocates', async () => {
    await expect(decodeDicomFile(tiny({ rows: 65535, columns: 65535 }))).rejects.toMatchObject({
      code: 'image-too-large',
    })
    await expect(decodeDicomFile(tiny({ frames: 2_000_000_000 }))).rejects.toMatchObject({ code: 'too-many-frames' })
    await expect(decodeDicomFile(tiny({ rows: 20_000, columns: 20_000 }))).rejects.toMatchObject({ code: 'truncated' })
  })
  it('names an unknown transfer syntax', async () => {
    const video = dicomFile(
      '1.2.840.10008.1.2.4.102',
      { rows: 1, columns: 1 },
      encapsulated([Uint8Array.of(0, 0, 0, 1)]),
    )
    await expect(decodeDicomFile(video)).rejects.toMatchObject({
      code: 'unsupported-transfer-syntax',
      detail: { transferSyntax: '1.2.840.10008.1.2.4.102' },
    })
  })
  it('says what an object without a picture is', async () => {
    const report = concat([
      meta('1.2.840.10008.1.2.1'),
      dataSet([['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.88.33']], EXPLICIT),
    ])
    await expect(decodeDicomFile(report)).rejects.toMatchObject({
      code: 'not-an-image',
      detail: { kind: 'structured-report' },
    })
  })
  it('does not take other files for DICOM', () => {
    const others = [
      '\x89PNG\r\n\x1a\n',
      'GIF89a..........',
      'BM\x36\0\x0c\0\0\0\0\0\x36\0',
      'II*\0\x08\0\0\0\x10\0',
      '\xff\xd8\xff\xe0\0\x10JFIF',
      '{"images": []}',
      '',
    ]
    for (const text of others) expect(isDicom(Buffer.from(text.padEnd(text ? 200 : 0, '\0'), 'latin1'))).toBe(false)
  })
})

describe('elements', () => {
  const around = (middle: Uint8Array, w = EXPLICIT): Uint8Array =>
    concat([
      meta(w.explicit ? '1.2.840.10008.1.2.1' : '1.2.840.10008.1.2'),
      dataSet([['00080060', 'CS', 'CT']], w),
      middle,
      dataSet([['00200013', 'IS', '7']], w),
    ])
  const names = (file: Uint8Array): (string | null)[] => readDicomHeader(file).elements.map((e) => e.keyword)
  const item = [['00080100', 'SH', 'T-A0100']] as const

  it.each([
    ['explicit', EXPLICIT],
    ['implicit', IMPLICIT],
    ['open-ended explicit', { ...EXPLICIT, openEnded: true }],
    ['open-ended implicit', { ...IMPLICIT, openEnded: true }],
  ])('sequences, %s', (_n, w) => {
    const h = readDicomHeader(around(element(['00082218', 'SQ', [[...item], [...item]]], w), w))
    expect(h.elements.map((e) => e.keyword)).toEqual(['Modality', 'AnatomicRegionSequence', 'InstanceNumber'])
    expect(h.elements[1]?.items?.map((i) => i[0]?.value)).toEqual([['T-A0100'], ['T-A0100']])
  })
  it('a sequence of VR UN is implicit inside', () => {
    const inside = element(['00082218', 'SQ', [[...item]]], { ...IMPLICIT, openEnded: true }).subarray(8)
    const un = concat([
      Uint8Array.of(8, 0, 0x18, 0x22),
      Buffer.from('UN'),
      Uint8Array.of(0, 0, 255, 255, 255, 255),
      inside,
    ])
    expect(readDicomHeader(around(un)).elements[1]?.items?.[0]?.[0]?.value).toEqual(['T-A0100'])
  })
  it('a malformed sequence of known length is stepped over', () => {
    const junk = concat([
      Uint8Array.of(8, 0, 0x18, 0x22),
      Buffer.from('SQ'),
      Uint8Array.of(0, 0, 8, 0, 0, 0),
      Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    ])
    expect(names(around(junk))).toEqual(['Modality', 'AnatomicRegionSequence', 'InstanceNumber'])
  })
  it('private elements carry their creator; binary is length and hash', () => {
    const h = readDicomHeader(
      around(
        dataSet(
          [
            ['00090010', 'LO', 'ACME'],
            ['00091001', 'OB', Uint8Array.of(1, 2)],
          ],
          EXPLICIT,
        ),
      ),
    )
    expect(h.elements[2]).toMatchObject({
      privateCreator: 'ACME',
      binary: { bytes: 2, sha256: 'a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222' },
    })
  })
  it('a file cut inside an element gives what came before, and says so', () => {
    const file = around(new Uint8Array(0))
    const cut = file.subarray(0, file.length - 1)
    expect(openDicom(cut).problem).toBe('truncated')
    expect(names(cut)).toEqual(['Modality'])
  })
  it('nesting deeper than any object is refused, not followed', () => {
    const open = concat([
      Uint8Array.of(8, 0, 0x18, 0x22),
      Buffer.from('SQ'),
      Uint8Array.of(0, 0, 255, 255, 255, 255, 0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255),
    ])
    const deep = concat([
      meta('1.2.840.10008.1.2.1'),
      dataSet([['00080060', 'CS', 'CT']], EXPLICIT),
      ...Array.from({ length: 20_000 }, () => open),
    ])
    expect(readDicomHeader(deep).problem).toBe('corrupt')
  })
  it('what follows the pixel data is part of the header', () => {
    const file = concat([
      dicomFile('1.2.840.10008.1.2.1', { rows: 1, columns: 2 }, ['7fe00010', 'OB', Uint8Array.of(1, 2)]),
      dataSet([['fffcfffc', 'OB', new Uint8Array(4)]], EXPLICIT),
    ])
    expect(names(file).slice(-2)).toEqual(['PixelData', 'DataSetTrailingPadding'])
  })
})
