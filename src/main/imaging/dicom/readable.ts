// Texts of a header for people: in their own characters, without what steers a screen, not longer than a line.
import { characterSet, decodeText } from './charset.ts'
import type { DataSet } from './structure.ts'
import { find, text } from './values.ts'

const MOST = 200

/** First value; empty when there is none. */
export function readable(d: DataSet, tag: string, vr: 'LO' | 'PN' | 'SH' = 'LO', root: DataSet = d): string {
  const e = find(d, tag)
  if (!e || e.items || e.length < 1) return ''
  const set = characterSet(text(d, '00080005') ?? text(root, '00080005'))
  const bytes = d.bytes.subarray(e.offset, e.offset + Math.min(e.length, 4096))
  return (decodeText(bytes, vr, set)[0] ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MOST)
}

/** Code, date or number of the default repertoire. */
export const plain = (d: DataSet, tag: string): string =>
  (text(d, tag) ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, MOST)
