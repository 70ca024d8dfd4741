// The one import of es-hangul: a few consonants find a word by their initials, as Korean software lets people search, and
// a syllable that is still being typed finds what it is going to be.
import { disassemble, getChoseong } from 'es-hangul'

const ONLY_CONSONANTS = /^[\u3131-\u314e\s]+$/

export const isInitials = (query: string): boolean => ONLY_CONSONANTS.test(query)
export const initialsOf = (text: string): string => getChoseong(text).replace(/\s/g, '')
/** Lower case, Hangul as single letters. */
export const lettersOf = (text: string): string => disassemble(text.toLowerCase())

export function matchesSearch(text: string, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return true
  if (text.toLowerCase().includes(wanted)) return true
  return isInitials(wanted) && initialsOf(text).includes(wanted.replace(/\s/g, ''))
}

/** How well a name answers: 0 begins with the words, 1 a word of it does, 2 holds them somewhere, null not at all. */
export function searchRank(text: string, query: string): number | null {
  if (!matchesSearch(text, query)) return null
  const [held, wanted] = [text.toLowerCase(), query.trim().toLowerCase()]
  if (held.startsWith(wanted)) return 0
  return held.split(/[\s/:(]+/).some((word) => word.startsWith(wanted)) ? 1 : 2
}
