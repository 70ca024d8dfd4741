// YOLO poses: class cx cy w h, then x y or x y visibility for each point, then perhaps a confidence.
import type { Annotation } from '../../../shared/annotation/model.ts'
import { shapeBounds } from '../../../shared/geometry/shapes.ts'
import type { ForeignLabel, Report, Size } from '../record.ts'
import { areFractions, fractionText, type KnownClass, type LineRead, type LineReader, readBox, snap } from './lines.ts'
import type { YoloWritten } from './written.ts'

export type PoseShape = { readonly points: number; readonly values: 2 | 3 }

/** `shape` null: a set that says only that it holds poses. Then a third value of 0, 1 or 2 everywhere is a visibility. */
export const readPose =
  (shape: PoseShape | null): LineReader =>
  (rest, grid, report) => {
    const box = areFractions(rest.slice(0, 4), report) ? readBox(rest.slice(0, 4), grid, report) : null
    if (!box) return null
    const values = rest.slice(4)
    const layout = shape ?? guessLayout(values)
    const expected = layout ? layout.points * layout.values : -1
    if (!layout || (values.length !== expected && values.length !== expected + 1)) {
      report('yolo-pose-length')
      return null
    }
    const score = values.length === expected + 1 ? values[expected]! : null
    return { shape: box, score, ...readPoints(values.slice(0, expected), layout, grid, report) }
  }

function guessLayout(values: readonly number[]): PoseShape | null {
  const rest = values.length % 3 === 1 ? values.slice(0, -1) : values
  if (rest.length > 0 && rest.length % 3 === 0 && rest.every((v, i) => i % 3 !== 2 || v === 0 || v === 1 || v === 2))
    return { points: rest.length / 3, values: 3 }
  return values.length > 1 ? { points: Math.floor(values.length / 2), values: 2 } : null
}

function readPoints(
  values: readonly number[],
  layout: PoseShape,
  { width, height }: Size,
  report: Report,
): Pick<LineRead, 'keypoints' | 'extra'> {
  const keypoints: number[] = []
  const stated: number[] = []
  for (let i = 0; i < values.length; i += layout.values) {
    const [x, y, third] = [values[i]!, values[i + 1]!, values[i + 2]!]
    // With two values trainers take what is not on the picture as not labelled; converters write 0 0 for it.
    const v = layout.values === 3 ? third : x < 0 || y < 0 || (x === 0 && y === 0) ? 0 : 2
    stated.push(v)
    const visibility = v === 0 || v === 1 || v === 2 ? v : v >= 0.5 ? 2 : v > 0 ? 1 : 0
    if (visibility === 0) keypoints.push(0, 0, 0)
    else keypoints.push(snap(x * width), snap(y * height), visibility)
  }
  // Predictions write a confidence between 0 and 1 where data sets write the visibility.
  if (stated.every((v) => v === 0 || v === 1 || v === 2)) return { keypoints, extra: {} }
  report('yolo-pose-confidence')
  return { keypoints, extra: { visibility: stated } }
}

/** `points` = how many points every line of the set has. */
export function toPoseLine(
  annotation: Annotation,
  size: Size,
  known: KnownClass,
  points: number,
  report: Report,
): YoloWritten | null {
  const { shape } = annotation
  if (!shape) return null
  if (shape.kind === 'point' || shape.kind === 'polyline' || shape.kind === 'ruler' || shape.kind === 'angle') {
    report(shape.kind)
    return null
  }
  if (shape.kind !== 'box') report(`${shape.kind}-as-box`)
  const given = annotation.keypoints ?? []
  if (given.length === 0) report('yolo-pose-without-points')
  else if (given.length < points * 3) report('yolo-pose-padded')
  const keypoints: number[] = []
  for (let i = 0; i < points * 3; i += 3) {
    const v = given[i + 2] ?? 0
    if (v === 0) keypoints.push(0, 0, 0)
    else keypoints.push(given[i]!, given[i + 1]!, v)
  }
  const { x, y, width, height } = shapeBounds(shape)
  const numbers = [
    (x + width / 2) / size.width,
    (y + height / 2) / size.height,
    width / size.width,
    height / size.height,
  ]
  keypoints.forEach((v, i) => {
    numbers.push(i % 3 === 2 ? v : v / (i % 3 === 0 ? size.width : size.height))
  })
  const expected: ForeignLabel = {
    classKey: known.name,
    shape: { kind: 'box', x, y, width, height },
    keypoints,
    attributes: {},
    score: null,
    extra: {},
  }
  return { line: [known.index, ...numbers.map(fractionText)].join(' '), expected }
}
