// Changes to a label schema as pure functions, and what keeps one from being saved.
import { classTree, isWithin } from '../../../shared/annotation/classTree.ts'
import type { SchemaRule, SchemaRuleKind } from '../../../shared/annotation/declaredRules.ts'
import { freeColour, isTaken } from '../../../shared/annotation/freeColour.ts'
import {
  type AttributeDef,
  type Bilingual,
  type ClassDef,
  type LabelSchema,
  plainAttribute,
} from '../../../shared/annotation/labelSchema.ts'
import { freeId, freeKey, PALETTE } from '../../app/newClasses.ts'

export const changeClass = (s: LabelSchema, id: string, change: Partial<ClassDef>): LabelSchema => ({
  ...s,
  classes: s.classes.map((c) => {
    if (c.id === id) return { ...c, ...change }
    // A digit belongs to one class.
    return change.key !== undefined && change.key !== null && c.key === change.key ? { ...c, key: null } : c
  }),
})

/** What lies below goes up to the parent of the removed class. */
export const removeClass = (s: LabelSchema, id: string): LabelSchema => {
  const parent = s.classes.find((c) => c.id === id)?.parent ?? null
  return {
    ...s,
    classes: s.classes.filter((c) => c.id !== id).map((c) => (c.parent === id ? { ...c, parent } : c)),
  }
}

const siblingsOf = (s: LabelSchema, id: string): readonly ClassDef[] => {
  const tree = classTree(s)
  const parent = tree.byId.get(id)?.parent
  return parent && !tree.roots.some((c) => c.id === id) ? tree.childrenOf(parent) : tree.roots
}

/** Changes places with the sister above or below. */
export function moveClass(s: LabelSchema, id: string, by: -1 | 1): LabelSchema {
  const siblings = siblingsOf(s, id)
  const other = siblings[siblings.findIndex((c) => c.id === id) + by]
  if (!other) return s
  const classes = [...s.classes]
  const [a, b] = [classes.findIndex((c) => c.id === id), classes.findIndex((c) => c.id === other.id)]
  const [moved, replaced] = [classes[a], classes[b]]
  if (!moved || !replaced) return s
  classes[a] = replaced
  classes[b] = moved
  return { ...s, classes }
}

/** Below another class, as its last child; null = to the top. A class never goes below itself. */
export function reparent(s: LabelSchema, id: string, parent: string | null): LabelSchema {
  const tree = classTree(s)
  const moved = tree.byId.get(id)
  if (!moved || moved.parent === parent || isWithin(tree, parent, [id])) return s
  return { ...s, classes: [...s.classes.filter((c) => c.id !== id), { ...moved, parent }] }
}
/** Below the sister above. */
export function indent(s: LabelSchema, id: string): LabelSchema {
  const siblings = siblingsOf(s, id)
  const above = siblings[siblings.findIndex((c) => c.id === id) - 1]
  return above ? reparent(s, id, above.id) : s
}
/** Beside its parent. */
export function outdent(s: LabelSchema, id: string): LabelSchema {
  const tree = classTree(s)
  const parent = tree.byId.get(tree.byId.get(id)?.parent ?? '')
  return parent ? reparent(s, id, parent.parent) : s
}

/** The classes of a file that are not here yet, each with a digit and a colour that no other class has. */
export function mergeClasses(s: LabelSchema, more: LabelSchema): LabelSchema {
  const classes = [...s.classes]
  const [ids, titles] = [new Set(classes.map((c) => c.id)), new Set(classes.map((c) => c.title.ko))]
  const taken = new Set(classes.map((k) => k.key))
  for (const c of more.classes) {
    if (ids.has(c.id) || titles.has(c.title.ko)) continue
    ids.add(c.id)
    titles.add(c.title.ko)
    const key = c.key === null || !taken.has(c.key) ? c.key : freeKey(taken)
    const inUse = classes.map((k) => k.colour)
    const colour = isTaken(c.colour, inUse) ? freeColour(PALETTE, classes.length, inUse) : c.colour
    classes.push({ ...c, key, colour })
    taken.add(key)
  }
  const added = <T extends { id: string }>(ours: readonly T[], theirs: readonly T[]): T[] => [
    ...ours,
    ...theirs.filter((t) => !ours.some((o) => o.id === t.id)),
  ]
  return {
    ...s,
    classes,
    itemAttributes: added(s.itemAttributes, more.itemAttributes),
    slotAttributes: added(s.slotAttributes, more.slotAttributes),
    objectAttributes: added(s.objectAttributes, more.objectAttributes),
    rules: added(s.rules, more.rules),
  }
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

const RULES: { readonly [K in SchemaRuleKind]: Omit<Extract<SchemaRule, { kind: K }>, 'id' | 'severity' | 'message'> } =
  {
    'min-size': { kind: 'min-size', classes: [], width: null, height: null, area: null, longer: null },
    ratio: { kind: 'ratio', classes: [], min: null, max: null },
    thickness: { kind: 'thickness', classes: [], min: 1 },
    count: { kind: 'count', classes: [], min: null, max: null },
    required: { kind: 'required', classes: [] },
    inside: { kind: 'inside', classes: [], of: [], tolerance: 0 },
    outside: { kind: 'outside', classes: [], of: [], tolerance: 0 },
    exclusive: { kind: 'exclusive', classes: [] },
    consistent: { kind: 'consistent', when: { kind: 'class', oneOf: [] }, attribute: '', oneOf: [] },
  }
export const RULE_KINDS = Object.keys(RULES).filter((k): k is SchemaRuleKind => k in RULES)
export const newRule = (kind: SchemaRuleKind, among: readonly SchemaRule[]): SchemaRule => ({
  id: freeId(kind, new Set(among.map((r) => r.id))),
  severity: 'warning',
  message: null,
  ...RULES[kind],
})

export type SchemaProblem = {
  readonly code:
    | 'class-name'
    | 'class-twice'
    | 'class-shapes'
    | 'class-colour'
    | 'class-skeleton'
    | 'attribute-name'
    | 'attribute-options'
    | 'attribute-range'
    | 'attribute-when'
    | 'rule-classes'
    | 'rule-limit'
    | 'rule-attribute'
  readonly name: string
}
type Named = (title: Bilingual) => string
/** A name typed in one language only stands for both. */
const inKorean: Named = ({ ko, en }) => ko.trim() || en.trim()

/** `nameOf`: how a class or attribute is called on this screen. */
export function schemaProblem(s: LabelSchema, nameOf: Named = inKorean): SchemaProblem | null {
  const names = new Set<string>()
  for (const c of s.classes) {
    const name = inKorean(c.title)
    if (!name) return { code: 'class-name', name: c.id }
    const shown = nameOf(c.title)
    // The same name below another parent is another class (left / right of two things).
    const place = `${c.parent ?? ''}\n${name}`
    if (names.has(place)) return { code: 'class-twice', name: shown }
    names.add(place)
    if (c.shapes.length === 0) return { code: 'class-shapes', name: shown }
    if (!/^#[0-9a-f]{6}$/.test(c.colour)) return { code: 'class-colour', name: shown }
    if (c.shapes.includes('skeleton') && c.skeleton === null) return { code: 'class-skeleton', name: shown }
    const bad = attributeProblem(c.attributes, nameOf)
    if (bad) return bad
  }
  for (const list of [s.itemAttributes, s.slotAttributes, s.objectAttributes]) {
    const bad = attributeProblem(list, nameOf)
    if (bad) return bad
  }
  for (const rule of s.rules) {
    const code = ruleProblem(rule)
    if (code) return { code, name: rule.id }
  }
  return null
}
function attributeProblem(all: readonly AttributeDef[], nameOf: Named): SchemaProblem | null {
  for (const a of all) {
    if (!inKorean(a.title)) return { code: 'attribute-name', name: a.id }
    const name = nameOf(a.title)
    if ('options' in a.type && a.type.options.length === 0) return { code: 'attribute-options', name }
    if ('min' in a.type && a.type.min !== null && a.type.max !== null && a.type.min > a.type.max)
      return { code: 'attribute-range', name }
    if (a.when && (a.when.oneOf.length === 0 || (a.when.kind === 'value' && a.when.attribute === '')))
      return { code: 'attribute-when', name }
  }
  return null
}
function ruleProblem(r: SchemaRule): SchemaProblem['code'] | null {
  switch (r.kind) {
    case 'min-size':
      return [r.width, r.height, r.area, r.longer].every((v) => v === null) ? 'rule-limit' : null
    case 'ratio':
    case 'count': {
      const nothing = r.min === null && r.max === null
      if (nothing || (r.min !== null && r.max !== null && r.min > r.max)) return 'rule-limit'
      return r.kind === 'count' && r.classes.length === 0 ? 'rule-classes' : null
    }
    case 'thickness':
      return null
    case 'required':
      return r.classes.length === 0 ? 'rule-classes' : null
    case 'exclusive':
      return r.classes.length < 2 ? 'rule-classes' : null
    case 'inside':
    case 'outside':
      return r.classes.length === 0 || r.of.length === 0 ? 'rule-classes' : null
    case 'consistent':
      return r.attribute === '' || r.oneOf.length === 0 || r.when.oneOf.length === 0 ? 'rule-attribute' : null
  }
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
    slotAttributes: s.slotAttributes.map(both),
    objectAttributes: s.objectAttributes.map(both),
  }
}
