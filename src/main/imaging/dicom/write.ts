// DICOM files written by the program: Explicit VR Little Endian, file meta information, elements in the order of their tags.
import { newId } from '../../../shared/ids.ts'

export type DicomValue = string | readonly number[] | Uint8Array | readonly DicomItem[]
export type DicomElement = readonly [tag: string, vr: string, value: DicomValue]
/** Need not be in order. An element of a tag that is there already is left out: what a source says goes before a default. */
export type DicomItem = readonly DicomElement[]

export const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
/** Root of UIDs made of UUIDs (PS3.5 B.2): no registration, no clash. */
export const newUid = (): string => `2.25.${BigInt(`0x${newId().replaceAll('-', '')}`)}`
/** Says who wrote the file (PS3.10 7.1). */
const IMPLEMENTATION = '2.25.279813418229438612190211245906532105201'

const LONG: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '))
type NumberWriter = { readonly bytes: number; readonly put: (v: DataView, at: number, n: number) => void }
const NUMBERS: Readonly<Record<string, NumberWriter>> = {
  US: { bytes: 2, put: (v, at, n) => v.setUint16(at, n, true) },
  SS: { bytes: 2, put: (v, at, n) => v.setInt16(at, n, true) },
  UL: { bytes: 4, put: (v, at, n) => v.setUint32(at, n, true) },
  FL: { bytes: 4, put: (v, at, n) => v.setFloat32(at, n, true) },
  FD: { bytes: 8, put: (v, at, n) => v.setFloat64(at, n, true) },
}

function bytesOf(vr: string, value: DicomValue): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8')
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (vr === 'SQ') return Buffer.concat((value as readonly DicomItem[]).map(itemOf))
  const numbers = value as readonly number[]
  // A pair of 16-bit numbers a tag.
  if (vr === 'AT') return Buffer.concat(numbers.map((n) => tagOf(n.toString(16).padStart(8, '0'))))
  const writer = NUMBERS[vr]
  if (!writer) throw new Error(`no numbers in ${vr}`)
  const out = Buffer.alloc(numbers.length * writer.bytes)
  const view = new DataView(out.buffer, out.byteOffset, out.byteLength)
  numbers.forEach((n, i) => {
    writer.put(view, i * writer.bytes, n)
  })
  return out
}

function tagOf(tag: string): Buffer {
  const out = Buffer.alloc(4)
  out.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0)
  out.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2)
  return out
}

const length = (n: number, bytes: 2 | 4): Buffer => {
  const out = Buffer.alloc(bytes)
  out.writeUIntLE(n, 0, bytes)
  return out
}

function itemOf(item: DicomItem): Buffer {
  const body = dataSetBytes(item)
  return Buffer.concat([tagOf('fffee000'), length(body.length, 4), body])
}

function elementBytes([tag, vr, value]: DicomElement): Buffer {
  const raw = bytesOf(vr, value)
  const pad = vr === 'UI' || vr === 'OB' || vr === 'UN' ? 0 : 0x20
  const body = raw.length % 2 === 0 ? raw : Buffer.concat([raw, Buffer.of(pad)])
  const head = LONG.has(vr)
    ? Buffer.concat([Buffer.from(vr, 'latin1'), Buffer.alloc(2), length(body.length, 4)])
    : Buffer.concat([Buffer.from(vr, 'latin1'), length(body.length, 2)])
  return Buffer.concat([tagOf(tag), head, body])
}

export function dataSetBytes(elements: DicomItem): Buffer {
  const byTag = new Map<string, DicomElement>()
  for (const e of elements) if (!byTag.has(e[0])) byTag.set(e[0], e)
  const sorted = [...byTag.values()].sort(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.concat(sorted.map(elementBytes))
}

/** SOP class and instance UID are taken from the data set. */
export function dicomBytes(elements: DicomItem): Buffer {
  const uid = (tag: string): string => String(elements.find((e) => e[0] === tag)?.[2] ?? '')
  const meta = dataSetBytes([
    ['00020001', 'OB', Uint8Array.of(0, 1)],
    ['00020002', 'UI', uid('00080016')],
    ['00020003', 'UI', uid('00080018')],
    ['00020010', 'UI', EXPLICIT_LITTLE],
    ['00020012', 'UI', IMPLEMENTATION],
    ['00020013', 'SH', 'PANDOK'],
  ])
  const group = dataSetBytes([['00020000', 'UL', [meta.length]]])
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM', 'latin1'), group, meta, dataSetBytes(elements)])
}
