// TIFF directories (TIFF 6.0, BigTIFF): the chain of pages and their fields. Nothing is trusted: counts and offsets are
// bounded by the file before they are read.
import { PandokError } from '../../../shared/contract/errors.ts'
import type { ByteSource } from '../byteSource.ts'
import { checkFrames } from '../limits.ts'

export type Field = { readonly type: number; readonly count: number; readonly at: number }
export type Directory = {
  readonly little: boolean
  has(tag: number): boolean
  /** First value, or `fallback` when the field is missing. */
  one(tag: number, fallback: number): number
  all(tag: number): number[]
  bytes(tag: number): Buffer | null
}

/** Bytes of the field types 1-18; 0 = unknown. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
const MAX_FIELDS = 4096
/** Offsets of tiles of the largest picture allowed stay far below. */
const MAX_VALUES = 8_000_000

const corrupt = (what: string): PandokError => new PandokError('corrupt', `TIFF: ${what}`)

export function readDirectories(file: ByteSource): Directory[] {
  const head = Buffer.from(file.read(0, 8))
  const little = head.toString('latin1', 0, 2) === 'II'
  const big = (little ? head.readUInt16LE(2) : head.readUInt16BE(2)) === 43
  const uint = (at: number, bytes: number): number => {
    const b = file.read(at, bytes)
    if (bytes === 1) return b[0] ?? 0
    if (bytes === 2) return little ? b.readUInt16LE(0) : b.readUInt16BE(0)
    if (bytes === 4) return little ? b.readUInt32LE(0) : b.readUInt32BE(0)
    const wide = little ? b.readBigUInt64LE(0) : b.readBigUInt64BE(0)
    if (wide > BigInt(Number.MAX_SAFE_INTEGER)) throw corrupt('an offset is out of range')
    return Number(wide)
  }
  if (big && uint(4, 2) !== 8) throw corrupt('unknown offset size')
  const word = big ? 8 : 4
  const entryBytes = big ? 20 : 12
  const pages: Directory[] = []
  const seen = new Set<number>()
  for (let at = uint(big ? 8 : 4, word); at !== 0; ) {
    if (seen.has(at)) throw corrupt('the pages form a loop')
    seen.add(at)
    const count = uint(at, big ? 8 : 2)
    if (count === 0 || count > MAX_FIELDS) throw corrupt('impossible number of fields')
    const start = at + (big ? 8 : 2)
    const fields = new Map<number, Field>()
    for (let i = 0; i < count; i++) {
      const entry = start + i * entryBytes
      const type = uint(entry + 2, 2)
      const values = uint(entry + 4, word)
      const bytes = (TYPE_BYTES[type] ?? 0) * values
      const inline = entry + 4 + word
      fields.set(uint(entry, 2), { type, count: values, at: bytes <= word ? inline : uint(inline, word) })
    }
    pages.push(directory(file, little, uint, fields))
    checkFrames(pages.length)
    at = uint(start + count * entryBytes, word)
  }
  if (pages.length === 0) throw corrupt('no page')
  return pages
}

function directory(
  file: ByteSource,
  little: boolean,
  uint: (at: number, bytes: number) => number,
  fields: Map<number, Field>,
): Directory {
  const all = (tag: number): number[] => {
    const f = fields.get(tag)
    if (!f) return []
    const bytes = TYPE_BYTES[f.type] ?? 0
    if (bytes === 0 || f.count > MAX_VALUES) throw corrupt(`field ${tag} cannot be read`)
    if (f.at + f.count * bytes > file.size)
      throw new PandokError('truncated', 'TIFF: a field lies behind the end', { tag })
    return Array.from({ length: f.count }, (_, i) => uint(f.at + i * bytes, bytes))
  }
  return {
    little,
    has: (tag) => fields.has(tag),
    one(tag, fallback) {
      const f = fields.get(tag)
      const bytes = f ? (TYPE_BYTES[f.type] ?? 0) : 0
      return f && f.count > 0 && bytes > 0 && bytes <= 8 ? uint(f.at, bytes) : fallback
    },
    all,
    bytes(tag) {
      const f = fields.get(tag)
      if (!f || f.count > 16_777_216) return null
      return Buffer.from(file.read(f.at, f.count))
    },
  }
}
