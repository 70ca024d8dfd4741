// Label Studio: the labeling configuration, an XML of controls. What draws regions gives classes and shapes; what asks
// questions gives attributes, of the region or of the whole item.
import type { AllowedShape, AttributeDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import type { XmlNode } from '../../formats/voc/xml.ts'
import { attribute, number, oneOf, readColour, SchemaBuilder, severalOf } from './builder.ts'

const REGIONS: Readonly<Record<string, readonly AllowedShape[]>> = {
  RectangleLabels: ['box', 'oriented'],
  PolygonLabels: ['polygon'],
  BrushLabels: ['mask'],
  BitmaskLabels: ['mask'],
  KeyPointLabels: ['point'],
  EllipseLabels: ['ellipse'],
  VectorLabels: ['polyline'],
  VideoRectangleLabels: ['box'],
  Labels: ['box'],
}
type Fields = Readonly<Record<string, string>>
const SEPARATOR = ' / '

/** Options of nested choices as paths: `animal / cat`. */
const optionsOf = (node: XmlNode, above = ''): string[] =>
  (node.children ?? []).flatMap((c) => {
    const value = c.name === 'Choice' ? (c.attributes?.['value'] ?? '') : ''
    if (value === '') return []
    const path = above === '' ? value : `${above}${SEPARATOR}${value}`
    return [path, ...optionsOf(c, path)]
  })

const QUESTIONS: Readonly<Record<string, (node: XmlNode, f: Fields) => AttributeDef['type']>> = {
  Choices: (node, f) => (f['choice'] === 'multiple' ? severalOf(optionsOf(node)) : oneOf(optionsOf(node))),
  Taxonomy: (node) => severalOf(optionsOf(node)),
  TextArea: () => ({ kind: 'text' }),
  Number: (_, f) => number(f['min'], f['max']),
  Rating: (_, f) => number(0, f['maxRating'] ?? 5),
  DateTime: (_, f) =>
    f['only'] === 'year' || f['only'] === 'time' ? { kind: 'text' } : { kind: 'date', min: null, max: null },
}

/** When a question is asked: with an answer of another one, or for certain labels. */
function conditionOf(f: Fields): AttributeDef['when'] {
  const values = (text: string | undefined) => (text ?? '').split(',').filter(Boolean)
  const labels = values(f['whenLabelValue'])
  if (labels.length > 0) return { kind: 'class', oneOf: labels }
  const answers = values(f['whenChoiceValue'])
  return f['whenTagName'] && answers.length > 0 ? { kind: 'value', attribute: f['whenTagName'], oneOf: answers } : null
}

export function readLabelStudio(root: XmlNode): LabelSchema | null {
  if (root.name !== 'View') return null
  const builder = new SchemaBuilder()
  const walk = (node: XmlNode) => {
    const f: Fields = node.attributes ?? {}
    const shapes = REGIONS[node.name]
    const question = QUESTIONS[node.name]
    if (shapes) {
      for (const label of node.children ?? []) if (label.name === 'Label') addClass(builder, label, shapes, f)
    } else if (question) addQuestion(builder, node, f, question(node, f))
    else for (const c of node.children ?? []) walk(c)
  }
  walk(root)
  return builder.isEmpty ? null : builder.schema()
}

function addClass(builder: SchemaBuilder, label: XmlNode, shapes: readonly AllowedShape[], control: Fields): void {
  const f: Fields = label.attributes ?? {}
  const name = f['value'] ?? ''
  const turning = control['canRotate'] !== 'false'
  const colour = readColour(f['background'] ?? f['selectedColor'])
  builder.class(
    name,
    shapes.filter((s) => s !== 'oriented' || turning),
    {
      ...(colour ? { colour } : {}),
      ...(f['alias'] ? { words: [f['alias']] } : {}),
      ...(f['hint'] ? { hint: f['hint'] } : {}),
    },
  )
}

function addQuestion(builder: SchemaBuilder, node: XmlNode, f: Fields, type: AttributeDef['type']): void {
  const name = f['name'] ?? node.name
  const made = attribute(name, type, { required: f['required'] === 'true', when: conditionOf(f) })
  const perRegion = f['perRegion'] === 'true' || f['whenLabelValue'] !== undefined
  if (perRegion) builder.objectAttribute(made)
  else builder.itemAttribute(made)
}
