import { expect, it } from 'vitest'
import { type LabelSchema, labelSchemaSchema } from '../../../shared/annotation/labelSchema.ts'
import { schemaFromNames } from '../../app/newClasses.ts'
import {
  changeClass,
  filledTitles,
  indent,
  mergeClasses,
  moveClass,
  newAttribute,
  newRule,
  outdent,
  RULE_KINDS,
  removeClass,
  reparent,
  schemaProblem,
  withType,
} from './schemaEdits.ts'

const schema = (text: string): LabelSchema => {
  const made = schemaFromNames(text)
  if (!made) throw new Error('no names')
  return made
}

it('gives a digit to one class only', () => {
  const next = changeClass(schema('a\nb'), 'b', { key: 1 })
  expect(next.classes.map((c) => c.key)).toEqual([null, 1])
})
it('moves within the list and not beyond it', () => {
  const s = schema('a\nb\nc')
  expect(moveClass(s, 'c', -1).classes.map((c) => c.id)).toEqual(['a', 'c', 'b'])
  expect(moveClass(s, 'a', -1)).toBe(s)
})
it('takes the classes of a file without doubling names, ids or digits', () => {
  const merged = mergeClasses(schema('a\nb'), schema('b\nc'))
  expect(merged.classes.map((c) => c.id)).toEqual(['a', 'b', 'c'])
  expect(merged.classes.map((c) => c.key)).toEqual([1, 2, 3])
  const again = mergeClasses(schema('a'), schema('x'))
  expect(again.classes.map((c) => c.key)).toEqual([1, 2])
  expect(new Set(again.classes.map((c) => c.colour)).size).toBe(2)
})
it('names a class as the screen does', () => {
  const s = changeClass(schema('a'), 'a', { title: { ko: '사람', en: 'Person' }, shapes: ['skeleton'] })
  expect(schemaProblem(s, (title) => title.en)).toEqual({ code: 'class-skeleton', name: 'Person' })
})
it('names what keeps a schema from being saved', () => {
  const s = schema('a\nb')
  expect(schemaProblem(s)).toBe(null)
  expect(schemaProblem(changeClass(s, 'a', { title: { ko: ' ', en: '' } }))?.code).toBe('class-name')
  expect(schemaProblem(changeClass(s, 'a', { title: { ko: 'b', en: '' } }))?.code).toBe('class-twice')
  expect(schemaProblem(changeClass(s, 'a', { shapes: [] }))?.code).toBe('class-shapes')
  const choice = withType(newAttribute('light', []), 'choice')
  expect(schemaProblem({ ...s, itemAttributes: [choice] })?.code).toBe('attribute-options')
  const range = { ...newAttribute('n', []), type: { kind: 'number' as const, min: 5, max: 1, unit: null } }
  expect(schemaProblem({ ...s, itemAttributes: [range] })?.code).toBe('attribute-range')
})
it('saves what the store accepts, with both names filled', () => {
  const s = changeClass(schema('a'), 'a', { title: { ko: '', en: 'Knife' } })
  expect(labelSchemaSchema.parse(filledTitles(s)).classes[0]?.title).toEqual({ ko: 'Knife', en: 'Knife' })
  expect(removeClass(s, 'a').classes).toEqual([])
})

const parents = (s: LabelSchema) => s.classes.map((c) => [c.id, c.parent])
it('moves classes in the tree, never below themselves, and lifts what lies below a removed one', () => {
  const flat = schema('a\nb\nc')
  const one = indent(flat, 'b')
  expect(parents(one)).toEqual([
    ['a', null],
    ['c', null],
    ['b', 'a'],
  ])
  const two = reparent(one, 'c', 'b')
  expect(parents(two).at(-1)).toEqual(['c', 'b'])
  expect(reparent(two, 'a', 'c')).toBe(two)
  expect(parents(removeClass(two, 'b'))).toEqual([
    ['a', null],
    ['c', 'a'],
  ])
  expect(parents(outdent(two, 'c')).at(-1)).toEqual(['c', 'a'])
  expect(outdent(flat, 'a')).toBe(flat)
  expect(indent(flat, 'a')).toBe(flat)
  // Sisters change places whatever stands between them in the list.
  expect(moveClass(one, 'c', -1).classes.map((c) => c.id)).toEqual(['c', 'a', 'b'])
})
it('asks for what a rule, a condition or a skeleton needs', () => {
  const s = schema('a\nb')
  for (const kind of RULE_KINDS) {
    const made = newRule(kind, [])
    const code = schemaProblem({ ...s, rules: [made] })?.code
    if (kind === 'thickness') expect(code).toBe(undefined)
    else expect(code, kind).toMatch(/^rule-/)
  }
  const when = { ...newAttribute('n', []), when: { kind: 'class' as const, oneOf: [] } }
  expect(schemaProblem({ ...s, objectAttributes: [when] })?.code).toBe('attribute-when')
  expect(schemaProblem(changeClass(s, 'a', { shapes: ['skeleton'] }))?.code).toBe('class-skeleton')
})
