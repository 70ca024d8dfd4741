// Findings with a place in the breast, so that both views show the same ones at the same distance from the nipple.
import { seeded } from '../canvas.ts'
import type { Breast, Outline } from './anatomy.ts'
import { smooth, valueNoise } from './noise.ts'

export type LesionKind = 'mass' | 'calcifications'
export type Finding = 'normal' | 'benign' | 'malignant'
export type LesionPlan = {
  readonly id: number
  readonly kind: LesionKind
  readonly malignant: boolean
  readonly seed: number
  /** Millimetres: behind the nipple, to the outer side, upwards. */
  readonly behind: number
  readonly outer: number
  readonly up: number
  readonly radius: number
}
export type Point = readonly [number, number]
/** In pixels of the film, not yet turned over for a right breast. */
export type DrawnLesion = { readonly plan: LesionPlan; readonly outline: readonly Point[] }

/** The oblique view looks along 45 degrees: what lies outside and above comes up in it. */
const OBLIQUE = Math.SQRT1_2

export function placeIn(plan: LesionPlan, outline: Outline): { u: number; v: number } {
  const along = outline.projection === 'CC' ? plan.outer : (plan.outer + plan.up) * OBLIQUE
  return { u: outline.nipple.u - plan.behind, v: outline.nipple.v - along }
}

const fits = (plan: LesionPlan, outline: Outline): boolean => {
  const { u, v } = placeIn(plan, outline)
  const room = plan.radius * 1.6 + 6
  return (
    u > room &&
    u + room < outline.reach(v) &&
    u > outline.muscle(v) + room &&
    outline.reach(v - room) > u &&
    outline.reach(v + room) > u
  )
}

export function planLesions(b: Breast, outlines: readonly Outline[], finding: Finding, count: number): LesionPlan[] {
  const random = seeded(b.seed * 101 + 9)
  const out: LesionPlan[] = []
  for (let tries = 0; out.length < count && tries < 4000; tries++) {
    const malignant = finding === 'malignant'
    const kind: LesionKind = random() < 0.6 ? 'mass' : 'calcifications'
    const shrink = tries > 2000 ? 0.5 : 1
    const plan: LesionPlan = {
      id: out.length + 1,
      kind,
      malignant,
      seed: b.seed * 211 + out.length + 1,
      behind: 14 + random() * b.depth * 0.62,
      outer: (random() - 0.35) * b.half * 1.1,
      up: (random() - 0.4) * 60,
      radius: shrink * (kind === 'mass' ? (malignant ? 5 + random() * 8 : 4 + random() * 7) : 4 + random() * 5),
    }
    const apart = out.every(
      (o) => Math.hypot(o.behind - plan.behind, o.outer - plan.outer) > o.radius + plan.radius + 8,
    )
    if (apart && outlines.every((o) => fits(plan, o))) out.push(plan)
  }
  return out
}

export type FilmArea = {
  readonly columns: number
  readonly rows: number
  /** Millimetres of a pixel. */
  readonly pixel: number
  /** Where the film begins, mm. */
  readonly left: number
  readonly top: number
  readonly light: Float32Array
}

export function drawLesion(film: FilmArea, plan: LesionPlan, outline: Outline): DrawnLesion {
  const { u, v } = placeIn(plan, outline)
  const draw = plan.kind === 'mass' ? drawMass : drawCalcifications
  return {
    plan,
    outline: draw(
      film,
      plan,
      (u - film.left) / film.pixel,
      (v - film.top) / film.pixel,
      outline.projection === 'CC' ? 0 : 1,
    ),
  }
}

type Box = { x0: number; y0: number; x1: number; y1: number }
const around = (film: FilmArea, x: number, y: number, r: number): Box => ({
  x0: Math.max(0, Math.floor(x - r)),
  y0: Math.max(0, Math.floor(y - r)),
  x1: Math.min(film.columns - 1, Math.ceil(x + r)),
  y1: Math.min(film.rows - 1, Math.ceil(y + r)),
})

function drawMass(film: FilmArea, plan: LesionPlan, cx: number, cy: number, view: number): Point[] {
  const random = seeded(plan.seed)
  const rough = plan.malignant ? 0.11 : 0.03
  const waves = Array.from({ length: 7 }, (_, k) => ({
    n: k + 2,
    a: (rough * (random() * 2 - 1) * 2) / (1 + k * 0.35),
    // The same mass from another side: its waves stand elsewhere.
    phase: random() * 2 * Math.PI + view * (0.4 + random()),
  }))
  const aspect = 1 + random() * (plan.malignant ? 0.25 : 0.5)
  const tilt = random() * Math.PI + view * 0.5
  const size = plan.radius / film.pixel
  const radius = (phi: number): number => {
    const t = phi - tilt
    const oval = 1 / Math.sqrt(Math.cos(t) ** 2 / aspect + Math.sin(t) ** 2 * aspect)
    return size * oval * waves.reduce((sum, w) => sum + w.a * Math.cos(w.n * phi + w.phase), 1)
  }
  const texture = valueNoise(plan.seed + view)
  const light = plan.malignant ? 0.3 : 0.22
  const soft = plan.malignant ? 0.16 : 0.06
  const b = around(film, cx, cy, size * 1.9)
  for (let y = b.y0; y <= b.y1; y++)
    for (let x = b.x0; x <= b.x1; x++) {
      const [dx, dy] = [x + 0.5 - cx, y + 0.5 - cy]
      const rho = Math.hypot(dx, dy) / radius(Math.atan2(dy, dx))
      if (rho > 1.4) continue
      const i = y * film.columns + x
      const body = Math.sqrt(Math.max(0, 1.02 - rho * rho * 0.8)) * smooth(1 + soft, 1 - soft, rho)
      const grain = 0.9 + 0.2 * texture(dx / size / 0.18, dy / size / 0.18)
      // A smooth mass pushes the tissue aside: a thin dark rim.
      const rim = plan.malignant ? 0 : -0.03 * smooth(0.98, 1.06, rho) * smooth(1.3, 1.08, rho)
      film.light[i] = (film.light[i] as number) + light * body * grain + rim
    }
  if (plan.malignant) drawSpicules(film, random, cx, cy, radius)
  return Array.from({ length: 96 }, (_, k): Point => {
    const phi = (k / 96) * 2 * Math.PI
    return [cx + Math.cos(phi) * radius(phi), cy + Math.sin(phi) * radius(phi)]
  })
}

function drawSpicules(
  film: FilmArea,
  random: () => number,
  cx: number,
  cy: number,
  radius: (phi: number) => number,
): void {
  for (let n = 16 + Math.floor(random() * 12); n > 0; n--) {
    const phi = random() * 2 * Math.PI
    const start = radius(phi) * 0.85
    const length = radius(phi) * (0.5 + random() * 1.1)
    const bend = (random() - 0.5) * 0.5
    const half = (0.22 + random() * 0.25) / film.pixel
    for (let s = 0; s < length; s += Math.max(0.5, half * 0.5)) {
      const t = s / length
      const a = phi + bend * t * t * 0.4
      line(
        film,
        cx + Math.cos(a) * (start + s),
        cy + Math.sin(a) * (start + s),
        Math.max(0.6, half * (1 - 0.7 * t)),
        0.026 * (1 - t),
      )
    }
  }
}

/** Adds a soft dot; many of them make a line. */
function line(film: FilmArea, x: number, y: number, r: number, light: number): void {
  const b = around(film, x, y, r)
  for (let j = b.y0; j <= b.y1; j++)
    for (let i = b.x0; i <= b.x1; i++) {
      const q = ((i + 0.5 - x) ** 2 + (j + 0.5 - y) ** 2) / (r * r)
      if (q < 1) film.light[j * film.columns + i] = (film.light[j * film.columns + i] as number) + light * (1 - q)
    }
}

function drawCalcifications(film: FilmArea, plan: LesionPlan, cx: number, cy: number, view: number): Point[] {
  const random = seeded(plan.seed)
  const count = plan.malignant ? 16 + Math.floor(random() * 20) : 3 + Math.floor(random() * 6)
  const size = plan.radius / film.pixel
  const rims: Point[] = []
  for (let n = 0; n < count; n++) {
    // One grain in three dimensions; the view decides which two are seen.
    const place = [random(), random(), random()].map((r) => (r * 2 - 1) * 0.75) as [number, number, number]
    const x = cx + place[0] * size
    const y = cy + (view === 0 ? place[1] : (place[1] + place[2]) * OBLIQUE) * size
    const r = (plan.malignant ? 0.1 + random() * 0.22 : 0.4 + random() * 0.7) / film.pixel
    const long = plan.malignant ? 1 + random() * 1.6 : 1
    const tilt = random() * Math.PI
    for (let k = -1; k <= 1; k++)
      line(
        film,
        x + Math.cos(tilt) * k * r * (long - 1),
        y + Math.sin(tilt) * k * r * (long - 1),
        Math.max(0.8, r),
        0.42,
      )
    const rim = r * long + 1 / film.pixel
    for (let k = 0; k < 8; k++)
      rims.push([x + Math.cos((k * Math.PI) / 4) * rim, y + Math.sin((k * Math.PI) / 4) * rim])
  }
  return hull(rims)
}

/** Convex hull (monotone chain). */
function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly Point[]): Point[] => {
    const out: Point[] = []
    for (const p of list) {
      for (;;) {
        const [a, b] = [out[out.length - 2], out[out.length - 1]]
        if (!a || !b || (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break
        out.pop()
      }
      out.push(p)
    }
    return out.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}
