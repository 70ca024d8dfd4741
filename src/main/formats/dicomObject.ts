// DICOM objects that hold no picture but speak of pictures: opening them, and the words of their codes.
import { readFile, stat } from 'node:fs/promises'
import { PandokError } from '../../shared/contract/errors.ts'
import { type CharacterSet, decodeText } from '../imaging/dicom/charset.ts'
import { type DicomFile, openDicom } from '../imaging/dicom/file.ts'
import { checkFileBytes } from '../imaging/dicom/limits.ts'
import { sopClassOf } from '../imaging/dicom/objectKind.ts'
import { type Plane, uidOf } from '../imaging/dicom/plane.ts'
import type { DataSet } from '../imaging/dicom/structure.ts'
import { find, itemsOf, numbers } from '../imaging/dicom/values.ts'
import type { SourceRef } from './dicomSeg/frames.ts'
import { fileError } from './fileError.ts'
import type { Fields } from './record.ts'

export const NO_PLANE: Plane = { frameOfReference: null, position: null, orientation: null }

export async function openObject(path: string, isKind: (sopClass: string) => boolean): Promise<DicomFile> {
  checkFileBytes((await stat(path).catch(fileError)).size)
  const file = openDicom(await readFile(path).catch(fileError))
  if (!isKind(sopClassOf(file) ?? '')) throw new PandokError('unknown-format', 'the DICOM file is another object')
  if (file.problem) throw new PandokError(file.problem, 'the DICOM object cannot be read to its end')
  return file
}

/** The first value, decoded. */
export function words(d: DataSet, tag: string, set: CharacterSet): string | null {
  const e = find(d, tag)
  if (!e || e.items || e.length < 1) return null
  const [first] = decodeText(d.bytes.subarray(e.offset, e.offset + e.length), e.vr === 'UN' ? 'LO' : e.vr, set)
  return first?.trim() || null
}

export function codeOf(item: DataSet | undefined, set: CharacterSet): Fields | null {
  if (!item) return null
  const value = words(item, '00080100', set) ?? words(item, '00080119', set) ?? words(item, '00080120', set)
  return value === null
    ? null
    : { value, scheme: words(item, '00080102', set) ?? '', meaning: words(item, '00080104', set) ?? '' }
}

/** The instances that a sequence names, each with its frames (from 0). */
export const referencesIn = (d: DataSet, sequence: string): SourceRef[] =>
  itemsOf(d, sequence).flatMap((item) => {
    const uid = uidOf(item, '00081155')
    const frames = numbers(item, '00081160').filter((n) => Number.isInteger(n) && n >= 1)
    return uid === null ? [] : (frames.length > 0 ? frames : [1]).map((n) => ({ uid, frame: n - 1, plane: NO_PLANE }))
  })
