// The outline of a mask along pixel edges, with holes. Pixels that touch only at a corner are separate parts.
import { type Mask, type PolygonShape, type Spans, spansOf } from './mask.ts'

type Interval = readonly [number, number]

/** Null for an empty mask. `maskFromPolygon` of the result gives the mask back. */
export function maskToPolygon(mask: Mask): PolygonShape | null {
  const spans = spansOf(mask)
  if (spans.length === 0) return null
  const rows = rowsOf(spans)
  const component = components(rows)
  const parts = new Map<number, { outer: number[]; holes: number[][] }>()
  for (const { ring, x, y } of loops(rows)) {
    const id = component(x, y)
    const part = parts.get(id) ?? { outer: [], holes: [] }
    parts.set(id, part)
    if (signedArea(ring) > 0) part.outer = ring
    else part.holes.push(ring)
  }
  return { kind: 'polygon', parts: [...parts.values()] }
}

/** Positive for a ring that runs clockwise on screen (y down). */
function signedArea(ring: readonly number[]): number {
  let twice = 0
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length
    twice += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!
  }
  return twice / 2
}

function rowsOf(spans: Spans): Map<number, Interval[]> {
  const rows = new Map<number, Interval[]>()
  for (let i = 0; i < spans.length; i += 3) {
    const span: Interval = [spans[i + 1]!, spans[i + 2]!]
    const row = rows.get(spans[i]!)
    if (row) row.push(span)
    else rows.set(spans[i]!, [span])
  }
  return rows
}

/** Which 4-connected region a pixel belongs to. */
function components(rows: Map<number, Interval[]>): (x: number, y: number) => number {
  const parent: number[] = []
  const first = new Map<number, number>()
  const find = (a: number): number => {
    let root = a
    while (parent[root] !== root) root = parent[root]!
    for (let at = a; at !== root; ) [at, parent[at]] = [parent[at]!, root]
    return root
  }
  for (const [y, row] of rows) {
    first.set(y, parent.length)
    for (let i = 0; i < row.length; i++) parent.push(parent.length)
    const above = rows.get(y - 1) ?? []
    const aboveFirst = first.get(y - 1) ?? 0
    for (let i = 0, j = 0; i < row.length && j < above.length; ) {
      const [a, b] = [row[i]!, above[j]!]
      if (a[0] < b[1] && b[0] < a[1]) parent[find(first.get(y)! + i)] = find(aboveFirst + j)
      if (a[1] < b[1]) i++
      else j++
    }
  }
  return (x, y) => {
    const row = rows.get(y) ?? []
    let [low, high] = [0, row.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (row[middle]![1] <= x) low = middle + 1
      else high = middle
    }
    return find((first.get(y) ?? 0) + low)
  }
}

/** Parts of `a` that are not in `b`. */
function minus(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const out: Interval[] = []
  let j = 0
  for (const [from, to] of a) {
    let at = from
    while (j < b.length && b[j]![1] <= at) j++
    for (let k = j; k < b.length && b[k]![0] < to; k++) {
      if (b[k]![0] > at) out.push([at, b[k]![0]])
      at = Math.max(at, b[k]![1])
    }
    if (at < to) out.push([at, to])
  }
  return out
}

type Loop = { ring: number[]; x: number; y: number }
/** Corner -> corner at the other end of the edge that leaves it in this direction. */
type Edges = Map<number, number>

/**
 * Walks all outlines with the inside on the right hand. Corners are the ends of horizontal edges; two corners of a column
 * are joined in order of y. Where two pixels touch at a corner the walk turns right, which keeps them apart.
 */
function loops(rows: Map<number, Interval[]>): Loop[] {
  const [left, right] = extent(rows)
  const stride = right - left + 1
  const key = (x: number, y: number) => y * stride + (x - left)
  const place = (k: number): [number, number] => {
    const y = Math.floor(k / stride)
    return [k - y * stride + left, y]
  }
  const rightward: Edges = new Map()
  const leftward: Edges = new Map()
  const columns = new Map<number, number[]>()
  const corner = (x: number, y: number) => {
    const column = columns.get(x)
    if (column) column.push(y)
    else columns.set(x, [y])
  }
  const boundaries = new Set([...rows.keys()].flatMap((y) => [y, y + 1]))
  for (const y of [...boundaries].sort((a, b) => a - b)) {
    const [above, below] = [rows.get(y - 1) ?? [], rows.get(y) ?? []]
    const top = minus(below, above)
    const bottom = minus(above, below)
    for (const [from, to] of top) rightward.set(key(from, y), key(to, y))
    for (const [from, to] of bottom) leftward.set(key(to, y), key(from, y))
    for (const [from, to] of [...top, ...bottom]) {
      corner(from, y)
      corner(to, y)
    }
  }
  const [down, up] = verticalEdges(columns, key)
  const turns = new Map<Edges, readonly [prefer: Edges, other: Edges]>([
    [rightward, [down, up]],
    [down, [leftward, rightward]],
    [leftward, [up, down]],
    [up, [rightward, leftward]],
  ])
  const out: Loop[] = []
  const walked = new Map<Edges, Set<number>>([rightward, leftward, down, up].map((edges) => [edges, new Set<number>()]))
  for (const start of [rightward, leftward]) {
    for (const [first, end] of start) {
      if (walked.get(start)!.has(first)) continue
      const ring: number[] = []
      let edges = start
      let at = first
      do {
        ring.push(...place(at))
        walked.get(edges)!.add(at)
        at = edges.get(at)!
        const [prefer, other] = turns.get(edges)!
        edges = prefer.has(at) ? prefer : other
      } while (edges !== start || at !== first)
      const [x, y] = place(first)
      out.push(start === rightward ? { ring, x, y } : { ring, x: place(end)[0], y: y - 1 })
    }
  }
  return out
}

function verticalEdges(columns: Map<number, number[]>, key: (x: number, y: number) => number): [Edges, Edges] {
  const down: Edges = new Map()
  const up: Edges = new Map()
  for (const [x, column] of columns) {
    column.sort((a, b) => a - b)
    for (let i = 0; i + 1 < column.length; i += 2) {
      down.set(key(x, column[i]!), key(x, column[i + 1]!))
      up.set(key(x, column[i + 1]!), key(x, column[i]!))
    }
  }
  return [down, up]
}

function extent(rows: Map<number, Interval[]>): [number, number] {
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of rows.values()) {
    left = Math.min(left, row[0]![0])
    right = Math.max(right, row[row.length - 1]![1])
  }
  return [left, right]
}
