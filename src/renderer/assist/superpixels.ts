// SLIC (Achanta et al. 2012) on stored values: pieces of about `side` pixels that keep to the edges.
import { type Field, spread, usedChannels } from './field.ts'

/** Difference of value (part of the range) that weighs as much as one side of a piece. */
const COMPACTNESS = 0.08
const ROUNDS = 6

/** The number of its piece for each pixel; pieces are connected. */
export function superpixels(f: Field, side: number): Int32Array {
  const { width, height } = f.bounds
  const used = usedChannels(f)
  const values = spread(f)
  const across = Math.max(1, Math.round(width / side))
  const down = Math.max(1, Math.round(height / side))
  const size = 2 + used
  // x, y, values of each middle.
  const middles = new Float64Array(across * down * size)
  for (let k = 0; k < across * down; k++) {
    const x = Math.min(width - 1, Math.floor((((k % across) + 0.5) * width) / across))
    const y = Math.min(height - 1, Math.floor(((Math.floor(k / across) + 0.5) * height) / down))
    middles.set([x, y, ...values.subarray((y * width + x) * used, (y * width + x + 1) * used)], k * size)
  }
  const labels = new Int32Array(width * height)
  const nearest = new Float32Array(width * height)
  const sums = new Float64Array(across * down * (size + 1))
  for (let round = 0; round < ROUNDS; round++) {
    nearest.fill(Number.POSITIVE_INFINITY)
    for (let k = 0; k < across * down; k++) {
      const m = k * size
      const [mx, my] = [middles[m]!, middles[m + 1]!]
      const top = Math.max(0, Math.floor(my - side))
      const bottom = Math.min(height - 1, Math.ceil(my + side))
      const left = Math.max(0, Math.floor(mx - side))
      const right = Math.min(width - 1, Math.ceil(mx + side))
      for (let y = top; y <= bottom; y++)
        for (let x = left; x <= right; x++) {
          const i = y * width + x
          let d = ((x - mx) ** 2 + (y - my) ** 2) / (side * side)
          for (let c = 0; c < used; c++) d += ((values[i * used + c]! - middles[m + 2 + c]!) / COMPACTNESS) ** 2
          if (d < nearest[i]!) {
            nearest[i] = d
            labels[i] = k
          }
        }
    }
    sums.fill(0)
    for (let i = 0; i < labels.length; i++) {
      const s = labels[i]! * (size + 1)
      const x = i % width
      sums[s]! += x
      sums[s + 1]! += (i - x) / width
      for (let c = 0; c < used; c++) sums[s + 2 + c]! += values[i * used + c]!
      sums[s + size]! += 1
    }
    for (let k = 0; k < across * down; k++) {
      const count = sums[k * (size + 1) + size]!
      if (count > 0) for (let v = 0; v < size; v++) middles[k * size + v] = sums[k * (size + 1) + v]! / count
    }
  }
  return connected(labels, width, height, Math.max(1, (side * side) / 6))
}

/** Cut-off crumbs go to the piece before them; what is left is numbered from 0. */
function connected(labels: Int32Array, width: number, height: number, least: number): Int32Array {
  const out = new Int32Array(labels.length).fill(-1)
  let count = 0
  const piece: number[] = []
  for (let start = 0; start < labels.length; start++) {
    if (out[start] !== -1) continue
    const label = labels[start]!
    let beside = -1
    piece.length = 0
    piece.push(start)
    out[start] = count
    for (let n = 0; n < piece.length; n++) {
      const at = piece[n]!
      const x = at % width
      const y = (at - x) / width
      for (const next of [
        x > 0 ? at - 1 : -1,
        x + 1 < width ? at + 1 : -1,
        y > 0 ? at - width : -1,
        y + 1 < height ? at + width : -1,
      ]) {
        if (next < 0) continue
        if (out[next] === -1) {
          if (labels[next] !== label) continue
          out[next] = count
          piece.push(next)
        } else if (out[next] !== count) beside = out[next]!
      }
    }
    if (piece.length < least && beside >= 0) for (const at of piece) out[at] = beside
    else count++
  }
  return out
}
