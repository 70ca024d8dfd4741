// Small pictures of yes and no: thinner, thicker, the largest part that lies at a side, holes filled. Pure.

/** 1 = inside, row by row. */
export type Bits = { readonly width: number; readonly height: number; readonly bits: Uint8Array }

/** Every pixel with an outside pixel within `by` rows or columns goes; beyond the picture is outside. */
export const erode = (from: Bits, by: number): Bits => spread(from, by, 0)
export const dilate = (from: Bits, by: number): Bits => spread(from, by, 1)

/** Grows by so many pixels, but only over what is inside of `within`. */
export function grownWithin(from: Bits, within: Bits, by: number): Bits {
  let grown = from
  for (let i = 0; i < by; i++) {
    const next = dilate(grown, 1)
    for (let k = 0; k < next.bits.length; k++) next.bits[k]! &= within.bits[k]!
    grown = next
  }
  return grown
}

/** Along rows, then along columns: a square, at the price of two lines. */
function spread({ width, height, bits }: Bits, by: number, value: 0 | 1): Bits {
  const beyond = value === 0 ? 0 : Number.POSITIVE_INFINITY
  const across = new Uint8Array(bits)
  const each = (
    count: number,
    length: number,
    at: (line: number, i: number) => number,
    from: Uint8Array,
    to: Uint8Array,
  ) => {
    for (let line = 0; line < count; line++) {
      let last = -1 - beyond
      for (let i = 0; i < length; i++) {
        if (from[at(line, i)] === value) last = i
        if (i - last <= by) to[at(line, i)] = value
      }
      last = length + beyond
      for (let i = length - 1; i >= 0; i--) {
        if (from[at(line, i)] === value) last = i
        if (last - i <= by) to[at(line, i)] = value
      }
    }
  }
  each(height, width, (y, x) => y * width + x, bits, across)
  const out = new Uint8Array(across)
  each(width, height, (x, y) => y * width + x, across, out)
  return { width, height, bits: out }
}

/** Writes `own` into `marks` wherever the seeds reach over pixels of `value` that have no mark yet; four neighbours. Gives how many. */
function flood({ width, height, bits }: Bits, seeds: Iterable<number>, value: number, marks: Int32Array, own: number) {
  const stack: number[] = []
  let count = 0
  const visit = (i: number): void => {
    if (bits[i] !== value || marks[i] !== 0) return
    marks[i] = own
    count++
    stack.push(i)
  }
  for (const seed of seeds) visit(seed)
  for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
    const x = i % width
    if (x > 0) visit(i - 1)
    if (x < width - 1) visit(i + 1)
    if (i >= width) visit(i - width)
    if (i < width * (height - 1)) visit(i + width)
  }
  return count
}

/** The largest part that touches the left or the right edge; null when there is none. */
export function largestAtSide(from: Bits): Bits | null {
  const { width, height, bits } = from
  const part = new Int32Array(bits.length)
  let parts = 0
  let best = 0
  let most = 0
  for (let y = 0; y < height; y++)
    for (const seed of [y * width, y * width + width - 1]) {
      if (bits[seed] !== 1 || part[seed] !== 0) continue
      const own = ++parts
      const size = flood(from, [seed], 1, part, own)
      if (size > most) [most, best] = [size, own]
    }
  return best === 0 ? null : { width, height, bits: Uint8Array.from(part, (p) => (p === best ? 1 : 0)) }
}

/** Only what is open to the edge of the picture stays outside. */
export function filled(from: Bits): Bits {
  const { width, height } = from
  const outside = new Int32Array(width * height)
  const edge: number[] = []
  for (let x = 0; x < width; x++) edge.push(x, (height - 1) * width + x)
  for (let y = 0; y < height; y++) edge.push(y * width, y * width + width - 1)
  flood(from, edge, 0, outside, 1)
  return { width, height, bits: Uint8Array.from(outside, (o) => 1 - o) }
}
