// What an object derived from a picture says about patient, study and picture: as the header of the picture says it.
import { readFileSync } from 'node:fs'
import { openDicom } from '../../imaging/dicom/file.ts'
import type { DataSet } from '../../imaging/dicom/structure.ts'
import { text } from '../../imaging/dicom/values.ts'
import type { DicomElement, DicomItem } from '../../imaging/dicom/writeObject.ts'
import { type SourceRow, sourcePath } from '../../store/sources.ts'
import type { ExportSetting } from '../exporter.ts'

export type DicomSource = {
  readonly sopClass: string
  readonly sopInstance: string
  readonly series: string
  readonly study: string
  /** Which way rows and columns run, as the picture states it; empty when it does not. */
  readonly orientation: string
  /** Patient and study, to be taken over unchanged, with the character set they are written in. */
  readonly shared: DicomItem
}

const COPIED: readonly (readonly [string, string])[] = [
  ['00080005', 'CS'],
  ['00100010', 'PN'],
  ['00100020', 'LO'],
  ['00100030', 'DA'],
  ['00100040', 'CS'],
  ['00101010', 'AS'],
  ['0020000d', 'UI'],
  ['00080020', 'DA'],
  ['00080030', 'TM'],
  ['00080050', 'SH'],
  ['00080090', 'PN'],
  ['00200010', 'SH'],
  ['00081030', 'LO'],
]
/** Type 2: there, if need be without a value. */
const NEEDED: readonly (readonly [string, string])[] = [
  ['00100010', 'PN'],
  ['00100020', 'LO'],
  ['00100030', 'DA'],
  ['00100040', 'CS'],
  ['00080020', 'DA'],
  ['00080030', 'TM'],
  ['00080050', 'SH'],
  ['00080090', 'PN'],
  ['00200010', 'SH'],
]

/** Null when the picture is no DICOM file, or is not where the project knows it. */
export function dicomSource({ project }: ExportSetting, source: SourceRow): DicomSource | null {
  if (source.kind !== 'dicom') return null
  let data: DataSet
  try {
    data = openDicom(readFileSync(sourcePath(project, source))).data
  } catch {
    return null
  }
  const uid = (tag: string): string => text(data, tag) ?? ''
  const out = {
    sopClass: uid('00080016'),
    sopInstance: uid('00080018'),
    series: uid('0020000e'),
    study: uid('0020000d'),
  }
  if (Object.values(out).some((v) => v === '')) return null
  const copied = COPIED.flatMap(([tag, vr]): DicomElement[] => {
    const e = data.elements.get(tag)
    if (!e || e.items || e.length < 1) return []
    return [[tag, vr, Uint8Array.from(data.bytes.subarray(e.offset, e.offset + e.length))]]
  })
  return {
    ...out,
    orientation: uid('00200020'),
    shared: [...copied, ...NEEDED.map(([tag, vr]): DicomElement => [tag, vr, ''])],
  }
}

export const EQUIPMENT: DicomItem = [
  ['00080070', 'LO', 'Pandok'],
  ['00081090', 'LO', 'Pandok'],
  ['00181000', 'LO', '1'],
  ['00181020', 'LO', '1'],
]

/** Date and time of a moment, as DICOM writes them, in UTC (with its offset). */
export function momentOf(clock: Date): { date: string; time: string } {
  const iso = clock.toISOString()
  return { date: iso.slice(0, 10).replaceAll('-', ''), time: `${iso.slice(11, 19).replaceAll(':', '')}` }
}
