import { describe, expect, it } from 'vitest'
import { withParticles } from './particles.ts'
import { fillIn } from './text.ts'

describe('Korean particles', () => {
  it.each([
    ['사람을(를) 지웠습니다.', '사람을 지웠습니다.'],
    ['"자동차"을(를) 지웠습니다.', '"자동차"를 지웠습니다.'],
    ["'체크포인트'이(가) 있습니다.", "'체크포인트'가 있습니다."],
    ['값 3은(는) 값 2와(과) 다릅니다.', '값 3은 값 2와 다릅니다.'],
    ['서울(으)로, 부산(으)로, 제주(으)로', '서울로, 부산으로, 제주로'],
    ['7(으)로', '7로'],
    ['칼(이)라고, 가위(이)라고', '칼이라고, 가위라고'],
    ['결과(건)이(가)', '결과(건)이'],
  ])('%s', (written, said) => expect(withParticles(written)).toBe(said))

  it('stay both where nobody knows how the word is read', () => {
    expect(withParticles('"knife.png"이(가) 없습니다.')).toBe('"knife.png"이(가) 없습니다.')
    expect(withParticles('이(가)')).toBe('이(가)')
  })

  it('are chosen when a sentence is filled in, in Korean only', () => {
    expect(fillIn('"{name}"을(를)', { name: '나무' }, 'ko')).toBe('"나무"를')
    expect(fillIn('{n}을(를)', { n: 1203 }, 'ko')).toBe('1,203을')
    expect(fillIn('{name}을(를)', { name: '나무' }, 'en')).toBe('나무을(를)')
  })
})
