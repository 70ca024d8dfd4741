import { expect, it } from 'vitest'
import { plainClass } from '../../shared/annotation/labelSchema.ts'
import { classSearch } from './classSearch.ts'

const classOf = (id: string, ko: string, en: string, change: object = {}) =>
  plainClass({ id, title: { ko, en }, colour: '#4c9be8', shapes: ['box'], ...change })
const schema = {
  classes: [
    classOf('blade', '날붙이', 'Blades'),
    classOf('knife', '칼', 'Knife', { parent: 'blade', code: 'K-01', words: ['식칼', '부엌칼'] }),
    classOf('penknife', '주머니칼', 'Penknife', { parent: 'blade', code: 'K-011' }),
    classOf('battery', '보조 배터리', 'Power bank', { code: 'B-7', words: ['리튬'] }),
    classOf('loop', '고리', 'Loop', { parent: 'loop' }),
  ],
}
const found = (query: string) =>
  classSearch(schema)
    .find(query)
    .map((c) => c.id)

it('finds by Korean, English, code and words, the nearest first', () => {
  expect(found('칼')).toEqual(['knife', 'penknife'])
  expect(found('KNIFE')).toEqual(['knife', 'penknife'])
  expect(found('k-01')).toEqual(['knife', 'penknife'])
  expect(found('부엌')).toEqual(['knife'])
  expect(found('리튬')).toEqual(['battery'])
  expect(found('')).toHaveLength(5)
  expect(found('총')).toEqual([])
})
it('finds by initial consonants and by a syllable that is still being typed', () => {
  expect(found('ㅂㅈㅂㅌㄹ')).toEqual(['battery'])
  expect(found('ㅂㅇㅋ')).toEqual(['knife'])
  expect(found('카')).toEqual(['knife', 'penknife'])
  expect(found('배ㅌ')).toEqual(['battery'])
})
it('takes several words, also those of a class above', () => {
  expect(found('날붙이 주머니')).toEqual(['penknife'])
  expect(found('power b-7')).toEqual(['battery'])
})
it('is made once for a list and answers 10,000 classes at once', () => {
  const many = {
    classes: Array.from({ length: 10_000 }, (_, i) =>
      classOf(`c${i}`, `품목 ${i} 전자 기기`, `Item ${i}`, { code: `H${i}` }),
    ),
  }
  expect(classSearch(many)).toBe(classSearch(many))
  const start = performance.now()
  expect(classSearch(many).find('ㅍㅁ', 50)).toHaveLength(50)
  expect(classSearch(many).find('h9999')[0]?.id).toBe('c9999')
  // The promise is 50 ms for one; a busy machine gets room.
  expect((performance.now() - start) / 2).toBeLessThan(250)
})
