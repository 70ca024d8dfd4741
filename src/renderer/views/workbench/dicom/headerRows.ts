// The lines of the header panel: groups, elements, and the items of sequences, as far as they are opened or searched for.
import type { DicomHeader, HeaderElement } from '../../../../shared/contract/dicom.ts'

export type HeaderRow = {
  /** Stays the same while the panel is used: groups, tags and item numbers on the way to the line. */
  readonly key: string
  readonly depth: number
  readonly parent: string | null
  readonly open: boolean | null
} & (
  | { readonly kind: 'group'; readonly group: string; readonly count: number }
  | { readonly kind: 'element'; readonly element: HeaderElement; readonly hit: boolean }
  | { readonly kind: 'item'; readonly index: number }
)
export type HeaderLook = {
  /** Lines that are the other way round than at first: groups and items begin open, sequences closed. */
  readonly turned: ReadonlySet<string>
  readonly query: string
}

/** (0010,0010) is found as 0010,0010 and as 00100010. */
const plainTag = (query: string): string | null => {
  const tag = query.replace(/[(),\s]/g, '')
  return /^[0-9a-f]{4,8}$/.test(tag) ? tag : null
}

export const valueText = ({ value, items }: HeaderElement): string => {
  if (items) return ''
  return (value ?? []).join(' \\ ')
}
export const tagText = (tag: string): string => `(${tag.slice(0, 4)},${tag.slice(4)})`.toUpperCase()
/** PatientName -> Patient Name, RTPlanLabel -> RT Plan Label, OtherPatientIDs -> Other Patient IDs. */
export const nameText = (keyword: string): string =>
  keyword.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-rt-z]|[A-Z]s[a-z])/g, '$1 $2')

function matcher(query: string): ((e: HeaderElement) => boolean) | null {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return null
  const tag = plainTag(wanted)
  const squeezed = wanted.replace(/\s+/g, '')
  const has = (text: string | null | undefined) => text?.toLowerCase().includes(wanted) ?? false
  return (e) =>
    (tag !== null && e.tag.startsWith(tag)) ||
    (e.keyword?.toLowerCase().includes(squeezed) ?? false) ||
    has(e.privateCreator) ||
    has(valueText(e)) ||
    (e.binary?.sha256.startsWith(wanted) ?? false)
}

/** `found`: elements that match, wherever they lie. */
export function headerRows(header: DicomHeader, look: HeaderLook): { rows: HeaderRow[]; found: number } {
  const matches = matcher(look.query)
  let found = 0
  const isOpen = (key: string, first: boolean) => matches !== null || look.turned.has(key) !== first

  const elementRows = (e: HeaderElement, parent: string, depth: number): HeaderRow[] => {
    const key = `${parent}/${e.tag}`
    const hit = matches?.(e) ?? false
    if (hit) found++
    const open = e.items && e.items.length > 0 ? isOpen(key, false) : null
    // A search looks into closed sequences too, and shows the way to what it finds.
    const below = open ? (e.items ?? []).flatMap((item, i) => itemRows(item, i, key, depth + 1)) : []
    if (matches && !hit && below.length === 0) return []
    return [{ kind: 'element', key, depth, parent, open, element: e, hit }, ...below]
  }
  const itemRows = (item: readonly HeaderElement[], index: number, parent: string, depth: number): HeaderRow[] => {
    const key = `${parent}/${index}`
    const open = isOpen(key, true)
    const below = open ? item.flatMap((e) => elementRows(e, key, depth + 1)) : []
    if (matches && below.length === 0) return []
    return [{ kind: 'item', key, depth, parent, open, index }, ...below]
  }

  const groups = new Map<string, HeaderElement[]>()
  for (const e of [...header.meta, ...header.elements]) {
    const group = e.tag.slice(0, 4)
    groups.set(group, [...(groups.get(group) ?? []), e])
  }
  const rows = [...groups].flatMap(([group, elements]): HeaderRow[] => {
    const open = isOpen(group, true)
    const below = open ? elements.flatMap((e) => elementRows(e, group, 1)) : []
    if (matches && below.length === 0) return []
    return [{ kind: 'group', key: group, depth: 0, parent: null, open, group, count: elements.length }, ...below]
  })
  return { rows, found }
}

/** Group 0010, every person's name, and what leads to the patient by another way. */
const LEADING: ReadonlySet<string> = new Set([
  '00080050',
  '00080080',
  '00080081',
  '00080092',
  '00080094',
  '00200010',
  '00380010',
])
export const namesPatient = (e: HeaderElement): boolean =>
  e.tag.startsWith('0010') || e.vr === 'PN' || LEADING.has(e.tag)

/** What a person pastes elsewhere: the value alone; of a sequence its lines; of bytes their hash. */
export function copyText(e: HeaderElement): string {
  if (e.binary) return `${e.binary.bytes} bytes, SHA-256 ${e.binary.sha256}`
  if (e.items) return lines(e, 0).join('\n')
  return (e.value ?? []).join('\\')
}

function lines(e: HeaderElement, depth: number): string[] {
  const indent = '  '.repeat(depth)
  const head = `${indent}${tagText(e.tag)} ${e.vr} ${e.keyword ?? e.privateCreator ?? ''}`.trimEnd()
  if (!e.items) return [`${head}: ${copyText(e)}`]
  return [
    head,
    ...e.items.flatMap((item, i) => [`${indent}  #${i + 1}`, ...item.flatMap((below) => lines(below, depth + 2))]),
  ]
}
