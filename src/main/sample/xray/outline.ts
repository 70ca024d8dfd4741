// Flat outlines as distance functions in centimetres: negative inside, never more than the true distance away from the edge.
export type Bounds = readonly [left: number, top: number, right: number, bottom: number]
export type Outline = { readonly bounds: Bounds; distance(x: number, y: number): number }
export type Point = readonly [number, number]

/** A box around its middle; `round` is the radius of its corners. */
export function box(cx: number, cy: number, width: number, height: number, round = 0): Outline {
  const r = Math.min(round, width / 2, height / 2)
  const [hw, hh] = [width / 2 - r, height / 2 - r]
  return {
    bounds: [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2],
    distance(x, y) {
      const dx = Math.abs(x - cx) - hw
      const dy = Math.abs(y - cy) - hh
      const ox = Math.max(dx, 0)
      const oy = Math.max(dy, 0)
      return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(dx, dy), 0) - r
    },
  }
}

export const disc = (cx: number, cy: number, r: number): Outline => ({
  bounds: [cx - r, cy - r, cx + r, cy + r],
  distance: (x, y) => Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - r,
})

/** Band of `width` along the edge of another outline. */
export function band(of: Outline, width: number): Outline {
  const h = width / 2
  const [a, b, c, d] = of.bounds
  return {
    bounds: [a - h, b - h, c + h, d + h],
    distance: (x, y) => Math.abs(of.distance(x, y)) - h,
  }
}

export const ring = (cx: number, cy: number, r: number, width: number): Outline => band(disc(cx, cy, r), width)

/** Start, direction and 1 / squared length of each piece, five numbers a piece: read for every pixel near an edge. */
function pieces(points: readonly Point[], closed: boolean): Float64Array {
  const ring = closed ? [points.at(-1)!, ...points] : points
  const rows = new Float64Array((ring.length - 1) * 5)
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x, y] = ring[i]!
    const dx = ring[i + 1]![0] - x
    const dy = ring[i + 1]![1] - y
    rows.set([x, y, dx, dy, 1 / Math.max(dx * dx + dy * dy, 1e-9)], i * 5)
  }
  return rows
}
/** Squared distance to the nearest piece. */
function nearest(rows: Float64Array, x: number, y: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < rows.length; i += 5) {
    const px = x - rows[i]!
    const py = y - rows[i + 1]!
    const dx = rows[i + 2]!
    const dy = rows[i + 3]!
    const along = (px * dx + py * dy) * rows[i + 4]!
    const t = along < 0 ? 0 : along > 1 ? 1 : along
    const ex = px - dx * t
    const ey = py - dy * t
    const d = ex * ex + ey * ey
    if (d < best) best = d
  }
  return best
}

/** A stroke through points with round ends. */
export function stroke(points: readonly Point[], r: number): Outline {
  const rows = pieces(points, false)
  return { bounds: around(points, r), distance: (x, y) => Math.sqrt(nearest(rows, x, y)) - r }
}
export const bar = (x0: number, y0: number, x1: number, y1: number, r: number): Outline =>
  stroke(
    [
      [x0, y0],
      [x1, y1],
    ],
    r,
  )

const around = (points: readonly Point[], r: number): Bounds => {
  const xs = points.map((p) => p[0])
  const ys = points.map((p) => p[1])
  return [Math.min(...xs) - r, Math.min(...ys) - r, Math.max(...xs) + r, Math.max(...ys) + r]
}

/** A closed ring of corners, grown by `round`. */
export function polygon(points: readonly Point[], round = 0): Outline {
  const rows = pieces(points, true)
  const inside = (x: number, y: number): boolean => {
    let odd = false
    for (let i = 0; i < rows.length; i += 5) {
      const py = y - rows[i + 1]!
      const dy = rows[i + 3]!
      if (py < 0 !== py < dy && x - rows[i]! < (rows[i + 2]! * py) / dy) odd = !odd
    }
    return odd
  }
  return {
    bounds: around(points, round),
    distance(x, y) {
      const d = Math.sqrt(nearest(rows, x, y))
      return (inside(x, y) ? -d : d) - round
    },
  }
}

export const joined = (...all: readonly Outline[]): Outline => ({
  bounds: [
    Math.min(...all.map((o) => o.bounds[0])),
    Math.min(...all.map((o) => o.bounds[1])),
    Math.max(...all.map((o) => o.bounds[2])),
    Math.max(...all.map((o) => o.bounds[3])),
  ],
  distance(x, y) {
    let best = Number.POSITIVE_INFINITY
    for (const o of all) best = Math.min(best, o.distance(x, y))
    return best
  },
})
export const without = (from: Outline, ...cuts: readonly Outline[]): Outline => ({
  bounds: from.bounds,
  distance(x, y) {
    let d = from.distance(x, y)
    for (const cut of cuts) d = Math.max(d, -cut.distance(x, y))
    return d
  },
})
export const within = (a: Outline, b: Outline): Outline => ({
  bounds: [
    Math.max(a.bounds[0], b.bounds[0]),
    Math.max(a.bounds[1], b.bounds[1]),
    Math.min(a.bounds[2], b.bounds[2]),
    Math.min(a.bounds[3], b.bounds[3]),
  ],
  distance: (x, y) => Math.max(a.distance(x, y), b.distance(x, y)),
})

/** Turned by `angle` about 0,0, then moved. */
export function placed(of: Outline, x: number, y: number, angle = 0): Outline {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  const [l, t, r, b] = of.bounds
  const corners: Point[] = (
    [
      [l, t],
      [r, t],
      [r, b],
      [l, b],
    ] as const
  ).map(([px, py]) => [x + px * c - py * s, y + px * s + py * c])
  return {
    bounds: around(corners, 0),
    distance: (px, py) => of.distance((px - x) * c + (py - y) * s, (py - y) * c - (px - x) * s),
  }
}

/** A soft outline whose radius wanders: bags, cloth, bars of soap. */
export function blob(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  random: () => number,
  wander = 0.12,
  n = 30,
): Outline {
  const waves = [2, 3, 5].map((k) => [k, random() * 6.28, (wander * (0.4 + random())) / Math.sqrt(k)] as const)
  return polygon(
    Array.from({ length: n }, (_, i) => {
      const a = (i / n) * 2 * Math.PI
      // Between an ellipse and a box: exponent 3 instead of 2.
      const full = (Math.abs(Math.cos(a)) ** 3 + Math.abs(Math.sin(a)) ** 3) ** (-1 / 3)
      const r = waves.reduce((sum, [k, phase, size]) => sum + size * Math.sin(k * a + phase), 0.92) * full
      return [cx + rx * r * Math.cos(a), cy + ry * r * Math.sin(a)] as const
    }),
    Math.min(rx, ry) * 0.06,
  )
}

/** Points on an arc. */
export const arc = (cx: number, cy: number, r: number, from: number, to: number, n = 12): Point[] =>
  Array.from({ length: n + 1 }, (_, i) => {
    const a = from + ((to - from) * i) / n
    return [cx + r * Math.cos(a), cy + r * Math.sin(a)] as const
  })
