// Making and editing shapes that have axes of their own. What is not dragged stays exactly where it was.
import type { ShapeOf } from '../annotation/model.ts'
import { type BoxHandle, resizeBox } from './box.ts'
import { type Bounds, type ImagePoint, imagePoint } from './spaces.ts'
import { fromOwnAxes, normalAngle, toOwnAxes } from './turned.ts'

type Oriented = ShapeOf<'oriented'>
type Ellipse = ShapeOf<'ellipse'>
type Turned = Oriented | Ellipse

/** Degrees between the directions that Shift offers. */
export const SNAP_ANGLE = 15
const snapped = (degrees: number): number => Math.round(degrees / SNAP_ANGLE) * SNAP_ANGLE
const degreesOf = (dx: number, dy: number): number => (Math.atan2(dy, dx) * 180) / Math.PI

/** `to` moved onto the nearest direction from `from` that is a multiple of the snap angle; the distance along it stays. */
export function snapDirection(from: ImagePoint, to: ImagePoint): ImagePoint {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const a = (snapped(degreesOf(dx, dy)) * Math.PI) / 180
  const along = dx * Math.cos(a) + dy * Math.sin(a)
  return imagePoint(from.x + along * Math.cos(a), from.y + along * Math.sin(a))
}

/** One side runs from `a` to `b`, the opposite one goes through `p`; `centred`: a to b is the middle line instead. */
export function orientedFromAxis(a: ImagePoint, b: ImagePoint, p: ImagePoint, centred = false): Oriented {
  const width = Math.hypot(b.x - a.x, b.y - a.y)
  const angle = normalAngle(degreesOf(b.x - a.x, b.y - a.y))
  const middle = { cx: (a.x + b.x) / 2, cy: (a.y + b.y) / 2, angle }
  const { dy } = toOwnAxes(middle, p)
  const centre = centred ? imagePoint(middle.cx, middle.cy) : fromOwnAxes(middle, 0, dy / 2)
  return { kind: 'oriented', cx: centre.x, cy: centre.y, width, height: Math.abs(dy) * (centred ? 2 : 1), angle }
}

const ownBounds = (width: number, height: number): Bounds => ({ x: -width / 2, y: -height / 2, width, height })
const sizeOf = (s: Turned) =>
  s.kind === 'oriented' ? { width: s.width, height: s.height } : { width: 2 * s.rx, height: 2 * s.ry }
const withSize = <S extends Turned>(s: S, centre: ImagePoint, width: number, height: number): S =>
  s.kind === 'oriented'
    ? { ...s, cx: centre.x, cy: centre.y, width, height }
    : { ...s, cx: centre.x, cy: centre.y, rx: width / 2, ry: height / 2 }

/** Extent in the shape's own axes about its centre. */
export const ownExtent = (s: Turned): Bounds => {
  const { width, height } = sizeOf(s)
  return ownBounds(width, height)
}

/** A side or corner dragged to `to`; the opposite one stays. `centred`: the centre stays and both move. */
export function resizeTurned<S extends Turned>(s: S, handle: BoxHandle, to: ImagePoint, centred = false): S {
  const own = toOwnAxes(s, to)
  const { width, height } = sizeOf(s)
  if (centred) {
    const across = handle === 'n' || handle === 's'
    const along = handle === 'e' || handle === 'w'
    return withSize(
      s,
      imagePoint(s.cx, s.cy),
      across ? width : 2 * Math.abs(own.dx),
      along ? height : 2 * Math.abs(own.dy),
    )
  }
  const b = resizeBox(ownBounds(width, height), handle, imagePoint(own.dx, own.dy))
  return withSize(s, fromOwnAxes(s, b.x + b.width / 2, b.y + b.height / 2), b.width, b.height)
}

/** The handle sits beyond the top side (`end` -1) or the bottom side (1) and points to `to`. Centre and size stay. */
export function turnTowards<S extends Turned>(s: S, to: ImagePoint, end: -1 | 1, snap: boolean): S {
  if (to.x === s.cx && to.y === s.cy) return s
  const angle = degreesOf(to.x - s.cx, to.y - s.cy) - 90 * end
  return { ...s, angle: normalAngle(snap ? snapped(angle) : angle) }
}

/** A box and its oriented twin cover the same pixels. */
export const orientedFromBox = (b: Bounds): Oriented => ({
  kind: 'oriented',
  cx: b.x + b.width / 2,
  cy: b.y + b.height / 2,
  width: b.width,
  height: b.height,
  angle: 0,
})
