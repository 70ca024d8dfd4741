import type { ForeignLabel } from './record.ts'

/** Same class, kind and structure, numbers equal within `tolerance` pixels. */
export const sameWithin = (a: ForeignLabel, b: ForeignLabel, tolerance: number): boolean =>
  a.classKey === b.classKey && same(a.shape, b.shape, tolerance) && same(a.keypoints, b.keypoints, tolerance)

function same(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= tolerance
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => same(v, b[i], tolerance))
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
    return left.size === right.size && [...left].every(([key, value]) => same(value, right.get(key), tolerance))
  }
  return Object.is(a, b)
}
