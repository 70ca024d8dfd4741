// CVAT: the JSON of its label constructor ("Raw"), and the labels in the head of its XML.
import { z } from 'zod'
import type { AllowedShape, AttributeDef, LabelSchema, Skeleton } from '../../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../../shared/contract/errors.ts'
import type { XmlNode } from '../../formats/voc/xml.ts'
import { attribute, number, oneOf, readColour, SchemaBuilder } from './builder.ts'

const SHAPES: Readonly<Record<string, readonly AllowedShape[]>> = {
  any: ['box', 'polygon', 'polyline', 'point', 'mask', 'oriented', 'ellipse', 'tag'],
  rectangle: ['box', 'oriented'],
  polygon: ['polygon'],
  polyline: ['polyline'],
  points: ['point'],
  point: ['point'],
  ellipse: ['ellipse'],
  mask: ['mask'],
  tag: ['tag'],
  skeleton: ['skeleton'],
}
const shapesOf = (type: string | null | undefined): readonly AllowedShape[] =>
  SHAPES[type ?? 'any'] ?? SHAPES['any'] ?? []

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const attributeSchema = z.looseObject({
  name: z.string().min(1),
  mutable: z.boolean().default(false),
  input_type: z.string().default('text'),
  values: z.array(text).default([]),
})
type Given = z.infer<typeof attributeSchema>
const labelSchema = z.looseObject({
  name: z.string().min(1),
  color: z.string().nullish(),
  type: z.string().nullish(),
  attributes: z.array(attributeSchema).default([]),
  sublabels: z.array(z.looseObject({ id: z.number().nullish(), name: z.string().min(1) })).default([]),
  svg: z.string().nullish(),
})

function typeOf({ input_type, values }: Given): AttributeDef['type'] {
  switch (input_type) {
    case 'select':
    case 'radio':
      return oneOf(values)
    case 'checkbox':
      return { kind: 'flag' }
    case 'number': {
      // min, max, step; older files have them in one text.
      const [min, max] = values.length === 1 ? (values[0] ?? '').split(/[;,]/) : values
      return number(min, max)
    }
    default:
      return { kind: 'text' }
  }
}
const toAttribute = (a: Given): AttributeDef => attribute(a.name, typeOf(a), { mutable: a.mutable })

/** A list of labels; null when the JSON is something else. */
export function readCvatLabels(body: unknown): LabelSchema | null {
  const first: unknown = Array.isArray(body) ? body[0] : null
  if (typeof first !== 'object' || first === null || !('name' in first) || !('attributes' in first)) return null
  const read = z.array(labelSchema).safeParse(body)
  if (!read.success) {
    const problems = read.error.issues.slice(0, 8).map((i) => `${i.path.join('.')}: ${i.message}`)
    throw new PandokError('schema-file-invalid', 'the label list has mistakes', { problem: problems.join('; ') })
  }
  const builder = new SchemaBuilder()
  for (const l of read.data) {
    const names = l.sublabels.map((s) => s.name)
    const skeleton =
      l.type === 'skeleton'
        ? readSvg(
            l.svg ?? '',
            names,
            l.sublabels.map((s) => s.id ?? null),
          )
        : null
    const colour = readColour(l.color)
    builder.class(l.name, shapesOf(l.type), {
      attributes: l.attributes.map(toAttribute),
      ...(colour ? { colour } : {}),
      ...(skeleton ? { skeleton } : {}),
    })
  }
  return builder.isEmpty ? null : builder.schema()
}

const children = (node: XmlNode | undefined, name: string): XmlNode[] =>
  (node?.children ?? []).filter((c) => c.name === name)
const child = (node: XmlNode | undefined, name: string): XmlNode | undefined => children(node, name)[0]
const textOf = (node: XmlNode | undefined, name: string): string | null => child(node, name)?.text ?? null

/** `meta/task/labels`, `meta/job/labels` or `meta/project/labels`; null when the XML has none. */
export function readCvatXml(root: XmlNode): LabelSchema | null {
  const meta = child(root, 'meta')
  if (root.name !== 'annotations' || !meta) return null
  const holder = ['project', 'task', 'job'].map((n) => child(meta, n)).find((n) => child(n, 'labels')) ?? meta
  const labels = children(child(holder, 'labels'), 'label')
  const builder = new SchemaBuilder()
  for (const l of labels) {
    const name = textOf(l, 'name')
    // Points of a skeleton are labels of their own here.
    if (name === null || textOf(l, 'parent')) continue
    const type = textOf(l, 'type')
    const parts = labels.filter((s) => textOf(s, 'parent') === name).map((s) => textOf(s, 'name') ?? '')
    const skeleton = type === 'skeleton' ? readSvg(textOf(l, 'svg') ?? '', parts.filter(Boolean), []) : null
    const colour = readColour(textOf(l, 'color'))
    builder.class(name, shapesOf(type), {
      attributes: children(child(l, 'attributes'), 'attribute').flatMap((a) => xmlAttribute(a) ?? []),
      ...(colour ? { colour } : {}),
      ...(skeleton ? { skeleton } : {}),
    })
  }
  return builder.isEmpty ? null : builder.schema()
}

function xmlAttribute(node: XmlNode): AttributeDef | null {
  // Before version 1.1: `~select=action:standing,walking`; ~ may change over time, @ may not.
  const old = /^([~@])(\w+)=([^:]+):(.*)$/s.exec(node.text ?? '')
  if (old) {
    const [, sign, input_type = 'text', name = '', values = ''] = old
    return toAttribute({ name, input_type, mutable: sign === '~', values: values.split(',') })
  }
  const name = textOf(node, 'name')
  if (name === null) return null
  const values = (textOf(node, 'values') ?? '').split('\n').map((v) => v.trim())
  return toAttribute({
    name,
    input_type: textOf(node, 'input_type') ?? 'text',
    mutable: textOf(node, 'mutable')?.toLowerCase() === 'true',
    values: values.filter(Boolean),
  })
}

const field = (tag: string, name: string): string | null => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? null

/** The drawing of a skeleton: circles are points in percent of the picture, lines are edges between them. */
export function readSvg(svg: string, names: readonly string[], ids: readonly (number | null)[]): Skeleton | null {
  const plain = svg.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
  const nodes = [...plain.matchAll(/<circle\b[^>]*>/g)].flatMap(([tag], i) => {
    const [x, y] = [Number(field(tag, 'cx')), Number(field(tag, 'cy'))]
    if (!Number.isFinite(x) || !Number.isFinite(y)) return []
    const byId = ids.indexOf(Number(field(tag, 'data-label-id') ?? Number.NaN))
    const name = field(tag, 'data-label-name') ?? names[byId] ?? names[i] ?? String(i + 1)
    return [{ node: field(tag, 'data-node-id') ?? String(i + 1), point: { name, x: x / 100, y: y / 100 } }]
  })
  if (nodes.length === 0)
    return names.length === 0
      ? null
      : { points: names.map((name, i) => ({ name, ...onCircle(i, names.length) })), edges: [] }
  const at = (id: string | null) => nodes.findIndex((n) => n.node === id)
  const edges = [...plain.matchAll(/<line\b[^>]*>/g)].flatMap(([tag]): [number, number][] => {
    const [from, to] = [at(field(tag, 'data-node-from')), at(field(tag, 'data-node-to'))]
    return from >= 0 && to >= 0 && from !== to ? [[from, to]] : []
  })
  return { points: nodes.map((n) => n.point), edges }
}

/** Where nobody says how a skeleton looks. */
export const onCircle = (i: number, n: number): { x: number; y: number } => {
  const t = (2 * Math.PI * i) / Math.max(1, n)
  const round = (v: number) => Math.round(v * 1000) / 1000
  return { x: round(0.5 + 0.4 * Math.sin(t)), y: round(0.5 - 0.4 * Math.cos(t)) }
}
