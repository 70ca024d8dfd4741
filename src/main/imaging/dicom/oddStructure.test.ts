// Data sets that writers got wrong in ways that still say what they mean, and pictures that contradict their header.
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { badgesOf } from './badges.ts'
import { decodeDicomFile, openPicture, surplusOf } from './decode.ts'
import { readDicomHeader } from './header.ts'
import {
  BIG,
  type BuiltElement,
  concat,
  dataSet,
  dicomFile,
  EXPLICIT,
  element,
  encapsulated,
  type ImageOptions,
  imageElements,
  meta,
  numbers,
  testValues,
} from './testing/buildDicom.ts'
import { encodeRle } from './testing/encodeRle.ts'
import { encodeWith } from './testing/wasmEncoders.ts'

const [LE, BE, JPEG2000, RLE] = ['1', '2', '4.90', '5'].map((s) => `1.2.840.10008.1.2.${s}`) as [
  string,
  string,
  string,
  string,
]
const [ROWS, COLUMNS] = [40, 48]
const o: ImageOptions = { rows: ROWS, columns: COLUMNS, allocated: 16, stored: 12 }
const want = testValues(ROWS * COLUMNS, 12, false, COLUMNS)
const ascii = (s: string): Uint8Array => Buffer.from(s, 'latin1')
const word = (...v: number[]): Uint8Array => numbers('US', v, false)
const long = (v: number): Uint8Array => numbers('UL', [v], false)
const tag = (group: number, number: number): Uint8Array => word(group, number)
const sequence = (length: number, vr = 'SQ'): Uint8Array => concat([tag(8, 0x1140), ascii(vr), word(0), long(length)])
const item = (length: number): Uint8Array => concat([tag(0xfffe, 0xe000), long(length)])
const itemEnd = concat([tag(0xfffe, 0xe00d), long(0)])
const sequenceEnd = concat([tag(0xfffe, 0xe0dd), long(0)])
const OPEN = 0xffffffff
const explicitUid = element(['00081150', 'UI', '1.2\0'], EXPLICIT)

const samples = async (file: Uint8Array, frame = 0): Promise<number[]> => [
  ...(await decodeDicomFile(file, { frame })).samples,
]
const picture = concat([dataSet(imageElements(o), EXPLICIT), element(['7fe00010', 'OW', want], EXPLICIT)])
/** The picture behind some bytes of group 8. */
const behind = (...odd: Uint8Array[]): Uint8Array =>
  concat([meta(LE), element(['00080008', 'CS', 'ORIGINAL'], EXPLICIT), ...odd, picture])

describe('a data set with', () => {
  it.each([
    ['a sequence that is never closed', [sequence(OPEN), item(explicitUid.length), explicitUid]],
    ['an item that is never closed', [sequence(OPEN), item(OPEN), explicitUid, sequenceEnd]],
    ['a delimiter behind a sequence of stated length', [sequence(8), item(0), sequenceEnd]],
    ['a delimiter inside a sequence of stated length', [sequence(16), item(0), sequenceEnd]],
    ['an item end at the top', [itemEnd]],
    ['explicit items in a sequence of VR UN', [sequence(OPEN, 'UN'), item(OPEN), explicitUid, itemEnd, sequenceEnd]],
    ['a VR in small letters', [tag(8, 0x60), ascii('cs'), word(2), ascii('OT')]],
    ['an unknown VR of short length', [tag(9, 0x10), ascii('ZZ'), word(4), ascii('abcd')]],
    ['an unknown VR of long length', [tag(9, 0x10), ascii('ZZ'), word(0), long(4), ascii('abcd')]],
    ['VR UN with a length of two bytes', [tag(9, 0x10), ascii('UN'), word(4), ascii('abcd')]],
    ['no VR at all', [tag(8, 0x60), ascii('??'), word(2), ascii('OT')]],
  ])('%s', async (_name, odd) => {
    expect(await samples(behind(...odd))).toEqual(want)
  })

  it('implicit little endian items in a big endian sequence of VR UN', async () => {
    const head = concat([Uint8Array.of(0, 8, 0x11, 0x40), ascii('UN'), word(0), long(OPEN)])
    const inside = concat([tag(8, 0x1150), long(4), ascii('1.2\0')])
    const body = element(['7fe00010', 'OW', numbers('OW', want, true)], BIG)
    const file = [meta(BE), head, item(OPEN), inside, itemEnd, sequenceEnd, dataSet(imageElements(o), BIG), body]
    expect(await samples(concat(file))).toEqual(want)
  })

  it('deflated bytes and no word about it', async () => {
    expect(await samples(concat([meta(LE), deflateRawSync(picture)]))).toEqual(want)
  })
})

describe('fragments', () => {
  const frames = [0, 1, 2].map((k) => want.map((v) => (v + k * 100) & 4095))
  const size = { columns: COLUMNS, rows: ROWS, bits: 12 }
  const streams = (): Promise<Uint8Array[]> => Promise.all(frames.map((f) => encodeWith('jpeg2000', f, size)))
  const file = (parts: Uint8Array[], stated = 3): Uint8Array =>
    dicomFile(JPEG2000, { ...o, frames: stated }, encapsulated(parts))

  it('without their last delimiter are whole all the same', async () => {
    const whole = file(await streams())
    expect(await samples(whole.subarray(0, -8), 2)).toEqual(frames[2])
    await expect(samples(whole.subarray(0, -12), 2)).rejects.toMatchObject({ code: 'truncated' })
  })
  it('are told apart when all frames lie in one', async () => {
    const all = file([concat((await streams()).map((s) => (s.length % 2 ? concat([s, Uint8Array.of(0)]) : s)))])
    expect(await samples(all, 1)).toEqual(frames[1])
    expect(await samples(all, 2)).toEqual(frames[2])
  })
  it('of more frames than stated give the stated ones', async () => {
    expect(await samples(file(await streams(), 2), 1)).toEqual(frames[1])
  })
  it('of a codestream without its end marker', async () => {
    const [first] = await streams()
    const cut = first?.subarray(0, -2) ?? new Uint8Array()
    expect(await samples(dicomFile(JPEG2000, o, encapsulated([cut])))).toEqual(want)
  })
  it.each([
    ['plain', '1.2.840.10008.1.2.1.98', (b: Uint8Array) => b],
    ['deflated', '1.2.840.10008.1.2.8.1', (b: Uint8Array) => new Uint8Array(deflateRawSync(b))],
  ])('of %s samples', async (_name, syntax, pack) => {
    const parts = frames.map((f) => pack(numbers('OW', f, false)))
    const built = dicomFile(syntax, { ...o, frames: 3 }, encapsulated(parts))
    expect(await samples(built, 2)).toEqual(frames[2])
    const short = dicomFile(syntax, o, encapsulated([pack(numbers('OW', want.slice(COLUMNS), false))]))
    await expect(samples(short)).rejects.toMatchObject({ code: 'truncated' })
    const longer = dicomFile(syntax, { ...o, rows: ROWS - 1 }, encapsulated([pack(numbers('OW', want, false))]))
    await expect(samples(longer)).rejects.toMatchObject({ code: 'corrupt' })
  })
  it('of run lengths are told apart without a table: several to a frame, empty ones between, no item for the table', async () => {
    const parts = frames.map((f) => encodeRle(f, 1, 2))
    const halves = parts.flatMap((b) => [b.subarray(0, 200), b.subarray(200)])
    const none = new Uint8Array()
    const between = parts.flatMap((b) => [b, none])
    const o3 = { ...o, frames: 3 }
    const whole = encapsulated(parts)
    const withoutTable = concat([whole.subarray(0, 12), whole.subarray(20)])
    for (const body of [
      encapsulated(halves),
      encapsulated(between),
      encapsulated([none, ...parts, none]),
      withoutTable,
    ])
      for (const k of [0, 1, 2]) expect(await samples(dicomFile(RLE, o3, body), k)).toEqual(frames[k])
    const single = encapsulated(parts.slice(0, 1))
    expect(await samples(dicomFile(RLE, o, concat([single.subarray(0, 12), single.subarray(20)])))).toEqual(frames[0])
  })
  it('are the value in the header, the delimiter behind them is not', () => {
    const body = encapsulated([encodeRle(want, 1, 2)])
    const pixels = readDicomHeader(dicomFile(RLE, o, body)).elements.find((e) => e.tag === '7fe00010')
    expect(pixels?.binary?.bytes).toBe(body.length - 12 - 8)
  })
  it('of deflated garbage are an error', async () => {
    const built = dicomFile('1.2.840.10008.1.2.8.1', o, encapsulated([Uint8Array.from(want.map((v) => v | 7))]))
    await expect(samples(built)).rejects.toMatchObject({ code: 'corrupt' })
  })
})

describe('a header that contradicts its pixels', () => {
  const native = (over: Partial<ImageOptions>, values = want): Uint8Array =>
    dicomFile(LE, { ...o, ...over }, ['7fe00010', 'OW', values])
  it('in its size: no picture', async () => {
    for (const size of [{ rows: ROWS - 1 }, { columns: COLUMNS - 1 }, { rows: ROWS + 1 }, { columns: COLUMNS + 1 }])
      await expect(samples(native(size))).rejects.toMatchObject({
        code: expect.stringMatching(/^(corrupt|truncated)$/),
      })
    const rle = encodeRle(want, 1, 2)
    for (const size of [{ rows: ROWS - 1 }, { columns: COLUMNS - 1 }, { rows: ROWS + 1 }])
      await expect(samples(dicomFile(RLE, { ...o, ...size }, encapsulated([rle])))).rejects.toMatchObject({
        code: expect.stringMatching(/^(corrupt|truncated)$/),
      })
  })
  it('in its number of frames: the stated frames', async () => {
    const more = native({ frames: 1 }, [...want, ...want.toReversed()])
    const padded = native({}, [...want, ...Array.from({ length: 500 }, () => 0)])
    for (const file of [more, padded]) expect(await samples(file)).toEqual(want)
    expect([more, padded].map((file) => surplusOf(openPicture(file)))).toEqual([want.length * 2, 0])
    expect(badgesOf(openPicture(more)).map((b) => b.kind)).toContain('surplus')
  })
  it('in the size of its many frames: no picture, although the first one could be cut out', async () => {
    const two = [...want, ...want]
    expect(await samples(native({ frames: 2 }, two), 1)).toEqual(want)
    expect(await samples(native({ frames: 3 }, two), 1)).toEqual(want)
    for (const size of [{ rows: ROWS + 1 }, { columns: COLUMNS + 1 }])
      await expect(samples(native({ ...size, frames: 2 }, two))).rejects.toMatchObject({ code: 'corrupt' })
  })
  it('by more pixels than an object of one frame, or than a self-contradicting header, can mean: no picture', async () => {
    const twice = element(['7fe00010', 'OW', [...want, ...want]], EXPLICIT)
    const ct = imageElements(o).map(
      ([name, ...rest]): BuiltElement =>
        name === '00080016' ? ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.2'] : [name, ...rest],
    )
    await expect(samples(concat([meta(LE), dataSet(ct, EXPLICIT), twice]))).rejects.toMatchObject({ code: 'corrupt' })
    const over = native({ allocated: 8, stored: 16 })
    await expect(samples(over)).rejects.toMatchObject({ code: 'corrupt' })
    const grey = dicomFile(LE, { rows: ROWS, columns: COLUMNS, photometric: 'RGB' }, [
      '7fe00010',
      'OB',
      Uint8Array.from(testValues(ROWS * COLUMNS * 3, 8)),
    ])
    await expect(samples(grey)).rejects.toMatchObject({ code: 'corrupt' })
  })
  it('in its number of samples', async () => {
    const rgb = testValues(ROWS * COLUMNS * 3, 8)
    const options: ImageOptions = { rows: ROWS, columns: COLUMNS, samples: 3 }
    const elements = imageElements(options).filter(([name]) => name !== '00280002')
    const body = element(['7fe00010', 'OB', Uint8Array.from(rgb)], EXPLICIT)
    expect(await samples(concat([meta(LE), dataSet(elements, EXPLICIT), body]))).toEqual(rgb)
  })
  it('by a syntax that nobody knows', async () => {
    const file = dicomFile('1.2.3.4.5', o, ['7fe00010', 'OW', want])
    await expect(samples(file)).rejects.toMatchObject({ code: 'unsupported-transfer-syntax' })
  })
})
