import { expect, it } from 'vitest'
import { labelSchemaSchema } from '../../shared/annotation/labelSchema.ts'
import { freeId, schemaFromNames } from './newClasses.ts'

it('makes a valid schema of a typed list, in order, with the first ten digits', () => {
  const names = Array.from({ length: 12 }, (_, i) => `class ${i}`)
  const schema = schemaFromNames(`\n ${names.join('\n')}\nclass 3\n`)
  expect(labelSchemaSchema.parse(schema).classes.map((c) => c.title.ko)).toEqual(names)
  expect(schema?.classes.map((c) => c.key)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, null, null])
  expect(new Set(schema?.classes.map((c) => c.id)).size).toBe(12)
})
it('gives nothing for an empty list and never the same id twice', () => {
  expect(schemaFromNames(' \n,')).toBe(null)
  expect(freeId('a b', new Set(['a-b', 'a-b-2']))).toBe('a-b-3')
})
