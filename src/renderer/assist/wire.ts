// Intelligent scissors (Mortensen and Barrett 1995): the cheapest way between two pixels, where edges are cheap.
import { type Field, spread, usedChannels } from './field.ts'

/** Cost of a step onto a pixel without an edge; onto the strongest edge it is 1. */
const FLAT = 60
const STRAIGHT = 5
const DIAGONAL = 7

/** Small on edges: strength of the steepest channel, compared with the strong edges of the window. */
export function edgeCosts(f: Field): Uint8Array {
  const { width, height } = f.bounds
  const used = usedChannels(f)
  const values = spread(f)
  const strength = new Float32Array(width * height)
  const at = (x: number, y: number, c: number) =>
    values[(Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * used + c]!
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < used; c++) {
        const across =
          at(x + 1, y - 1, c) +
          2 * at(x + 1, y, c) +
          at(x + 1, y + 1, c) -
          at(x - 1, y - 1, c) -
          2 * at(x - 1, y, c) -
          at(x - 1, y + 1, c)
        const down =
          at(x - 1, y + 1, c) +
          2 * at(x, y + 1, c) +
          at(x + 1, y + 1, c) -
          at(x - 1, y - 1, c) -
          2 * at(x, y - 1, c) -
          at(x + 1, y - 1, c)
        const i = y * width + x
        strength[i] = Math.max(strength[i]!, Math.hypot(across, down))
      }
  const some: number[] = []
  for (let i = 0; i < strength.length; i += Math.max(1, Math.floor(strength.length / 20_000))) some.push(strength[i]!)
  some.sort((a, b) => a - b)
  const strong = Math.max(1e-6, some[Math.ceil(some.length * 0.98) - 1] ?? 0, (some.at(-1) ?? 0) / 2)
  const costs = new Uint8Array(width * height)
  for (let i = 0; i < costs.length; i++) {
    const weak = 1 - Math.min(1, strength[i]! / strong)
    costs[i] = 1 + Math.round(FLAT * weak * weak)
  }
  return costs
}

const STEPS: readonly (readonly [dx: number, dy: number, cost: number])[] = [
  [1, 0, STRAIGHT],
  [-1, 0, STRAIGHT],
  [0, 1, STRAIGHT],
  [0, -1, STRAIGHT],
  [1, 1, DIAGONAL],
  [1, -1, DIAGONAL],
  [-1, 1, DIAGONAL],
  [-1, -1, DIAGONAL],
]

/** For each pixel the step that leads back to the seed: Dijkstra with one bucket for each whole cost (Dial 1969). */
export function waysBack(costs: Uint8Array, width: number, height: number, seed: number): Int8Array {
  const back = new Int8Array(costs.length).fill(-1)
  const far = new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY)
  const span = (FLAT + 1) * DIAGONAL + 1
  const buckets: number[][] = Array.from({ length: span }, () => [])
  far[seed] = 0
  buckets[0]!.push(seed)
  let waiting = 1
  for (let cost = 0; waiting > 0; cost++) {
    const bucket = buckets[cost % span]!
    for (let at = bucket.pop(); at !== undefined; at = bucket.pop()) {
      waiting--
      if (far[at] !== cost) continue
      const x = at % width
      const y = (at - x) / width
      for (let s = 0; s < 8; s++) {
        const [dx, dy, length] = STEPS[s]!
        const nx = x + dx
        const ny = y + dy
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue
        const next = ny * width + nx
        const reached = cost + costs[next]! * length
        if (reached >= far[next]!) continue
        far[next] = reached
        back[next] = s
        buckets[reached % span]!.push(next)
        waiting++
      }
    }
  }
  return back
}

/** Pixel indices from the seed to the target. */
export function wayTo(back: Int8Array, width: number, seed: number, target: number): number[] {
  const out = [target]
  for (let at = target; at !== seed; ) {
    const step = STEPS[back[at]!]
    if (!step) break
    at -= step[0] + step[1] * width
    out.push(at)
  }
  return out.reverse()
}
