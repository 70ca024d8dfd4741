// What can be measured of a shape, in pixels and, where the source tells the size of a pixel, in millimetres.
import { z } from 'zod'
import type { Annotation, Shape } from '../annotation/model.ts'
import { spansOf } from './mask.ts'
import { ringsOf } from './polygon.ts'
import { polylineLength } from './polyline.ts'
import { shapeArea, shapeBounds } from './shapes.ts'
import type { Ring } from './spaces.ts'
import { cornerAngle, fromOwnAxes, orientedCorners } from './turned.ts'

/** Where the size of a pixel comes from: it decides what a measurement means (PS3.3 10.7.1.3). */
export const SPACING_SOURCES = ['pixel-spacing', 'imager', 'imager-magnified', 'scanned', 'ultrasound-region'] as const
/** Millimetres between rows (down the image) and between columns (across it). */
export const spacingSchema = z.object({
  source: z.enum(SPACING_SOURCES),
  row: z.number().positive(),
  column: z.number().positive(),
})
export type Spacing = z.infer<typeof spacingSchema>

/** Less is rounding in the text of a header, and would cost the picture its one to one. */
const LEAST_OFF_SQUARE = 1e-3
/** No device has such pixels: the header is wrong. */
const MOST_ASPECT = 20

/** Height of a pixel in widths of it, as it is to be drawn: by its millimetres, else by what is stated of its shape. */
export function drawnAspect(spacing: Spacing | null, stated: number | null): number {
  const aspect = spacing ? spacing.row / spacing.column : (stated ?? 1)
  if (!(aspect <= MOST_ASPECT && aspect >= 1 / MOST_ASPECT)) return 1
  return Math.abs(aspect - 1) < LEAST_OFF_SQUARE ? 1 : aspect
}

export type MeasureName = 'length' | 'angle' | 'area' | 'perimeter' | 'width' | 'height'
export type Measure = {
  readonly name: MeasureName
  readonly unit: 'px' | 'px2' | 'degrees'
  /** In pixels; an angle in degrees. */
  readonly value: number
  /** In millimetres or square millimetres (an angle: of the body, not of the pixels); null without a spacing. */
  readonly physical: number | null
}

const scaled = (points: Ring, s: Spacing): number[] => points.map((v, i) => v * (i % 2 === 0 ? s.column : s.row))

const closed = (ring: Ring): number[] => [...ring, ring[0] ?? 0, ring[1] ?? 0]

/** Enough chords for one part in a hundred thousand. */
const CHORDS = 720
const ellipseOutline = (s: Extract<Shape, { kind: 'ellipse' }>): number[] => {
  const ring: number[] = []
  for (let i = 0; i < CHORDS; i++) {
    const t = (2 * Math.PI * i) / CHORDS
    const p = fromOwnAxes(s, s.rx * Math.cos(t), s.ry * Math.sin(t))
    ring.push(p.x, p.y)
  }
  return ring
}

/** Pixel sides between inside and outside: how many lie across the image and how many go down it. */
export function maskSides(s: Extract<Shape, { kind: 'mask' }>): { across: number; down: number } {
  const spans = spansOf(s)
  let across = 0
  let down = 0
  let above: [number, number, number][] = []
  let row: [number, number, number][] = []
  const shared = (): number => {
    let sum = 0
    let i = 0
    for (const [, from, to] of row) {
      while (i < above.length && above[i]![2] <= from) i++
      for (let k = i; k < above.length && above[k]![1] < to; k++)
        sum += Math.min(to, above[k]![2]) - Math.max(from, above[k]![1])
    }
    return sum
  }
  const endRow = () => {
    if (above.length > 0 && row.length > 0 && above[0]![0] === row[0]![0] - 1) across -= 2 * shared()
    above = row
    row = []
  }
  for (let i = 0; i + 2 < spans.length; i += 3) {
    const [y, from, to] = [spans[i]!, spans[i + 1]!, spans[i + 2]!]
    if (row.length > 0 && row[0]![0] !== y) endRow()
    const last = row.at(-1)
    if (last && last[2] === from) last[2] = to
    else {
      row.push([y, from, to])
      down += 2
    }
    across += 2 * (to - from)
  }
  endRow()
  return { across, down }
}

const outlines = (s: Shape): number[][] => {
  switch (s.kind) {
    case 'box':
      return [[s.x, s.y, s.x + s.width, s.y, s.x + s.width, s.y + s.height, s.x, s.y + s.height]]
    case 'oriented':
      return [orientedCorners(s)]
    case 'ellipse':
      return [ellipseOutline(s)]
    case 'polygon':
      return ringsOf(s.parts).map(({ ring }) => ring)
    default:
      return []
  }
}

const length = (name: MeasureName, points: Ring, s: Spacing | null): Measure => ({
  name,
  unit: 'px',
  value: polylineLength(points),
  physical: s && polylineLength(scaled(points, s)),
})

function perimeter(shape: Shape, s: Spacing | null): Measure {
  if (shape.kind === 'mask') {
    const { across, down } = maskSides(shape)
    return { name: 'perimeter', unit: 'px', value: across + down, physical: s && across * s.column + down * s.row }
  }
  const rings = outlines(shape).map(closed)
  const sum = (of: (ring: number[]) => number) => rings.reduce((total, ring) => total + of(ring), 0)
  return {
    name: 'perimeter',
    unit: 'px',
    value: sum(polylineLength),
    physical: s && sum((ring) => polylineLength(scaled(ring, s))),
  }
}

/** Width and height of a shape: along its own axes where it has some, of its bounds otherwise. */
function extent(shape: Shape, s: Spacing | null): Measure[] {
  if (shape.kind === 'oriented' || shape.kind === 'ellipse') {
    const [w, h] = shape.kind === 'oriented' ? [shape.width / 2, shape.height / 2] : [shape.rx, shape.ry]
    const line = (dx: number, dy: number): number[] => {
      const [a, b] = [fromOwnAxes(shape, -dx, -dy), fromOwnAxes(shape, dx, dy)]
      return [a.x, a.y, b.x, b.y]
    }
    return [length('width', line(w, 0), s), length('height', line(0, h), s)]
  }
  const b = shapeBounds(shape)
  return [length('width', [0, 0, b.width, 0], s), length('height', [0, 0, 0, b.height], s)]
}

const area = (shape: Shape, s: Spacing | null): Measure => {
  const value = shapeArea(shape)
  return { name: 'area', unit: 'px2', value, physical: s && value * s.row * s.column }
}

/** Everything worth showing of the annotation, the most telling first. */
export function measuresOf(a: Pick<Annotation, 'shape' | 'keypoints'>, s: Spacing | null): Measure[] {
  const { shape } = a
  if (!shape) return []
  switch (shape.kind) {
    case 'ruler':
    case 'polyline':
      return [length('length', shape.points, s)]
    case 'angle': {
      const value = cornerAngle(shape.points)
      return [{ name: 'angle', unit: 'degrees', value, physical: s && cornerAngle(scaled(shape.points, s)) }]
    }
    case 'point':
      return []
    case 'box':
    case 'oriented':
    case 'ellipse':
    case 'polygon':
    case 'mask':
      return [...extent(shape, s), area(shape, s), perimeter(shape, s)]
  }
}

/** Digits that a person can use: three behind the point below one, none above a thousand. */
const digits = (v: number): string => {
  const size = Math.abs(v)
  return v.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3)
}
const SIGN = { px: ['px', 'mm'], px2: ['px²', 'mm²'] } as const

/** `12.30 mm` where millimetres are known, else `82.0 px`; always the pixels with `pixels`. */
export function measureText(m: Measure, as: 'best' | 'pixels' = 'best'): string {
  if (m.unit === 'degrees') return `${((as === 'best' ? m.physical : null) ?? m.value).toFixed(1)}°`
  const [px, mm] = SIGN[m.unit]
  return m.physical !== null && as === 'best'
    ? `${digits(m.physical)} ${mm}`
    : `${m.unit === 'px2' ? Math.round(m.value).toLocaleString('en') : m.value.toFixed(1)} ${px}`
}

/** The number a ruler or an angle stands for, as it is written on the picture; null for other kinds. */
export function measuredText(shape: Shape | null, s: Spacing | null): string | null {
  if (shape?.kind !== 'ruler' && shape?.kind !== 'angle') return null
  const [first] = measuresOf({ shape, keypoints: null }, s)
  return first ? measureText(first) : null
}
