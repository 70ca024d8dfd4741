// YOLO oriented boxes: class x1 y1 x2 y2 x3 y3 x4 y4 [confidence], fractions of the picture.
import { z } from 'zod'
import type { Annotation, Shape } from '../../../shared/annotation/model.ts'
import { maskToPolygon } from '../../../shared/geometry/maskTrace.ts'
import { fitOriented, type Oriented, smallestOriented } from '../../../shared/geometry/rectangle.ts'
import { outlineRings } from '../../../shared/geometry/shapes.ts'
import { orientedCorners } from '../../../shared/geometry/turned.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { areFractions, fractionText, type KnownClass, type LineReader, readBox, readPolygon, snap } from './lines.ts'
import type { YoloWritten } from './written.ts'

/** Corners further than this from a rectangle (pixels) are an outline: tools that round to whole pixels stay below it. */
const MOST_OFF = 1
/** Corners nearer than this to those of the box are its corners; further ones are kept beside it. */
const SAME = 1e-4

const keptCornersSchema = z.object({ corners: z.array(z.number()).length(8), box: z.array(z.number()).length(5) })
const numbersOf = (b: Oriented): number[] => [b.cx, b.cy, b.width, b.height, b.angle]

/** Eight numbers are a box with corners, four an upright box; anything else is no oriented box. */
export const readOriented: LineReader = (rest, grid, report) => {
  if (rest.length < 8 || rest.length > 9) {
    if (rest.length > 5) return refuse(report)
    const numbers = rest.slice(0, 4)
    const shape = areFractions(numbers, report) ? readBox(numbers, grid, report) : null
    return shape && { shape, keypoints: null, score: rest[4] ?? null, extra: {} }
  }
  const numbers = rest.slice(0, 8)
  if (!areFractions(numbers, report)) return null
  const corners = numbers.map((n, i) => snap(n * (i % 2 === 0 ? grid.width : grid.height)))
  return { ...turnedBox(corners, report), keypoints: null, score: rest[8] ?? null }
}

function refuse(report: Report): null {
  report('yolo-line-invalid')
  return null
}

/** Four corners in pixels -> oriented box; an outline when they are no rectangle. */
export function turnedBox(corners: readonly number[], report: Report): { shape: Shape; extra: Fields } {
  const { box, off } = fitOriented(corners)
  if (off > MOST_OFF) {
    report('oriented-no-rectangle')
    return { shape: { kind: 'polygon', parts: [{ outer: [...corners], holes: [] }] }, extra: {} }
  }
  const own = orientedCorners(box)
  const same = corners.every((v, i) => Math.abs(v - own[i]!) <= SAME)
  return { shape: box, extra: same ? {} : { corners, box: numbersOf(box) } }
}

/** The corners as published while the box is as it came, else the box's own. */
export function cornersOf(box: Oriented, kept: unknown): number[] {
  const known = keptCornersSchema.safeParse(kept)
  const now = numbersOf(box)
  return known.success && known.data.box.every((v, i) => v === now[i]) ? known.data.corners : orientedCorners(box)
}

/** In a set of unknown kind: a quad that is a rectangle in this picture is an oriented box, any other line is as ever. */
export const readQuadOrOutline: LineReader = (rest, grid, report) => {
  const shape = readPolygon(rest.slice(0, 8), grid)
  const outer = shape.kind === 'polygon' ? (shape.parts[0]?.outer ?? []) : []
  if (fitOriented(outer).off <= MOST_OFF) return readOriented(rest, grid, report)
  return areFractions(rest.slice(0, 8), report) ? { shape, keypoints: null, score: rest[8] ?? null, extra: {} } : null
}

/** Null when the format cannot hold the annotation. */
export function toOrientedLine(
  annotation: Annotation,
  size: Size,
  known: KnownClass,
  report: Report,
): YoloWritten | null {
  const corners = annotation.shape && writtenCorners(annotation.shape, annotation.extra['yolo'], report)
  if (!corners) return null
  if (annotation.keypoints) report('keypoints')
  if (corners.some((v, i) => v < 0 || v > (i % 2 === 0 ? size.width : size.height))) report('yolo-obb-outside')
  const fractions = corners.map((v, i) => v / (i % 2 === 0 ? size.width : size.height))
  // From the numbers as written: the direction of a side shorter than their last digit is lost.
  const readBack = fractions.map((f, i) => snap(Number(fractionText(f)) * (i % 2 === 0 ? size.width : size.height)))
  const expected: ForeignLabel = {
    classKey: known.name,
    ...turnedBox(readBack, () => {}),
    keypoints: null,
    attributes: {},
    score: null,
  }
  return { line: [known.index, ...fractions.map(fractionText)].join(' '), expected }
}

function writtenCorners(shape: Shape, kept: unknown, report: Report): number[] | null {
  // The lines hold four corners, whatever angles they have.
  const [only, another] = shape.kind === 'polygon' ? shape.parts : []
  if (only && !another && only.outer.length === 8 && only.holes.length === 0) return only.outer
  const box = orientedOf(shape, report)
  return box && cornersOf(box, kept)
}

function orientedOf(shape: Shape, report: Report): Oriented | null {
  switch (shape.kind) {
    case 'oriented':
      return shape
    case 'box': {
      report('box-as-oriented')
      const { x, y, width, height } = shape
      return { kind: 'oriented', cx: x + width / 2, cy: y + height / 2, width, height, angle: 0 }
    }
    case 'ellipse':
      report('ellipse-as-oriented')
      return {
        kind: 'oriented',
        cx: shape.cx,
        cy: shape.cy,
        width: 2 * shape.rx,
        height: 2 * shape.ry,
        angle: shape.angle,
      }
    case 'mask': {
      const polygon = maskToPolygon(shape)
      report(polygon ? 'mask-as-oriented' : 'mask-empty')
      return polygon && smallestOriented(polygon.parts.flatMap((p) => p.outer))
    }
    case 'polygon':
      report('polygon-as-oriented')
      return smallestOriented((outlineRings(shape) ?? []).flatMap((p) => p.outer))
    case 'polyline':
    case 'point':
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return null
  }
}
