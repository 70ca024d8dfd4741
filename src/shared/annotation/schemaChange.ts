// What a new label schema means for a label that was made with the old one, and what becomes of it. Nothing happens to a
// label unless somebody chose so: without a choice it stays as it is and the rules report it.
import { shapeUse } from '../geometry/shapes.ts'
import { definitionsOf } from './attributes.ts'
import { classTree } from './classTree.ts'
import type { AttributeDef, LabelSchema } from './labelSchema.ts'
import type { Annotation, AttributeValue } from './model.ts'
import { valueProblem } from './values.ts'

/** One kind of trouble. `owner` is a class id, or `item` / `slot` for attributes of those. */
export type SchemaCase = {
  readonly kind: 'class-removed' | 'shape-removed' | 'attribute-removed' | 'option-removed' | 'value-unfit'
  readonly level: 'class' | 'item' | 'slot'
  readonly owner: string
  /** Attribute id, or the shape. */
  readonly part: string | null
  readonly option: string | null
}
export const caseKey = (c: SchemaCase): string => JSON.stringify([c.kind, c.level, c.owner, c.part, c.option])

/** `move`: to another class, to another option. `convert`: to the new type, where the value can be read so. */
export type Choice =
  | { readonly kind: 'keep' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'convert' }
  | { readonly kind: 'move'; readonly to: string }
export type Choices = Readonly<Record<string, Choice>>

const CHOICES: Readonly<Record<SchemaCase['kind'], readonly Choice['kind'][]>> = {
  'class-removed': ['keep', 'move'],
  'shape-removed': ['keep', 'move'],
  'attribute-removed': ['keep', 'drop'],
  'option-removed': ['keep', 'drop', 'move'],
  'value-unfit': ['keep', 'drop', 'convert'],
}
export const choicesFor = (kind: SchemaCase['kind']): readonly Choice['kind'][] => CHOICES[kind]

/** Which labels have to be looked at; the others are the same in both versions. */
export type Reach = { readonly classes: ReadonlySet<string>; readonly everyObject: boolean; readonly records: boolean }
export function reachOf(before: LabelSchema, after: LabelSchema): Reach {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const next = classTree(after).byId
  const classes = before.classes.filter((c) => {
    const n = next.get(c.id)
    return !n || !same([c.shapes, c.attributes], [n.shapes, n.attributes])
  })
  return {
    classes: new Set(classes.map((c) => c.id)),
    everyObject: !same(before.objectAttributes, after.objectAttributes),
    records: !same([before.itemAttributes, before.slotAttributes], [after.itemAttributes, after.slotAttributes]),
  }
}

/** What the new version breaks about the label; what was wrong before stays a matter of the rules. */
export function casesOf(a: Annotation, before: LabelSchema, after: LabelSchema): SchemaCase[] {
  const level = a.classId !== null ? 'class' : a.target.kind === 'item' ? 'item' : 'slot'
  const base = { level, owner: a.classId ?? '', part: null, option: null } as const
  if (a.classId !== null) {
    const [old, next] = [classTree(before).byId.get(a.classId), classTree(after).byId.get(a.classId)]
    if (!old) return []
    if (!next) return [{ ...base, kind: 'class-removed' }]
    const use = shapeUse(a)
    if (old.shapes.includes(use) && !next.shapes.includes(use)) return [{ ...base, kind: 'shape-removed', part: use }]
  }
  const [was, is] = [definitionsOf(a, before) ?? [], definitionsOf(a, after) ?? []]
  return Object.entries(a.attributes).flatMap(([id, value]): SchemaCase[] => {
    const [old, next] = [was.find((d) => d.id === id), is.find((d) => d.id === id)]
    if (!old || value === null || valueProblem(value, old.type)) return []
    if (!next) return [{ ...base, kind: 'attribute-removed', part: id }]
    const problem = valueProblem(value, next.type)
    if (problem === 'option')
      return gone(value, next).map((option) => ({ ...base, kind: 'option-removed', part: id, option }))
    return problem ? [{ ...base, kind: 'value-unfit', part: id }] : []
  })
}

const gone = (value: AttributeValue, { type }: AttributeDef): string[] => {
  if (!('options' in type)) return []
  const all = Array.isArray(value) ? value : [String(value)]
  return all.filter((v) => !type.options.includes(v))
}

/** The label as it shall be; the same object when nothing changes. */
export function migrate(a: Annotation, before: LabelSchema, after: LabelSchema, choices: Choices): Annotation {
  let next = a
  for (const c of casesOf(a, before, after)) {
    const choice = choices[caseKey(c)]
    if (choice) next = CARRY_OUT[c.kind](next, c, choice, after)
  }
  return next
}

type CarryOut = (a: Annotation, c: SchemaCase, choice: Choice, after: LabelSchema) => Annotation
const moveClass: CarryOut = (a, _c, choice) => (choice.kind === 'move' ? { ...a, classId: choice.to } : a)
const withValue = (a: Annotation, id: string, value: AttributeValue | undefined): Annotation => {
  const { [id]: _old, ...rest } = a.attributes
  return { ...a, attributes: value === undefined ? rest : { ...rest, [id]: value } }
}
const CARRY_OUT: Readonly<Record<SchemaCase['kind'], CarryOut>> = {
  'class-removed': moveClass,
  'shape-removed': moveClass,
  'attribute-removed': (a, c, choice) =>
    choice.kind === 'drop' && c.part !== null ? withValue(a, c.part, undefined) : a,
  'option-removed': (a, c, choice) => {
    const value = c.part === null ? undefined : a.attributes[c.part]
    if (c.part === null || c.option === null || value === undefined || choice.kind === 'keep') return a
    const to = choice.kind === 'move' ? [choice.to] : []
    if (!Array.isArray(value)) return withValue(a, c.part, to[0])
    const list = [...new Set(value.flatMap((v) => (v === c.option ? to : [v])))]
    return withValue(a, c.part, list.length > 0 ? list : undefined)
  },
  'value-unfit': (a, c, choice, after) => {
    const value = c.part === null ? undefined : a.attributes[c.part]
    if (c.part === null || value === undefined || choice.kind === 'keep') return a
    if (choice.kind === 'drop') return withValue(a, c.part, undefined)
    const def = definitionsOf(a, after)?.find((d) => d.id === c.part)
    const converted = def ? convertValue(value, def.type) : null
    return converted === null ? a : withValue(a, c.part, converted)
  },
}

const YES = ['true', 'yes', 'y', '1', '예', '네', 'o']
const NO = ['false', 'no', 'n', '0', '아니요', '아니오', 'x']

/** The same answer in another type; null where it cannot be read so. */
export function convertValue(value: AttributeValue, type: AttributeDef['type']): AttributeValue {
  const text = Array.isArray(value) ? value.join(', ') : String(value).trim()
  const next = ((): AttributeValue => {
    switch (type.kind) {
      case 'text':
      case 'date':
      case 'choice':
        return text
      case 'number':
        return text === '' ? null : Number(text)
      case 'flag':
        return YES.includes(text.toLowerCase()) ? true : NO.includes(text.toLowerCase()) ? false : null
      case 'multi':
        return Array.isArray(value) ? value : text.split(',').map((v) => v.trim())
    }
  })()
  return next === null || valueProblem(next, type) ? null : next
}

/** Takes back what one change did to a label, as far as it is still so; later work on it stays. */
export function takeBack(now: Annotation, from: Annotation, to: Annotation): Annotation {
  let next = now
  if (from.classId !== to.classId && now.classId === to.classId) next = { ...next, classId: from.classId }
  for (const id of new Set([...Object.keys(from.attributes), ...Object.keys(to.attributes)])) {
    const [a, b, c] = [from.attributes[id], to.attributes[id], now.attributes[id]].map((v) => JSON.stringify(v))
    if (a !== b && c === b) next = withValue(next, id, from.attributes[id])
  }
  return next
}
