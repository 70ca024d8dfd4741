// Annotations of one picture -> the record of a labelme file, and the labels that reading it must give back.
import type { Annotation, AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { maskArea, trimMask } from '../../../shared/geometry/mask.ts'
import { outlineRings } from '../../../shared/geometry/shapes.ts'
import { orientedCorners } from '../../../shared/geometry/turned.ts'
import { encodePlainPng } from '../../files/plainPng.ts'
import { isFields } from '../guards.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { KIND_OF } from './fromLabelme.ts'

/** Image pixels. */
const SMALLEST = 0.01

const VERSION = '5.7.0'

export type LabelmeWritten = { readonly record: Fields; readonly expected: ForeignLabel[] }

export function toLabelme(
  imagePath: string,
  size: Size,
  kept: Fields | null,
  annotations: readonly Annotation[],
  className: (classId: string) => string | null,
  report: Report,
): LabelmeWritten {
  const groups = new Groups(annotations)
  const flags = imageFlags(kept, annotations, report)
  const written = annotations.flatMap((a) => toShapes(a, className, groups, report))
  const labels = written.map((w) => w.expected)
  return {
    record: {
      version: VERSION,
      ...kept,
      flags: flags.fields,
      shapes: written.map((w) => w.record),
      imagePath,
      imageData: null,
      imageHeight: size.height,
      imageWidth: size.width,
    },
    expected: flags.expected ? [flags.expected, ...labels] : labels,
  }
}

/** labelme numbers groups; names that are no numbers get the numbers behind the largest. */
class Groups {
  readonly #numbers = new Map<string, number>()
  constructor(annotations: readonly Annotation[]) {
    const names = [...new Set(annotations.flatMap((a) => a.group ?? []))]
    const isNumber = (name: string) => /^(0|[1-9]\d{0,8})$/.test(name)
    let next = Math.max(0, ...names.filter(isNumber).map((n) => Number(n) + 1))
    for (const name of names) this.#numbers.set(name, isNumber(name) ? Number(name) : next++)
  }
  of(name: string | null): number | null {
    return name === null ? null : (this.#numbers.get(name) ?? null)
  }
}

const flagLabel = (attributes: Record<string, AttributeValue>): ForeignLabel => ({
  classKey: null,
  shape: null,
  keypoints: null,
  attributes,
  score: null,
  extra: {},
})

/** Yes and no of the picture as a whole; other kinds of attributes have no place in the file. */
function imageFlags(kept: Fields | null, annotations: readonly Annotation[], report: Report) {
  let sets = 0
  const fields = new Map<string, unknown>(isFields(kept?.['flags']) ? Object.entries(kept['flags']) : [])
  for (const a of annotations) {
    if (a.shape !== null || a.classId !== null) continue
    sets++
    const values = Object.entries(a.attributes).filter(([, v]) => v !== null)
    for (const [name, value] of values) if (typeof value === 'boolean') fields.set(name, value)
    if (values.some(([, v]) => typeof v !== 'boolean')) report('item-attributes')
  }
  const flags = [...fields].flatMap(([k, v]): [string, boolean][] => (typeof v === 'boolean' ? [[k, v]] : []))
  const expected = flags.some(([, v]) => v) ? flagLabel(Object.fromEntries(flags)) : null
  if (sets > (expected ? 1 : 0)) report('item-attributes', sets - (expected ? 1 : 0))
  return {
    fields: Object.fromEntries(fields),
    expected,
  }
}

type Written = { record: Fields; expected: ForeignLabel }
type Drawn = { shape: Shape; kind: string; points: number[]; mask?: string }

function toShapes(
  annotation: Annotation,
  className: (classId: string) => string | null,
  groups: Groups,
  report: Report,
): Written[] {
  if (annotation.shape === null) {
    if (annotation.classId !== null) report('tag')
    return []
  }
  const title = annotation.classId === null ? null : className(annotation.classId)
  if (title === null || title === '') {
    report('no-class')
    return []
  }
  const drawn = draw(annotation.shape, report)
  if (drawn.length === 0) return []
  if (annotation.keypoints) report('keypoints')
  const parsed = annotation.extra['labelme']
  const fields = isFields(parsed) && isFields(parsed['fields']) ? parsed['fields'] : {}
  const word = isFields(parsed) && drawn.length === 1 ? parsed['shape_type'] : undefined
  const { flags, description, others } = attributesOf(annotation.attributes)
  const group = groups.of(annotation.group)
  return drawn.map(({ shape, kind, points, mask }) => {
    // A circle stays a circle, but a word such as `rotation` or `line` means the same points.
    const shapeType = typeof word === 'string' && SAME_POINTS[word] === shape.kind ? word : kind
    const pairs = points.flatMap((v, i) => (i % 2 === 0 ? [[v, points[i + 1]!]] : []))
    return {
      record: {
        ...fields,
        label: title,
        points: pairs,
        group_id: group,
        description,
        shape_type: shapeType,
        flags,
        mask: mask ?? null,
        ...(Object.keys(others).length > 0 ? { attributes: others } : {}),
      },
      expected: {
        classKey: title,
        shape,
        keypoints: null,
        attributes: { ...flags, ...others, ...(description === '' ? {} : { description }) },
        score: null,
        group: group === null ? null : String(group),
        extra: {},
      },
    }
  })
}

/** Words of other writers that hold the points of ours. */
const SAME_POINTS: Readonly<Record<string, Shape['kind']>> = {
  line: 'polyline',
  rotation: 'oriented',
  quadrilateral: 'polygon',
}

function attributesOf(given: Annotation['attributes']) {
  const flags: [string, boolean][] = []
  const others: [string, AttributeValue][] = []
  let description = ''
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue
    if (name === 'description' && typeof value === 'string') description = value
    else if (typeof value === 'boolean') flags.push([name, value])
    else others.push([name, value])
  }
  return { flags: Object.fromEntries(flags), others: Object.fromEntries(others), description }
}

function draw(shape: Shape, report: Report): Drawn[] {
  const kind = KIND_OF[shape.kind]
  switch (shape.kind) {
    case 'box':
      return [{ shape, kind, points: [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height] }]
    case 'point':
      return [{ shape, kind, points: [shape.x, shape.y] }]
    case 'polyline':
      return [{ shape, kind, points: shape.points }]
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return []
    case 'oriented':
      // Corners nearer than this say nothing exact about the direction they were written for.
      if (shape.width >= SMALLEST && shape.height >= SMALLEST) return [{ shape, kind, points: orientedCorners(shape) }]
      return polygons(shape, 'oriented-as-polygon', report)
    case 'ellipse':
      if (shape.rx === shape.ry)
        return [{ shape: { ...shape, angle: 0 }, kind, points: [shape.cx, shape.cy, shape.cx + shape.rx, shape.cy] }]
      return polygons(shape, 'labelme-angle', report)
    case 'polygon':
      if (shape.parts.length > 1) report('yolo-parts-split')
      if (shape.parts.some((part) => part.holes.length > 0)) report('holes-filled')
      return shape.parts.map(({ outer }) => ring(outer))
    case 'mask': {
      const mask = trimMask(shape)
      if (maskArea(mask) === 0) {
        report('mask-empty')
        return []
      }
      const points = [mask.x, mask.y, mask.x + mask.width - 1, mask.y + mask.height - 1]
      return [{ shape: mask, kind, points, mask: pngOf(mask) }]
    }
  }
}

const ring = (outer: number[]): Drawn => ({
  shape: { kind: 'polygon', parts: [{ outer, holes: [] }] },
  kind: 'polygon',
  points: outer,
})

function polygons(shape: Shape, code: Parameters<Report>[0], report: Report): Drawn[] {
  report(code)
  return (outlineRings(shape) ?? []).map(({ outer }) => ring(outer))
}

function pngOf({ width, height, counts }: Extract<Shape, { kind: 'mask' }>): string {
  const samples = new Uint8Array(width * height)
  let at = 0
  for (const [i, n] of counts.entries()) {
    if (i % 2 === 1) samples.fill(255, at, at + n)
    at += n
  }
  return encodePlainPng({ width, height, channels: 1, samples }).toString('base64')
}
