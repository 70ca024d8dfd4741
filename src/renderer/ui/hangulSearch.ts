// The one import of es-hangul: a few consonants find a word by their initials, as Korean software lets people search.
import { getChoseong } from 'es-hangul'

const ONLY_CONSONANTS = /^[\u3131-\u314e\s]+$/

export function matchesSearch(text: string, query: string): boolean {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return true
  if (text.toLowerCase().includes(wanted)) return true
  return ONLY_CONSONANTS.test(wanted) && getChoseong(text).replace(/\s/g, '').includes(wanted.replace(/\s/g, ''))
}
