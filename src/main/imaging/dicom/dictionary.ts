// VR and keyword of a tag (ggggeeee). Parsed once, on first use: explicit files decode without it.
import { dictionaryText, repeatingText } from './dictionaryData.ts'

export type DictionaryEntry = { readonly vr: string; readonly keyword: string }

let table: Map<string, DictionaryEntry> | null = null
let repeating: { mask: RegExp; entry: DictionaryEntry }[] = []

function load(): Map<string, DictionaryEntry> {
  const map = new Map<string, DictionaryEntry>()
  let group = ''
  for (const line of dictionaryText.split('\n')) {
    if (line.length === 4) group = line
    else map.set(group + line.slice(0, 4), { vr: line.slice(4, 6).trim(), keyword: line.slice(6) })
  }
  repeating = repeatingText.split('\n').map((line) => ({
    mask: new RegExp(`^${line.slice(0, 8).toLowerCase().replaceAll('x', '[0-9a-f]')}$`),
    entry: { vr: line.slice(8, 10).trim(), keyword: line.slice(10) },
  }))
  return map
}

const isOddGroup = (tag: string): boolean => Number.parseInt(tag[3] ?? '0', 16) % 2 === 1

/** null for private and unknown tags, but private creators and group lengths are known by rule (PS3.5 7.8.1, 7.2). */
export function lookUp(tag: string): DictionaryEntry | null {
  table ??= load()
  const known = table.get(tag)
  if (known) return known
  const element = tag.slice(4)
  if (element === '0000') return { vr: 'UL', keyword: 'GroupLength' }
  if (isOddGroup(tag)) return /^00[1-9a-f][0-9a-f]$/.test(element) ? { vr: 'LO', keyword: 'PrivateCreator' } : null
  return repeating.find((r) => r.mask.test(tag))?.entry ?? null
}

/** VR for a tag of an implicit data set; UN where nothing is known. */
export function implicitVr(tag: string, signed: boolean): string {
  const vr = lookUp(tag)?.vr
  if (!vr) return 'UN'
  return vr === 'xs' ? (signed ? 'SS' : 'US') : vr === 'ox' ? 'OW' : vr
}

export const isPrivate = (tag: string): boolean => isOddGroup(tag)
