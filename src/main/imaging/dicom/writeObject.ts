// DICOM objects that the program makes of its work (segmentations, reports): Explicit VR Little Endian, elements put in order.
import { newId } from '../../../shared/ids.ts'
import { type BuiltElement, type BuiltItem, concat, dataSet, EXPLICIT, meta } from './writeDataSet.ts'

export type DicomElement = BuiltElement
/** Need not be in order. An element of a tag that is there already is left out: what a source says goes before a default. */
export type DicomItem = BuiltItem

/** Root of UIDs made of UUIDs (PS3.5 B.2): no registration, no clash. */
export const newUid = (): string => `2.25.${BigInt(`0x${newId().replaceAll('-', '')}`)}`
/** Says which program wrote the file (PS3.10 7.1). */
const IMPLEMENTATION = '2.25.279813418229438612190211245906532105201'
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'

/** Value of an element that points at another one. */
export function tagPointer(tag: string): Uint8Array {
  const out = Buffer.alloc(4)
  out.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0)
  out.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2)
  return out
}

function inOrder(item: DicomItem): BuiltElement[] {
  const byTag = new Map<string, BuiltElement>()
  for (const e of item) if (!byTag.has(e[0])) byTag.set(e[0], e)
  return [...byTag.values()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, vr, value]) => [tag, vr, vr === 'SQ' ? (value as BuiltItem[]).map(inOrder) : value])
}

/** SOP class and instance UID of the file meta information are those of the data set. */
export function dicomBytes(elements: DicomItem): Uint8Array {
  const uid = (tag: string): string => String(elements.find((e) => e[0] === tag)?.[2] ?? '')
  return concat([
    meta(EXPLICIT_LITTLE, uid('00080016'), uid('00080018'), IMPLEMENTATION),
    dataSet(inOrder(elements), EXPLICIT),
  ])
}
