// Headers that contradict the bytes behind them: the bytes count.
import { describe, expect, it } from 'vitest'
import { decodeDicomFile } from './decode.ts'
import {
  BIG,
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
import { encodeJpegLossless } from './testing/encodeJpegLossless.ts'
import { encodeWith } from './testing/wasmEncoders.ts'

const o: ImageOptions = { rows: 64, columns: 64, allocated: 16, stored: 12 }
const want = testValues(4096, 12, false, 64)
const size = { columns: 64, rows: 64, bits: 12 }
const [EXPLICIT_LITTLE, DEFLATED] = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99']
const streams: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
  ['JPEG lossless', async () => encodeJpegLossless(want, { width: 64, height: 64, precision: 12 })],
  ['JPEG-LS', () => encodeWith('jpegLs', want, size)],
  ['JPEG 2000', () => encodeWith('jpeg2000', want, size)],
  ['HTJ2K', () => encodeWith('htj2k', want, size)],
]
const labels = ['4.50', '4.70', '4.80', '4.90', '4.92', '4.201', '5', '4.999'].map((s) => `1.2.840.10008.1.2.${s}`)
const samples = async (file: Uint8Array): Promise<number[]> => [...(await decodeDicomFile(file)).samples]

describe.each(streams)('a codestream of %s', (_, make) => {
  it.each(labels)('is decoded under the label %s', async (label) => {
    expect(await samples(dicomFile(label, o, encapsulated([await make()])))).toEqual(want)
  })
  it('is found in an element of stated length under an uncompressed label', async () => {
    const open = encapsulated([await make()])
    const value = open.subarray(12, open.length - 8)
    expect(await samples(dicomFile(EXPLICIT_LITTLE, o, ['7fe00010', 'OB', value]))).toEqual(want)
  })
})

it('uncompressed pixels that begin like an item stay pixels', async () => {
  const first = [0xfffe, 0xe000, 4, 0]
  const file = dicomFile(EXPLICIT_LITTLE, { ...o, stored: 16 }, [
    '7fe00010',
    'OW',
    numbers('OW', [...first, ...want.slice(4)], false),
  ])
  expect((await samples(file)).slice(0, 5)).toEqual([...first, want[4]])
})

it('a big endian file with a little endian label', async () => {
  const body = element(['7fe00010', 'OW', numbers('OW', want, true)], BIG)
  expect(await samples(concat([meta(EXPLICIT_LITTLE), dataSet(imageElements(o), BIG), body]))).toEqual(want)
})

it('a plain file that calls itself deflated', async () => {
  const body = element(['7fe00010', 'OW', want], EXPLICIT)
  expect(await samples(concat([meta(DEFLATED), dataSet(imageElements(o), EXPLICIT), body]))).toEqual(want)
})

describe('a codestream wider than the stored bits', () => {
  const wide = want.map((v, i) => (i < 4 ? 4096 + i : v))
  const encode = () => encodeWith('jpeg2000', wide, { ...size, bits: 16 })
  it('holds overshoot when it is lossy: white stays white', async () => {
    const file = dicomFile('1.2.840.10008.1.2.4.91', o, encapsulated([await encode()]))
    expect((await samples(file)).slice(0, 5)).toEqual([4095, 4095, 4095, 4095, want[4]])
  })
  it('holds overlay bits when it is lossless: they are taken off', async () => {
    const file = dicomFile('1.2.840.10008.1.2.4.90', o, encapsulated([await encode()]))
    expect((await samples(file)).slice(0, 5)).toEqual([0, 1, 2, 3, want[4]])
  })
})
