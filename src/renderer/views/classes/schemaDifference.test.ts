import { expect, it } from 'vitest'
import { schemaFromNames } from '../../app/newClasses.ts'
import { schemaDifference } from './schemaDifference.ts'
import { changeClass, newAttribute, newRule, removeClass } from './schemaEdits.ts'

it('says what was added, removed, renamed and changed', () => {
  const before = schemaFromNames('a\nb\nc')
  if (!before) throw new Error('no names')
  let after = removeClass(before, 'c')
  after = changeClass(after, 'a', { title: { ko: '가', en: 'A' }, attributes: [newAttribute('n', [])] })
  after = changeClass(after, 'b', { code: 'B1', parent: 'a' })
  after = { ...after, rules: [newRule('required', [])] }
  expect(schemaDifference(before, after).map((d) => [d.kind, d.what, d.name.en, d.of?.en ?? null])).toEqual([
    ['renamed', 'class', 'A', 'a'],
    ['added', 'attribute', 'n', 'A'],
    ['changed', 'place', 'b', null],
    ['changed', 'class', 'b', null],
    ['removed', 'class', 'c', null],
    ['added', 'rule', 'required', null],
  ])
  expect(schemaDifference(after, after)).toEqual([])
})
