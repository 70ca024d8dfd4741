// Results of one annotation of Label Studio -> labels. Pure. Coordinates are per cent of the original width and height;
// a rectangle turns about its own top left corner, an ellipse about its centre, clockwise.
import type { AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import { trimMask } from '../../../shared/geometry/mask.ts'
import { fromOwnAxes, normalAngle } from '../../../shared/geometry/turned.ts'
import { asPixels, asText, isFields, isFiniteNumber, isNumbers, without } from '../guards.ts'
import { readPngMask } from '../pngMask.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { decodeBrush } from './rle.ts'

/** Removes the noise of per cent and back. */
const snap = (pixels: number): number => Math.round(pixels * 1e9) / 1e9
const FARTHEST = 1e7

type Make = (value: Fields, size: Size, report: Report) => Shape | null

const numbers = (value: Fields, names: readonly string[]): number[] | null => {
  const out = names.map((name) => value[name])
  return out.every((v) => isFiniteNumber(v) && Math.abs(v) <= FARTHEST) ? out.filter(isFiniteNumber) : null
}
const turn = (value: Fields): number => (isFiniteNumber(value['rotation']) ? normalAngle(value['rotation']) : 0)

const rectangle: Make = (value, { width: w, height: h }) => {
  const given = numbers(value, ['x', 'y', 'width', 'height'])
  if (!given || given[2]! < 0 || given[3]! < 0) return null
  const [x, y] = [snap((given[0]! * w) / 100), snap((given[1]! * h) / 100)]
  const [width, height] = [snap((given[2]! * w) / 100), snap((given[3]! * h) / 100)]
  const angle = turn(value)
  if (angle === 0) return { kind: 'box', x, y, width, height }
  const { x: cx, y: cy } = fromOwnAxes({ cx: x, cy: y, angle }, width / 2, height / 2)
  return { kind: 'oriented', cx, cy, width, height, angle }
}

const ellipse: Make = (value, { width: w, height: h }) => {
  const given = numbers(value, ['x', 'y', 'radiusX', 'radiusY'])
  if (!given || given[2]! < 0 || given[3]! < 0) return null
  const [cx, cy] = [snap((given[0]! * w) / 100), snap((given[1]! * h) / 100)]
  const [rx, ry] = [snap((given[2]! * w) / 100), snap((given[3]! * h) / 100)]
  return { kind: 'ellipse', cx, cy, rx, ry, angle: turn(value) }
}

const ring = (points: unknown, { width: w, height: h }: Size): number[] | null => {
  if (!Array.isArray(points)) return null
  const out: number[] = []
  for (const point of points) {
    const [x, y] = Array.isArray(point) ? point : isFields(point) ? [point['x'], point['y']] : []
    if (!isFiniteNumber(x) || !isFiniteNumber(y) || Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST) return null
    out.push(snap((x * w) / 100), snap((y * h) / 100))
  }
  return out
}

const polygon: Make = (value, size) => {
  const outer = ring(value['points'], size)
  if (!outer) return null
  if (value['closed'] === false) return outer.length >= 4 ? { kind: 'polyline', points: outer } : null
  return outer.length >= 6 ? { kind: 'polygon', parts: [{ outer, holes: [] }] } : null
}

const vector: Make = (value, size) => {
  const points = ring(value['vertices'], size)
  if (!points || points.length < 4) return null
  return value['closed'] === true && points.length >= 6
    ? { kind: 'polygon', parts: [{ outer: points, holes: [] }] }
    : { kind: 'polyline', points }
}

const keypoint: Make = (value, { width: w, height: h }) => {
  const given = numbers(value, ['x', 'y'])
  return given && { kind: 'point', x: snap((given[0]! * w) / 100), y: snap((given[1]! * h) / 100) }
}

const brush: Make = (value, { width, height }, report) => {
  const rle = value['rle']
  const mask = isNumbers(rle) ? decodeBrush(rle, width, height) : null
  if (!mask) report('ls-brush-invalid')
  return mask && trimMask(mask)
}

/** Newer versions write the mask as a PNG: whatever is painted is inside. */
const bitmask: Make = (value, { width, height }, report) => {
  const text = asText(value['imageDataURL']) ?? asText(value['maskDataURL']) ?? ''
  try {
    const picture = readPngMask(Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64'))
    if (picture.width === width && picture.height === height) return trimMask({ kind: 'mask', x: 0, y: 0, ...picture })
  } catch (error) {
    if (!(error instanceof PandokError)) throw error
  }
  report('ls-brush-invalid')
  return null
}

/** By what the value holds: the type says only which control made it. */
const SHAPES: readonly { has: readonly string[]; make: Make; labels: string }[] = [
  { has: ['rle'], make: brush, labels: 'brushlabels' },
  { has: ['imageDataURL'], make: bitmask, labels: 'brushlabels' },
  { has: ['maskDataURL'], make: bitmask, labels: 'brushlabels' },
  { has: ['radiusX', 'radiusY'], make: ellipse, labels: 'ellipselabels' },
  { has: ['vertices'], make: vector, labels: 'vectorlabels' },
  { has: ['points'], make: polygon, labels: 'polygonlabels' },
  { has: ['x', 'y', 'width', 'height'], make: rectangle, labels: 'rectanglelabels' },
  { has: ['x', 'y'], make: keypoint, labels: 'keypointlabels' },
]
const GEOMETRY = new Set(
  'x y width height rotation radiusX radiusY points closed vertices format rle imageDataURL maskDataURL'.split(' '),
)

/** A key point has a width too, but no height. */
const shapeOf = (value: Fields) => SHAPES.find(({ has }) => has.every((name) => name in value))

const LABELS = /^(rectangle|ellipse|polygon|keypoint|brush|bitmask|vector|hyper|video)?labels$/
const KNOWN = new Set('id type value from_name to_name original_width original_height score item_index'.split(' '))

export type Result = { readonly fields: Fields; readonly value: Fields }

export const resultsOf = (list: unknown): Result[] =>
  (Array.isArray(list) ? list : []).flatMap((r) =>
    isFields(r) ? [{ fields: r, value: isFields(r['value']) ? r['value'] : {} }] : [],
  )

/** The answer without its name: a choice, a list of choices, a text, a number. */
export function answerOf(value: Fields, several: boolean): AttributeValue | undefined {
  const { choices, taxonomy, text, rating, number, datetime } = value
  if (Array.isArray(choices))
    return one(
      choices.filter((c) => typeof c === 'string'),
      several,
    )
  if (Array.isArray(taxonomy))
    return one(
      taxonomy.map((path) => (Array.isArray(path) ? path.map(String).join(' / ') : String(path))),
      several,
    )
  if (Array.isArray(text)) return text.map(String).join('\n')
  if (typeof text === 'string') return text
  for (const plain of [rating, number, datetime]) if (isFiniteNumber(plain) || typeof plain === 'string') return plain
  return undefined
}
/** A question that somewhere has several answers always has a list. */
const one = (list: readonly string[], several: boolean): AttributeValue | undefined =>
  list.length === 0 ? undefined : list.length === 1 && !several ? list[0] : [...list]

export type RegionSetting = {
  /** Size of the picture where a result states none. */
  readonly grid: Size
  /** Goes into the fields of every label. */
  readonly note: Fields
  /** Questions that have several answers at once somewhere in the file. */
  readonly isMulti: (name: string) => boolean
}

/** Regions and answers of one picture, in order. */
export function readResults(results: readonly Result[], setting: RegionSetting, report: Report): ForeignLabel[] {
  const { note } = setting
  const byRegion = new Map<string, Result[]>()
  const answers = new Map<string, AttributeValue>()
  for (const [i, result] of results.entries()) {
    const { fields, value } = result
    if (fields['type'] === 'relation') {
      report('ls-relations')
      continue
    }
    const name = asText(fields['from_name']) ?? 'answer'
    const answer = answerOf(value, setting.isMulti(name))
    if (!shapeOf(value) && (answer === undefined || isOther(value))) report('ls-result-unknown')
    else if (!shapeOf(value) && answer !== undefined) answers.set(name, answer)
    else {
      const id = asText(fields['id']) ?? `#${i}`
      const known = byRegion.get(id)
      if (known) known.push(result)
      else byRegion.set(id, [result])
    }
  }
  const labels = [...byRegion.values()].flatMap((parts) => readRegion(parts, setting, report) ?? [])
  if (answers.size === 0) return labels
  const attributes = Object.fromEntries(answers)
  return [{ classKey: null, shape: null, keypoints: null, attributes, score: null, extra: note }, ...labels]
}

/** Spans of a text or a sound. */
const isOther = (value: Fields): boolean => ['start', 'end', 'globalOffsets', 'ranges'].some((key) => key in value)

function readRegion(
  parts: readonly Result[],
  { grid, note, isMulti }: RegionSetting,
  report: Report,
): ForeignLabel | null {
  const first = parts[0]!
  const { fields, value } = first
  const [width, height] = [asPixels(fields['original_width']), asPixels(fields['original_height'])]
  const size = width !== null && height !== null ? { width, height } : grid
  const kind = shapeOf(value)
  const shape = kind?.make(value, size, report) ?? null
  if (!shape) {
    if (kind?.labels !== 'brushlabels') report('label-number-invalid')
    return null
  }
  if (isFiniteNumber(fields['image_rotation']) && fields['image_rotation'] !== 0) report('ls-image-rotated')
  const words: string[] = []
  const attributes = new Map<string, AttributeValue>()
  for (const part of parts) {
    for (const [key, list] of Object.entries(part.value))
      if (LABELS.test(key) && Array.isArray(list)) words.push(...list.filter((w) => typeof w === 'string'))
    const name = asText(part.fields['from_name']) ?? 'answer'
    const answer = answerOf(part.value, isMulti(name))
    if (answer !== undefined) attributes.set(name, answer)
  }
  const [label, ...more] = [...new Set(words)]
  if (more.length > 0) report('ls-several-labels')
  const kept = without(fields, KNOWN)
  const values = without(
    Object.fromEntries(Object.entries(value).filter(([key]) => !LABELS.test(key) && !ANSWERS.has(key))),
    GEOMETRY,
  )
  return {
    classKey: label ?? null,
    shape,
    keypoints: null,
    attributes: Object.fromEntries(attributes),
    score: isFiniteNumber(fields['score']) ? fields['score'] : null,
    extra: {
      ...note,
      ...(asText(fields['id']) === null ? {} : { id: fields['id'] }),
      ...(asText(fields['from_name']) === null ? {} : { from_name: fields['from_name'] }),
      ...(asText(fields['to_name']) === null ? {} : { to_name: fields['to_name'] }),
      ...(more.length > 0 ? { labels: more } : {}),
      ...(Object.keys(values).length > 0 ? { value: values } : {}),
      ...(Object.keys(kept).length > 0 ? { fields: kept } : {}),
    },
  }
}
const ANSWERS = new Set(['choices', 'taxonomy', 'text', 'rating', 'number', 'datetime'])
