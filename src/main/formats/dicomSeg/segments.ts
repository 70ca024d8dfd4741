// The segments of a DICOM segmentation as classes (PS3.3 C.8.20.4).
import { type CharacterSet, characterSet } from '../../imaging/dicom/charset.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { integer, itemsOf, numbers, text } from '../../imaging/dicom/values.ts'
import { codeOf, words } from '../dicomObject.ts'
import type { ForeignClass } from '../record.ts'
import { labColour } from './lab.ts'

/** Class of each segment by its number. */
export function readSegments(d: DataSet): Map<number, ForeignClass> {
  const set = characterSet(text(d, '00080005'))
  const taken = new Set<string>()
  const out = new Map<number, ForeignClass>()
  for (const item of itemsOf(d, '00620002')) {
    const number = integer(item, '00620004')
    if (number === null || out.has(number)) continue
    const name = words(item, '00620005', set) ?? `segment ${number}`
    const key = taken.has(name) ? `${name} #${number}` : name
    taken.add(key)
    out.set(number, segmentClass(item, set, number, key, name))
  }
  return out
}

function segmentClass(item: DataSet, set: CharacterSet, number: number, key: string, name: string): ForeignClass {
  const type = codeOf(itemsOf(item, '0062000f')[0], set)
  const lab = numbers(item, '0062000d')
  const extra: Record<string, unknown> = {
    number,
    category: codeOf(itemsOf(item, '00620003')[0], set),
    type,
    anatomy: codeOf(itemsOf(item, '00082218')[0], set),
    algorithm: words(item, '00620008', set),
    algorithmName: words(item, '00620009', set),
    description: words(item, '00620006', set),
    trackingId: words(item, '00620020', set),
    trackingUid: words(item, '00620021', set),
    lab: lab.length === 3 ? lab : null,
  }
  return {
    key,
    name,
    extra: Object.fromEntries(Object.entries(extra).filter(([, v]) => v !== null)),
    code: type ? `${type['scheme']}:${type['value']}` : null,
    colour: lab.length === 3 && lab.every(Number.isFinite) ? labColour(lab) : null,
  }
}
