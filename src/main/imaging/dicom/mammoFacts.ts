// What a header says about view and acquisition of a mammogram, as facts of the source: codes and numbers, no free text.
import type { DataSet } from './structure.ts'
import { itemsOf, numbers, text } from './values.ts'

/** PS3.16 CID 4015, old and new codes. */
const MODIFIERS: Readonly<Record<string, string>> = {
  'R-102D7': 'SPOT',
  '399055006': 'SPOT',
  'R-102D6': 'MAG',
  '399163009': 'MAG',
  'R-102D5': 'IMPLANT',
  '399209000': 'IMPLANT',
  'R-102D2': 'CLEAVAGE',
  '399011000': 'CLEAVAGE',
  'R-102C2': 'TANGENTIAL',
  '399110001': 'TANGENTIAL',
}
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/spot/i, 'SPOT'],
  [/magnif/i, 'MAG'],
  [/implant/i, 'IMPLANT'],
  [/cleavage/i, 'CLEAVAGE'],
  [/tangential/i, 'TANGENTIAL'],
]
const VIEWS: readonly (readonly [RegExp, string])[] = [
  [/^medio-?lateral oblique|^R-10226$|^399368009$/i, 'MLO'],
  [/^cranio-?caudal( projection)?$|^R-10242$|^399162004$/i, 'CC'],
]
const CODE = /^[A-Z0-9_ ]{1,16}$/
const ORIENTATION = /^[A-Z]{1,3}\\[A-Z]{1,3}$/

const code = (d: DataSet, tag: string): string | null => {
  const value =
    text(d, tag)
      ?.toUpperCase()
      .replace(/[^A-Z0-9_ ]/g, ' ')
      .trim() ?? ''
  return CODE.test(value) ? value : null
}

function known(item: DataSet | undefined, words: readonly (readonly [RegExp, string])[]): string | null {
  const said = [text(item ?? EMPTY, '00080100'), text(item ?? EMPTY, '00080104')]
  for (const value of said) {
    const found = value === null ? undefined : words.find(([pattern]) => pattern.test(value))
    if (found) return found[1]
  }
  return null
}
const EMPTY: DataSet = { elements: new Map(), bytes: new Uint8Array(0), bigEndian: false }

export function mammoFacts(d: DataSet): Record<string, string | number> {
  const out: Record<string, string | number> = {}
  const put = (key: string, value: string | number | null): void => {
    if (value !== null) out[key] = value
  }
  const view = itemsOf(d, '00540220')[0]
  put('viewPosition', code(d, '00185101'))
  put('viewCode', view ? (known(view, VIEWS) ?? (text(view, '00080100') === null ? null : 'OTHER')) : null)
  const modifiers = (view ? itemsOf(view, '00540222') : []).flatMap((item) => {
    const value = text(item, '00080100') ?? ''
    return MODIFIERS[value] ?? known(item, WORDS) ?? []
  })
  if (modifiers.length > 0) out['viewModifiers'] = [...new Set(modifiers)].join(',')
  const laterality = code(d, '00200062') ?? code(d, '00200060')
  put('laterality', laterality)
  const orientation = text(d, '00200020')?.toUpperCase().replaceAll(' ', '') ?? ''
  if (ORIENTATION.test(orientation)) out['patientOrientation'] = orientation
  put('presentationIntent', code(d, '00080068'))
  put('conversionType', code(d, '00080064'))
  put('detectorType', code(d, '00187004'))
  put('paddle', /spot/i.test(text(d, '001811a4') ?? '') ? 'SPOT' : null)
  const factor = numbers(d, '00181114')[0]
  if (factor !== undefined && Number.isFinite(factor) && factor > 0) out['magnificationFactor'] = factor
  if (text(d, '00120062')?.toUpperCase() === 'YES') out['identityRemoved'] = 'YES'
  return out
}
