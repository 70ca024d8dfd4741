// Holes and pieces of a mask. The inside is connected by sides and corners, the outside by sides only, so that a thin
// diagonal line closes a hole.
import { type Mask, maskFromSpans, type Spans, spansOf, unionMasks } from './mask.ts'

type Pieces = {
  /** Spans of the piece that holds the pixel; null when no span does. */
  at(x: number, y: number): Spans | null
  all(): Spans[]
}

/** Spans grouped by connection; `corners` counts touching at a corner. */
function pieces(spans: Spans, corners: boolean): Pieces {
  const count = spans.length / 3
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const find = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root]!
    for (let at = i; at !== root; ) [at, parent[at]] = [parent[at]!, root]
    return root
  }
  const slack = corners ? 0 : 1
  for (let i = 0, above = 0; i < count; i++) {
    const y = spans[3 * i]!
    while (above < i && (spans[3 * above]! < y - 1 || (spans[3 * above] === y - 1 && ends(above) < starts(i)))) above++
    for (let j = above; j < i && spans[3 * j] === y - 1 && starts(j) + slack <= ends(i); j++)
      if (ends(j) >= starts(i) + slack) parent[find(i)] = find(j)
  }
  function starts(i: number): number {
    return spans[3 * i + 1]!
  }
  function ends(i: number): number {
    return spans[3 * i + 2]!
  }
  const collect = (root: number): Spans => {
    const out: Spans = []
    for (let i = 0; i < count; i++) if (find(i) === root) out.push(spans[3 * i]!, starts(i), ends(i))
    return out
  }
  return {
    at(x, y) {
      for (let i = 0; i < count; i++) if (spans[3 * i] === y && starts(i) <= x && x < ends(i)) return collect(find(i))
      return null
    },
    all() {
      const byRoot = new Map<number, Spans>()
      for (let i = 0; i < count; i++) {
        const root = find(i)
        const piece = byRoot.get(root)
        if (piece) piece.push(spans[3 * i]!, starts(i), ends(i))
        else byRoot.set(root, [spans[3 * i]!, starts(i), ends(i)])
      }
      return [...byRoot.values()]
    },
  }
}

/** The outside inside the window, with a rim of one pixel so that everything open hangs together. */
function outsideOf(mask: Mask): Spans {
  const out: Spans = []
  const spans = spansOf(mask)
  const [left, right] = [mask.x - 1, mask.x + mask.width + 1]
  let at = 0
  for (let y = mask.y - 1; y <= mask.y + mask.height; y++) {
    let from = left
    for (; at < spans.length && spans[at] === y; at += 3) {
      if (from < spans[at + 1]!) out.push(y, from, spans[at + 1]!)
      from = spans[at + 2]!
    }
    if (from < right) out.push(y, from, right)
  }
  return out
}

const isOpen = (piece: Spans, mask: Mask): boolean => piece[0] === mask.y - 1

export function fillHoles(mask: Mask): Mask {
  const holes = pieces(outsideOf(mask), false)
    .all()
    .filter((piece) => !isOpen(piece, mask))
  return holes.length === 0 ? mask : unionMasks([mask, ...holes.map(maskFromSpans)])
}

/** The hole around the pixel filled; null when the pixel is inside or in the open. */
export function fillHoleAt(mask: Mask, x: number, y: number): Mask | null {
  const hole = pieces(outsideOf(mask), false).at(x, y)
  return hole && !isOpen(hole, mask) ? unionMasks([mask, maskFromSpans(hole)]) : null
}

/** The mask without the piece that holds the pixel; null when the pixel is outside. */
export function removePieceAt(mask: Mask, x: number, y: number): Mask | null {
  const spans = spansOf(mask)
  const all = pieces(spans, true)
  const piece = all.at(x, y)
  if (!piece) return null
  const gone = new Set<string>()
  for (let i = 0; i < piece.length; i += 3) gone.add(`${piece[i]} ${piece[i + 1]}`)
  const kept: Spans = []
  for (let i = 0; i < spans.length; i += 3)
    if (!gone.has(`${spans[i]} ${spans[i + 1]}`)) kept.push(spans[i]!, spans[i + 1]!, spans[i + 2]!)
  return maskFromSpans(kept)
}

/** Pieces of fewer pixels than `least` are dropped: specks of a noisy picture. */
export function dropSpecks(spans: Spans, least: number): Spans {
  const kept: [number, number, number][] = []
  for (const piece of pieces(spans, true).all()) {
    let area = 0
    for (let i = 0; i < piece.length; i += 3) area += piece[i + 2]! - piece[i + 1]!
    if (area >= least) for (let i = 0; i < piece.length; i += 3) kept.push([piece[i]!, piece[i + 1]!, piece[i + 2]!])
  }
  return kept.sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat()
}
