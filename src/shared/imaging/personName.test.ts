import { expect, test } from 'vitest'
import { personNames } from './personName.ts'

test.each([
  ['Hong^Gildong=洪^吉洞=홍^길동', 'ko', ['홍길동', 'Hong Gildong', '洪吉洞']],
  ['Hong^Gildong=洪^吉洞=홍^길동', 'en', ['Hong Gildong', '洪吉洞', '홍길동']],
  ['김희중=金^喜中', 'ko', ['김희중', '金喜中']],
  ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'ko', ['山田太郎', 'Yamada Tarou', 'やまだたろう']],
  ['Buc^Jérôme^^Dr.', 'en', ['Dr. Buc Jérôme']],
  ['남궁^민', 'en', ['남궁민']],
  ['ANON', 'ko', ['ANON']],
  ['==', 'ko', []],
  ['', 'en', []],
] as const)('%s in %s', (raw, language, names) => {
  expect(personNames(raw, language)).toEqual(names)
})
