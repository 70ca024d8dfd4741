// Person names (PS3.5 6.2.1.1): the alphabetic, ideographic and phonetic group, each of family^given^middle^prefix^suffix.
import type { Language } from '../text/text.ts'

const EAST_ASIAN = /\p{Script=Hangul}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u
const HANGUL = /\p{Script=Hangul}/u

/** One group as it is spoken of: East Asian names have no gaps, others have. */
function plainName(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group.split('^').map((part) => part.trim())
  const parts = [prefix, family, given, middle, suffix].filter((part) => part !== '')
  return parts.join(EAST_ASIAN.test(group) && !/[A-Za-z]/.test(group) ? '' : ' ')
}

/** The group that readers of this language know, then the others. Empty when the name is. */
export function personNames(raw: string, language: Language): string[] {
  const groups = raw
    .split('=')
    .slice(0, 3)
    .map(plainName)
    .filter((name) => name !== '')
  const unlike = groups.filter((name, i) => groups.indexOf(name) === i)
  if (language === 'en') return unlike
  const first = unlike.find((name) => HANGUL.test(name)) ?? unlike.find((name) => EAST_ASIAN.test(name)) ?? unlike[0]
  return first === undefined ? [] : [first, ...unlike.filter((name) => name !== first)]
}
