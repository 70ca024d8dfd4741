import { expect, it } from 'vitest'
import { matchesSearch } from './hangulSearch.ts'

it('finds by part, by initial consonants, and whatever the case', () => {
  expect(matchesSearch('보조배터리', '배터')).toBe(true)
  expect(matchesSearch('보조배터리', 'ㅂㅌㄹ')).toBe(true)
  expect(matchesSearch('보조 배터리', 'ㅂㅈㅂ')).toBe(true)
  expect(matchesSearch('Knife', 'KNI')).toBe(true)
  expect(matchesSearch('가위', 'ㄱㄴ')).toBe(false)
  expect(matchesSearch('가위', '')).toBe(true)
})
