// COCO run lengths: the whole image, column by column, as a list or as pycocotools' compressed string.
import { clipMask, type Grid, type Mask, maskFromSpans, type Spans, spansOf } from './mask.ts'

/** Larger grids cannot be held by the 32-bit arithmetic of the compressed string (and of pycocotools). */
export const MAX_COCO_PIXELS = 2 ** 31 - 1

/** The mirror at the main diagonal: rows become columns. Work is proportional to the outline, not to the area. */
export function transposeSpans(spans: Spans): Spans {
  const openedAt = new Map<number, number>()
  const runs: [number, number, number][] = []
  const toggle = (from: number, to: number, y: number) => {
    for (let x = from; x < to; x++) {
      const start = openedAt.get(x)
      if (start === undefined) openedAt.set(x, y)
      else {
        runs.push([x, start, y])
        openedAt.delete(x)
      }
    }
  }
  let above: [number, number][] = []
  let y = 0
  const next = (row: [number, number][], at: number) => {
    for (const [from, to] of difference(above, row)) toggle(from, to, at)
    above = row
    y = at
  }
  for (let i = 0; i < spans.length; ) {
    const at = spans[i]!
    if (above.length > 0 && at > y + 1) next([], y + 1)
    const row: [number, number][] = []
    for (; i < spans.length && spans[i] === at; i += 3) row.push([spans[i + 1]!, spans[i + 2]!])
    next(row, at)
  }
  next([], y + 1)
  runs.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return runs.flat()
}

/** Intervals that are in exactly one of two sorted lists. */
function difference(a: readonly [number, number][], b: readonly [number, number][]): [number, number][] {
  const edges = [...a, ...b].flat().sort((p, q) => p - q)
  const out: [number, number][] = []
  for (let i = 0; i + 1 < edges.length; i += 2) if (edges[i]! < edges[i + 1]!) out.push([edges[i]!, edges[i + 1]!])
  return out
}

/** Column-by-column counts over the whole grid, starting with outside. Pixels outside the grid are cut. */
export function toCocoCounts(mask: Mask, grid: Grid): number[] {
  const columns = transposeSpans(spansOf(clipMask(mask, grid)))
  const counts: number[] = []
  let done = 0
  for (let i = 0; i < columns.length; i += 3) {
    const column = columns[i]! * grid.height
    const [from, to] = [column + columns[i + 1]!, column + columns[i + 2]!]
    if (from === done && counts.length > 0) counts[counts.length - 1]! += to - from
    else counts.push(from - done, to - from)
    done = to
  }
  const pixels = grid.width * grid.height
  if (done < pixels || counts.length === 0) counts.push(pixels - done)
  return counts
}

/** Null when the counts do not describe this grid. A list that ends early is outside to the end, as pycocotools reads it. */
export function fromCocoCounts(counts: readonly number[], grid: Grid): Mask | null {
  const pixels = grid.width * grid.height
  if (!Number.isSafeInteger(pixels) || pixels < 0 || pixels > MAX_COCO_PIXELS) return null
  let sum = 0
  for (const n of counts) {
    if (!Number.isInteger(n) || n < 0) return null
    sum += n
  }
  if (sum > pixels) return null
  // Read as rows of the mirrored image, then mirrored back.
  const mirrored = spansOf({ kind: 'mask', x: 0, y: 0, width: grid.height, height: grid.width, counts: [...counts] })
  return maskFromSpans(transposeSpans(mirrored))
}

/** pycocotools' rleToString: from the third run on the difference to the run before the last, 5 bits a character. */
export function encodeCocoCounts(counts: readonly number[]): string {
  let out = ''
  for (let i = 0; i < counts.length; i++) {
    let x = counts[i]! - (i > 2 ? counts[i - 2]! : 0)
    for (let more = true; more; ) {
      let c = x & 0x1f
      x >>= 5
      more = c & 0x10 ? x !== -1 : x !== 0
      if (more) c |= 0x20
      out += String.fromCharCode(c + 48)
    }
  }
  return out
}

/** Null for a string that pycocotools could not have written. */
export function decodeCocoCounts(text: string): number[] | null {
  const counts: number[] = []
  for (let p = 0; p < text.length; ) {
    let x = 0
    for (let k = 0, more = true; more; k++, p++) {
      if (p >= text.length || k > 6) return null
      const c = text.charCodeAt(p) - 48
      if (c < 0 || c > 63) return null
      x |= (c & 0x1f) << (5 * k)
      more = (c & 0x20) !== 0
      if (!more && c & 0x10 && k < 6) x |= -1 << (5 * (k + 1))
    }
    if (counts.length > 2) x += counts[counts.length - 2]!
    if (x < 0) return null
    counts.push(x)
  }
  return counts
}
