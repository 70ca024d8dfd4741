import { expect, it } from 'vitest'
import { matchesSearch, searchRank } from './hangulSearch.ts'

it('finds by part, by initial consonants, and whatever the case', () => {
  expect(matchesSearch('보조배터리', '배터')).toBe(true)
  expect(matchesSearch('보조배터리', 'ㅂㅌㄹ')).toBe(true)
  expect(matchesSearch('보조 배터리', 'ㅂㅈㅂ')).toBe(true)
  expect(matchesSearch('Knife', 'KNI')).toBe(true)
  expect(matchesSearch('가위', 'ㄱㄴ')).toBe(false)
  expect(matchesSearch('가위', '')).toBe(true)
})

it('puts names that begin with the words before those that only hold them', () => {
  const names = ['Keep a checkpoint', 'Ruler: point to point', 'Point', 'Box', '꼭짓점', '점']
  const found = (query: string) =>
    names
      .filter((n) => searchRank(n, query) !== null)
      .sort((a, b) => (searchRank(a, query) ?? 9) - (searchRank(b, query) ?? 9))
  expect(found('point')).toEqual(['Point', 'Ruler: point to point', 'Keep a checkpoint'])
  expect(found('점')).toEqual(['점', '꼭짓점'])
})
