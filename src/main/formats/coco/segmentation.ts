// COCO `segmentation` <-> polygon or mask.
import type { Shape, ShapeOf } from '../../../shared/annotation/model.ts'
import type { Mask } from '../../../shared/geometry/mask.ts'
import { decodeCocoCounts, encodeCocoCounts, fromCocoCounts, toCocoCounts } from '../../../shared/geometry/maskCoco.ts'
import { isFields, isNumbers } from '../guards.ts'
import type { Report, Size } from '../record.ts'
import type { KeptLabel } from './types.ts'

type Read = { shape: Shape | null; kept: Pick<KeptLabel, 'rle' | 'closed'> }
const NOTHING: Read = { shape: null, kept: {} }

/** Null shape when there is no usable segmentation; what was unusable is reported. */
export function readSegmentation(value: unknown, grid: Size, report: Report): Read {
  if (value === undefined || value === null) return NOTHING
  if (Array.isArray(value)) return readRings(value, report)
  if (isFields(value)) return readRunLengths(value['counts'], value['size'], grid, report)
  report('coco-segmentation-invalid')
  return NOTHING
}

function readRings(value: readonly unknown[], report: Report): Read {
  if (value.length === 0) return NOTHING
  // Some writers leave out the outer list when there is one ring.
  const rings: readonly unknown[] = typeof value[0] === 'number' ? [value] : value
  const parts: ShapeOf<'polygon'>['parts'] = []
  const closed: number[] = []
  let dropped = 0
  for (const given of rings) {
    const ring = flatRing(given)
    if (!isNumbers(ring) || ring.length % 2 !== 0 || ring.length < 6) dropped++
    else {
      const outer = openRing(ring)
      if (outer !== ring) closed.push(parts.length)
      parts.push({ outer, holes: [] })
    }
  }
  if (dropped > 0) report('coco-ring-invalid', dropped)
  if (parts.length === 0) return NOTHING
  return { shape: { kind: 'polygon', parts }, kept: closed.length > 0 ? { closed } : {} }
}

/** [[x, y], …] occurs where x, y, … belongs. */
const flatRing = (ring: unknown): unknown =>
  Array.isArray(ring) && Array.isArray(ring[0]) && ring.every((p) => isNumbers(p) && p.length === 2)
    ? ring.flat()
    : ring

function readRunLengths(counts: unknown, size: unknown, grid: Size, report: Report): Read {
  const list = typeof counts === 'string' ? decodeCocoCounts(counts) : isNumbers(counts) ? counts : null
  const [height, width] = isNumbers(size) && size.length === 2 ? size : [-1, -1]
  const mask = list && fromCocoCounts(list, { width: width!, height: height! })
  if (!mask || !Number.isInteger(width) || !Number.isInteger(height)) {
    report('coco-segmentation-invalid')
    return NOTHING
  }
  if (width !== grid.width || height !== grid.height) report('coco-mask-size')
  return { shape: mask, kept: { rle: typeof counts === 'string' ? 'string' : 'list' } }
}

export const writeRings = (polygon: ShapeOf<'polygon'>, closed: readonly number[] = []): number[][] =>
  polygon.parts.map(({ outer }, i) => (closed.includes(i) ? [...outer, outer[0]!, outer[1]!] : outer))

/** As a list unless the mask came as a string: the official crowd annotations are lists. */
export function writeRunLengths(mask: Mask, grid: Size, form: 'list' | 'string' = 'list') {
  const counts = toCocoCounts(mask, grid)
  return { size: [grid.height, grid.width], counts: form === 'string' ? encodeCocoCounts(counts) : counts }
}

/** Without the repeated first point at its end; the same array when there is none. */
export function openRing(ring: number[]): number[] {
  const n = ring.length
  return n >= 8 && ring[0] === ring[n - 2] && ring[1] === ring[n - 1] ? ring.slice(0, -2) : ring
}
