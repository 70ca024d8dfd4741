// Who belongs to whom: the pairing with the largest sum of weights. Exact (the Hungarian method, with potentials), and quick
// because things that share no candidate are solved apart from each other.

/** A pair that may be made; what is not listed may not. */
export type Candidate = { readonly a: number; readonly b: number; readonly weight: number }

/** The chosen candidates. Weights are above zero. */
export function assign(candidates: readonly Candidate[]): Candidate[] {
  return componentsOf(candidates).flatMap((group) => (group.length === 1 ? group : solved(group)))
}

/** Candidates that hang together over a shared thing. */
function componentsOf(candidates: readonly Candidate[]): Candidate[][] {
  const parent = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    parent.set(key, root)
    return root
  }
  for (const { a, b } of candidates) parent.set(rootOf(`a${a}`), rootOf(`b${b}`))
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const root = rootOf(`a${candidate.a}`)
    const known = groups.get(root)
    if (known) known.push(candidate)
    else groups.set(root, [candidate])
  }
  return [...groups.values()]
}

function solved(group: readonly Candidate[]): Candidate[] {
  const left = [...new Set(group.map((c) => c.a))]
  const right = [...new Set(group.map((c) => c.b))]
  const known = new Map(group.map((c) => [`${c.a} ${c.b}`, c]))
  const n = Math.max(left.length, right.length)
  // Nobody has to be paired: a place that stands for nothing costs as much as a pair that may not be made.
  const cost = (row: number, column: number): number => -(known.get(`${left[row]} ${right[column]}`)?.weight ?? 0)
  const columnOf = cheapest(n, cost)
  return columnOf.flatMap((column, row) => known.get(`${left[row]} ${right[column]}`) ?? [])
}

/** Column of each row of a square table, so that the costs add up to the least. */
export function cheapest(n: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(n + 1)
  const columnPotential = new Float64Array(n + 1)
  /** Row that holds a column, both counted from 1; 0 = free. */
  const holder = new Int32Array(n + 1)
  const cameFrom = new Int32Array(n + 1)
  for (let row = 1; row <= n; row++) {
    holder[0] = row
    let column = 0
    const slack = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
    const done = new Uint8Array(n + 1)
    do {
      done[column] = 1
      const from = holder[column]!
      let [least, next] = [Number.POSITIVE_INFINITY, 0]
      for (let j = 1; j <= n; j++) {
        if (done[j]) continue
        const reduced = cost(from - 1, j - 1) - rowPotential[from]! - columnPotential[j]!
        if (reduced < slack[j]!) {
          slack[j] = reduced
          cameFrom[j] = column
        }
        if (slack[j]! < least) {
          least = slack[j]!
          next = j
        }
      }
      for (let j = 0; j <= n; j++) {
        if (done[j]) {
          rowPotential[holder[j]!]! += least
          columnPotential[j]! -= least
        } else slack[j]! -= least
      }
      column = next
    } while (holder[column] !== 0)
    // Back along the way the free column was reached.
    while (column !== 0) {
      const before = cameFrom[column]!
      holder[column] = holder[before]!
      column = before
    }
  }
  const out = new Array<number>(n).fill(-1)
  for (let j = 1; j <= n; j++) out[holder[j]! - 1] = j - 1
  return out
}
