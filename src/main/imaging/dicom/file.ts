// From bytes to a data set: preamble or none, file meta or none, transfer syntax declared, guessed or contradicted.
import { constants, inflateRawSync, inflateSync } from 'node:zlib'
import { PandokError } from '../../../shared/contract/errors.ts'
import { isVr } from './elementHeader.ts'
import { MAX_INFLATED_BYTES } from './limits.ts'
import { type DataSet, PIXEL_TAGS, type Reading, readDataSet } from './structure.ts'
import { type Structure, structureOf, UID } from './transferSyntax.ts'
import { text } from './values.ts'

export type DicomFile = {
  readonly meta: DataSet | null
  readonly data: DataSet
  /** What the file declares; null when it declares nothing. */
  readonly transferSyntax: string | null
  readonly structure: Structure
  readonly problem: Reading['problem']
  /** First byte not understood, or the start of the pixel data's value. */
  readonly end: number
}

const MAGIC = [0x44, 0x49, 0x43, 0x4d]
const hasMagic = (b: Uint8Array, at: number): boolean => MAGIC.every((c, i) => b[at + i] === c)

/** Where the first element is: behind preamble and magic, behind a lone magic, or at once. */
function firstElement(bytes: Uint8Array): number {
  if (hasMagic(bytes, 128)) return 132
  return hasMagic(bytes, 0) ? 4 : 0
}

const vrAt = (b: Uint8Array, at: number): string => String.fromCharCode(b[at] ?? 0, b[at + 1] ?? 0)

type Layout = { readonly explicit: boolean; readonly bigEndian: boolean }

/** The layout the bytes at `at` can have, judged by one element: group, VR or length. null: no data set begins here. */
function layoutAt(bytes: Uint8Array, at: number): Layout | null {
  if (at + 8 > bytes.length) return null
  const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = v.getUint16(at, true)
  const big = v.getUint16(at, false)
  // Data sets begin with a low group, so the byte order is the one that makes it low.
  const bigEndian = little > 0x00ff && big <= 0x00ff
  const group = bigEndian ? big : little
  if (isVr(vrAt(bytes, at + 4))) return group === 0 ? null : { explicit: true, bigEndian }
  const length = v.getUint32(at + 4, !bigEndian)
  const plausible = length === 0xffffffff || at + 8 + length <= bytes.length
  return plausible && group !== 0 && (group <= 0x00ff || length < 0x10000) ? { explicit: false, bigEndian } : null
}

/** File meta is explicit little endian up to the first element of another group, with or without a group length. */
function readMeta(bytes: Uint8Array, start: number): { meta: DataSet | null; next: number } {
  const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (start + 8 > bytes.length || v.getUint16(start, true) !== 2) return { meta: null, next: start }
  const explicit = isVr(vrAt(bytes, start + 4))
  let end = start
  while (end + 8 <= bytes.length && v.getUint16(end, true) === 2) {
    const vr = vrAt(bytes, end + 4)
    const long = explicit && (vr === 'OB' || vr === 'UN' || vr === 'OW' || vr === 'UT' || vr === 'SQ')
    if (long && end + 12 > bytes.length) break
    const length = !explicit
      ? v.getUint32(end + 4, true)
      : long
        ? v.getUint32(end + 8, true)
        : v.getUint16(end + 6, true)
    const next = end + (long ? 12 : 8) + length
    if (next > bytes.length) throw new PandokError('truncated', 'the file ends inside its file meta information')
    end = next
  }
  const reading = readDataSet(bytes.subarray(0, end), { explicit, bigEndian: false, start })
  return { meta: reading.data, next: end }
}

function inflate(bytes: Uint8Array): Uint8Array {
  // A cut stream still gives what it holds; the data set reader then says where it ends.
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_INFLATED_BYTES }
  try {
    return inflateRawSync(bytes, options)
  } catch (e) {
    if (e instanceof Error && 'code' in e && e.code === 'ERR_BUFFER_TOO_LARGE')
      throw new PandokError('image-too-large', 'the deflated data set is larger than the limit', {
        maxBytes: MAX_INFLATED_BYTES,
      })
    try {
      return inflateSync(bytes, options) // with a zlib header, against the standard
    } catch {
      throw new PandokError('corrupt', 'the deflated data set cannot be inflated')
    }
  }
}

/** A deflated data set under another name: no element begins behind the file meta, but one does in what it inflates to. */
function inflatedAnyway(bytes: Uint8Array, next: number): Uint8Array | null {
  if (next === 0 || next >= bytes.length) return null
  try {
    const body = inflate(bytes.subarray(next))
    return layoutAt(body, 0) ? body : null
  } catch {
    return null
  }
}

/** DICOM by its magic, or by beginning like a data set: file meta, or an identifying group with a known VR or length. */
export function isDicom(bytes: Uint8Array): boolean {
  if (hasMagic(bytes, 128)) return true
  const at = firstElement(bytes)
  if (at + 8 > bytes.length) return false
  const layout = layoutAt(bytes, at)
  if (!layout) return false
  const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const group = v.getUint16(at, !layout.bigEndian)
  const element = v.getUint16(at + 2, !layout.bigEndian)
  if (group !== 2 && group !== 8) return at === 4
  if (layout.explicit) return element <= 0x1200
  const length = v.getUint32(at + 4, !layout.bigEndian)
  return element <= 0x0100 && length <= 1024
}

/** Throws `unsupported-type` for bytes that are no DICOM at all. */
export function openDicom(source: Uint8Array): DicomFile {
  // A Buffer's slice() is a view, a Uint8Array's a copy: only the latter is used from here on.
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  if (bytes.length === 0) throw new PandokError('file-empty', 'the file is empty')
  if (!isDicom(bytes)) throw new PandokError('unsupported-type', 'the file is not a DICOM file')
  const { meta, next } = readMeta(bytes, firstElement(bytes))
  const transferSyntax = meta ? text(meta, '00020010') : null
  const declared = transferSyntax ? structureOf(transferSyntax) : null
  // A file that calls itself deflated and is not: the first element has VR letters, a deflate stream does not.
  const deflated = declared?.deflated && !layoutAt(bytes, next)?.explicit
  const silently = deflated || layoutAt(bytes, next) ? null : inflatedAnyway(bytes, next)
  const body = silently ?? (deflated ? inflate(bytes.subarray(next)) : bytes)
  const start = body === bytes ? next : 0
  const seen = layoutAt(body, start)
  // Bytes win over the declaration: archives rewrite the one without the other.
  const layout = seen ?? { explicit: declared?.explicit ?? false, bigEndian: declared?.bigEndian ?? false }
  const structure: Structure = {
    ...(declared ?? structureOf(UID.explicitLittle)),
    ...layout,
    pixelsBigEndian: layout.bigEndian || (declared?.pixelsBigEndian === true && !declared.bigEndian),
  }
  const reading = readDataSet(body, { ...layout, start })
  if (reading.data.elements.size === 0 && reading.problem)
    throw new PandokError(reading.problem, 'no element of the data set can be read')
  return { meta, data: reading.data, transferSyntax, structure, problem: reading.problem, end: reading.end }
}

export const pixelElementOf = (data: DataSet) => {
  for (const tag of PIXEL_TAGS) {
    const e = data.elements.get(tag)
    if (e) return e
  }
  return null
}
