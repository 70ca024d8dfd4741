// Small DICOM files made from nothing, for tests that must not need foreign data.
import { type BuiltElement, concat, dataSet, EXPLICIT, element, meta, type Writing } from '../writeDataSet.ts'

export * from '../writeDataSet.ts'

export type ImageOptions = {
  rows: number
  columns: number
  frames?: number
  samples?: number
  photometric?: string
  planar?: number
  allocated?: number
  stored?: number
  high?: number
  signed?: boolean
}

export function imageElements(o: ImageOptions): BuiltElement[] {
  const allocated = o.allocated ?? 8
  const stored = o.stored ?? allocated
  const samples = o.samples ?? 1
  return [
    ['00080005', 'CS', 'ISO_IR 192'],
    ['00080016', 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    ['00100010', 'PN', Buffer.from('Hong^Gildong=洪^吉洞=홍^길동')],
    ['00280002', 'US', [samples]],
    ['00280004', 'CS', o.photometric ?? (samples === 3 ? 'RGB' : 'MONOCHROME2')],
    ...(samples === 3 ? ([['00280006', 'US', [o.planar ?? 0]]] as BuiltElement[]) : []),
    ...(o.frames === undefined ? [] : ([['00280008', 'IS', String(o.frames)]] as BuiltElement[])),
    ['00280010', 'US', [o.rows]],
    ['00280011', 'US', [o.columns]],
    ['00280100', 'US', [allocated]],
    ['00280101', 'US', [stored]],
    ['00280102', 'US', [o.high ?? stored - 1]],
    ['00280103', 'US', [o.signed ? 1 : 0]],
  ]
}

/** A whole file; `pixels` is either the value of Pixel Data or, for encapsulated syntaxes, the finished element. */
export function dicomFile(
  syntax: string,
  o: ImageOptions,
  pixels: BuiltElement | Uint8Array,
  w: Writing = EXPLICIT,
): Uint8Array {
  const body = pixels instanceof Uint8Array ? pixels : element(pixels, w)
  return concat([meta(syntax), dataSet(imageElements(o), w), body])
}

/** Smooth with some noise, deterministic; values 0..2^bits-1 (or centred on zero). */
export function testValues(count: number, bits: number, signed = false, columns = 16): number[] {
  let seed = 12345
  return Array.from({ length: count }, (_, i) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    const wave =
      0.5 + 0.35 * Math.sin((i % columns) / 5) + 0.1 * Math.cos(i / columns / 3) + ((seed >>> 16) / 65536 - 0.5) * 0.05
    const v = Math.floor(wave * 2 ** bits)
    return Math.max(0, Math.min(2 ** bits - 1, v)) - (signed ? 2 ** (bits - 1) : 0)
  })
}
