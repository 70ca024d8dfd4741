// What changed between two versions, as short facts; a screen puts them into words.
import type { AttributeDef, Bilingual, ClassDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'

export type Difference = {
  readonly kind: 'added' | 'removed' | 'renamed' | 'changed'
  readonly what: 'class' | 'attribute' | 'rule' | 'place'
  readonly name: Bilingual
  /** Of a rename: the old name. Of an attribute: its class. */
  readonly of: Bilingual | null
}
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const plain = (text: string): Bilingual => ({ ko: text, en: text })

export function schemaDifference(before: LabelSchema, after: LabelSchema): Difference[] {
  const [old, next] = [new Map(before.classes.map((c) => [c.id, c])), new Map(after.classes.map((c) => [c.id, c]))]
  const out: Difference[] = []
  for (const c of after.classes) if (!old.has(c.id)) out.push({ kind: 'added', what: 'class', name: c.title, of: null })
  for (const c of before.classes) {
    const n = next.get(c.id)
    if (n) out.push(...classDifference(c, n))
    else out.push({ kind: 'removed', what: 'class', name: c.title, of: null })
  }
  for (const list of ['itemAttributes', 'slotAttributes', 'objectAttributes'] as const)
    out.push(...attributeDifference(before[list], after[list], null))
  const rules = (s: LabelSchema) => new Map(s.rules.map((r) => [r.id, r]))
  const [oldRules, newRules] = [rules(before), rules(after)]
  for (const [id, r] of newRules) {
    const known = oldRules.get(id)
    if (!known) out.push({ kind: 'added', what: 'rule', name: plain(id), of: null })
    else if (!same(known, r)) out.push({ kind: 'changed', what: 'rule', name: plain(id), of: null })
  }
  for (const id of oldRules.keys())
    if (!newRules.has(id)) out.push({ kind: 'removed', what: 'rule', name: plain(id), of: null })
  return out
}

function classDifference(a: ClassDef, b: ClassDef): Difference[] {
  const out: Difference[] = []
  if (!same(a.title, b.title)) out.push({ kind: 'renamed', what: 'class', name: b.title, of: a.title })
  if (a.parent !== b.parent) out.push({ kind: 'changed', what: 'place', name: b.title, of: null })
  const rest = ({ title: _t, parent: _p, attributes: _a, ...others }: ClassDef) => others
  if (!same(rest(a), rest(b))) out.push({ kind: 'changed', what: 'class', name: b.title, of: null })
  return [...out, ...attributeDifference(a.attributes, b.attributes, b.title)]
}

function attributeDifference(before: readonly AttributeDef[], after: readonly AttributeDef[], of: Bilingual | null) {
  const out: Difference[] = []
  for (const d of after) {
    const known = before.find((o) => o.id === d.id)
    if (!known) out.push({ kind: 'added', what: 'attribute', name: d.title, of })
    else if (!same(known, d)) out.push({ kind: 'changed', what: 'attribute', name: d.title, of })
  }
  for (const d of before)
    if (!after.some((o) => o.id === d.id)) out.push({ kind: 'removed', what: 'attribute', name: d.title, of })
  return out
}
