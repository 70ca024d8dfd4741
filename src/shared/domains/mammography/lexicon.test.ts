import { expect, test } from 'vitest'
import { LESION_CLASSES } from './lesions.ts'

const descriptors = LESION_CLASSES.flatMap((c) =>
  c.attributes.flatMap((a) => (a.type.kind === 'choice' ? [{ name: `${c.id} ${a.id}`, type: a.type }] : [])),
)

test.each(descriptors)('$name: each term says what it means, and nothing else is explained', ({ type }) => {
  expect(Object.keys(type.helps ?? {}).sort()).toEqual([...type.options].sort())
})
