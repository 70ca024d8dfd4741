// Minimum cut of a picture graph (Boykov and Kolmogorov 2004): two search trees that grow towards each other and are
// mended after each push instead of being built anew.

/** Directions in an order in which the opposite of d is 7 - d. */
export const NEIGHBOURS: readonly (readonly [dx: number, dy: number])[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
]

export type FlowGraph = {
  readonly count: number
  /** Of node i in direction d at 8 i + d; -1 = none. */
  readonly neighbour: Int32Array
  /** Whole numbers, used up by the cut. */
  readonly capacity: Int32Array
  /** Positive: from the source; negative: to the sink. */
  readonly terminal: Int32Array
}

const FREE = 0
const SOURCE = 1
const SINK = 2
const ROOT = -1
const NONE = -2

/** 1 for nodes on the side of the source. */
export function minimumCut({ count, neighbour, capacity, terminal }: FlowGraph): Uint8Array {
  const tree = new Uint8Array(count)
  /** Arc from the node to its parent, ROOT, or NONE. */
  const parent = new Int32Array(count).fill(NONE)
  const depth = new Int32Array(count)
  const stamp = new Int32Array(count)
  const active: number[] = []
  const isActive = new Uint8Array(count)
  const orphans: number[] = []
  let time = 0

  const reverse = (arc: number): number => neighbour[arc]! * 8 + 7 - (arc & 7)
  const activate = (i: number) => {
    if (isActive[i] === 1) return
    isActive[i] = 1
    active.push(i)
  }
  const orphan = (i: number) => {
    parent[i] = NONE
    orphans.push(i)
  }
  for (let i = 0; i < count; i++) {
    if (terminal[i] === 0) continue
    tree[i] = terminal[i]! > 0 ? SOURCE : SINK
    parent[i] = ROOT
    depth[i] = 1
    activate(i)
  }

  /** Residual of the arc in the direction in which flow runs through the tree of `i`, seen from `i`. */
  const outOf = (i: number, arc: number): number => (tree[i] === SOURCE ? capacity[arc]! : capacity[reverse(arc)]!)

  /** Arc from the source tree to the sink tree, or -1. */
  const grow = (i: number): number => {
    for (let d = 0; d < 8; d++) {
      const arc = i * 8 + d
      const j = neighbour[arc]!
      if (j < 0 || outOf(i, arc) === 0) continue
      if (tree[j] === FREE) {
        tree[j] = tree[i]!
        parent[j] = reverse(arc)
        depth[j] = depth[i]! + 1
        stamp[j] = stamp[i]!
        activate(j)
      } else if (tree[j] !== tree[i]) return tree[i] === SOURCE ? arc : reverse(arc)
      else if (stamp[j]! <= stamp[i]! && depth[j]! > depth[i]! + 1) {
        parent[j] = reverse(arc)
        depth[j] = depth[i]! + 1
        stamp[j] = stamp[i]!
      }
    }
    return -1
  }

  const augment = (bridge: number) => {
    const from = neighbour[reverse(bridge)]!
    const to = neighbour[bridge]!
    let push = capacity[bridge]!
    let i = from
    for (; parent[i] !== ROOT; i = neighbour[parent[i]!]!) push = Math.min(push, capacity[reverse(parent[i]!)]!)
    push = Math.min(push, terminal[i]!)
    for (i = to; parent[i] !== ROOT; i = neighbour[parent[i]!]!) push = Math.min(push, capacity[parent[i]!]!)
    push = Math.min(push, -terminal[i]!)

    capacity[bridge]! -= push
    capacity[reverse(bridge)]! += push
    for (i = from; parent[i] !== ROOT; ) {
      const arc = parent[i]!
      capacity[arc]! += push
      capacity[reverse(arc)]! -= push
      if (capacity[reverse(arc)] === 0) orphan(i)
      i = neighbour[arc]!
    }
    terminal[i]! -= push
    if (terminal[i] === 0) orphan(i)
    for (i = to; parent[i] !== ROOT; ) {
      const arc = parent[i]!
      capacity[arc]! -= push
      capacity[reverse(arc)]! += push
      if (capacity[arc] === 0) orphan(i)
      i = neighbour[arc]!
    }
    terminal[i]! += push
    if (terminal[i] === 0) orphan(i)
  }

  /** Steps to a root; -1 when the way ends at an orphan. */
  const rooted = (start: number): number => {
    let steps = 0
    let i = start
    for (; stamp[i] !== time; steps++) {
      if (parent[i] === NONE) return -1
      if (parent[i] === ROOT) {
        stamp[i] = time
        depth[i] = 1
        break
      }
      i = neighbour[parent[i]!]!
    }
    const total = steps + depth[i]!
    let left = total
    for (i = start; stamp[i] !== time; i = neighbour[parent[i]!]!) {
      stamp[i] = time
      depth[i] = left--
    }
    return total
  }

  const adopt = (i: number) => {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let d = 0; d < 8; d++) {
      const arc = i * 8 + d
      const j = neighbour[arc]!
      if (j < 0 || tree[j] !== tree[i]) continue
      if ((tree[i] === SOURCE ? capacity[reverse(arc)]! : capacity[arc]!) === 0) continue
      const steps = rooted(j)
      if (steps >= 0 && steps < least) [best, least] = [arc, steps]
    }
    if (best >= 0) {
      parent[i] = best
      depth[i] = least + 1
      stamp[i] = time
      return
    }
    for (let d = 0; d < 8; d++) {
      const arc = i * 8 + d
      const j = neighbour[arc]!
      if (j < 0 || tree[j] !== tree[i]) continue
      if ((tree[i] === SOURCE ? capacity[reverse(arc)]! : capacity[arc]!) !== 0) activate(j)
      const up = parent[j]!
      if (up >= 0 && neighbour[up] === i) orphan(j)
    }
    tree[i] = FREE
  }

  for (let at = 0; at < active.length; ) {
    const i = active[at]!
    const bridge = tree[i] === FREE || parent[i] === NONE ? -1 : grow(i)
    if (bridge < 0) {
      isActive[i] = 0
      at++
      if (at > 65_536) {
        active.splice(0, at)
        at = 0
      }
      continue
    }
    augment(bridge)
    time++
    for (let n = 0; n < orphans.length; n++) adopt(orphans[n]!)
    orphans.length = 0
  }
  return tree.map((t) => (t === SOURCE ? 1 : 0))
}
