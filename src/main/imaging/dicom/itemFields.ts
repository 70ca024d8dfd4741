// What a header says about whom and what was examined, as fields of an item. They go to the project database and nowhere else.
import type { ItemFieldId, ItemFields } from '../../../shared/domains/itemFields.ts'
import { characterSet, decodeText } from './charset.ts'
import { frameAttributes } from './firstWindow.ts'
import type { DataSet } from './structure.ts'
import { find, integer, itemsOf, text } from './values.ts'

/** Longer values are no identifiers or codes; a list of items has no room for them. */
const MOST_CHARACTERS = 128

/** PS3.16 CID 4014 (SNOMED and its older codes), which newer files write instead of View Position. */
const VIEW_CODES: Readonly<Record<string, string>> = {
  'R-10242': 'CC',
  '399162004': 'CC',
  'R-10226': 'MLO',
  '399368009': 'MLO',
  'R-10224': 'ML',
  '399260004': 'ML',
  'R-10228': 'LM',
  '399352003': 'LM',
  'R-10230': 'LMO',
  '399099002': 'LMO',
  'R-1024A': 'XCCL',
  '399192003': 'XCCL',
  'R-1024B': 'XCCM',
  '399101009': 'XCCM',
}
const FRAME_ANATOMY = '00209071'

function viewOf(d: DataSet): string | null {
  const code = itemsOf(d, '00540220')[0]
  return text(d, '00185101') ?? (code ? (VIEW_CODES[text(code, '00080100') ?? ''] ?? null) : null)
}

/** Of the image, else of the series, else of the frame; "B" and "U" say nothing about a side. */
function lateralityOf(d: DataSet): string | null {
  const anatomy = frameAttributes(d, 0, FRAME_ANATOMY)
  const stated = text(d, '00200062') ?? text(d, '00200060') ?? text(anatomy, '00209072')
  return stated === null ? null : stated.toUpperCase()
}

export function dicomItemFields(d: DataSet): ItemFields {
  const set = characterSet(text(d, '00080005'))
  const words = (tag: string, vr: string): string | null => {
    const e = find(d, tag)
    if (!e || e.items || e.length < 1 || e.length > 1024) return null
    return decodeText(d.bytes.subarray(e.offset, e.offset + e.length), vr, set)[0]?.trim() || null
  }
  const whole = (tag: string): string | null => integer(d, tag)?.toString() ?? null
  const found: Readonly<Partial<Record<ItemFieldId, string | null>>> = {
    patient: words('00100020', 'LO'),
    sex: text(d, '00100040'),
    age: text(d, '00101010'),
    study: text(d, '0020000d'),
    studydate: text(d, '00080020'),
    series: text(d, '0020000e'),
    seriesnumber: whole('00200011'),
    seriesname: words('0008103e', 'LO'),
    instance: whole('00200013'),
    modality: text(d, '00080060'),
    bodypart: text(d, '00180015'),
    view: viewOf(d),
    laterality: lateralityOf(d),
    device: words('00080070', 'LO'),
  }
  return Object.fromEntries(
    Object.entries(found).flatMap(([field, value]) =>
      value === null || value === '' ? [] : [[field, plain(value).slice(0, MOST_CHARACTERS)]],
    ),
  )
}

/** Control characters separate facets (store/itemSummary.ts) and have no meaning here. */
const plain = (value: string): string => value.replace(/\p{Cc}+/gu, ' ').trim()
