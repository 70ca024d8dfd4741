// Codes of the deliveries in DICOM (PS3.16): what a lesion is, what BI-RADS says. What has no code of a standard that we are sure
// of goes out under our own scheme, with its meaning in words.
import type { DicomElement, DicomItem } from '../../imaging/dicom/writeObject.ts'

export type Code = readonly [value: string, scheme: string, meaning: string, version?: string]
const OWN = '99PANDOK'

const words = (text: string, most: number): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, most)
export const codeItem = ([value, scheme, meaning, version]: Code): DicomItem => [
  ['00080100', 'SH', value],
  ['00080102', 'SH', scheme],
  ...(version === undefined ? [] : [['00080103', 'SH', version] as const]),
  ['00080104', 'LO', words(meaning, 64)],
]
export const codeSequence = (tag: string, code: Code): DicomElement => [tag, 'SQ', [codeItem(code)]]
export const ownCode = (value: string, meaning: string): Code => [words(value, 16), OWN, meaning]

export const ABNORMAL: Code = ['49755003', 'SCT', 'Morphologically Abnormal Structure']
export const BREAST: Code = ['76752008', 'SCT', 'Breast']
export const RIGHT: Code = ['24028007', 'SCT', 'Right']
export const LEFT: Code = ['7771000', 'SCT', 'Left']

/** CID 6015 where it has the finding. */
const LESIONS: Readonly<Record<string, Code>> = {
  mass: ['4147007', 'SCT', 'Mass'],
  calcification: ['129769006', 'SCT', 'Calcification Cluster'],
  distortion: ['129792006', 'SCT', 'Architectural distortion of breast'],
  asymmetry: [`asymmetry`, OWN, 'Asymmetry of breast tissue'],
}
export const lesionCode = (classId: string, title: string): Code => LESIONS[classId] ?? ownCode(classId, title)

/** CID 6027. */
const BIRADS: Readonly<Record<string, Code>> = {
  '1': ['397140005', 'SCT', '1 - Negative'],
  '2': ['397141009', 'SCT', '2 - Benign'],
  '3': ['397143007', 'SCT', '3 - Probably Benign'],
  '4a': ['MA.II.A.5.4A', 'BI', '4A - Low suspicion', '4.0'],
  '4b': ['MA.II.A.5.4B', 'BI', '4B - Intermediate suspicion', '4.0'],
  '4c': ['MA.II.A.5.4C', 'BI', '4C - Moderate suspicion', '4.0'],
  '5': ['397145000', 'SCT', '5 - Highly suggestive of malignancy'],
  '6': ['MA.II.A.5.6', 'BI', '6 - Known biopsy proven malignancy', '4.0'],
}
export const biradsCode = (grade: string): Code | null => BIRADS[grade] ?? null

const RESULTS: Readonly<Record<string, Code>> = {
  정상: ['17621005', 'SCT', 'Normal'],
  양성: ['30807003', 'SCT', 'Benign'],
  악성: ['21594007', 'SCT', 'Malignant'],
}
export const resultCode = (result: unknown): Code | null => RESULTS[String(result)] ?? null
