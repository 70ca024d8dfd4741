// A mask while it is being painted: inside intervals by row. A brush step touches the rows under it and nothing else, and
// the run lengths are written once, when the stroke ends.
import { type Grid, type Mask, maskFromSpans, type Spans, spansOf } from './mask.ts'
import type { Bounds } from './spaces.ts'

/** What can be painted: visits the spans of rows `top` to `bottom` (exclusive) in order. */
export type MaskRows = {
  readonly bounds: Bounds
  eachSpan(top: number, bottom: number, visit: (y: number, from: number, to: number) => void): void
}

export type RowSet = MaskRows & {
  /** True when a pixel changed. Pixels outside the grid are cut. */
  add(y: number, from: number, to: number): boolean
  cut(y: number, from: number, to: number): boolean
  has(x: number, y: number): boolean
  toMask(): Mask
}

/** Flat from, to, from, to ...; sorted, never touching. */
type Row = number[]

function addTo(row: Row, from: number, to: number): boolean {
  let first = 0
  while (first < row.length && row[first + 1]! < from) first += 2
  let left = from
  let right = to
  let end = first
  while (end < row.length && row[end]! <= to) {
    left = Math.min(left, row[end]!)
    right = Math.max(right, row[end + 1]!)
    end += 2
  }
  if (end === first + 2 && left === row[first] && right === row[first + 1]) return false
  row.splice(first, end - first, left, right)
  return true
}

function cutFrom(row: Row, from: number, to: number): boolean {
  let first = 0
  while (first < row.length && row[first + 1]! <= from) first += 2
  const kept: number[] = []
  let end = first
  while (end < row.length && row[end]! < to) {
    if (row[end]! < from) kept.push(row[end]!, from)
    if (row[end + 1]! > to) kept.push(to, row[end + 1]!)
    end += 2
  }
  if (end === first) return false
  row.splice(first, end - first, ...kept)
  return true
}

export function createRowSet(grid: Grid, start: Mask | null = null): RowSet {
  const rows = new Map<number, Row>()
  if (start) {
    const spans = spansOf(start)
    for (let i = 0; i < spans.length; i += 3) {
      const from = Math.max(0, spans[i + 1]!)
      const to = Math.min(grid.width, spans[i + 2]!)
      const y = spans[i]!
      if (y < 0 || y >= grid.height || from >= to) continue
      const row = rows.get(y)
      if (row) row.push(from, to)
      else rows.set(y, [from, to])
    }
  }
  const change = (y: number, from: number, to: number, how: typeof addTo): boolean => {
    const left = Math.max(0, from)
    const right = Math.min(grid.width, to)
    if (y < 0 || y >= grid.height || left >= right) return false
    let row = rows.get(y)
    if (!row) {
      if (how === cutFrom) return false
      row = []
      rows.set(y, row)
    }
    return how(row, left, right)
  }
  const spans = (): Spans => {
    const out: Spans = []
    for (const y of [...rows.keys()].sort((a, b) => a - b)) {
      const row = rows.get(y)!
      for (let i = 0; i < row.length; i += 2) out.push(y, row[i]!, row[i + 1]!)
    }
    return out
  }
  return {
    bounds: { x: 0, y: 0, ...grid },
    eachSpan(top, bottom, visit) {
      for (let y = Math.max(0, top); y < Math.min(grid.height, bottom); y++) {
        const row = rows.get(y)
        if (row) for (let i = 0; i < row.length; i += 2) visit(y, row[i]!, row[i + 1]!)
      }
    },
    add: (y, from, to) => change(y, from, to, addTo),
    cut: (y, from, to) => change(y, from, to, cutFrom),
    has(x, y) {
      const row = rows.get(y)
      if (row) for (let i = 0; i < row.length; i += 2) if (row[i]! <= x && x < row[i + 1]!) return true
      return false
    },
    toMask: () => maskFromSpans(spans()),
  }
}

/** A stored mask as rows; holds its outline, not its area. */
export function rowsOfMask(mask: Mask): MaskRows {
  const spans = Int32Array.from(spansOf(mask))
  const starts = new Int32Array(mask.height + 1)
  let at = 0
  for (let row = 0; row <= mask.height; row++) {
    while (at < spans.length && spans[at]! < mask.y + row) at += 3
    starts[row] = at
  }
  return {
    bounds: { x: mask.x, y: mask.y, width: mask.width, height: mask.height },
    eachSpan(top, bottom, visit) {
      const from = Math.min(mask.height, Math.max(0, top - mask.y))
      const to = Math.min(mask.height, Math.max(from, bottom - mask.y))
      for (let i = starts[from]!; i < starts[to]!; i += 3) visit(spans[i]!, spans[i + 1]!, spans[i + 2]!)
    },
  }
}
