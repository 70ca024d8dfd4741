// Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5 and .6), plain and segmented (C.7.9.2) -> RGBA by stored value.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { DataSet } from './structure.ts'
import { find, numbers } from './values.ts'

const CHANNELS = [
  { descriptor: '00281101', plain: '00281201', segmented: '00281221' },
  { descriptor: '00281102', plain: '00281202', segmented: '00281222' },
  { descriptor: '00281103', plain: '00281203', segmented: '00281223' },
] as const

type Table = { readonly first: number; readonly values: Uint16Array }

const corrupt = (): PandokError => new PandokError('corrupt', 'the palette of the picture is damaged')

/**
 * 2^bits entries of RGBA, negative stored values at the end as in two's complement; values outside the table take its
 * first or last entry. null when the file brings no palette at all.
 */
export function readPalette(d: DataSet, bits: number, signed: boolean): Uint8Array | null {
  if (bits > 16 || !find(d, CHANNELS[0].descriptor)) return null
  const tables = CHANNELS.map((c) => readTable(d, c, signed))
  // 16-bit entries are shown by their high byte; writers that state 16 bits and store 8 are told by their values.
  const shift = tables.some((t) => t.values.some((v) => v > 255)) ? 8 : 0
  const count = 2 ** bits
  const out = new Uint8Array(count * 4).fill(255)
  tables.forEach(({ first, values }, channel) => {
    const last = values.length - 1
    for (let i = 0; i < count; i++) {
      const stored = signed && i >= count / 2 ? i - count : i
      out[i * 4 + channel] = (values[Math.min(last, Math.max(0, stored - first))] ?? 0) >> shift
    }
  })
  return out
}

function readTable(d: DataSet, tags: (typeof CHANNELS)[number], signed: boolean): Table {
  const [count, firstStated, entryBits] = numbers(d, tags.descriptor).map((n) => n & 0xffff)
  if (count === undefined || firstStated === undefined || entryBits === undefined) throw corrupt()
  // 0 stands for 65,536, which does not fit in 16 bits.
  const entries = count === 0 ? 65_536 : count
  const first = signed && firstStated > 0x7fff ? firstStated - 0x10000 : firstStated
  const plain = wordsOf(d, tags.plain)
  if (plain) return { first, values: plainEntries(plain, entries) }
  const segments = wordsOf(d, tags.segmented)
  if (!segments) throw corrupt()
  return { first, values: expandSegments(entryBits > 8 ? segments : bytesOf(segments), entries, entryBits > 8 ? 2 : 1) }
}

/** The value as 16-bit words in the order of the data set, whatever VR it carries. */
export function wordsOf(d: DataSet, tag: string): Uint16Array | null {
  const e = find(d, tag)
  if (!e || e.items || e.length < 2) return null
  const end = Math.min(e.offset + e.length, d.bytes.length)
  const out = new Uint16Array(Math.floor((end - e.offset) / 2))
  const v = new DataView(d.bytes.buffer, d.bytes.byteOffset, d.bytes.byteLength)
  for (let i = 0; i < out.length; i++) out[i] = v.getUint16(e.offset + i * 2, !d.bigEndian)
  return out
}

/** Two 8-bit entries in each word, the first in the low byte. */
const bytesOf = (words: Uint16Array): Uint16Array => {
  const out = new Uint16Array(words.length * 2)
  words.forEach((w, i) => {
    out[i * 2] = w & 0xff
    out[i * 2 + 1] = w >> 8
  })
  return out
}

/** 8-bit entries come packed or in a word each; the length tells. */
export function plainEntries(words: Uint16Array, entries: number): Uint16Array {
  const values = words.length >= entries ? words : bytesOf(words)
  if (values.length < entries) throw corrupt()
  return values.slice(0, entries)
}

const DISCRETE = 0
const LINEAR = 1
const INDIRECT = 2

export function expandSegments(data: Uint16Array, entries: number, bytesPerEntry: 1 | 2): Uint16Array {
  const out = new Uint16Array(entries)
  let filled = 0
  const need = (at: number): number => {
    const value = data[at]
    if (value === undefined) throw corrupt()
    return value
  }
  const put = (value: number): void => {
    if (filled >= entries) throw corrupt()
    out[filled++] = value
  }
  /** Expands the segment at `at`; answers where the next one begins. */
  const segment = (at: number, indirectAllowed: boolean): number => {
    const opcode = need(at)
    const length = need(at + 1)
    if (opcode === DISCRETE) {
      for (let i = 0; i < length; i++) put(need(at + 2 + i))
      return at + 2 + length
    }
    if (opcode === LINEAR) {
      const from = out[filled - 1]
      if (from === undefined || length === 0) throw corrupt()
      const to = need(at + 2)
      for (let i = 1; i <= length; i++) put(Math.round(from + ((to - from) * i) / length))
      return at + 3
    }
    if (opcode !== INDIRECT || !indirectAllowed) throw corrupt()
    // Offset in bytes, low part first: two words, or four bytes where entries are bytes.
    const parts = bytesPerEntry === 2 ? 2 : 4
    let offset = 0
    for (let i = parts - 1; i >= 0; i--) offset = offset * (bytesPerEntry === 2 ? 65_536 : 256) + need(at + 2 + i)
    let there = Math.floor(offset / bytesPerEntry)
    for (let i = 0; i < length; i++) there = segment(there, false)
    return at + 2 + parts
  }
  // A padding byte may follow the last segment.
  for (let at = 0; filled < entries; ) at = segment(at, true)
  return out
}
