// A small painter for made pictures: filled shapes and smooth noise on an array of samples. Same numbers on every machine.
export type Canvas = {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
  readonly data: Uint8Array | Uint16Array
}
export type Colour = readonly number[]
export type Points = readonly (readonly [number, number])[]

export const newCanvas = (width: number, height: number, channels: 1 | 3 | 4, deep = false): Canvas => ({
  width,
  height,
  channels,
  data: new (deep ? Uint16Array : Uint8Array)(width * height * channels),
})

/** Repeatable numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function span(c: Canvas, y: number, from: number, to: number, colour: Colour, alpha: number): void {
  if (y < 0 || y >= c.height) return
  const end = Math.min(c.width, Math.ceil(to))
  for (let x = Math.max(0, Math.floor(from)); x < end; x++) {
    const at = (y * c.width + x) * c.channels
    for (let k = 0; k < c.channels; k++) {
      const old = c.data[at + k] ?? 0
      c.data[at + k] = Math.round(old + ((colour[k] ?? 255) - old) * alpha)
    }
  }
}

export function fillRect(
  c: Canvas,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
  alpha = 1,
): void {
  for (let row = Math.round(y); row < Math.round(y + height); row++) span(c, row, x, x + width, colour, alpha)
}

export function fillEllipse(
  c: Canvas,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  colour: Colour,
  alpha = 1,
): void {
  for (let y = Math.floor(cy - ry); y <= cy + ry; y++) {
    const t = 1 - ((y + 0.5 - cy) / ry) ** 2
    if (t > 0) span(c, y, cx - rx * Math.sqrt(t), cx + rx * Math.sqrt(t), colour, alpha)
  }
}

export function fillPolygon(c: Canvas, points: Points, colour: Colour, alpha = 1): void {
  const ys = points.map((p) => p[1])
  for (let y = Math.floor(Math.min(...ys)); y <= Math.max(...ys); y++) {
    const cuts: number[] = []
    points.forEach(([x0, y0], i) => {
      const [x1, y1] = points[(i + 1) % points.length] ?? [x0, y0]
      const middle = y + 0.5
      if (y0 <= middle !== y1 <= middle) cuts.push(x0 + ((middle - y0) / (y1 - y0)) * (x1 - x0))
    })
    cuts.sort((a, b) => a - b)
    for (let i = 0; i + 1 < cuts.length; i += 2) span(c, y, cuts[i] ?? 0, cuts[i + 1] ?? 0, colour, alpha)
  }
}

export function fillGradient(c: Canvas, top: Colour, bottom: Colour, fromY = 0, toY = c.height): void {
  for (let y = fromY; y < toY; y++) {
    const t = (y - fromY) / Math.max(1, toY - fromY - 1)
    span(
      c,
      y,
      0,
      c.width,
      top.map((v, i) => v + ((bottom[i] ?? 0) - v) * t),
      1,
    )
  }
}

/** Grain of +-`amount`, so that pictures are not made of flat colour. */
export function addGrain(c: Canvas, amount: number, seed: number): void {
  const random = seeded(seed)
  const top = c.data instanceof Uint16Array ? 65_535 : 255
  const colours = c.channels === 4 ? 3 : c.channels
  for (let at = 0; at < c.data.length; at += c.channels) {
    const d = (random() - 0.5) * 2 * amount
    for (let k = 0; k < colours; k++) c.data[at + k] = Math.max(0, Math.min(top, Math.round((c.data[at + k] ?? 0) + d)))
  }
}
