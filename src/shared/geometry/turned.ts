// Oriented boxes and ellipses. Angles in degrees, clockwise on the screen because y points down.
import type { ShapeOf } from '../annotation/model.ts'
import { type Bounds, type ImagePoint, imagePoint } from './spaces.ts'

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** The same direction within 0 <= angle < 360. */
export const normalAngle = (degrees: number): number => ((degrees % 360) + 360) % 360

/** `dx, dy` along the shape's own axes -> image space. */
export function fromOwnAxes(s: { cx: number; cy: number; angle: number }, dx: number, dy: number): ImagePoint {
  const a = radians(s.angle)
  return imagePoint(s.cx + dx * Math.cos(a) - dy * Math.sin(a), s.cy + dx * Math.sin(a) + dy * Math.cos(a))
}

/** Image space -> offset from the centre along the shape's own axes. */
export function toOwnAxes(s: { cx: number; cy: number; angle: number }, p: ImagePoint): { dx: number; dy: number } {
  const a = radians(s.angle)
  const [x, y] = [p.x - s.cx, p.y - s.cy]
  return { dx: x * Math.cos(a) + y * Math.sin(a), dy: -x * Math.sin(a) + y * Math.cos(a) }
}

/** Corners in the order of the box's own top left, top right, bottom right, bottom left; flat x, y. */
export function orientedCorners(s: Omit<ShapeOf<'oriented'>, 'kind'>): number[] {
  const [w, h] = [s.width / 2, s.height / 2]
  return [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ].flatMap(([dx, dy]) => {
    const p = fromOwnAxes(s, dx!, dy!)
    return [p.x, p.y]
  })
}

/** The ellipse as a ring that stays within `tolerance` image pixels of it; flat x, y. */
export function ellipseRing(s: Omit<ShapeOf<'ellipse'>, 'kind'>, tolerance = 0.05): number[] {
  const r = Math.max(s.rx, s.ry)
  // Sagitta of a chord: r (1 - cos(step / 2)).
  const step = r > tolerance ? 2 * Math.acos(1 - tolerance / r) : Math.PI / 4
  const n = Math.min(720, Math.max(16, 4 * Math.ceil(Math.PI / 2 / step)))
  const ring: number[] = []
  for (let i = 0; i < n; i++) {
    const t = (2 * Math.PI * i) / n
    const p = fromOwnAxes(s, s.rx * Math.cos(t), s.ry * Math.sin(t))
    ring.push(p.x, p.y)
  }
  return ring
}

export function ellipseBounds(s: Omit<ShapeOf<'ellipse'>, 'kind'>): Bounds {
  const a = radians(s.angle)
  const w = Math.hypot(s.rx * Math.cos(a), s.ry * Math.sin(a))
  const h = Math.hypot(s.rx * Math.sin(a), s.ry * Math.cos(a))
  return { x: s.cx - w, y: s.cy - h, width: 2 * w, height: 2 * h }
}

/** Interior angle at the middle point of end, corner, end; degrees 0 to 180. */
export function cornerAngle(points: readonly number[]): number {
  const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = points
  const d = Math.abs(Math.atan2(ay - by, ax - bx) - Math.atan2(cy - by, cx - bx))
  const degrees = (d * 180) / Math.PI
  return degrees > 180 ? 360 - degrees : degrees
}
