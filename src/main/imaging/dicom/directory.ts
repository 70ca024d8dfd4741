// DICOMDIR (PS3.3 annex F): which files a disc says it holds.
import type { DicomFile } from './file.ts'
import type { DataSet } from './structure.ts'
import { itemsOf, text } from './values.ts'

export const DIRECTORY_CLASS = '1.2.840.10008.1.3.10'
const RECORDS = '00041220'
const FILE_ID = '00041500'
const IN_USE = '00041410'
const INACTIVE = 0

/** Folders and file name of each file in use, in the order of the records: patient, study, series, instance. */
export function referencedFiles(file: DicomFile): string[][] {
  return itemsOf(file.data, RECORDS).flatMap((record) => {
    const id = isInUse(record) ? text(record, FILE_ID) : null
    const parts = (id ?? '').split('\\').map((part) => part.trim())
    return parts.every((part) => part !== '') ? [parts] : []
  })
}

function isInUse(record: DataSet): boolean {
  const e = record.elements.get(IN_USE)
  if (!e || e.length < 2) return true
  const at = e.offset + (record.bigEndian ? 1 : 0)
  return record.bytes[at] !== INACTIVE
}
