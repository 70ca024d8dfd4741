// What the guideline excludes: belt slip (늘어짐), scanner noise (노이즈), diffraction at edges (회절), distortion (왜곡).
// Slip and distortion move pixels; outlines move with them.
import { seeded } from '../canvas.ts'
import type { Film } from './film.ts'
import { blurred } from './scanner.ts'

export const FAULTS = ['늘어짐', '노이즈', '회절', '왜곡'] as const
export type Fault = (typeof FAULTS)[number]

/** Where a pixel of the faulty image comes from, and where a point of the true one goes. */
type Warp = { source(x: number, y: number): readonly [number, number]; target(x: number, y: number): [number, number] }

/** The belt stands still for `more` columns behind `from`, then everything is late. */
function slip(width: number, seed: number): Warp {
  const random = seeded(seed)
  const from = width * (0.38 + 0.12 * random())
  const long = width * 0.05
  const by = 3.2 + random()
  const end = from + long * by
  return {
    source: (x, y) => [x < from ? x : x < end ? from + (x - from) / by : x - long * (by - 1), y],
    target: (x, y) => [x < from ? x : x < from + long ? from + (x - from) * by : x + long * (by - 1), y],
  }
}
/** The item rocks while it is scanned: columns slide up and down. */
function rocking(width: number, height: number, seed: number): Warp {
  const random = seeded(seed)
  const [size, turns, phase] = [height * (0.018 + 0.012 * random()), 2.4 + 2 * random(), random() * 6]
  const dy = (x: number) => size * Math.sin((x / width) * turns * 6.2832 + phase) * Math.min(1, (4 * x) / width)
  return { source: (x, y) => [x, y - dy(x)], target: (x, y) => [x, y + dy(x)] }
}

function moved(data: Float32Array, width: number, height: number, warp: Warp): Float32Array {
  const out = new Float32Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [sx, sy] = warp.source(x + 0.5, y + 0.5)
      const [u, v] = [sx - 0.5, Math.min(height - 1, Math.max(0, sy - 0.5))]
      if (u < 0 || u > width - 1) continue
      const [i, j] = [Math.floor(u), Math.floor(v)]
      const [i1, j1] = [Math.min(i + 1, width - 1), Math.min(j + 1, height - 1)]
      const [a, b] = [u - i, v - j]
      const top = data[j * width + i]! * (1 - a) + data[j * width + i1]! * a
      const low = data[j1 * width + i]! * (1 - a) + data[j1 * width + i1]! * a
      out[y * width + x] = top * (1 - b) + low * b
    }
  return out
}

/** Light and dark fringes beside each strong edge. */
function fringes(data: Float32Array, width: number, height: number): Float32Array {
  const [near, middle, far] = [2, 5, 9].map((r) =>
    blurred(data, width, { left: 0, top: 0, right: width, bottom: height }, r),
  ) as [Float32Array, Float32Array, Float32Array]
  return data.map((v, i) =>
    Math.max(0, v + 0.9 * (v - near[i]!) - 0.8 * (near[i]! - middle[i]!) + 0.7 * (middle[i]! - far[i]!)),
  )
}

/** Lines without signal and bursts, as from a failing detector board. */
function disturb(film: Film, seed: number): void {
  const random = seeded(seed)
  const { width, height, low, high } = film
  for (let k = 0; k < 26; k++) {
    const y = Math.floor(random() * height)
    const [from, long] = [Math.floor(random() * width * 0.6), Math.floor(width * (0.2 + 0.8 * random()))]
    const add = random() < 0.5 ? 0.25 + random() : -0.2
    for (let r = y; r < Math.min(height, y + 1 + Math.floor(random() * 3)); r++)
      for (let x = from; x < Math.min(width, from + long); x++) {
        const at = r * width + x
        high[at] = Math.max(0, high[at]! + add)
        low[at] = Math.max(0, low[at]! + add * 1.4)
      }
  }
}

/** Changes the film in place and says how outlines and grain change with it. */
export function applyFault(
  film: Film,
  fault: Fault | null,
  seed: number,
): { readonly grain: number; target(x: number, y: number): [number, number] } {
  const { width, height } = film
  // A fault may put something anywhere.
  if (fault !== null) Object.assign(film.used, { left: 0, top: 0, right: width, bottom: height })
  const stay = (x: number, y: number): [number, number] => [x, y]
  const set = (of: (data: Float32Array) => Float32Array) => {
    film.low.set(of(film.low))
    film.high.set(of(film.high))
  }
  if (fault === '늘어짐' || fault === '왜곡') {
    const warp = fault === '늘어짐' ? slip(width, seed) : rocking(width, height, seed)
    set((data) => moved(data, width, height, warp))
    return { grain: 1, target: warp.target }
  }
  if (fault === '회절') set((data) => fringes(data, width, height))
  if (fault === '노이즈') disturb(film, seed)
  return { grain: fault === '노이즈' ? 14 : 1, target: stay }
}
