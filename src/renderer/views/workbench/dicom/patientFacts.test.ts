import { expect, test } from 'vitest'
import { ageOf, dateText } from './patientFacts.ts'

test.each([
  ['045Y', '', '', { count: 45, unit: 'Y' }],
  ['006M', '20200101', '20200701', { count: 6, unit: 'M' }],
  ['', '19800615', '20200614', { count: 39, unit: 'Y' }],
  ['000Y', '19800615', '20200615', { count: 40, unit: 'Y' }],
  ['', '1980.06.15', '20200616', { count: 40, unit: 'Y' }],
  ['', '20300101', '20200101', null],
  ['about 40', '', '20200101', null],
])('%s, born %s, seen %s', (written, birth, study, age) => {
  expect(ageOf(written, birth, study)).toEqual(age)
})

test('dates are readable, and what is none stays', () => {
  expect(dateText('20040119')).toBe('2004-01-19')
  expect(dateText('2004.01.19')).toBe('2004-01-19')
  expect(dateText('unknown')).toBe('unknown')
})
