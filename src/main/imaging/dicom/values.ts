// Values of single elements, read leniently: padding, wrong VR and wrong multiplicity occur in real files.
import type { DataSet, Element } from './structure.ts'

const view = (d: DataSet): DataView => new DataView(d.bytes.buffer, d.bytes.byteOffset, d.bytes.byteLength)

export const find = (d: DataSet, tag: string): Element | null => d.elements.get(tag) ?? null

/** Bytes of a default-repertoire string (UID, code, number), without padding; null when absent or empty. */
export function text(d: DataSet, tag: string): string | null {
  const e = find(d, tag)
  if (!e || e.items || e.length < 1) return null
  const bytes = d.bytes.subarray(e.offset, e.offset + Math.min(e.length, 4096))
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').replace(/\0/g, '').trim() || null
}

const WIDTH: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, AT: 4, OW: 2, UN: 2, OB: 2 }

/** One whole number, whether it was written as a binary number or as text. */
export function integer(d: DataSet, tag: string): number | null {
  const e = find(d, tag)
  if (!e || e.items || e.length < 1) return null
  if (e.vr === 'IS' || e.vr === 'DS' || e.vr === 'LO' || e.vr === 'SH' || e.vr === 'CS') {
    const n = Number.parseFloat(text(d, tag)?.split('\\')[0] ?? '')
    return Number.isFinite(n) ? Math.trunc(n) : null
  }
  const width = e.length === 4 && (e.vr === 'UN' || e.vr === 'UL' || e.vr === 'SL') ? 4 : (WIDTH[e.vr] ?? 2)
  if (e.length < width) return e.length === 1 ? (d.bytes[e.offset] ?? null) : null
  const v = view(d)
  const little = !d.bigEndian
  if (e.vr === 'SS') return v.getInt16(e.offset, little)
  if (e.vr === 'SL') return v.getInt32(e.offset, little)
  return width === 4 ? v.getUint32(e.offset, little) : v.getUint16(e.offset, little)
}

/** 64-bit unsigned numbers (OV) as doubles; beyond 2^53 they are no offset into any file. */
export function offsets64(d: DataSet, tag: string): number[] | null {
  const e = find(d, tag)
  if (!e || e.length < 8) return null
  const v = view(d)
  const out: number[] = []
  for (let at = e.offset; at + 8 <= e.offset + e.length; at += 8) out.push(Number(v.getBigUint64(at, !d.bigEndian)))
  return out
}

/** Every number of an element, written as text or binary; what is no number is NaN. */
export function numbers(d: DataSet, tag: string): number[] {
  const e = find(d, tag)
  if (!e || e.items || e.length < 1) return []
  const binary = BINARY[e.vr]
  if (!binary) return (text(d, tag) ?? '').split('\\').map((part) => Number.parseFloat(part))
  const v = view(d)
  const out: number[] = []
  const end = Math.min(e.offset + e.length, d.bytes.length)
  for (let at = e.offset; at + binary.width <= end; at += binary.width) out.push(binary.read(v, at, !d.bigEndian))
  return out
}

const BINARY: Readonly<
  Record<string, { readonly width: number; readonly read: (v: DataView, at: number, little: boolean) => number }>
> = {
  US: { width: 2, read: (v, at, le) => v.getUint16(at, le) },
  SS: { width: 2, read: (v, at, le) => v.getInt16(at, le) },
  OW: { width: 2, read: (v, at, le) => v.getUint16(at, le) },
  UL: { width: 4, read: (v, at, le) => v.getUint32(at, le) },
  SL: { width: 4, read: (v, at, le) => v.getInt32(at, le) },
  FL: { width: 4, read: (v, at, le) => v.getFloat32(at, le) },
  FD: { width: 8, read: (v, at, le) => v.getFloat64(at, le) },
}

export const itemsOf = (d: DataSet, tag: string): readonly DataSet[] => find(d, tag)?.items ?? []
