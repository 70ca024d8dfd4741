// Annotations of one picture -> the results of one annotation of Label Studio, and the labels that reading them must give back.
import type { Annotation, AttributeValue, Shape } from '../../../shared/annotation/model.ts'
import { clipMask, maskArea, trimMask } from '../../../shared/geometry/mask.ts'
import { fromOwnAxes, normalAngle } from '../../../shared/geometry/turned.ts'
import { asText, isFields } from '../guards.ts'
import type { Fields, ForeignLabel, Report, Size } from '../record.ts'
import { encodeBrush } from './rle.ts'

type Drawn = { shape: Shape; type: string; value: Fields }
export type LabelStudioWritten = { readonly results: Fields[]; readonly expected: ForeignLabel[] }

export function toLabelStudio(
  size: Size,
  annotations: readonly Annotation[],
  className: (classId: string) => string | null,
  report: Report,
): LabelStudioWritten {
  const results: Fields[] = []
  const answers = new Map<string, AttributeValue>()
  const labels: ForeignLabel[] = []
  const ids = new Set<string>()
  let sets = 0
  for (const annotation of annotations) {
    if (annotation.shape === null) {
      if (annotation.classId !== null) report('tag')
      else {
        sets++
        for (const [name, value] of plainAnswers(annotation.attributes, report)) answers.set(name, value)
      }
      continue
    }
    const title = annotation.classId === null ? null : className(annotation.classId)
    if (title === null) {
      report('no-class')
      continue
    }
    const kept = isFields(annotation.extra['labelstudio']) ? annotation.extra['labelstudio'] : {}
    const drawn = draw(annotation.shape, size, report)
    if (drawn.length === 0) continue
    if (annotation.keypoints) report('keypoints')
    if (annotation.group !== null) report('group')
    const attributes = plainAnswers(annotation.attributes, report)
    for (const [part, { shape, type, value }] of drawn.entries()) {
      const id = freeId(ids, part === 0 ? (asText(kept['id']) ?? annotation.id) : `${annotation.id}-${part + 1}`)
      const to = asText(kept['to_name']) ?? 'image'
      const place = { original_width: size.width, original_height: size.height, image_rotation: 0 }
      const fields = isFields(kept['fields']) ? kept['fields'] : {}
      const more = Array.isArray(kept['labels']) ? kept['labels'] : []
      results.push({
        ...fields,
        ...place,
        value: { ...value, ...(isFields(kept['value']) ? kept['value'] : {}), [type]: [title, ...more] },
        id,
        from_name: asText(kept['from_name']) ?? CONTROLS[type],
        to_name: to,
        type,
        ...(annotation.origin.kind === 'model' && annotation.origin.score !== null
          ? { score: annotation.origin.score }
          : {}),
      })
      for (const [name, answer] of attributes)
        results.push({
          ...place,
          value: { ...value, ...answerValue(answer) },
          id,
          from_name: name,
          to_name: to,
          type: typeOf(answer),
        })
      labels.push({
        classKey: title,
        shape,
        keypoints: null,
        attributes: Object.fromEntries(attributes),
        score: null,
        extra: {},
      })
    }
  }
  for (const [name, answer] of answers)
    results.push({
      value: answerValue(answer),
      id: freeId(ids, `answer-${name}`),
      from_name: name,
      to_name: 'image',
      type: typeOf(answer),
    })
  const written = answers.size > 0 ? 1 : 0
  if (sets > written) report('item-attributes', sets - written)
  if (answers.size === 0) return { results, expected: labels }
  const item = {
    classKey: null,
    shape: null,
    keypoints: null,
    attributes: Object.fromEntries(answers),
    score: null,
    extra: {},
  }
  return { results, expected: [item, ...labels] }
}

/** Names of the controls, where an import did not bring others. */
export const CONTROLS: Readonly<Record<string, string>> = {
  rectanglelabels: 'rectangle',
  ellipselabels: 'ellipse',
  polygonlabels: 'polygon',
  vectorlabels: 'vector',
  keypointlabels: 'point',
  brushlabels: 'brush',
}

function freeId(taken: Set<string>, wanted: string): string {
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}_${n}`
  taken.add(id)
  return id
}

/** Yes and no are no kind of answer there: they become the words. */
function plainAnswers(attributes: Annotation['attributes'], report: Report): [string, AttributeValue][] {
  return Object.entries(attributes).flatMap(([name, value]): [string, AttributeValue][] => {
    if (value === null || value === '' || name === '' || (Array.isArray(value) && value.length === 0)) return []
    if (typeof value === 'boolean' || (Array.isArray(value) && value.length === 1)) {
      report('ls-value-text')
      return [[name, String(value)]]
    }
    return [[name, value]]
  })
}

const typeOf = (value: AttributeValue): string =>
  typeof value === 'number' ? 'number' : Array.isArray(value) ? 'choices' : 'textarea'
const answerValue = (value: AttributeValue): Fields =>
  typeof value === 'number' ? { number: value } : Array.isArray(value) ? { choices: value } : { text: [String(value)] }

function draw(shape: Shape, size: Size, report: Report): Drawn[] {
  const { width: w, height: h } = size
  const px = (x: number) => (x / w) * 100
  const py = (y: number) => (y / h) * 100
  const pairs = (points: readonly number[]) =>
    points.flatMap((v, i) => (i % 2 === 0 ? [[px(v), py(points[i + 1]!)]] : []))
  switch (shape.kind) {
    case 'box': {
      const value = { x: px(shape.x), y: py(shape.y), width: px(shape.width), height: py(shape.height), rotation: 0 }
      return [{ shape, type: 'rectanglelabels', value }]
    }
    case 'oriented': {
      const corner = fromOwnAxes(shape, -shape.width / 2, -shape.height / 2)
      const angle = normalAngle(shape.angle)
      const value = {
        x: px(corner.x),
        y: py(corner.y),
        width: px(shape.width),
        height: py(shape.height),
        rotation: angle,
      }
      const same: Shape =
        angle === 0
          ? { kind: 'box', x: corner.x, y: corner.y, width: shape.width, height: shape.height }
          : { ...shape, angle }
      return [{ shape: same, type: 'rectanglelabels', value }]
    }
    case 'ellipse': {
      const angle = normalAngle(shape.angle)
      const value = { x: px(shape.cx), y: py(shape.cy), radiusX: px(shape.rx), radiusY: py(shape.ry), rotation: angle }
      return [{ shape: { ...shape, angle }, type: 'ellipselabels', value }]
    }
    case 'point':
      return [{ shape, type: 'keypointlabels', value: { x: px(shape.x), y: py(shape.y), width: 0.5 } }]
    case 'polyline': {
      const vertices = pairs(shape.points).map(([x, y], i) => ({ id: `v${i + 1}`, x, y }))
      return [{ shape, type: 'vectorlabels', value: { vertices, closed: false } }]
    }
    case 'ruler':
    case 'angle':
      report(shape.kind)
      return []
    case 'polygon':
      if (shape.parts.length > 1) report('yolo-parts-split')
      if (shape.parts.some((part) => part.holes.length > 0)) report('holes-filled')
      return shape.parts.map(({ outer }) => ({
        shape: { kind: 'polygon', parts: [{ outer, holes: [] }] },
        type: 'polygonlabels',
        value: { points: pairs(outer), closed: true },
      }))
    case 'mask': {
      const mask = trimMask(clipMask(shape, size))
      if (maskArea(mask) < maskArea(shape)) report(maskArea(mask) === 0 ? 'outside-dropped' : 'mask-clipped')
      if (maskArea(mask) === 0) {
        if (maskArea(shape) === 0) report('mask-empty')
        return []
      }
      return [{ shape: mask, type: 'brushlabels', value: { format: 'rle', rle: encodeBrush(mask, w, h) } }]
    }
  }
}
