// Affine maps between image space and view space. Matrix order is that of canvas: x' = a x + c y + e, y' = b x + d y + f.
import type { Bounds, ImagePoint, ViewPoint } from './spaces.ts'
import { imagePoint, viewPoint } from './spaces.ts'

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

export type Rotation = 0 | 90 | 180 | 270
/** What is looked at: `centre` of the picture area in image space, `scale` in CSS pixels per image pixel. */
export type View = {
  readonly centre: ImagePoint
  readonly scale: number
  /** Height of a pixel in widths of it; 1 where nothing is said. `scale` counts across the picture, this much more down it. */
  readonly aspect?: number
  /** Clockwise. Flip happens before rotation: the picture is mirrored left-right, then turned. */
  readonly rotation: Rotation
  readonly flipX: boolean
}
export type Size = { readonly width: number; readonly height: number }

/** First `n`, then `m`. */
export const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

export const invert = (m: Matrix): Matrix => {
  const det = m[0] * m[3] - m[1] * m[2]
  return [
    m[3] / det,
    -m[1] / det,
    -m[2] / det,
    m[0] / det,
    (m[2] * m[5] - m[3] * m[4]) / det,
    (m[1] * m[4] - m[0] * m[5]) / det,
  ]
}

const apply = (m: Matrix, x: number, y: number): [number, number] => [
  m[0] * x + m[2] * y + m[4],
  m[1] * x + m[3] * y + m[5],
]

export const toView = (m: Matrix, p: ImagePoint): ViewPoint => viewPoint(...apply(m, p.x, p.y))
/** `m` is the image-to-view matrix. */
export const toImage = (m: Matrix, p: ViewPoint): ImagePoint => imagePoint(...apply(invert(m), p.x, p.y))

/** Bounding rectangle of the mapped rectangle. */
export const mapBounds = (m: Matrix, b: Bounds): Bounds => {
  const [x1, y1] = apply(m, b.x, b.y)
  const [x2, y2] = apply(m, b.x + b.width, b.y + b.height)
  const [x3, y3] = apply(m, b.x + b.width, b.y)
  const [x4, y4] = apply(m, b.x, b.y + b.height)
  const x = Math.min(x1, x2, x3, x4)
  const y = Math.min(y1, y2, y3, y4)
  return { x, y, width: Math.max(x1, x2, x3, x4) - x, height: Math.max(y1, y2, y3, y4) - y }
}

const TURN: Readonly<Record<Rotation, readonly [number, number]>> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
}

/** The offset snaps to device pixels, so that at whole zooms image pixels and device pixels share their edges. */
export const viewMatrix = (view: View, area: Size, devicePixelRatio = 1): Matrix => {
  const [cos, sin] = TURN[view.rotation]
  const sx = view.flipX ? -view.scale : view.scale
  const sy = view.scale * (view.aspect ?? 1)
  const a = cos * sx
  const b = sin * sx
  const c = -sin * sy
  const d = cos * sy
  const snap = (v: number) => Math.round(v * devicePixelRatio) / devicePixelRatio
  return [
    a,
    b,
    c,
    d,
    snap(area.width / 2 - a * view.centre.x - c * view.centre.y),
    snap(area.height / 2 - b * view.centre.x - d * view.centre.y),
  ]
}

export const rotatedSize = (size: Size, rotation: Rotation): Size =>
  rotation === 90 || rotation === 270 ? { width: size.height, height: size.width } : size

/** Room that a piece of the picture takes on screen at scale 1, turned as the view turns it. */
export const drawnSize = ({ width, height }: Size, view: Pick<View, 'rotation' | 'aspect'>): Size =>
  rotatedSize({ width, height: height * (view.aspect ?? 1) }, view.rotation)

/** Image vector of a view vector: directions follow rotation and flip, lengths follow the zoom. */
export const viewVectorToImage = (m: Matrix, dx: number, dy: number): { x: number; y: number } => {
  const inverse = invert(m)
  return { x: inverse[0] * dx + inverse[2] * dy, y: inverse[1] * dx + inverse[3] * dy }
}
