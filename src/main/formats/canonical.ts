// One text for one meaning: what an export expects and what its re-import found are compared by it.
import { hash } from 'node:crypto'
import { trimMask } from '../../shared/geometry/mask.ts'
import type { ForeignLabel } from './record.ts'

/** Fields by name, -0 as 0, masks without their window. */
export function canonicalLabel(label: ForeignLabel, fields: unknown = null): string {
  const shape = label.shape?.kind === 'mask' ? trimMask(label.shape) : label.shape
  return JSON.stringify([label.classKey, shape, label.keypoints, label.attributes, fields], sorted)
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value

/** 52 bits of a digest: a million of them in one Float64Array, and a wrong "equal" once in 4e15. */
export function shortDigest(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 13), 16)
}
