import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hsDigits, otherSpellings, parseDataId, printedCode, writeDataId } from './dataId.ts'

it('reads both spellings of the code and writes the first', () => {
  const a = parseDataId('S_851770-1029_001_0011_M')
  expect(a).toEqual({ kind: 'S', digits: '8517701029', sample: 1, sequence: 11, several: true })
  const b = parseDataId('S_8544-42-2090_001_0200')
  expect(b?.digits).toBe('8544422090')
  expect(b && writeDataId(b)).toBe('S_854442-2090_001_0200')
  expect(printedCode('9306309000')).toBe('9306.30-9000')
})

it.each([
  '',
  'X_930630-9000_001_0001',
  'H_93063-9000_001_0001',
  'H_930630-9000_001',
  'H_930630-9000_001_0001_X',
  'H_930630-9000_a_0001',
])('says that %j is no data id', (stem) => expect(parseDataId(stem)).toBeNull())

it('what is written is read back', () => {
  const id = fc.record({
    kind: fc.constantFrom('H' as const, 'S' as const),
    digits: fc.stringMatching(/^\d{10}$/),
    sample: fc.integer({ min: 0, max: 999 }),
    sequence: fc.integer({ min: 0, max: 9999 }),
    several: fc.boolean(),
  })
  fc.assert(
    fc.property(id, (given) => {
      expect(parseDataId(writeDataId(given))).toEqual(given)
    }),
  )
})

it('an HS code has ten digits', () => {
  expect(hsDigits('9306.30-9000')).toBe('9306309000')
  expect(hsDigits('9306.30')).toBeNull()
})

it('knows the other spellings of a name, and none of what is no data id', () => {
  expect(otherSpellings('S_854442-2090_001_0200_M')).toEqual([
    'S_8544-42-2090_001_0200_M',
    'S_8544.42-2090_001_0200_M',
    'S_8544422090_001_0200_M',
  ])
  expect(otherSpellings('S_8544-42-2090_001_0200')).toContain('S_854442-2090_001_0200')
  expect(otherSpellings('bag 1')).toEqual([])
})
