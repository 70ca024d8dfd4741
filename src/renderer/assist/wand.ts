// Pixels whose stored values lie within a tolerance of the value that was clicked.
import { type Field, usedChannels } from './field.ts'

export type Seed = { readonly x: number; readonly y: number; readonly subtract: boolean }

/** Later seeds win over earlier ones. Marks are 1 inside. */
export function magicWand(f: Field, seeds: readonly Seed[], tolerance: number, anywhere: boolean): Uint8Array {
  const { width, height } = f.bounds
  const out = new Uint8Array(width * height)
  for (const seed of seeds) {
    const x = Math.floor(seed.x) - f.bounds.x
    const y = Math.floor(seed.y) - f.bounds.y
    if (x < 0 || y < 0 || x >= width || y >= height) continue
    const like = likeness(f, y * width + x, tolerance)
    const value = seed.subtract ? 0 : 1
    if (anywhere) {
      for (let i = 0; i < out.length; i++) if (like(i)) out[i] = value
    } else flood(width, height, x, y, like, (i) => (out[i] = value))
  }
  return out
}

function likeness(f: Field, at: number, tolerance: number): (i: number) => boolean {
  const { samples, channels } = f
  const used = usedChannels(f)
  const low = Array.from({ length: used }, (_, c) => samples[at * channels + c]! - tolerance)
  const high = Array.from({ length: used }, (_, c) => samples[at * channels + c]! + tolerance)
  if (channels === 1) {
    const [from, to] = [low[0]!, high[0]!]
    return (i) => samples[i]! >= from && samples[i]! <= to
  }
  return (i) => {
    for (let c = 0; c < used; c++) {
      const v = samples[i * channels + c]!
      if (v < low[c]! || v > high[c]!) return false
    }
    return true
  }
}

/** Row by row, connected by sides. */
function flood(
  width: number,
  height: number,
  x0: number,
  y0: number,
  like: (i: number) => boolean,
  mark: (i: number) => void,
): void {
  const seen = new Uint8Array(width * height)
  const todo: number[] = [y0 * width + x0]
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (seen[at] === 1 || !like(at)) continue
    const row = Math.floor(at / width) * width
    let from = at
    while (from > row && seen[from - 1] === 0 && like(from - 1)) from--
    let to = at
    while (to < row + width && seen[to] === 0 && like(to)) {
      seen[to] = 1
      mark(to)
      to++
    }
    for (let i = from; i < at; i++) {
      seen[i] = 1
      mark(i)
    }
    for (const next of [-width, width]) {
      const line = row + next
      if (line < 0 || line >= width * height) continue
      let inside = false
      for (let i = from; i < to; i++) {
        const free = seen[i + next] === 0 && like(i + next)
        if (free && !inside) todo.push(i + next)
        inside = free
      }
    }
  }
}
