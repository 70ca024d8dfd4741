// Elements of a data set, without their values. The only file that imports dicom-parser.
// dicom-parser's byte stream, endian readers and tag reader are used; the loop over elements is ours, because its
// own takes OV, SV and UV for short VRs (which loses the Extended Offset Table) and drops a half-read item.
import dicomParser from 'dicom-parser'
import { PandokError } from '../../../shared/contract/errors.ts'
import { implicitVr, lookUp } from './dictionary.ts'
import { type ElementHeader, isVr, need, readVrAndLength, UNDEFINED_LENGTH, Unreadable } from './elementHeader.ts'
import { MAX_DEPTH, MAX_ELEMENTS } from './limits.ts'

export type Element = {
  readonly tag: string
  readonly vr: string
  readonly offset: number
  /** Bytes of the value; for an open-ended element up to its delimiter. */
  readonly length: number
  readonly openEnded: boolean
  readonly items: readonly DataSet[] | null
}
export type DataSet = {
  readonly elements: Map<string, Element>
  readonly bytes: Uint8Array
  readonly bigEndian: boolean
}
export type Reading = {
  readonly data: DataSet
  /** Where the data set stopped being readable, and why; null when it was read to its end. */
  readonly problem: 'truncated' | 'corrupt' | null
  readonly end: number
}

/** Float, Double Float and (integer) Pixel Data. */
export const PIXEL_TAGS: ReadonlySet<string> = new Set(['7fe00008', '7fe00009', '7fe00010'])
const ITEM = 'fffee000'
const ITEM_END = 'fffee00d'
const SEQUENCE_END = 'fffee0dd'

type Stream = InstanceType<typeof dicomParser.ByteStream>
type State = { readonly stream: Stream; readonly bigEndian: boolean; signed: boolean; count: number }

const openStream = (bytes: Uint8Array, at: number, bigEndian: boolean): Stream =>
  new dicomParser.ByteStream(
    bigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser,
    bytes,
    at,
  )

const readTag = (s: Stream): string => dicomParser.readTag(s).slice(1)

function readHeader(state: State, explicit: boolean, end: number): ElementHeader {
  const s = state.stream
  need(s, 8, end)
  const tag = readTag(s)
  if (tag.startsWith('fffe')) return { tag, vr: '', length: s.readUint32() }
  if (!explicit) return { tag, vr: implicitVr(tag, state.signed), length: s.readUint32() }
  return { tag, ...readVrAndLength(s, tag, { end, signed: state.signed }) }
}

/** Explicitness of the items may differ from the outside (UN holds implicit little endian). */
type Sequence = { explicit: boolean; end: number; openEnded: boolean; depth: number }

function readItems(state: State, { explicit, end, openEnded, depth }: Sequence): DataSet[] {
  if (depth > MAX_DEPTH) throw new Unreadable('corrupt')
  const s = state.stream
  const items: DataSet[] = []
  while (s.position < end) {
    need(s, 8, end)
    const start = s.position
    const tag = readTag(s)
    const length = s.readUint32()
    if (tag === SEQUENCE_END) return items
    if (tag === ITEM_END) continue // a stray delimiter after an item of known length
    if (tag !== ITEM) {
      s.position = start
      // Behind whole items an element that the dictionary knows: the sequence was never closed.
      if (openEnded && items.length > 0 && lookUp(tag)) return items
      throw new Unreadable('corrupt')
    }
    const item = newDataSet(state)
    items.push(item)
    const open = length === UNDEFINED_LENGTH
    if (!open && s.position + length > end) throw new Unreadable(end < s.byteArray.length ? 'corrupt' : 'truncated')
    readElements(state, item, explicit, open ? end : s.position + length, { open, depth: depth + 1 })
  }
  if (openEnded) throw new Unreadable('truncated')
  return items
}

/** Value of undefined length that is no sequence (encapsulated bytes outside Pixel Data): steps over its fragments; where they end. */
function skipFragments(state: State, end: number): number {
  const s = state.stream
  while (s.position < end) {
    need(s, 8, end)
    const at = s.position
    const tag = readTag(s)
    const length = s.readUint32()
    if (tag === SEQUENCE_END) return at
    if (tag !== ITEM) throw new Unreadable('corrupt')
    need(s, length, end)
    s.position += length
  }
  throw new Unreadable('truncated')
}

const newDataSet = (state: State): DataSet => ({
  elements: new Map(),
  bytes: new Uint8Array(
    state.stream.byteArray.buffer,
    state.stream.byteArray.byteOffset,
    state.stream.byteArray.length,
  ),
  bigEndian: state.bigEndian,
})

const tagAt = (b: Uint8Array, at: number, littleEndian: boolean): string => {
  const v = new DataView(b.buffer, b.byteOffset, b.byteLength)
  const hex = (n: number): string => n.toString(16).padStart(4, '0')
  return hex(v.getUint16(at, littleEndian)) + hex(v.getUint16(at + 2, littleEndian))
}
const beginsSequence = (tag: string): boolean => tag === ITEM || tag === SEQUENCE_END

/**
 * How the items of a sequence of VR UN are written: implicit little endian whatever is outside (PS3.5 6.2.2 note 2), but
 * some writers go on as outside. null when no item begins here.
 */
function unknownLayout(state: State, end: number): { explicit: boolean; bigEndian: boolean } | null {
  const { position } = state.stream
  const bytes = plainBytes(state.stream)
  if (position + 8 > end) return null
  const orders = state.bigEndian ? [false, true] : [false]
  const bigEndian = orders.find((big) => beginsSequence(tagAt(bytes, position, !big)))
  if (bigEndian === undefined) return null
  const vr = String.fromCharCode(bytes[position + 12] ?? 0, bytes[position + 13] ?? 0)
  return { explicit: isVr(vr), bigEndian }
}

function readValue(state: State, h: ElementHeader, explicit: boolean, end: number, depth: number): Element {
  const s = state.stream
  const offset = s.position
  const openEnded = h.length === UNDEFINED_LENGTH
  const stop = openEnded ? end : offset + h.length
  if (!openEnded && stop > end) throw new Unreadable(end < s.byteArray.length ? 'corrupt' : 'truncated')
  const plain = { tag: h.tag, vr: h.vr, offset, openEnded, items: null }
  const mayHoldItems = h.vr === 'UN' && (openEnded || !explicit || lookUp(h.tag)?.vr === 'SQ')
  const layout =
    h.vr === 'SQ' ? { explicit, bigEndian: state.bigEndian } : mayHoldItems ? unknownLayout(state, stop) : null
  if (layout) {
    const inner =
      layout.bigEndian === state.bigEndian
        ? state
        : { ...state, stream: openStream(plainBytes(s), offset, layout.bigEndian), bigEndian: layout.bigEndian }
    try {
      const items = readItems(inner, { explicit: layout.explicit, end: stop, openEnded, depth })
      const length = inner.stream.position - offset
      s.position = openEnded ? inner.stream.position : stop
      return { ...plain, vr: 'SQ', length, items }
    } catch (e) {
      if (openEnded || !(e instanceof Unreadable)) throw e
      // Malformed inside a stated length: keep the bytes, go on behind it.
      s.position = stop
      return { ...plain, length: h.length }
    }
  }
  if (!openEnded) {
    s.position = stop
    return { ...plain, length: h.length }
  }
  const length = skipFragments(state, end) - offset
  return { ...plain, length }
}

const plainBytes = (s: Stream): Uint8Array =>
  new Uint8Array(s.byteArray.buffer, s.byteArray.byteOffset, s.byteArray.length)

type Scope = { readonly open: boolean; readonly depth: number }

function readElements(state: State, into: DataSet, explicit: boolean, end: number, scope: Scope): void {
  const s = state.stream
  while (s.position < end) {
    // A lone zero or space to an even length, or trailing padding shorter than any element.
    if (end - s.position < 8 && scope.depth === 0) return
    const start = s.position
    const h = readHeader(state, explicit, end)
    if (scope.depth === 0 && PIXEL_TAGS.has(h.tag)) {
      const openEnded = h.length === UNDEFINED_LENGTH
      const length = openEnded ? -1 : h.length
      into.elements.set(h.tag, { tag: h.tag, vr: h.vr, offset: s.position, length, openEnded, items: null })
      return
    }
    if (h.tag === ITEM_END) {
      if (scope.open) return
      continue
    }
    if (h.tag === SEQUENCE_END && scope.open) {
      s.position = start // the item was never closed; the sequence is
      return
    }
    if (h.tag === SEQUENCE_END) continue // closes a sequence of known length
    if (h.tag.startsWith('fffe')) throw new Unreadable('corrupt')
    if (++state.count > MAX_ELEMENTS) throw new Unreadable('corrupt')
    const element = readValue(state, h, explicit, end, scope.depth)
    into.elements.set(element.tag, element)
    if (element.tag === '00280103' && element.length >= 2)
      state.signed = (into.bytes[element.offset + (state.bigEndian ? 1 : 0)] ?? 0) === 1
  }
  if (scope.open) throw new Unreadable('truncated')
}

export type ReadOptions = {
  readonly explicit: boolean
  readonly bigEndian: boolean
  readonly start: number
}

/**
 * Reads as far as the bytes make sense: a file cut in its last element still has a patient and a study. Stops behind the
 * header of a pixel data element (length -1 when open-ended), because a cut picture must still be found.
 */
export function readDataSet(bytes: Uint8Array, options: ReadOptions): Reading {
  if (options.start >= bytes.length) {
    const data: DataSet = { elements: new Map(), bytes, bigEndian: options.bigEndian }
    return { data, problem: null, end: bytes.length }
  }
  const state: State = {
    stream: openStream(bytes, options.start, options.bigEndian),
    bigEndian: options.bigEndian,
    signed: false,
    count: 0,
  }
  const data = newDataSet(state)
  try {
    readElements(state, data, options.explicit, bytes.length, { open: false, depth: 0 })
    return { data, problem: null, end: state.stream.position }
  } catch (e) {
    if (e instanceof PandokError) throw e
    // Anything else comes from the byte stream: a read behind the end, or nesting deeper than the stack.
    return { data, problem: e instanceof Unreadable ? e.problem : 'corrupt', end: state.stream.position }
  }
}
