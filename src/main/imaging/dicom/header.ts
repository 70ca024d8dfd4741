// The whole data set for people and for `header FILE --json`: text decoded, numbers read, binary as length and hash.
import { createHash } from 'node:crypto'
import type { DicomHeader, HeaderElement } from '../../../shared/contract/dicom.ts'
import { type CharacterSet, characterSet, decodeText } from './charset.ts'
import { isPrivate, lookUp } from './dictionary.ts'
import { readFragments } from './encapsulated.ts'
import { type DicomFile, openDicom } from './file.ts'
import { sopClassOf } from './objectKind.ts'
import { type DataSet, type Element, PIXEL_TAGS, readDataSet } from './structure.ts'
import { text } from './values.ts'

export type { DicomHeader }
/** `longText: 'hash'` shows texts that nobody reads on a screen (embedded documents) as bytes. */
export type HeaderOptions = { readonly longText?: 'keep' | 'hash' }

/** Tag and length of zero, bytes. */
const DELIMITER = 8
/** Longer lists of numbers (look-up tables) are shown as bytes. */
const MAX_NUMBERS = 256
/** Bytes of the longest text that is shown whole. */
const LONG_TEXT = 10_000

const TEXT_VRS: ReadonlySet<string> = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '))

type NumberReader = {
  readonly width: number
  readonly read: (v: DataView, at: number, little: boolean) => number | string
}
/** 64-bit numbers stay text where a double would round them. */
const exact = (n: bigint): number | string => (Number.isSafeInteger(Number(n)) ? Number(n) : n.toString())
const NUMBERS: Readonly<Record<string, NumberReader>> = {
  US: { width: 2, read: (v, at, le) => v.getUint16(at, le) },
  SS: { width: 2, read: (v, at, le) => v.getInt16(at, le) },
  UL: { width: 4, read: (v, at, le) => v.getUint32(at, le) },
  SL: { width: 4, read: (v, at, le) => v.getInt32(at, le) },
  UV: { width: 8, read: (v, at, le) => exact(v.getBigUint64(at, le)) },
  SV: { width: 8, read: (v, at, le) => exact(v.getBigInt64(at, le)) },
  FL: { width: 4, read: (v, at, le) => v.getFloat32(at, le) },
  FD: { width: 8, read: (v, at, le) => v.getFloat64(at, le) },
  AT: {
    width: 4,
    read: (v, at, le) =>
      [v.getUint16(at, le), v.getUint16(at + 2, le)].map((n) => n.toString(16).padStart(4, '0')).join(''),
  },
}

type Reading = { readonly set: CharacterSet; readonly options: HeaderOptions }

const bytesOf = (d: DataSet, e: Element): Uint8Array => d.bytes.subarray(e.offset, e.offset + Math.max(0, e.length))

const hashOf = (bytes: Uint8Array): NonNullable<HeaderElement['binary']> => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

/** JSON has no NaN or infinity; FL and FD may hold them. */
const finite = (n: number | string): number | string => (typeof n === 'number' && !Number.isFinite(n) ? String(n) : n)

function readValue(
  d: DataSet,
  e: Element,
  vr: string,
  { set, options }: Reading,
): Pick<HeaderElement, 'value' | 'binary'> {
  const bytes = bytesOf(d, e)
  if (bytes.length === 0) return { value: [] }
  if (TEXT_VRS.has(vr) && options.longText === 'hash' && bytes.length > LONG_TEXT) return { binary: hashOf(bytes) }
  if (TEXT_VRS.has(vr)) return { value: decodeText(bytes, vr, set) }
  const numbers = NUMBERS[vr]
  if (!numbers || bytes.length % numbers.width !== 0 || bytes.length / numbers.width > MAX_NUMBERS)
    return { binary: hashOf(bytes) }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const value = Array.from({ length: bytes.length / numbers.width }, (_, i) =>
    finite(numbers.read(view, i * numbers.width, !d.bigEndian)),
  )
  return { value }
}

/** (gggg,xxee) belongs to the creator named in (gggg,00xx). */
const creatorOf = (d: DataSet, tag: string): string | null => text(d, `${tag.slice(0, 4)}00${tag.slice(4, 6)}`)

function toHeader(d: DataSet, e: Element, by: Reading): HeaderElement {
  const known = lookUp(e.tag)
  const vr = e.vr === 'UN' && known && !known.vr.startsWith('x') && known.vr !== 'ox' && !d.bigEndian ? known.vr : e.vr
  const creator = isPrivate(e.tag) && known === null ? creatorOf(d, e.tag) : null
  const head = {
    tag: e.tag,
    vr,
    keyword: known?.keyword ?? null,
    ...(isPrivate(e.tag) ? { private: true as const } : {}),
    ...(creator ? { privateCreator: creator } : {}),
  }
  if (e.items) return { ...head, items: e.items.map((item) => toHeaders(item, by)) }
  return { ...head, ...readValue(d, e, vr, by) }
}

/** An item may declare its own character set; it holds for the item and all below it (PS3.5 6.1.2.2). */
function toHeaders(d: DataSet, outer: Reading): HeaderElement[] {
  const own = d.elements.has('00080005') ? { ...outer, set: characterSet(text(d, '00080005')) } : outer
  return [...d.elements.values()].map((e) => toHeader(d, e, own))
}

/** The structure reader stops at pixel data; here the rest (signatures, padding) is read as well. */
function withRest(file: DicomFile): { data: DataSet; problem: DicomFile['problem'] } {
  const elements = new Map(file.data.elements)
  let { problem } = file
  let last = [...elements.values()].at(-1)
  while (last && PIXEL_TAGS.has(last.tag) && !problem) {
    const { bytes, bigEndian } = file.data
    const open = last.openEnded ? readFragments(file.data, last) : null
    const end = open ? open.end : last.offset + last.length
    // The delimiter ends the value, it is no part of it.
    const length = Math.min(end, bytes.length) - last.offset - (open?.delimited ? DELIMITER : 0)
    elements.set(last.tag, { ...last, length })
    if (end > bytes.length || (open && !open.complete)) {
      problem = 'truncated'
      break
    }
    const rest = readDataSet(bytes, { explicit: file.structure.explicit, bigEndian, start: end })
    for (const [tag, e] of rest.data.elements) if (!elements.has(tag)) elements.set(tag, e)
    problem = rest.problem
    last = [...rest.data.elements.values()].at(-1)
  }
  return { data: { ...file.data, elements }, problem }
}

/** Reads what can be read; throws only for bytes that are no DICOM or whose first element is already damaged. */
export function readDicomHeader(bytes: Uint8Array, options: HeaderOptions = {}): DicomHeader {
  const file = openDicom(bytes)
  const { data, problem } = withRest(file)
  const undeclared: Reading = { set: characterSet(null), options }
  return {
    transferSyntax: file.transferSyntax,
    sopClass: sopClassOf(file),
    meta: file.meta ? toHeaders(file.meta, undeclared) : [],
    elements: toHeaders(data, undeclared),
    problem,
  }
}
