// The place that a row of a CSV names -> shape. Pure.
import type { Shape } from '../../../shared/annotation/model.ts'
import { fromCocoCounts } from '../../../shared/geometry/maskCoco.ts'
import type { Size } from '../record.ts'
import type { Columns } from './columns.ts'

type Row = readonly string[]
type Place = NonNullable<Columns['box']>

/** Null when a cell holds something else than as many numbers as its kind has. */
export function boxNumbers(row: Row, { kind, at }: Place): number[] | null {
  const cells = at.map((i) => row[i] ?? '')
  const inOne = kind === 'list' || kind === 'outline' || kind === 'runs'
  const words = inOne ? (cells[0] ?? '').replace(/[a-z]{2,}|[[\](){}"']/gi, ' ').split(/[\s,;]+/) : cells
  const numbers = words.filter((word) => word !== '').map(Number)
  if (!numbers.every(Number.isFinite)) return null
  if (kind === 'outline') return numbers.length >= 6 && numbers.length % 2 === 0 ? numbers : null
  if (kind === 'runs') return numbers.length > 0 && numbers.length % 2 === 0 ? numbers : null
  return numbers.length === (kind === 'quad' ? 8 : 4) ? numbers : null
}

export function readPlace(row: Row, place: Place, grid: Size, isFraction: boolean): Shape | null {
  const stated = boxNumbers(row, place)
  if (!stated) return null
  if (place.kind === 'runs') return readRuns(stated, grid)
  const [w, h] = isFraction ? [grid.width, grid.height] : [1, 1]
  const numbers = stated.map((v, i) => v * (i % 2 === 0 ? w : h))
  const [a, b, c, d] = numbers as [number, number, number, number]
  switch (place.kind) {
    case 'quad':
    case 'outline':
      return { kind: 'polygon', parts: [{ outer: opened(numbers), holes: [] }] }
    case 'corners': {
      const [x, y] = [Math.min(a, c), Math.min(b, d)]
      return { kind: 'box', x, y, width: Math.max(a, c) - x, height: Math.max(b, d) - y }
    }
    case 'centre':
    case 'start':
    case 'list': {
      if (c < 0 || d < 0) return null
      const [x, y] = place.kind === 'centre' ? [a - c / 2, b - d / 2] : [a, b]
      return { kind: 'box', x, y, width: c, height: d }
    }
  }
}

function opened(ring: number[]): number[] {
  const n = ring.length
  return n >= 8 && ring[0] === ring[n - 2] && ring[1] === ring[n - 1] ? ring.slice(0, -2) : ring
}

/** Kaggle: first pixel and length of each run, column by column, counted from 1. */
function readRuns(pairs: readonly number[], grid: Size): Shape | null {
  const counts: number[] = []
  let at = 0
  for (let i = 0; i < pairs.length; i += 2) {
    const [first, length] = [pairs[i]! - 1, pairs[i + 1]!]
    if (!Number.isInteger(first) || !Number.isInteger(length) || first < at || length < 1) return null
    counts.push(first - at, length)
    at = first + length
  }
  if (at > grid.width * grid.height) return null
  return fromCocoCounts([...counts, grid.width * grid.height - at], grid)
}
