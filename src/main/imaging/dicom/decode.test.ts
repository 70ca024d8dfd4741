// Generated files: each uncompressed layout and each codec, without foreign data.
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeDicomFile } from './decode.ts'
import {
  BIG,
  type BuiltElement,
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
  type Writing,
} from './testing/buildDicom.ts'
import { encodeJpegLossless } from './testing/encodeJpegLossless.ts'
import { encodeRle } from './testing/encodeRle.ts'
import { encodeWith } from './testing/wasmEncoders.ts'

const LE = '1.2.840.10008.1.2.1'
const decode = async (file: Uint8Array, frame = 0) => decodeDicomFile(file, { frame })
const values = async (file: Uint8Array, frame = 0): Promise<number[]> => [...(await decode(file, frame)).samples]

const layouts: [name: string, syntax: string, writing: Writing][] = [
  ['implicit little endian', '1.2.840.10008.1.2', IMPLICIT],
  ['explicit little endian', LE, EXPLICIT],
  ['explicit big endian', '1.2.840.10008.1.2.2', BIG],
]

describe.each(layouts)('uncompressed, %s', (_name, syntax, w) => {
  for (const stored of [1, 4, 7, 8, 10, 12, 15, 16])
    for (const signed of [false, true])
      for (const high of [...new Set([stored - 1, 15])]) {
        if (stored === 1 && signed) continue
        it(`${stored} ${signed ? 'signed' : 'unsigned'} bits up to bit ${high} in 16, with foreign bits around them`, async () => {
          const want = testValues(63, stored, signed, 9)
          const shift = high + 1 - stored
          const mask = (2 ** stored - 1) << shift
          const raw = want.map((v, i) => (((v << shift) & mask) | (~mask & (i * 7919))) & 0xffff)
          const o: ImageOptions = { rows: 7, columns: 9, allocated: 16, stored, high, signed }
          const file = dicomFile(syntax, o, ['7fe00010', 'OW', raw], w)
          const { samples, facts } = await decode(file)
          expect([...samples]).toEqual(want)
          expect(facts).toMatchObject({ transferSyntax: syntax, bitsStored: stored, signed, rows: 7, columns: 9 })
          expect(samples.BYTES_PER_ELEMENT).toBe(stored <= 8 ? 1 : 2)
        })
      }

  it('8 bits, OB and OW, odd frame size, second frame', async () => {
    const want = testValues(30, 8)
    const o: ImageOptions = { rows: 5, columns: 3, frames: 2 }
    const swapped = (b: readonly number[]): number[] => b.map((_, i) => b[i ^ 1] ?? 0)
    const ow = w.bigEndian ? swapped(want) : want
    // Implicit pixel data is OW by definition, and little endian, so bytes keep their order there as well.
    expect(await values(dicomFile(syntax, o, ['7fe00010', 'OB', Uint8Array.from(want)], w), 1)).toEqual(want.slice(15))
    if (w.explicit)
      expect(await values(dicomFile(syntax, o, ['7fe00010', 'OW', Uint8Array.from(ow)], w), 1)).toEqual(want.slice(15))
  })

  it('32-bit integers and floating point', async () => {
    const want = [0, 1, 4_000_000_000, 123_456]
    const o: ImageOptions = { rows: 2, columns: 2, allocated: 32 }
    expect(await values(dicomFile(syntax, o, ['7fe00010', 'OW', numbers('UL', want, w.bigEndian)], w))).toEqual(want)
    const signed = dicomFile(
      syntax,
      { ...o, signed: true },
      ['7fe00010', 'OW', numbers('UL', [-5, 5, -70_000, 7], w.bigEndian)],
      w,
    )
    expect(await values(signed)).toEqual([-5, 5, -70_000, 7])
    expect(await values(dicomFile(syntax, o, ['7fe00008', 'OF', [0.5, -1.25, 3, 1e6]], w))).toEqual([
      0.5, -1.25, 3, 1e6,
    ])
    const double = await decode(dicomFile(syntax, o, ['7fe00009', 'OD', [0.1, -1e300, 3, 0]], w))
    expect([...double.samples]).toEqual([0.1, -1e300, 3, 0])
    expect(double.samples).toBeInstanceOf(Float64Array)
  })
})

describe('uncompressed pixels', () => {
  it('one bit a pixel: frames follow each other without padding', async () => {
    const want = testValues(3 * 21, 1)
    const packed = new Uint8Array(Math.ceil(want.length / 8))
    want.forEach((v, i) => {
      packed[i >> 3] = (packed[i >> 3] ?? 0) | (v << (i & 7))
    })
    const file = dicomFile(LE, { rows: 3, columns: 7, frames: 3, allocated: 1 }, ['7fe00010', 'OB', packed])
    expect(await values(file, 0)).toEqual(want.slice(0, 21))
    expect(await values(file, 2)).toEqual(want.slice(42))
  })

  it('12 bits packed in 12', async () => {
    const want = testValues(12, 12)
    const bits = want.flatMap((v) => Array.from({ length: 12 }, (_, i) => (v >> i) & 1))
    const packed = Uint8Array.from({ length: 18 }, (_, i) =>
      bits.slice(i * 8, i * 8 + 8).reduce((n, b, k) => n | (b << k), 0),
    )
    expect(await values(dicomFile(LE, { rows: 3, columns: 4, allocated: 12 }, ['7fe00010', 'OW', packed]))).toEqual(
      want,
    )
  })

  it('planar and interleaved colour are the same picture', async () => {
    const rgb = testValues(36, 8)
    const planes = [0, 1, 2].flatMap((c) => rgb.filter((_, i) => i % 3 === c))
    const o: ImageOptions = { rows: 3, columns: 4, samples: 3 }
    expect(await values(dicomFile(LE, o, ['7fe00010', 'OB', Uint8Array.from(rgb)]))).toEqual(rgb)
    expect(await values(dicomFile(LE, { ...o, planar: 1 }, ['7fe00010', 'OB', Uint8Array.from(planes)]))).toEqual(rgb)
  })

  it('YBR_FULL, YBR_FULL_422 and YBR_PARTIAL_422 become RGB', async () => {
    const o: ImageOptions = { rows: 1, columns: 2, samples: 3 }
    const red = [76, 85, 255]
    const full = dicomFile(LE, { ...o, photometric: 'YBR_FULL' }, [
      '7fe00010',
      'OB',
      Uint8Array.from([...red, 255, 128, 128]),
    ])
    expect(await values(full)).toEqual([254, 0, 0, 255, 255, 255])
    const half = dicomFile(LE, { ...o, photometric: 'YBR_FULL_422' }, [
      '7fe00010',
      'OB',
      Uint8Array.of(76, 100, 85, 255),
    ])
    expect(await values(half)).toEqual([254, 0, 0, 255, 24, 24])
    const partial = dicomFile(LE, { ...o, photometric: 'YBR_PARTIAL_422' }, [
      '7fe00010',
      'OB',
      Uint8Array.of(16, 235, 128, 128),
    ])
    const { samples, facts } = await decode(partial)
    expect([...samples]).toEqual([0, 0, 0, 255, 255, 255])
    expect(facts).toMatchObject({ photometric: 'RGB', photometricStored: 'YBR_PARTIAL_422' })
  })

  it('palette images give their indices', async () => {
    const file = dicomFile(LE, { rows: 2, columns: 2, photometric: 'PALETTE COLOR' }, [
      '7fe00010',
      'OB',
      Uint8Array.of(0, 9, 3, 255),
    ])
    const { samples, facts } = await decode(file)
    expect([...samples]).toEqual([0, 9, 3, 255])
    expect(facts).toMatchObject({ photometric: 'PALETTE COLOR', samplesPerPixel: 1 })
  })

  it('the caller keeps its bytes: colour is converted in a copy', async () => {
    const file = dicomFile(LE, { rows: 1, columns: 2, samples: 3, photometric: 'YBR_FULL' }, [
      '7fe00010',
      'OB',
      Uint8Array.of(76, 85, 255, 1, 2, 3),
    ])
    const before = file.slice()
    const { samples } = await decode(file)
    expect(file).toEqual(before)
    expect(samples.buffer).not.toBe(file.buffer)
  })

  it('samples own their memory exactly, also when the file came as a Buffer', async () => {
    const want = testValues(64 * 80, 16, true, 80)
    const o: ImageOptions = { rows: 64, columns: 80, allocated: 16, signed: true }
    const size = { columns: 80, rows: 64, bits: 16, signed: true }
    const files = [
      dicomFile(LE, o, ['7fe00010', 'OW', want]),
      dicomFile('1.2.840.10008.1.2.4.90', o, encapsulated([await encodeWith('jpeg2000', want, size)])),
      dicomFile('1.2.840.10008.1.2.4.201', o, encapsulated([await encodeWith('htj2k', want, size)])),
      dicomFile(
        '1.2.840.10008.1.2.4.70',
        o,
        encapsulated([
          encodeJpegLossless(
            want.map((v) => v & 0xffff),
            { width: 80, height: 64, precision: 16 },
          ),
        ]),
      ),
    ]
    for (const file of files) {
      const buffer = Buffer.from(file)
      const first = await decode(buffer)
      const second = await decode(buffer)
      expect([...first.samples]).toEqual(want)
      expect([...second.samples]).toEqual(want)
      expect(first.samples.buffer.byteLength).toBe(want.length * 2)
      expect(new Uint8Array(buffer)).toEqual(file)
    }
  })
})

describe('ways to begin a file', () => {
  const want = testValues(64, 12)
  const o: ImageOptions = { rows: 8, columns: 8, allocated: 16, stored: 12 }
  const pixels: BuiltElement = ['7fe00010', 'OW', want]

  it('deflated, raw as the standard says', async () => {
    const body = deflateRawSync(concat([dataSet(imageElements(o), EXPLICIT), element(pixels, EXPLICIT)]))
    expect(await values(concat([meta('1.2.840.10008.1.2.1.99'), body]))).toEqual(want)
  })
  it("GE's private syntax: implicit little endian with big endian pixels", async () => {
    const body = concat([
      dataSet(imageElements(o), IMPLICIT),
      element(['7fe00010', 'OW', numbers('OW', want, true)], IMPLICIT),
    ])
    expect(await values(concat([meta('1.2.840.113619.5.2'), body]))).toEqual(want)
  })
  it.each([
    ['implicit', IMPLICIT, '1.2.840.10008.1.2'],
    ['explicit', EXPLICIT, LE],
    ['big endian', BIG, '1.2.840.10008.1.2.2'],
  ] as const)('without preamble and meta: %s', async (_n, w, syntax) => {
    const r = await decode(concat([dataSet(imageElements(o), w), element(pixels, w)]))
    expect([...r.samples]).toEqual(want)
    expect(r.facts.transferSyntax).toBe(syntax)
  })
  it('meta without a transfer syntax, and meta without its group length', async () => {
    const body = concat([dataSet(imageElements(o), EXPLICIT), element(pixels, EXPLICIT)])
    expect(await values(concat([meta(null), body]))).toEqual(want)
    const m = meta(LE)
    expect(await values(concat([m.subarray(0, 132), m.subarray(144), body]))).toEqual(want)
  })
  it('declared explicit, written implicit, and the other way round', async () => {
    const of = (w: Writing): Uint8Array => concat([dataSet(imageElements(o), w), element(pixels, w)])
    expect(await values(concat([meta(LE), of(IMPLICIT)]))).toEqual(want)
    expect(await values(concat([meta('1.2.840.10008.1.2'), of(EXPLICIT)]))).toEqual(want)
  })
})

const cases: [bits: number, signed: boolean, components: number][] = [
  [8, false, 1],
  [12, false, 1],
  [16, false, 1],
  [16, true, 1],
  [8, true, 1],
  [8, false, 3],
  [12, false, 3],
  [16, false, 3],
]
const imageOf = (bits: number, signed: boolean, samples: number): ImageOptions => ({
  rows: 64,
  columns: 80,
  samples,
  allocated: bits > 8 ? 16 : 8,
  stored: bits,
  signed,
})

describe.each(cases)('lossless codecs, %d bits, signed %s, %d components', (bits, signed, components) => {
  const want = testValues(64 * 80 * components, bits, signed, 80 * components)
  const o = imageOf(bits, signed, components)
  const check = async (syntax: string, stream: Uint8Array): Promise<void> =>
    expect(await values(dicomFile(syntax, o, encapsulated([stream])))).toEqual(want)
  const unsigned = want.map((v) => v & (2 ** bits - 1))
  const size = { columns: 80, rows: 64, bits }

  it('RLE', () => check('1.2.840.10008.1.2.5', encodeRle(want, components, bits > 8 ? 2 : 1)))
  it('JPEG lossless', () =>
    check(
      '1.2.840.10008.1.2.4.57',
      encodeJpegLossless(unsigned, { width: 80, height: 64, precision: bits, components, predictor: 4 }),
    ))
  it('JPEG-LS', async () => {
    for (const mode of components === 3 ? [0, 1, 2] : [0]) {
      const planes = [0, 1, 2].flatMap((c) => want.filter((_, i) => i % 3 === c))
      const input = components === 3 && mode === 0 ? planes : unsigned
      const stream = await encodeWith('jpegLs', input, { ...size, components }, (e) => {
        e.setNearLossless?.(0)
        e.setInterleaveMode?.(mode)
      })
      await check('1.2.840.10008.1.2.4.80', stream)
    }
  })
  // The encoder of the package fails on colour above 8 bits: see below.
  if (components === 1 || bits === 8)
    it('JPEG 2000', async () => {
      // The encoder clamps signed 8-bit input, so signed codestreams are made from shifted values: signedness is one bit
      // of the size segment and only says whether the level shift is added back.
      const half = 2 ** (bits - 1)
      const shifted = signed ? want.map((v) => v + half) : want
      const stream = await encodeWith('jpeg2000', shifted, { ...size, components })
      if (signed) stream[42] = (stream[42] ?? 0) | 0x80
      await check('1.2.840.10008.1.2.4.90', stream)
    })
  it('JPEG XL', async () => {
    await check('1.2.840.10008.1.2.4.110', await encodeWith('jpegXl', unsigned, { ...size, components }))
  })
  it('HTJ2K', async () => {
    // Above 8 bits the encoder takes the first samples as a grey picture and writes it into every component.
    const grey = components === 3 && bits > 8
    // It takes signed 8-bit samples for unsigned ones: made from shifted values as above.
    const shifts = signed && bits === 8
    const input = shifts ? want.map((v) => v + 128) : want
    const stream = await encodeWith('htj2k', input, { ...size, components, signed: signed && !shifts })
    if (shifts) stream[42] = (stream[42] ?? 0) | 0x80
    const expected = grey ? want.slice(0, 64 * 80).flatMap((v) => [v, v, v]) : want
    expect(await values(dicomFile('1.2.840.10008.1.2.4.201', o, encapsulated([stream])))).toEqual(expected)
  })
})

/** 8 x 6 pixels of three components, written by OpenJPEG's opj_compress. */
const DEEP_COLOUR: Readonly<Record<12 | 16, string>> = {
  12:
    '/0//UQAvAAAAAAAIAAAABgAAAAAAAAAAAAAACAAAAAYAAAAAAAAAAAADCwEBCwEBCwEB/1IADAAAAAEBAQQEAAH/XAAHQGBoaHD/' +
    'ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAAD5AAH/k8/kTAmV8LjePTlG+gK5F79XrkJmog/f' +
    '4FQOSOUI8Who/J5DTn46McW4ZhMY1B/f4FAO76e7g0r7i9WCmQRqvbYEGzl2m8fyKx/IhH+A0At8usGaXUKlC1/cByYG+Ox5PQZp' +
    'XwxquOMWfqMipApUu6FG62ESzJpcOrjt5A5DaLtf3/gAjP8A+f9AAkAW0CVqs7q3poZ2z0T3uEQJvwgl2/u4ZyfglJ14Hdb61w4y' +
    '37zC83MoXd/4AJT/ARn/QAJAHSDHIuWuAqPYmD/8IOhL93mfC9PjHkLnh1arIdyEVXX5/Z8UtDnCuKXl/3//2Q==',
  16:
    '/0//UQAvAAAAAAAIAAAABgAAAAAAAAAAAAAACAAAAAYAAAAAAAAAAAADDwEBDwEBDwEB/1IADAAAAAEBAQQEAAH/XAAHQICIiJD/' +
    'ZAAlAAFDcmVhdGVkIGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjD/kAAKAAAAAAEVAAH/k8/8MGgJj7+Soy82sZ1PZ2OzxSbdpSMu' +
    'uXHPcg+2+c/8MGQOSn9JkGNoGwiSPKHZpcL87x31YZh7NvJ/z/wwZAuCUocFqAViXbxFK+ihMLwG9atFC6TWBX/H/hg1P/EheP9i' +
    'QcAQjLeaBo3bU1Fpgs286Xk3ZzI5/gWP8XPXGA9rw/m780VaIANHyLp9XdzhjxQkEdXFCvsKhP88s3XFuvOuNpvP/EhOf+JCM/8M' +
    'A4AUqa9fwrFvUY+GHRvdpFb1ypN/DNF1UhLLZbalTyF6QJRtZH8ZAaXtIUbVz/xIMj/wwRn/RgEAC4IJyfJ1tTuF9e6vCKIHjjMo' +
    '5r/ZcYmqtbZzDD8M2h3t/9k=',
}
it.each([12, 16] as const)('JPEG 2000 in colour of %d bits', async (bits) => {
  const want = Array.from({ length: 8 * 6 * 3 }, (_, i) => (i * 977 + i * i * 31) % 2 ** bits)
  const o: ImageOptions = { rows: 6, columns: 8, samples: 3, allocated: 16, stored: bits, photometric: 'YBR_RCT' }
  const stream = new Uint8Array(Buffer.from(DEEP_COLOUR[bits], 'base64'))
  expect(await values(dicomFile('1.2.840.10008.1.2.4.90', o, encapsulated([stream])))).toEqual(want)
})

describe('lossy codecs', () => {
  const maxError = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((m, v, i) => Math.max(m, Math.abs(v - (b[i] ?? 0))), 0)

  it('JPEG-LS near-lossless stays within its bound', async () => {
    const want = testValues(64 * 80, 12, false, 80)
    const stream = await encodeWith('jpegLs', want, { columns: 80, rows: 64, bits: 12 }, (e) => e.setNearLossless?.(3))
    const got = await values(dicomFile('1.2.840.10008.1.2.4.81', imageOf(12, false, 1), encapsulated([stream])))
    expect(maxError(got, want)).toBe(3)
  })

  it('JPEG baseline: grey, colour, and a colour transform that only the codestream knows', async () => {
    const want = testValues(64 * 80 * 3, 8, false, 240)
    const smooth = want.map((_, i) =>
      Math.round(128 + 60 * Math.sin(i / 240 / 9) + 30 * Math.cos((Math.floor(i / 3) % 80) / 11) + (i % 3) * 10),
    )
    const stream = await encodeWith('jpeg', smooth, { columns: 80, rows: 64, bits: 8, components: 3 }, (e) =>
      e.setQuality?.(98),
    )
    const o = imageOf(8, false, 3)
    const asYbr = await values(
      dicomFile('1.2.840.10008.1.2.4.50', { ...o, photometric: 'YBR_FULL_422' }, encapsulated([stream])),
    )
    expect(maxError(asYbr, smooth)).toBeLessThan(8)
    // JFIF in the codestream means YCbCr whatever the header claims.
    expect(
      await values(dicomFile('1.2.840.10008.1.2.4.50', { ...o, photometric: 'RGB' }, encapsulated([stream]))),
    ).toEqual(asYbr)
    // An Adobe marker with transform 0 means RGB whatever the header claims: the components come out as they are.
    const adobe = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0)
    const plain = concat([stream.subarray(0, 2), adobe, stream.subarray(2)])
    const untouched = await values(
      dicomFile('1.2.840.10008.1.2.4.50', { ...o, photometric: 'YBR_FULL' }, encapsulated([plain])),
    )
    expect(maxError(untouched.slice(0, 3), [Math.round(asYbr[0] ?? 0)])).toBeGreaterThan(8)
  })

  it('a JPEG cut in the middle is an error, not a grey half', async () => {
    const stream = await encodeWith('jpeg', testValues(64 * 80, 8), { columns: 80, rows: 64, bits: 8 })
    const file = dicomFile(
      '1.2.840.10008.1.2.4.50',
      imageOf(8, false, 1),
      encapsulated([stream.subarray(0, stream.length >> 1)]),
    )
    await expect(decode(file)).rejects.toMatchObject({ code: 'truncated' })
  })

  it('a JPEG-LS codestream without its end is refused at once: CharLS would search for it for minutes', async () => {
    const stream = await encodeWith('jpegLs', testValues(64 * 80, 12), { columns: 80, rows: 64, bits: 12 })
    const endless = stream.map((v, i) => (i > 100 && v === 0xff ? 0x7f : v))
    const started = performance.now()
    await expect(
      decode(dicomFile('1.2.840.10008.1.2.4.80', imageOf(12, false, 1), encapsulated([endless]))),
    ).rejects.toMatchObject({ code: 'truncated' })
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
