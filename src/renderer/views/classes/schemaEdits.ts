// Changes to a label schema as pure functions, and what keeps one from being saved.
import {
  type AttributeDef,
  type ClassDef,
  type LabelSchema,
  plainAttribute,
} from '../../../shared/annotation/labelSchema.ts'
import { freeId } from '../../app/newClasses.ts'

export const changeClass = (s: LabelSchema, id: string, change: Partial<ClassDef>): LabelSchema => ({
  ...s,
  classes: s.classes.map((c) => {
    if (c.id === id) return { ...c, ...change }
    // A digit belongs to one class.
    return change.key !== undefined && change.key !== null && c.key === change.key ? { ...c, key: null } : c
  }),
})
export const removeClass = (s: LabelSchema, id: string): LabelSchema => ({
  ...s,
  classes: s.classes.filter((c) => c.id !== id).map((c) => (c.parent === id ? { ...c, parent: null } : c)),
})
export function moveClass(s: LabelSchema, id: string, by: -1 | 1): LabelSchema {
  const classes = [...s.classes]
  const at = classes.findIndex((c) => c.id === id)
  const [moved, other] = [classes[at], classes[at + by]]
  if (!moved || !other) return s
  classes[at] = other
  classes[at + by] = moved
  return { ...s, classes }
}

/** The classes of a file that are not here yet; ids that are taken by another class get a number. */
export function mergeClasses(s: LabelSchema, more: LabelSchema): LabelSchema {
  const classes = [...s.classes]
  for (const c of more.classes) {
    if (classes.some((k) => k.id === c.id || k.title.ko === c.title.ko)) continue
    const taken = new Set(classes.map((k) => k.key))
    classes.push({ ...c, key: c.key !== null && taken.has(c.key) ? null : c.key })
  }
  return { ...s, classes }
}

export function newAttribute(name: string, among: readonly AttributeDef[]): AttributeDef {
  const id = freeId(name, new Set(among.map((a) => a.id)))
  return plainAttribute({ id, title: { ko: name, en: name }, type: { kind: 'flag' } })
}
const TYPES: { readonly [K in AttributeDef['type']['kind']]: Extract<AttributeDef['type'], { kind: K }> } = {
  text: { kind: 'text' },
  number: { kind: 'number', min: null, max: null, unit: null },
  choice: { kind: 'choice', options: [], titles: {} },
  multi: { kind: 'multi', options: [], titles: {} },
  flag: { kind: 'flag' },
  date: { kind: 'date', min: null, max: null },
}
/** Options survive a change between "one of" and "several of". */
export function withType(a: AttributeDef, kind: AttributeDef['type']['kind']): AttributeDef {
  const { options, titles } = 'options' in a.type ? a.type : { options: [], titles: {} }
  if (kind === 'choice' || kind === 'multi') return { ...a, type: { kind, options, titles } }
  return { ...a, type: TYPES[kind] }
}
export const ATTRIBUTE_KINDS = Object.keys(TYPES).filter((k): k is keyof typeof TYPES => k in TYPES)

export type SchemaProblem = {
  readonly code:
    | 'class-name'
    | 'class-twice'
    | 'class-shapes'
    | 'class-colour'
    | 'attribute-name'
    | 'attribute-options'
    | 'attribute-range'
  readonly name: string
}
export function schemaProblem(s: LabelSchema): SchemaProblem | null {
  const names = new Set<string>()
  for (const c of s.classes) {
    const name = c.title.ko.trim() || c.title.en.trim()
    if (!name) return { code: 'class-name', name: c.id }
    if (names.has(name)) return { code: 'class-twice', name }
    names.add(name)
    if (c.shapes.length === 0) return { code: 'class-shapes', name }
    if (!/^#[0-9a-f]{6}$/.test(c.colour)) return { code: 'class-colour', name }
    const bad = attributeProblem(c.attributes)
    if (bad) return bad
  }
  return attributeProblem(s.itemAttributes)
}
function attributeProblem(all: readonly AttributeDef[]): SchemaProblem | null {
  for (const a of all) {
    const name = a.title.ko.trim() || a.title.en.trim()
    if (!name) return { code: 'attribute-name', name: a.id }
    if ('options' in a.type && a.type.options.length === 0) return { code: 'attribute-options', name }
    if (a.type.kind === 'number' && a.type.min !== null && a.type.max !== null && a.type.min > a.type.max)
      return { code: 'attribute-range', name }
  }
  return null
}

/** A name typed in one language only stands for both. */
export const filledTitles = (s: LabelSchema): LabelSchema => {
  const both = <T extends { title: { ko: string; en: string } }>(x: T): T => {
    const [ko, en] = [x.title.ko.trim(), x.title.en.trim()]
    return { ...x, title: { ko: ko || en, en: en || ko } }
  }
  return {
    ...s,
    classes: s.classes.map((c) => ({ ...both(c), attributes: c.attributes.map(both) })),
    itemAttributes: s.itemAttributes.map(both),
  }
}
