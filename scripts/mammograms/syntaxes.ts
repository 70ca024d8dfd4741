// Transfer syntaxes by short name, and a written file of each: everything that Pandok decodes.
import { deflateRawSync } from 'node:zlib'
import { encodeJpeg12 } from '../../src/main/imaging/dicom/testing/encodeJpeg12.ts'
import { encodeJpegLossless } from '../../src/main/imaging/dicom/testing/encodeJpegLossless.ts'
import { encodeRle } from '../../src/main/imaging/dicom/testing/encodeRle.ts'
import { encodeWith } from '../../src/main/imaging/dicom/testing/wasmEncoders.ts'
import {
  BIG,
  type BuiltElement,
  concat,
  dataSet,
  EXPLICIT,
  encapsulated,
  IMPLICIT,
  meta,
  numbers,
} from '../../src/main/imaging/dicom/writeDataSet.ts'

/** A grey picture with the header around it. */
export type Written = {
  readonly header: readonly BuiltElement[]
  readonly pixels: Uint16Array | Int16Array
  readonly rows: number
  readonly columns: number
  readonly bits: number
  readonly sopClass: string
  readonly instanceUid: string
}
type Encode = (w: Written) => Promise<Uint8Array> | Uint8Array
type Row = { readonly uid: string; readonly file: (w: Written, uid: string) => Promise<Uint8Array> }

const signed = (w: Written): boolean => w.pixels instanceof Int16Array
const size = (w: Written) => ({ columns: w.columns, rows: w.rows, bits: w.bits, signed: signed(w) })
/** JPEG and JPEG-LS know no sign: the words as they are stored. */
const words = (w: Written): number[] => Array.from(w.pixels, (v) => v & (2 ** w.bits - 1))
const eightBit = (w: Written): number[] => words(w).map((v) => v >> Math.max(0, w.bits - 8))

/** Elements whose value depends on the depth of the samples. */
function withDepth(header: readonly BuiltElement[], bits: number): BuiltElement[] {
  const value: Readonly<Record<string, number>> = {
    '00280100': bits > 8 ? 16 : 8,
    '00280101': bits,
    '00280102': bits - 1,
    '00280103': 0,
  }
  return header.map((e) => (value[e[0]] === undefined ? e : [e[0], e[1], [value[e[0]] as number]]))
}

const native =
  (writing: typeof EXPLICIT, pack: (bytes: Uint8Array) => Uint8Array = (b) => b): Row['file'] =>
  async (w, uid) => {
    const value = numbers('OW', Array.from(w.pixels), writing.bigEndian)
    const body = pack(dataSet([...w.header, ['7fe00010', 'OW', value]], writing))
    return concat([meta(uid, w.sopClass, w.instanceUid), body])
  }

const lossy: BuiltElement = ['00282110', 'CS', '01']
const coded =
  (encode: Encode, change: (w: Written) => readonly BuiltElement[] = (w) => w.header): Row['file'] =>
  async (w, uid) =>
    concat([meta(uid, w.sopClass, w.instanceUid), dataSet(change(w), EXPLICIT), encapsulated([await encode(w)])])
const lossyHeader = (w: Written): BuiltElement[] => [...w.header, lossy].sort((a, b) => (a[0] < b[0] ? -1 : 1))

const lossless =
  (predictor: number): Encode =>
  (w) =>
    encodeJpegLossless(words(w), { width: w.columns, height: w.rows, precision: w.bits, predictor })
const htj2k =
  (order: number): Encode =>
  (w) =>
    encodeWith('htj2k', Array.from(w.pixels), size(w), (e) => {
      e.setQuality?.(true, 0)
      e.setProgressionOrder?.(order)
    })
const RPCL = 2

export const SYNTAXES: Readonly<Record<string, Row>> = {
  implicit: { uid: '1.2.840.10008.1.2', file: native(IMPLICIT) },
  explicit: { uid: '1.2.840.10008.1.2.1', file: native(EXPLICIT) },
  deflated: { uid: '1.2.840.10008.1.2.1.99', file: native(EXPLICIT, (b) => new Uint8Array(deflateRawSync(b))) },
  'big-endian': { uid: '1.2.840.10008.1.2.2', file: native(BIG) },
  rle: { uid: '1.2.840.10008.1.2.5', file: coded((w) => encodeRle(words(w), 1, 2)) },
  'jpeg-baseline': {
    uid: '1.2.840.10008.1.2.4.50',
    file: coded(
      (w) => encodeWith('jpeg', eightBit(w), { ...size(w), bits: 8 }),
      (w) => withDepth(lossyHeader(w), 8),
    ),
  },
  'jpeg-extended': {
    uid: '1.2.840.10008.1.2.4.51',
    file: coded(
      (w) =>
        encodeJpeg12([{ values: words(w).map((v) => (w.bits > 12 ? v >> (w.bits - 12) : v)), h: 1, v: 1 }], {
          width: w.columns,
          height: w.rows,
        }),
      (w) => withDepth(lossyHeader(w), 12),
    ),
  },
  'jpeg-lossless': { uid: '1.2.840.10008.1.2.4.57', file: coded(lossless(6)) },
  'jpeg-lossless-sv1': { uid: '1.2.840.10008.1.2.4.70', file: coded(lossless(1)) },
  'jpeg-ls': {
    uid: '1.2.840.10008.1.2.4.80',
    file: coded((w) => encodeWith('jpegLs', words(w), { ...size(w), signed: false })),
  },
  'jpeg-ls-near': {
    uid: '1.2.840.10008.1.2.4.81',
    file: coded(
      (w) => encodeWith('jpegLs', words(w), { ...size(w), signed: false }, (e) => e.setNearLossless?.(2)),
      lossyHeader,
    ),
  },
  j2k: { uid: '1.2.840.10008.1.2.4.90', file: coded((w) => encodeWith('jpeg2000', Array.from(w.pixels), size(w))) },
  'j2k-lossy': {
    uid: '1.2.840.10008.1.2.4.91',
    file: coded(
      (w) =>
        encodeWith('jpeg2000', Array.from(w.pixels), size(w), (e) => {
          e.setQuality?.(false, 1)
          e.setCompressionRatio?.(0, 12)
        }),
      lossyHeader,
    ),
  },
  htj2k: { uid: '1.2.840.10008.1.2.4.201', file: coded(htj2k(RPCL)) },
  'htj2k-rpcl': { uid: '1.2.840.10008.1.2.4.202', file: coded(htj2k(RPCL)) },
  'htj2k-lossy': {
    uid: '1.2.840.10008.1.2.4.203',
    file: coded(
      (w) => encodeWith('htj2k', Array.from(w.pixels), size(w), (e) => e.setQuality?.(false, 0.002)),
      lossyHeader,
    ),
  },
}

export function writeAs(syntax: string, w: Written): Promise<Uint8Array> {
  const row = SYNTAXES[syntax]
  if (!row) throw new Error(`no such syntax: ${syntax}; there are ${Object.keys(SYNTAXES).join(', ')}`)
  return row.file(w, row.uid)
}
