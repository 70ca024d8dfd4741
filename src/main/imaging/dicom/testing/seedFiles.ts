// One small sound file per way of writing pixels: where damage starts from.
import { deflateRawSync } from 'node:zlib'
import {
  BIG,
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
} from './buildDicom.ts'
import { encodeJpeg12 } from './encodeJpeg12.ts'
import { encodeJpegLossless } from './encodeJpegLossless.ts'
import { encodeRle } from './encodeRle.ts'
import { encodeWith } from './wasmEncoders.ts'

export async function seedFiles(): Promise<(readonly [string, Uint8Array])[]> {
  const o: ImageOptions = { rows: 64, columns: 64, allocated: 16, stored: 12 }
  const size = { columns: 64, rows: 64, bits: 12 }
  const v = testValues(64 * 64, 12, false, 64)
  const lossless = { width: 64, height: 64, precision: 12 }
  const colour: ImageOptions = { rows: 64, columns: 64, samples: 3 }
  const rgb = testValues(64 * 64 * 3, 8, false, 192)
  const native = dataSet([['00081110', 'SQ', [[['00080100', 'SH', 'X']]]], ...imageElements(o)], EXPLICIT)
  const body = element(['7fe00010', 'OW', v], EXPLICIT)
  const file = (syntax: string, streams: Uint8Array[], options = o): Uint8Array =>
    dicomFile(syntax, options, encapsulated(streams))
  const sv1 = encodeJpegLossless(v, { ...lossless, predictor: 1, restartLines: 8 })
  return [
    ['explicit', concat([meta('1.2.840.10008.1.2.1'), native, body])],
    ['implicit', dicomFile('1.2.840.10008.1.2', o, ['7fe00010', 'OW', v], IMPLICIT)],
    ['big endian', dicomFile('1.2.840.10008.1.2.2', o, ['7fe00010', 'OW', numbers('OW', v, true)], BIG)],
    ['deflated', concat([meta('1.2.840.10008.1.2.1.99'), deflateRawSync(concat([native, body]))])],
    ['rle', file('1.2.840.10008.1.2.5', [encodeRle(v, 1, 2)])],
    ['rle colour', file('1.2.840.10008.1.2.5', [encodeRle(rgb, 3, 1)], colour)],
    [
      'jpeg baseline',
      file(
        '1.2.840.10008.1.2.4.50',
        [await encodeWith('jpeg', rgb, { columns: 64, rows: 64, bits: 8, components: 3 })],
        colour,
      ),
    ],
    [
      'jpeg 12 bit',
      file('1.2.840.10008.1.2.4.51', [
        encodeJpeg12([{ values: v, h: 1, v: 1 }], { width: 64, height: 64, restart: 5 }),
      ]),
    ],
    ['jpeg lossless', file('1.2.840.10008.1.2.4.57', [encodeJpegLossless(v, { ...lossless, predictor: 6 })])],
    [
      'jpeg lossless, frames in pieces',
      file('1.2.840.10008.1.2.4.70', [sv1.subarray(0, 300), sv1.subarray(300), sv1], { ...o, frames: 2 }),
    ],
    ['jpeg-ls', file('1.2.840.10008.1.2.4.80', [await encodeWith('jpegLs', v, size)])],
    ['jpeg 2000', file('1.2.840.10008.1.2.4.90', [await encodeWith('jpeg2000', v, size)])],
    ['jpeg xl', file('1.2.840.10008.1.2.4.110', [await encodeWith('jpegXl', v, size)])],
    ['htj2k', file('1.2.840.10008.1.2.4.201', [await encodeWith('htj2k', v, size)])],
  ]
}
