// An area cut along a drawn line. Each stretch of the line inside the area (a chord) either divides one ring or joins two;
// rings keep their winding (outlines positive, holes negative), so the sign of a new ring says what it is.
import { cleanArea } from './booleans.ts'
import { type Part, polygonContains, polygonEdgeDistance, ringContains, signedArea } from './polygon.ts'
import { nearestEdge, segmentDistanceSquared, vertexCount } from './polyline.ts'
import { imagePoint, type Ring } from './spaces.ts'

/** Image pixels: nearer than this is the same place. */
const SAME = 1e-6

type Point = readonly [number, number]
const at = (ring: Ring, i: number): Point => [ring[2 * i]!, ring[2 * i + 1]!]
const near = (a: Point, b: Point): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) <= SAME

const reversed = (ring: Ring): number[] => {
  const out: number[] = []
  for (let i = vertexCount(ring) - 1; i >= 0; i--) out.push(...at(ring, i))
  return out
}
const wound = (ring: Ring, positive: boolean): number[] =>
  signedArea(ring) > 0 === positive ? ring.slice() : reversed(ring)

/** Where the segment meets the ring, by place along the segment; a met corner is that corner exactly. */
function meetings(ring: Ring, a: Point, b: Point): { t: number; p: Point }[] {
  const found: { t: number; p: Point }[] = []
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length = dx * dx + dy * dy
  if (length === 0) return found
  const along = (p: Point) => ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
  const n = vertexCount(ring)
  for (let i = 0; i < n; i++) {
    const c = at(ring, i)
    const d = at(ring, (i + 1) % n)
    if (segmentDistanceSquared(c[0], c[1], a[0], a[1], b[0], b[1]) <= SAME * SAME) found.push({ t: along(c), p: c })
    const [ex, ey] = [d[0] - c[0], d[1] - c[1]]
    const cross = dx * ey - dy * ex
    if (cross === 0) continue
    const t = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / cross
    const u = ((c[0] - a[0]) * dy - (c[1] - a[1]) * dx) / cross
    const slack = SAME / Math.sqrt(length)
    if (t < -slack || t > 1 + slack || u < 0 || u > 1) continue
    const p: Point = [c[0] + u * ex, c[1] + u * ey]
    if (!near(p, c) && !near(p, d)) found.push({ t, p })
  }
  return found
}

/** Stretches of the line from border to border through the inside; what only begins or only ends inside divides nothing. */
function chordsOf(area: readonly Part[], line: Ring): Point[][] {
  const rings = area.flatMap((part) => [part.outer, ...part.holes])
  const onBorder = ([x, y]: Point) => polygonEdgeDistance(area, imagePoint(x, y)) <= 2 * SAME
  const stops: Point[] = []
  const put = (p: Point) => {
    const last = stops[stops.length - 1]
    if (!last || !near(last, p)) stops.push(p)
  }
  for (let i = 0; i + 1 < vertexCount(line); i++) {
    const [a, b] = [at(line, i), at(line, i + 1)]
    const cuts = rings.flatMap((ring) => meetings(ring, a, b)).sort((one, other) => one.t - other.t)
    if (!cuts.some(({ p }) => near(p, a))) put(a)
    for (const { p } of cuts) put(p)
    if (!cuts.some(({ p }) => near(p, b))) put(b)
  }
  const chords: Point[][] = []
  let chord: Point[] = []
  for (let i = 0; i + 1 < stops.length; i++) {
    const [a, b] = [stops[i]!, stops[i + 1]!]
    const middle = imagePoint((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    if (!polygonContains(area, middle) || onBorder([middle.x, middle.y])) {
      chord = []
      continue
    }
    if (chord.length === 0 && onBorder(a)) chord.push(a)
    if (chord.length === 0) continue
    chord.push(b)
    if (onBorder(b)) {
      chords.push(chord)
      chord = []
    }
  }
  return chords
}

type Piece = { readonly rings: readonly number[][]; readonly touched: boolean }
const partOf = ({ rings }: Piece): Part => ({ outer: rings[0]!, holes: rings.slice(1).map((ring) => ring.slice()) })

/** The ring with `p` as a vertex, and every place where it has it (a joined ring may pass twice). */
function withVertex(ring: Ring, p: Point): { ring: number[]; places: number[] } | null {
  const places: number[] = []
  for (let i = 0; i < vertexCount(ring); i++) if (near(at(ring, i), p)) places.push(i)
  if (places.length > 0) return { ring: ring.slice(), places }
  const edge = nearestEdge(ring, imagePoint(p[0], p[1]), true)
  if (!edge || edge.distance > 2 * SAME) return null
  const i = edge.index + 1
  return { ring: [...ring.slice(0, 2 * i), ...p, ...ring.slice(2 * i)], places: [i] }
}

/** From vertex i forward to vertex j, both included; once around when they are the same. */
const stretch = (ring: Ring, i: number, j: number): number[] => {
  const n = vertexCount(ring)
  const steps = j > i ? j - i : j - i + n
  const out: number[] = []
  for (let k = 0; k <= steps; k++) out.push(...at(ring, (i + k) % n))
  return out
}

/** The pieces that a chord makes of one; null when it does not run from border to border of this piece. */
function cut(piece: Piece, chord: readonly Point[]): Piece[] | null {
  const inner = chord.slice(1, -1).flat()
  const [from, to] = [chord[0]!, chord[chord.length - 1]!]
  const first = [from, chord[1]!] as const
  const middle = imagePoint((first[0][0] + first[1][0]) / 2, (first[0][1] + first[1][1]) / 2)
  if (!polygonContains([partOf(piece)], middle)) return null
  const home = piece.rings.findIndex((ring) => withVertex(ring, from) !== null)
  const goal = piece.rings.findIndex((ring) => withVertex(ring, to) !== null)
  if (home < 0 || goal < 0) return null
  if (home !== goal) {
    const one = withVertex(piece.rings[home]!, from)!
    const two = withVertex(piece.rings[goal]!, to)!
    const joined = [
      ...stretch(one.ring, one.places[0]!, one.places[0]!),
      ...inner,
      ...stretch(two.ring, two.places[0]!, two.places[0]!),
      ...reversed(inner),
    ]
    const [low, high] = [Math.min(home, goal), Math.max(home, goal)]
    return [{ rings: piece.rings.map((r, i) => (i === low ? joined : r)).filter((_, i) => i !== high), touched: true }]
  }
  const started = withVertex(piece.rings[home]!, from)!
  const whole = withVertex(started.ring, to)!
  const starts = withVertex(whole.ring, from)!.places
  const sum = signedArea(whole.ring)
  for (const i of starts)
    for (const j of whole.places) {
      const one = [...stretch(whole.ring, i, j), ...reversed(inner)]
      const two = i === j ? [...from, ...inner] : [...stretch(whole.ring, j, i), ...inner]
      const [a, b] = [signedArea(one), signedArea(two)]
      // The other passage of a joined ring gives rings that overlap: their areas do not add up.
      if (Math.abs(a + b - sum) > 1e-6 * Math.max(1, Math.abs(sum)) || (sum > 0 && (a <= 0 || b <= 0))) continue
      return divide(piece, home, one, two)
    }
  return null
}

function divide(piece: Piece, home: number, one: number[], two: number[]): Piece[] {
  const rest = piece.rings.filter((_, i) => i !== home)
  const inside = (outer: Ring, hole: Ring) => {
    for (let i = 0; i < vertexCount(hole); i++) {
      const [x, y] = at(hole, i)
      if ((nearestEdge(outer, imagePoint(x, y), true)?.distance ?? 0) > SAME) return ringContains(outer, x, y)
    }
    return true
  }
  if (home === 0)
    return [one, two].map((outer) => ({
      rings: [outer, ...rest.filter((hole) => inside(outer, hole))],
      touched: true,
    }))
  // A hole with a pocket cut off beside it: the pocket runs the positive way round.
  const [pocket, hole] = signedArea(one) > 0 ? [one, two] : [two, one]
  const [outer, ...holes] = rest
  const caught = holes.filter((h) => inside(pocket, h))
  return [
    { rings: [outer!, hole, ...holes.filter((h) => !caught.includes(h))], touched: true },
    { rings: [pocket, ...caught], touched: true },
  ]
}

export type Division = {
  /** What the line did not touch, with the largest piece of what it did. */
  readonly kept: Part[]
  readonly others: readonly Part[]
}

const lineCrossesItself = (line: Ring): boolean => {
  const side = (a: Point, b: Point, p: Point) =>
    Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
  for (let i = 0; i + 1 < vertexCount(line); i++)
    for (let j = i + 2; j + 1 < vertexCount(line); j++) {
      const [a, b, c, d] = [at(line, i), at(line, i + 1), at(line, j), at(line, j + 1)]
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return true
    }
  return false
}

/** Null when the line divides nothing, or crosses itself. */
export function splitArea(area: readonly Part[], line: Ring): Division | null {
  const clean = lineCrossesItself(line) ? null : cleanArea(area)
  if (!clean) return null
  let pieces: readonly Piece[] = clean.map(({ outer, holes }) => ({
    rings: [wound(outer, true), ...holes.map((hole) => wound(hole, false))],
    touched: false,
  }))
  for (const chord of chordsOf(clean, line)) {
    let done = false
    pieces = pieces.flatMap((piece) => {
      const made = done ? null : cut(piece, chord)
      if (made) done = true
      return made ?? [piece]
    })
  }
  if (pieces.length <= clean.length) return null
  // A ring that was joined to another and never divided is one outline with a hole again.
  const touched = pieces.filter((p) => p.touched).flatMap((p) => cleanArea([partOf(p)]) ?? [partOf(p)])
  const [largest, ...others] = touched.sort((a, b) => signedSize(b) - signedSize(a))
  if (!largest || others.length === 0) return null
  return { kept: [largest, ...pieces.filter((p) => !p.touched).map(partOf)], others }
}
const signedSize = (part: Part): number =>
  Math.abs(signedArea(part.outer)) - part.holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0)
