import fc from 'fast-check'
import { expect, it } from 'vitest'
import { annotationOf } from '../../../test/harness/tempProject.ts'
import type { AttributeDef } from './labelSchema.ts'
import { convertValue, takeBack } from './schemaChange.ts'
import { valueProblem } from './values.ts'

const types: AttributeDef['type'][] = [
  { kind: 'text' },
  { kind: 'number', min: 0, max: 10, unit: null },
  { kind: 'choice', options: ['1', 'true', 'a'], titles: {} },
  { kind: 'multi', options: ['1', 'a'], titles: {} },
  { kind: 'flag' },
  { kind: 'date', min: null, max: null },
]
const values = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.array(fc.string()),
  fc.constantFrom('1', 'a', '예', '2026-11-25', 'a, 1'),
)

it('a converted value fits its type, or there is none', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(...types), (value, type) => {
      const next = convertValue(value, type)
      if (next !== null) expect(valueProblem(next, type)).toBe(null)
    }),
  )
  expect(types.map((t) => convertValue('1', t))).toEqual(['1', 1, '1', ['1'], true, null])
  expect(convertValue('예', { kind: 'flag' })).toBe(true)
  expect(convertValue('', { kind: 'number', min: null, max: null, unit: null })).toBe(null)
})

it('taking back gives the old label where nothing else was done, and never touches later work', () => {
  const record = fc.record({
    classId: fc.constantFrom('a', 'b', null),
    attributes: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2', 3)),
  })
  const base = annotationOf()
  fc.assert(
    fc.property(record, record, record, (from, to, now) => {
      const [f, t, n] = [
        { ...base, ...from },
        { ...base, ...to },
        { ...base, ...now },
      ]
      expect(takeBack(t, f, t)).toEqual(f)
      const back = takeBack(n, f, t)
      if (n.classId !== t.classId) expect(back.classId).toBe(n.classId)
      for (const id of ['x', 'y', 'z'])
        if (n.attributes[id] !== t.attributes[id]) expect(back.attributes[id]).toBe(n.attributes[id])
    }),
  )
})
