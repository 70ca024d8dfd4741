// Korean particles depend on how the word before them ends: 사람을, 자동차를. Sentences are written with both, 을(를), because
// the word is only known when the sentence is filled in; what ends in a foreign letter keeps both, as nobody knows how it is read.

/** Reading of a digit ends in: nothing, ㄹ, another consonant. 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGITS = ['n', 'l', '', 'n', '', '', 'n', 'l', 'l', ''] as const
type Ending = '' | 'l' | 'n'

const FIRST = 0xac00
const LAST = 0xd7a3
const FINALS = 28
const RIEUL = 8

function endingOf(letter: string): Ending | null {
  if (letter >= '0' && letter <= '9') return DIGITS[Number(letter)] ?? null
  const code = letter.charCodeAt(0)
  if (code < FIRST || code > LAST) return null
  const final = (code - FIRST) % FINALS
  return final === 0 ? '' : final === RIEUL ? 'l' : 'n'
}

/** As written in a sentence: after a consonant, after a vowel. (으)로 takes ㄹ as a vowel. */
const PAIRS: Readonly<Record<string, readonly [consonant: string, vowel: string]>> = {
  '을(를)': ['을', '를'],
  '이(가)': ['이', '가'],
  '은(는)': ['은', '는'],
  '와(과)': ['과', '와'],
  '(으)로': ['으로', '로'],
  '(이)': ['이', ''],
}
const WRITTEN = /([가-힣0-9])(["'”’)\]]*)(을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로|\(이\)(?=[가-힣]))/g

export const withParticles = (sentence: string): string =>
  sentence.replace(WRITTEN, (whole, letter: string, quotes: string, written: string) => {
    const ending = endingOf(letter)
    const pair = PAIRS[written]
    if (ending === null || !pair) return whole
    const vowel = ending === '' || (ending === 'l' && written === '(으)로')
    return letter + quotes + pair[vowel ? 1 : 0]
  })
