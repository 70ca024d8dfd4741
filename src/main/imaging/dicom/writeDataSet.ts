// Writes data sets: elements in the order given, sequences, file meta, fragments. Samples and tests are made with it.
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7'

export type Value = string | number[] | Uint8Array | BuiltItem[]
export type BuiltElement = readonly [tag: string, vr: string, value: Value]
export type BuiltItem = readonly BuiltElement[]

export type Writing = {
  readonly explicit: boolean
  readonly bigEndian: boolean
  /** Sequences and items of undefined length. */
  readonly openEnded?: boolean
}
export const EXPLICIT: Writing = { explicit: true, bigEndian: false }
export const IMPLICIT: Writing = { explicit: false, bigEndian: false }
export const BIG: Writing = { explicit: true, bigEndian: true }

const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const WIDTH: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  OW: 2,
  UL: 4,
  SL: 4,
  FL: 4,
  OF: 4,
  FD: 8,
  OD: 8,
  OV: 8,
  OB: 1,
}

export const concat = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

function u16(n: number, big: boolean): Uint8Array {
  const b = Buffer.alloc(2)
  if (big) b.writeUInt16BE(n)
  else b.writeUInt16LE(n)
  return b
}
function u32(n: number, big: boolean): Uint8Array {
  const b = Buffer.alloc(4)
  if (big) b.writeUInt32BE(n)
  else b.writeUInt32LE(n)
  return b
}

/** Numbers in the byte order of the writing. */
export function numbers(vr: string, values: readonly number[], big: boolean): Uint8Array {
  const width = WIDTH[vr] ?? 2
  const out = new Uint8Array(values.length * width)
  const v = new DataView(out.buffer)
  values.forEach((n, i) => {
    const at = i * width
    if (vr === 'FL' || vr === 'OF') v.setFloat32(at, n, !big)
    else if (vr === 'FD' || vr === 'OD') v.setFloat64(at, n, !big)
    else if (width === 8) v.setBigUint64(at, BigInt(n), !big)
    else if (width === 4) v.setUint32(at, n >>> 0, !big)
    else if (width === 2) v.setUint16(at, n & 0xffff, !big)
    else v.setUint8(at, n & 0xff)
  })
  return out
}

const tagBytes = (tag: string, big: boolean): Uint8Array =>
  concat([u16(Number.parseInt(tag.slice(0, 4), 16), big), u16(Number.parseInt(tag.slice(4), 16), big)])

function valueBytes(vr: string, value: Value, w: Writing): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return Buffer.from(value, 'latin1')
  if (value.length === 0) return new Uint8Array(0)
  if (typeof value[0] === 'number') return numbers(vr, value as number[], w.bigEndian)
  const items = (value as BuiltItem[]).map((item) => {
    const body = dataSet(item, w)
    const start = concat([tagBytes('fffee000', w.bigEndian), u32(w.openEnded ? 0xffffffff : body.length, w.bigEndian)])
    const end = w.openEnded ? concat([tagBytes('fffee00d', w.bigEndian), u32(0, w.bigEndian)]) : new Uint8Array(0)
    return concat([start, body, end])
  })
  const end = w.openEnded ? concat([tagBytes('fffee0dd', w.bigEndian), u32(0, w.bigEndian)]) : new Uint8Array(0)
  return concat([...items, end])
}

export function element([tag, vr, value]: BuiltElement, w: Writing): Uint8Array {
  const raw = valueBytes(vr, value, w)
  const padded =
    raw.length % 2 === 0 ? raw : concat([raw, Uint8Array.of(typeof value === 'string' && vr !== 'UI' ? 0x20 : 0)])
  const length = vr === 'SQ' && w.openEnded ? 0xffffffff : padded.length
  const head = w.explicit
    ? LONG.has(vr)
      ? concat([Buffer.from(vr), new Uint8Array(2), u32(length, w.bigEndian)])
      : concat([Buffer.from(vr), u16(length, w.bigEndian)])
    : u32(length, w.bigEndian)
  return concat([tagBytes(tag, w.bigEndian), head, padded])
}

export const dataSet = (elements: readonly BuiltElement[], w: Writing): Uint8Array =>
  concat(elements.map((e) => element(e, w)))

/** Preamble, magic and file meta; `syntax` null leaves the transfer syntax out. */
export function meta(
  syntax: string | null,
  sopClass = SECONDARY_CAPTURE,
  instance: string | null = null,
  implementation: string | null = null,
): Uint8Array {
  const rest = dataSet(
    [
      ['00020001', 'OB', Uint8Array.of(0, 1)],
      ['00020002', 'UI', sopClass],
      ...(instance === null ? [] : ([['00020003', 'UI', instance]] as BuiltElement[])),
      ...(syntax === null ? [] : ([['00020010', 'UI', syntax]] as BuiltElement[])),
      ...(implementation === null ? [] : ([['00020012', 'UI', implementation]] as BuiltElement[])),
    ],
    EXPLICIT,
  )
  return concat([new Uint8Array(128), Buffer.from('DICM'), element(['00020000', 'UL', [rest.length]], EXPLICIT), rest])
}

/** Open-ended Pixel Data: basic offset table (or none) and fragments. */
export function encapsulated(fragments: readonly Uint8Array[], table: readonly number[] = []): Uint8Array {
  const item = (body: Uint8Array): Uint8Array => {
    const even = body.length % 2 === 0 ? body : concat([body, new Uint8Array(1)])
    return concat([tagBytes('fffee000', false), u32(even.length, false), even])
  }
  return concat([
    tagBytes('7fe00010', false),
    Buffer.from('OB'),
    new Uint8Array(2),
    u32(0xffffffff, false),
    item(numbers('UL', table, false)),
    ...fragments.map(item),
    tagBytes('fffee0dd', false),
    u32(0, false),
  ])
}
