// Parts of the picture that are not to be seen (PS3.3 C.7.6.11, C.7.6.15). Positions count from 1 and name whole pixels.
import type { Shutter } from '../../../shared/contract/dicom.ts'
import { spacingOf } from './spacing.ts'
import type { DataSet } from './structure.ts'
import { integer, numbers, text } from './values.ts'

const SHAPES = '00181600'
const [LEFT, RIGHT, UPPER, LOWER] = ['00181602', '00181604', '00181606', '00181608'] as const
const [CENTRE, RADIUS, VERTICES] = ['00181610', '00181612', '00181620'] as const
const [LEVEL, BITMAP_GROUP] = ['00181622', '00181623'] as const
const MOST_VERTICES = 4096

const readers: Readonly<Record<string, (d: DataSet) => Shutter | null>> = {
  RECTANGULAR(d) {
    const [left, right, upper, lower] = [LEFT, RIGHT, UPPER, LOWER].map((tag) => integer(d, tag))
    if (left == null || right == null || upper == null || lower == null) return null
    return { kind: 'rectangle', left: left - 1, right, upper: upper - 1, lower }
  },
  CIRCULAR(d) {
    const [row, column] = numbers(d, CENTRE)
    const radius = integer(d, RADIUS)
    if (row === undefined || column === undefined || radius === null || radius <= 0) return null
    if (!Number.isFinite(row) || !Number.isFinite(column)) return null
    // The radius counts pixels of a row; a circle of the body is an oval of pixels that are no squares.
    const spacing = spacingOf(d)
    const ry = spacing.source === 'none' ? radius : (radius * spacing.column) / spacing.row
    return { kind: 'circle', x: column - 0.5, y: row - 0.5, rx: radius, ry }
  },
  POLYGONAL(d) {
    const pairs = numbers(d, VERTICES).slice(0, MOST_VERTICES * 2)
    if (pairs.length < 6 || pairs.length % 2 !== 0 || !pairs.every(Number.isFinite)) return null
    return { kind: 'polygon', points: pairs.map((_, i) => (pairs[i ^ 1] ?? 0) - 0.5) }
  },
  BITMAP(d) {
    const group = integer(d, BITMAP_GROUP)
    return group === null ? null : { kind: 'bitmap', group }
  },
}

export function shuttersOf(d: DataSet): { shutters: Shutter[]; level: number } {
  const shapes = (text(d, SHAPES) ?? '').split('\\').map((s) => s.trim())
  const shutters = shapes.flatMap((shape) => {
    const found = readers[shape]?.(d)
    return found ? [found] : []
  })
  return { shutters, level: Math.min(1, Math.max(0, (integer(d, LEVEL) ?? 0) / 0xffff)) }
}
