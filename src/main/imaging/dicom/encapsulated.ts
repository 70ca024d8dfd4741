// Encapsulated Pixel Data (PS3.5 A.4): fragments, offset tables, and which fragments make a frame.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { DataSet, Element } from './structure.ts'
import { offsets64 } from './values.ts'

export type Fragment = {
  /** Of the value in the file. */
  readonly at: number
  readonly length: number
  /** Of the item tag from the first item behind the basic offset table, as offset tables count. */
  readonly offset: number
}
export type Encapsulated = {
  readonly bytes: Uint8Array
  readonly table: readonly number[]
  readonly fragments: readonly Fragment[]
  /** The sequence delimiter (or the stated length) was reached. */
  readonly complete: boolean
  /** A sequence delimiter ends it. */
  readonly delimited: boolean
  /** The file ends inside the last fragment or its item header. */
  readonly cut: boolean
  readonly end: number
}

const EXTENDED_OFFSETS = '7fe00001'
const EXTENDED_LENGTHS = '7fe00002'

/** Walks item by item, so delimiter bytes inside a codestream are never taken for the end. */
export function readFragments(data: DataSet, e: Element): Encapsulated {
  const { bytes } = data
  const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = e.length < 0 ? bytes.length : Math.min(bytes.length, e.offset + e.length)
  const fragments: Fragment[] = []
  const table: number[] = []
  let at = e.offset
  let first = -1
  while (at + 8 <= end) {
    const group = v.getUint16(at, true)
    const element = v.getUint16(at + 2, true)
    const length = v.getUint32(at + 4, true)
    if (group === 0xfffe && element === 0xe0dd)
      return { bytes, table, fragments, complete: true, delimited: true, cut: false, end: at + 8 }
    if (group !== 0xfffe || element !== 0xe000) break
    const value = at + 8
    const have = Math.min(length, end - value)
    // Some writers leave the table out: the first item is a picture then.
    if (first < 0 && startsPicture(bytes, { at: value, length: have })) first = at
    if (first < 0) {
      for (let i = 0; i + 4 <= have; i += 4) table.push(v.getUint32(value + i, true))
      first = value + length
    } else fragments.push({ at: value, length: have, offset: at - first })
    if (have < length) return { bytes, table, fragments, complete: false, delimited: false, cut: true, end }
    at = value + length
  }
  return { bytes, table, fragments, complete: e.length >= 0 && at === end, delimited: false, cut: false, end: at }
}

function startsPicture(b: Uint8Array, f: Pick<Fragment, 'at' | 'length'>): boolean {
  const [m, n, o] = [b[f.at], b[f.at + 1], b[f.at + 2]]
  return (m === 0xff && ((n === 0xd8 && o === 0xff) || (n === 0x4f && o === 0xff))) || startsRle(b, f)
}

/** Header of an RLE frame (PS3.5 G.5): 1 to 15 segments, the first behind the header, rising offsets, zeros behind them. */
function startsRle(b: Uint8Array, { at, length }: Pick<Fragment, 'at' | 'length'>): boolean {
  if (length < RLE_HEADER || at + RLE_HEADER > b.length) return false
  const v = new DataView(b.buffer, b.byteOffset + at, RLE_HEADER)
  const segments = v.getUint32(0, true)
  if (segments < 1 || segments > 15 || v.getUint32(4, true) !== RLE_HEADER) return false
  let before = 0
  for (let i = 1; i < RLE_HEADER / 4; i++) {
    const offset = v.getUint32(i * 4, true)
    if (i > segments ? offset !== 0 : offset <= before) return false
    before = offset
  }
  return true
}
const RLE_HEADER = 64

/** First fragment of each frame. Empty when the frames cannot be told apart. */
function frameStarts(p: Encapsulated, frames: number): readonly number[] {
  const index = new Map(p.fragments.map((f, i) => [f.offset, i]))
  const tabled = p.table.length >= frames ? p.table.slice(0, frames).map((offset) => index.get(offset) ?? -1) : []
  const rising = tabled.length > 0 && tabled[0] === 0 && tabled.every((s, i) => i === 0 || s > (tabled[i - 1] ?? 0))
  if (rising) return tabled
  // Empty fragments stand between frames and at their end.
  const filled = p.fragments.flatMap((f, i) => (f.length > 0 ? [i] : []))
  if (filled.length === frames) return filled
  const pictures = p.fragments.flatMap((f, i) => (startsPicture(p.bytes, f) ? [i] : []))
  if (pictures.length > 0 && pictures[0] === filled[0] && (pictures.length >= frames || !p.complete)) return pictures
  // A file cut short: whole fragments are whole frames as long as there are fewer of them.
  return filled.length < frames ? filled : []
}

const join = (p: Encapsulated, parts: readonly Fragment[]): Uint8Array => {
  const [only] = parts
  if (parts.length === 1 && only) return p.bytes.subarray(only.at, only.at + only.length)
  const out = new Uint8Array(parts.reduce((n, f) => n + f.length, 0))
  let at = 0
  for (const f of parts) {
    out.set(p.bytes.subarray(f.at, f.at + f.length), at)
    at += f.length
  }
  return out
}

/** V8 makes no longer strings. */
const MAX_TEXT = 0x1fffffe8
/** End of image, perhaps a byte of padding, start of the next picture: bytes that no codestream holds inside. */
const NEXT_PICTURE = /\xff\xd9(?=\0?\xff(?:\xd8\xff|\x4f\xff\x51))/g

/** All frames in one fragment, one behind the other; null when it is not so. */
function gluedFrames(p: Encapsulated, frames: number): Uint8Array[] | null {
  const [only, ...others] = p.fragments.filter((f) => f.length > 0)
  if (others.length > 0 || p.cut || !only || !startsPicture(p.bytes, only)) return null
  if (only.length > MAX_TEXT) return null
  const all = join(p, [only])
  const text = Buffer.from(all.buffer, all.byteOffset, all.length).toString('latin1')
  const ends = [...text.matchAll(NEXT_PICTURE)].map((m) => m.index + 2)
  if (ends.length !== frames - 1) return null
  const starts = [0, ...ends.map((at) => (all[at] === 0xff ? at : at + 1))]
  return starts.map((from, i) => all.subarray(from, ends[i] ?? all.length))
}

/** By the Extended Offset Table (PS3.3 C.7.6.3.1.8): offset and length of every frame's one fragment. */
function extendedFrame(data: DataSet, p: Encapsulated, frame: number): Uint8Array | null {
  const offset = offsets64(data, EXTENDED_OFFSETS)?.[frame]
  const length = offsets64(data, EXTENDED_LENGTHS)?.[frame]
  const fragment = p.fragments.find((f) => f.offset === offset)
  if (!fragment || length === undefined || length > fragment.length || length < 1) return null
  return p.bytes.subarray(fragment.at, fragment.at + length)
}

/** The codestream of one frame; `truncated` when the file ends before it does. */
export function encapsulatedFrame(data: DataSet, p: Encapsulated, frames: number, frame: number): Uint8Array {
  if (p.fragments.length === 0)
    throw new PandokError(p.complete ? 'corrupt' : 'truncated', 'the pixel data holds no fragment')
  if (frames === 1) {
    if (p.cut) throw cut(frame)
    return extendedFrame(data, p, 0) ?? join(p, p.fragments)
  }
  const extended = extendedFrame(data, p, frame)
  if (extended) return extended
  const glued = gluedFrames(p, frames)
  if (glued) return glued[frame] ?? p.bytes.subarray(0, 0)
  const starts = frameStarts(p, frames)
  if (starts.length === 0)
    throw new PandokError('corrupt', 'fragments cannot be assigned to frames', {
      fragments: p.fragments.length,
      frames,
    })
  const from = starts[frame]
  if (from === undefined) throw cut(frame)
  const to = starts[frame + 1] ?? p.fragments.length
  if (to === p.fragments.length && p.cut) throw cut(frame)
  return join(p, p.fragments.slice(from, to))
}

const cut = (frame: number): PandokError =>
  new PandokError('truncated', 'the file ends before this frame does', { frame })
