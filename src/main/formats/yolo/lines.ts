// Lines of YOLO label files <-> labels. Pure. Coordinates are fractions of width and height.
import type { Annotation, Shape } from '../../../shared/annotation/model.ts'
import { maskArea } from '../../../shared/geometry/mask.ts'
import { maskToPolygon } from '../../../shared/geometry/maskTrace.ts'
import { outlineRings, shapeBounds } from '../../../shared/geometry/shapes.ts'
import { clipBox, clipRing } from '../clip.ts'
import type { ForeignLabel, Report, Size } from '../record.ts'
import type { YoloWritten } from './written.ts'

/** Beyond this a value is no fraction of the picture but a pixel coordinate. */
const MOST_FRACTION = 2
/** Removes the noise of dividing and multiplying by the size; far below what six digits can say. */
export const snap = (pixels: number): number => Math.round(pixels * 1e10) / 1e10

/** What the numbers behind the class mean. */
export type LineRead = Pick<ForeignLabel, 'shape' | 'keypoints' | 'score' | 'extra'>
export type LineReader = (numbers: readonly number[], grid: Size, report: Report) => LineRead | null

export function readYoloLines(
  text: string,
  grid: Size,
  classKey: (index: number) => string,
  report: Report,
  readNumbers: LineReader = readBoxOrOutline,
): ForeignLabel[] {
  const out: ForeignLabel[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const words = line.trim().split(/[\s,]+/)
    if (words[0] === '') continue
    const [index, ...rest] = words.map(Number)
    if (index === undefined || !isClassNumber(index) || rest.length < 4 || !rest.every(Number.isFinite)) {
      report('yolo-line-invalid')
      continue
    }
    const read = readNumbers(rest, grid, report)
    if (read) out.push({ classKey: classKey(index), attributes: {}, ...read })
  }
  return out
}

const isClassNumber = (index: number): boolean => Number.isInteger(index) && index >= 0 && index <= 1e6

/** False, and reported, for pixels where fractions belong. */
export function areFractions(numbers: readonly number[], report: Report): boolean {
  if (numbers.every((v) => Math.abs(v) <= MOST_FRACTION)) return true
  report('yolo-not-normalised')
  return false
}

/** Boxes and outlines may stand in one file: class cx cy w h [confidence] or class x1 y1 … xn yn [confidence]. */
export const readBoxOrOutline: LineReader = (rest, grid, report) => {
  const isBox = rest.length <= 5
  const hasScore = isBox ? rest.length === 5 : rest.length % 2 === 1
  const numbers = hasScore ? rest.slice(0, -1) : rest
  if (!areFractions(numbers, report)) return null
  const shape = isBox ? readBox(numbers, grid, report) : readPolygon(numbers, grid)
  return shape && { shape, keypoints: null, score: hasScore ? rest[rest.length - 1]! : null, extra: {} }
}

export function readBox(v: readonly number[], { width, height }: Size, report: Report): Shape | null {
  const [cx, cy, w, h] = [v[0]!, v[1]!, v[2]!, v[3]!]
  if (w < 0 || h < 0) {
    report('yolo-line-invalid')
    return null
  }
  const x = snap((cx - w / 2) * width)
  const y = snap((cy - h / 2) * height)
  return { kind: 'box', x, y, width: snap(w * width), height: snap(h * height) }
}

export const readPolygon = (v: readonly number[], { width, height }: Size): Shape => ({
  kind: 'polygon',
  parts: [{ outer: v.map((n, i) => snap(n * (i % 2 === 0 ? width : height))), holes: [] }],
})

export type YoloKind = 'detect' | 'segment'

/** One or more lines for one annotation; empty when YOLO cannot hold it. */
export function toYoloLines(
  annotation: Annotation,
  kind: YoloKind,
  size: Size,
  classOf: (classId: string) => KnownClass | null,
  report: Report,
): YoloWritten[] {
  const known = writable(annotation, classOf, report)
  if (annotation.shape === null || known === null) return []
  const shapes = kind === 'detect' ? toBox(annotation.shape, size, report) : toRings(annotation.shape, size, report)
  if (shapes.length === 0) return []
  if (annotation.keypoints) report('keypoints')
  reportUnheld(annotation, report)
  return shapes.map((shape) => ({
    line: [known.index, ...fractions(shape, size).map(fractionText)].join(' '),
    expected: { classKey: known.name, shape, keypoints: null, attributes: {}, score: null, extra: {} },
  }))
}

export type KnownClass = { readonly index: number; readonly name: string }

/** The class under which an annotation goes out; null, and reported, when YOLO has no place for it. */
export function writable(
  annotation: Annotation,
  classOf: (classId: string) => KnownClass | null,
  report: Report,
): KnownClass | null {
  const known = annotation.classId === null ? null : classOf(annotation.classId)
  if (annotation.shape === null) report(annotation.classId === null ? 'item-attributes' : 'tag')
  else if (known === null) report('no-class')
  return annotation.shape === null ? null : known
}

export function reportUnheld(annotation: Annotation, report: Report): void {
  if (annotation.group !== null) report('group')
  if (Object.values(annotation.attributes).some((v) => v !== null)) report('attributes')
}

type Written = Extract<Shape, { kind: 'box' | 'polygon' }>

const fractions = (shape: Written, { width, height }: Size): number[] =>
  shape.kind === 'box'
    ? [
        (shape.x + shape.width / 2) / width,
        (shape.y + shape.height / 2) / height,
        shape.width / width,
        shape.height / height,
      ]
    : shape.parts.flatMap(({ outer }) => outer.map((v, i) => v / (i % 2 === 0 ? width : height)))

/** 15 significant digits: 1e-11 pixels in the largest picture, without the noise of the last bit; never an exponent. */
export function fractionText(value: number): string {
  const rounded = Number(value.toPrecision(15))
  const short = String(rounded)
  return short.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : short
}

function toBox(shape: Shape, size: Size, report: Report): Written[] {
  if (shape.kind === 'polyline' || shape.kind === 'point' || shape.kind === 'ruler' || shape.kind === 'angle') {
    report(shape.kind)
    return []
  }
  if (shape.kind === 'mask' && maskArea(shape) === 0) {
    report('mask-empty')
    return []
  }
  if (shape.kind === 'polygon') report('polygon-as-box')
  if (shape.kind === 'mask') report('mask-as-box')
  if (shape.kind === 'oriented') report('oriented-as-box')
  if (shape.kind === 'ellipse') report('ellipse-as-box')
  const box = shapeBounds(shape)
  const inside = clipBox(box, size)
  if (!inside) {
    report('outside-dropped')
    return []
  }
  // Six-digit files overhang the border by rounding; that is left as it is.
  const overhang = Math.max(inside.x - box.x, inside.y - box.y, box.width - inside.width, box.height - inside.height)
  if (overhang <= 0.01) return [{ kind: 'box', ...box }]
  report('outside-clipped')
  return [{ kind: 'box', ...inside }]
}

function toRings(shape: Shape, size: Size, report: Report): Written[] {
  const rings = ringsOf(shape, report)
  const clipped = rings.map((ring) => clipRing(ring, size))
  if (clipped.some((ring, i) => ring !== rings[i] && ring.length > 0)) report('outside-clipped')
  const left = clipped.filter((ring) => ring.length >= 6)
  if (left.length < rings.length) report('outside-dropped')
  return left.map((ring) => ({ kind: 'polygon', parts: [{ outer: ring, holes: [] }] }))
}

function ringsOf(shape: Shape, report: Report): number[][] {
  switch (shape.kind) {
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return []
    case 'oriented':
    case 'ellipse':
      report(`${shape.kind}-as-polygon`)
      return (outlineRings(shape) ?? []).map((part) => part.outer)
    case 'box': {
      report('box-as-polygon')
      const { x, y, width: w, height: h } = shape
      return [[x, y, x + w, y, x + w, y + h, x, y + h]]
    }
    case 'mask': {
      const polygon = maskToPolygon(shape)
      report(polygon ? 'mask-as-polygon' : 'mask-empty')
      return polygon ? ringsOf(polygon, report) : []
    }
    case 'polygon':
      if (shape.parts.length > 1) report('yolo-parts-split')
      if (shape.parts.some((part) => part.holes.length > 0)) report('holes-filled')
      return shape.parts.map((part) => part.outer)
  }
}
