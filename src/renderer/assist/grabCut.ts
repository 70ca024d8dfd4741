// From a box to the outline of the thing in it (Rother et al. 2004), on stored values. Large boxes are cut small first;
// then only a band along the border is cut again at each finer size.
import type { Bounds } from '../../shared/geometry/spaces.ts'
import { type Field, spread, usedChannels } from './field.ts'
import { minimumCut, NEIGHBOURS } from './maxFlow.ts'
import { fitMixture, type Mixture, unlikeliness } from './mixture.ts'

/** Pixels of the first cut at most. */
const FIRST_CUT = 60_000
const ROUNDS = 4
/** Pixels to each side of the border that a finer cut decides anew. */
const BAND = 4
/** How much a border costs against the likelihoods (Rother et al.). */
const SMOOTH = 50
const SCALE = 10
const CERTAIN = 1_000_000
/** Pixels a mixture is fitted to. */
const FIT = 12_000

type Picture = { width: number; height: number; channels: number; values: Float32Array }

const halve = (p: Picture): Picture => {
  const [width, height] = [Math.ceil(p.width / 2), Math.ceil(p.height / 2)]
  const values = new Float32Array(width * height * p.channels)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < p.channels; c++) {
        let sum = 0
        for (const dy of [0, 1])
          for (const dx of [0, 1]) {
            const [sx, sy] = [Math.min(p.width - 1, 2 * x + dx), Math.min(p.height - 1, 2 * y + dy)]
            sum += p.values[(sy * p.width + sx) * p.channels + c]!
          }
        values[(y * width + x) * p.channels + c] = sum / 4
      }
  return { ...p, width, height, values }
}

/** Marks (1 inside) over the field; nothing outside of the box is ever inside. */
export function grabCut(f: Field, box: Bounds): Uint8Array {
  const { width, height } = f.bounds
  const levels: Picture[] = [{ width, height, channels: usedChannels(f), values: spread(f) }]
  while (levels[0]!.width * levels[0]!.height > FIRST_CUT) levels.unshift(halve(levels[0]!))
  let marks: Uint8Array | null = null
  let models: [inside: Mixture, outside: Mixture] | null = null
  levels.forEach((p, n) => {
    const size = 2 ** (levels.length - 1 - n)
    const inBox = boxMarks(p, {
      x: (box.x - f.bounds.x) / size,
      y: (box.y - f.bounds.y) / size,
      width: box.width / size,
      height: box.height / size,
    })
    const beta = contrast(p)
    if (marks === null || models === null) {
      marks = inBox.slice()
      for (let round = 0; round < ROUNDS; round++) {
        models = [fitTo(p, marks, 1), fitTo(p, marks, 0)]
        const next = cut(p, models, beta, inBox, marks)
        const same = next.every((v, i) => v === marks?.[i])
        marks = next
        if (same || !marks.includes(1)) break
      }
      return
    }
    const fine = doubled(marks, p, levels[n - 1]!)
    marks = cut(p, models, beta, band(fine, inBox, p), fine)
  })
  return marks ?? new Uint8Array(width * height)
}

function boxMarks(p: Picture, b: Bounds): Uint8Array {
  const out = new Uint8Array(p.width * p.height)
  for (let y = Math.max(0, Math.floor(b.y)); y < Math.min(p.height, Math.ceil(b.y + b.height)); y++)
    out.fill(
      1,
      y * p.width + Math.max(0, Math.floor(b.x)),
      y * p.width + Math.min(p.width, Math.max(0, Math.ceil(b.x + b.width))),
    )
  return out
}

function fitTo(p: Picture, marks: Uint8Array, side: 0 | 1): Mixture {
  let total = 0
  for (const m of marks) if (m === side) total++
  const step = Math.max(1, Math.floor(total / FIT))
  const pixels: number[] = []
  let seen = 0
  for (let i = 0; i < marks.length; i++) if (marks[i] === side && seen++ % step === 0) pixels.push(i)
  return fitMixture(p.values, p.channels, pixels)
}

const difference = (p: Picture, i: number, j: number): number => {
  let d = 0
  for (let c = 0; c < p.channels; c++) d += (p.values[i * p.channels + c]! - p.values[j * p.channels + c]!) ** 2
  return d
}
/** One over twice the mean squared difference of neighbours. */
function contrast(p: Picture): number {
  let sum = 0
  let count = 0
  for (let y = 0; y < p.height; y++)
    for (let x = 0; x + 1 < p.width; x++) {
      sum += difference(p, y * p.width + x, y * p.width + x + 1)
      count++
    }
  return sum > 0 ? count / (2 * sum) : 0
}

function doubled(marks: Uint8Array, to: Picture, from: Picture): Uint8Array {
  const out = new Uint8Array(to.width * to.height)
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++) out[y * to.width + x] = marks[(y >> 1) * from.width + (x >> 1)]!
  return out
}

/** Pixels near the border and inside of the box: these are cut again. */
function band(marks: Uint8Array, inBox: Uint8Array, p: Picture): Uint8Array {
  const out = new Uint8Array(marks.length)
  for (let y = 0; y < p.height; y++)
    for (let x = 0; x < p.width; x++) {
      const i = y * p.width + x
      const right = x + 1 < p.width && marks[i] !== marks[i + 1]
      const below = y + 1 < p.height && marks[i] !== marks[i + p.width]
      if (!right && !below) continue
      for (let by = Math.max(0, y - BAND); by <= Math.min(p.height - 1, y + BAND); by++)
        out.fill(1, by * p.width + Math.max(0, x - BAND), by * p.width + Math.min(p.width, x + BAND + 1))
    }
  for (let i = 0; i < out.length; i++) out[i]! &= inBox[i]!
  return out
}

/** Decides the `open` pixels; all others stay as `marks` says and pull at their neighbours. */
function cut(
  p: Picture,
  [inside, outside]: readonly [Mixture, Mixture],
  beta: number,
  open: Uint8Array,
  marks: Uint8Array,
): Uint8Array {
  const nodeOf = new Int32Array(open.length).fill(-1)
  const pixels: number[] = []
  for (let i = 0; i < open.length; i++)
    if (open[i] === 1) {
      nodeOf[i] = pixels.length
      pixels.push(i)
    }
  const count = pixels.length
  const neighbour = new Int32Array(count * 8).fill(-1)
  const capacity = new Int32Array(count * 8)
  const terminal = new Int32Array(count)
  pixels.forEach((i, node) => {
    const x = i % p.width
    const y = (i - x) / p.width
    let pull = unlikeliness(outside, p.values, p.channels, i) - unlikeliness(inside, p.values, p.channels, i)
    NEIGHBOURS.forEach(([dx, dy], d) => {
      if (x + dx < 0 || y + dy < 0 || x + dx >= p.width || y + dy >= p.height) return
      const j = i + dy * p.width + dx
      const weight = (SMOOTH * Math.exp(-beta * difference(p, i, j))) / Math.hypot(dx, dy)
      if (nodeOf[j] === -1) pull += marks[j] === 1 ? weight : -weight
      else {
        neighbour[node * 8 + d] = nodeOf[j]!
        capacity[node * 8 + d] = Math.round(weight * SCALE)
      }
    })
    terminal[node] = Math.max(-CERTAIN, Math.min(CERTAIN, Math.round(pull * SCALE)))
  })
  const sides = minimumCut({ count, neighbour, capacity, terminal })
  const out = Uint8Array.from(marks, (m, i) => (open[i] === 1 ? 0 : m))
  pixels.forEach((i, node) => {
    out[i] = sides[node]!
  })
  return out
}
