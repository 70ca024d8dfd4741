// Four corners -> oriented box, and the smallest oriented box around points.
import type { ShapeOf } from '../annotation/model.ts'
import { normalAngle, orientedCorners } from './turned.ts'

export type Oriented = ShapeOf<'oriented'>
/** `off` = the largest distance between a given corner and that of the box, in the order given; pixels. */
export type Fitted = { readonly box: Oriented; readonly off: number }

/** The box through the middle of four corners x1, y1 … x4, y4 whose width runs from the first corner to the second. */
export function fitOriented(corners: readonly number[]): Fitted {
  // Against the clock: the second and the fourth corner change places, so that the first one stays first.
  const c = signedArea(corners) < 0 ? [0, 3, 2, 1].flatMap((i) => corners.slice(2 * i, 2 * i + 2)) : [...corners]
  const [ax, ay, bx, by, cx, cy, dx, dy] = [c[0]!, c[1]!, c[2]!, c[3]!, c[4]!, c[5]!, c[6]!, c[7]!]
  const [wx, wy] = [(bx - ax + cx - dx) / 2, (by - ay + cy - dy) / 2]
  const [hx, hy] = [(dx - ax + cx - bx) / 2, (dy - ay + cy - by) / 2]
  const [width, height] = [Math.hypot(wx, wy), Math.hypot(hx, hy)]
  // The longer side tells the direction better.
  const angle = width >= height ? Math.atan2(wy, wx) : Math.atan2(hy, hx) - Math.PI / 2
  const box: Oriented = {
    kind: 'oriented',
    cx: (ax + bx + cx + dx) / 4,
    cy: (ay + by + cy + dy) / 4,
    width,
    height,
    angle: normalAngle((angle * 180) / Math.PI),
  }
  const own = orientedCorners(box)
  let off = 0
  for (let i = 0; i < 8; i += 2) off = Math.max(off, Math.hypot(own[i]! - c[i]!, own[i + 1]! - c[i + 1]!))
  return { box, off }
}

export function signedArea(ring: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length
    sum += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!
  }
  return sum / 2
}

/** Smallest by area: one of its sides lies on a side of the convex hull. */
export function smallestOriented(points: readonly number[]): Oriented {
  const hull = convexHull(points)
  let best: Oriented | null = null
  for (let i = 0; i < hull.length; i += 2) {
    const j = (i + 2) % hull.length
    const angle = Math.atan2(hull[j + 1]! - hull[i + 1]!, hull[j]! - hull[i]!)
    const box = boxAt(hull, angle)
    if (!best || box.width * box.height < best.width * best.height) best = box
  }
  return best ?? boxAt(points, 0)
}

function boxAt(points: readonly number[], angle: number): Oriented {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let [u0, u1, v0, v1] = [Number.POSITIVE_INFINITY, -Infinity, Number.POSITIVE_INFINITY, -Infinity]
  for (let i = 0; i < points.length; i += 2) {
    const u = points[i]! * cos + points[i + 1]! * sin
    const v = -points[i]! * sin + points[i + 1]! * cos
    u0 = Math.min(u0, u)
    u1 = Math.max(u1, u)
    v0 = Math.min(v0, v)
    v1 = Math.max(v1, v)
  }
  const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2]
  return {
    kind: 'oriented',
    cx: u * cos - v * sin,
    cy: u * sin + v * cos,
    width: u1 - u0,
    height: v1 - v0,
    angle: normalAngle((angle * 180) / Math.PI),
  }
}

/** Andrew's monotone chain; flat x, y. */
function convexHull(points: readonly number[]): number[] {
  const all: [number, number][] = []
  for (let i = 0; i < points.length; i += 2) all.push([points[i]!, points[i + 1]!])
  all.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly [number, number][]): [number, number][] => {
    const out: [number, number][] = []
    for (const p of list) {
      while (out.length > 1 && turn(out[out.length - 2]!, out[out.length - 1]!, p) <= 0) out.pop()
      out.push(p)
    }
    out.pop()
    return out
  }
  return [...half(all), ...half([...all].reverse())].flat()
}

const turn = (o: readonly [number, number], a: readonly [number, number], b: readonly [number, number]): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
