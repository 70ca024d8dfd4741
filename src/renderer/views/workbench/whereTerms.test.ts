import { expect, it } from 'vitest'
import { hasTerm, toggleTerm } from './whereTerms.ts'

it('puts a chip into the filter, replaces its own kind, and takes it out again', () => {
  const one = toggleTerm('knife "two words"', 'state:todo')
  expect(one).toBe('knife "two words" state:todo')
  expect(hasTerm(one, 'state:todo')).toBe(true)
  expect(toggleTerm(one, 'state:done')).toBe('knife "two words" state:done')
  expect(toggleTerm(one, 'state:todo')).toBe('knife "two words"')
  expect(hasTerm('"state:todo"', 'state:todo')).toBe(false)
})
