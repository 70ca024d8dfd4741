// Run-length masks over a pixel window (row by row). A pixel belongs to a polygon when its centre does.
import type { ShapeOf } from '../annotation/model.ts'

export type Mask = ShapeOf<'mask'>
export type PolygonShape = ShapeOf<'polygon'>
/** Inside pixels of one row: y, first x, x behind the last; flat triples in order of y, then x, never touching. */
export type Spans = number[]
export type Grid = { readonly width: number; readonly height: number }

export const emptyMask: Mask = { kind: 'mask', x: 0, y: 0, width: 0, height: 0, counts: [] }

/** Number of inside pixels. */
export function maskArea(mask: Mask): number {
  let area = 0
  for (let i = 1; i < mask.counts.length; i += 2) area += mask.counts[i]!
  return area
}

/** False when the counts do not fill the window exactly. */
export const isSoundMask = (mask: Mask): boolean =>
  mask.counts.reduce((sum, n) => sum + n, 0) === mask.width * mask.height

/** Inside spans of row-by-row counts; a run that wraps over a row end becomes one span a row. */
export function spansOf(mask: Mask): Spans {
  const out: Spans = []
  let at = 0
  for (let i = 0; i < mask.counts.length; i++) {
    const end = at + mask.counts[i]!
    if (i % 2 === 1) {
      while (at < end) {
        const row = Math.floor(at / mask.width)
        const from = at - row * mask.width
        const to = Math.min(mask.width, from + end - at)
        // A run of zero length between two inside runs leaves touching spans: they are one.
        const last = out.length - 3
        if (last >= 0 && out[last] === mask.y + row && out[last + 2] === mask.x + from) out[last + 2] = mask.x + to
        else out.push(mask.y + row, mask.x + from, mask.x + to)
        at += to - from
      }
    }
    at = end
  }
  return out
}

/** The smallest mask that holds the spans (given in order of y, then x, without touching). */
export function maskFromSpans(spans: Spans): Mask {
  if (spans.length === 0) return emptyMask
  let left = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  for (let i = 0; i < spans.length; i += 3) {
    left = Math.min(left, spans[i + 1]!)
    right = Math.max(right, spans[i + 2]!)
  }
  const top = spans[0]!
  const width = right - left
  const height = spans[spans.length - 3]! - top + 1
  const counts: number[] = []
  let done = 0
  for (let i = 0; i < spans.length; i += 3) {
    const row = (spans[i]! - top) * width
    const from = row + spans[i + 1]! - left
    const to = row + spans[i + 2]! - left
    if (from === done && counts.length > 0) counts[counts.length - 1]! += to - from
    else counts.push(from - done, to - from)
    done = to
  }
  if (done < width * height) counts.push(width * height - done)
  return { kind: 'mask', x: left, y: top, width, height, counts }
}

/** Same pixels, smallest window, no empty runs: two masks with equal pixels become deeply equal. */
export const trimMask = (mask: Mask): Mask => maskFromSpans(spansOf(mask))

/** The part of the mask inside 0,0,width,height. */
export function clipMask(mask: Mask, grid: Grid): Mask {
  if (mask.x >= 0 && mask.y >= 0 && mask.x + mask.width <= grid.width && mask.y + mask.height <= grid.height)
    return mask
  const out: Spans = []
  const spans = spansOf(mask)
  for (let i = 0; i < spans.length; i += 3) {
    const y = spans[i]!
    const from = Math.max(0, spans[i + 1]!)
    const to = Math.min(grid.width, spans[i + 2]!)
    if (y >= 0 && y < grid.height && from < to) out.push(y, from, to)
  }
  return maskFromSpans(out)
}

export function unionMasks(masks: readonly Mask[]): Mask {
  const rows = new Map<number, [number, number][]>()
  for (const mask of masks) {
    const spans = spansOf(mask)
    for (let i = 0; i < spans.length; i += 3) {
      const row = rows.get(spans[i]!)
      if (row) row.push([spans[i + 1]!, spans[i + 2]!])
      else rows.set(spans[i]!, [[spans[i + 1]!, spans[i + 2]!]])
    }
  }
  return maskFromSpans(joinRows(rows))
}

/** Sorts and joins the intervals of each row. */
function joinRows(rows: Map<number, [number, number][]>): Spans {
  const out: Spans = []
  for (const y of [...rows.keys()].sort((a, b) => a - b)) {
    const row = rows.get(y)!.sort((a, b) => a[0] - b[0])
    let [from, to] = row[0]!
    for (const [a, b] of row) {
      if (a <= to) to = Math.max(to, b)
      else {
        out.push(y, from, to)
        from = a
        to = b
      }
    }
    out.push(y, from, to)
  }
  return out
}

/** Pixels whose centre lies inside: even-odd inside a part, union over parts, clipped to the grid. */
export function maskFromPolygon(polygon: PolygonShape, grid: Grid): Mask {
  const rows = new Map<number, [number, number][]>()
  for (const part of polygon.parts) {
    const crossings = new Map<number, number[]>()
    for (const ring of [part.outer, ...part.holes]) collectCrossings(ring, grid.height, crossings)
    for (const [y, xs] of crossings) {
      xs.sort((a, b) => a - b)
      for (let i = 0; i + 1 < xs.length; i += 2) {
        const from = Math.max(0, Math.ceil(xs[i]! - 0.5))
        const to = Math.min(grid.width, Math.ceil(xs[i + 1]! - 0.5))
        if (from >= to) continue
        const row = rows.get(y)
        if (row) row.push([from, to])
        else rows.set(y, [[from, to]])
      }
    }
  }
  return maskFromSpans(joinRows(rows))
}

/** x of every edge at the centre line of each row; an edge holds its upper end, not its lower. */
function collectCrossings(ring: readonly number[], height: number, into: Map<number, number[]>): void {
  const n = ring.length
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
    const [top, bottom] = ay < by ? [ay, by] : [by, ay]
    const last = Math.min(height, Math.ceil(bottom - 0.5))
    for (let y = Math.max(0, Math.ceil(top - 0.5)); y < last; y++) {
      const x = ax + ((y + 0.5 - ay) / (by - ay)) * (bx - ax)
      const row = into.get(y)
      if (row) row.push(x)
      else into.set(y, [x])
    }
  }
}
