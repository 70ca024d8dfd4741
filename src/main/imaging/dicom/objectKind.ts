// DICOM objects that hold no picture, by SOP class (PS3.4 annex B, PS3.6 annex A): named so that a person knows what
// the file is instead of reading "damaged".
import { PandokError } from '../../../shared/contract/errors.ts'
import type { DicomFile } from './file.ts'
import { text } from './values.ts'

export type NonImageKind =
  | 'structured-report'
  | 'waveform'
  | 'radiotherapy'
  | 'presentation-state'
  | 'document'
  | 'directory'
  | 'registration'
  | 'spectroscopy'
  | 'measurement'
  | 'protocol'

const KINDS: readonly (readonly [RegExp, NonImageKind])[] = [
  [/^1\.2\.840\.10008\.1\.3\.10$/, 'directory'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\./, 'structured-report'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.9\./, 'waveform'],
  // .481.1 (RT Image) and .481.2 (RT Dose) are pictures.
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.481\.(?![12]$)/, 'radiotherapy'],
  [/^1\.2\.840\.10008\.5\.1\.4\.34\./, 'radiotherapy'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.11\./, 'presentation-state'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.104\./, 'document'],
  // .66.4, .66.7 and .66.8 (segmentations) are pictures.
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.66(\.[12356])?$/, 'registration'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(4\.2|67)$/, 'spectroscopy'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(68\.[12]|78\.|79\.|80\.)/, 'measurement'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(131|200\.)/, 'protocol'],
  [/^1\.2\.840\.10008\.5\.1\.4\.(38|39|43|44|45)\./, 'protocol'],
]

export const sopClassOf = (file: DicomFile): string | null =>
  text(file.data, '00080016') ?? (file.meta ? text(file.meta, '00020002') : null)

export function nonImageKind(sopClass: string | null): NonImageKind | null {
  return sopClass === null ? null : (KINDS.find(([pattern]) => pattern.test(sopClass))?.[1] ?? null)
}

/** Why a file without a pixel data element gives no picture. */
export function noPicture(file: DicomFile): PandokError {
  const sopClass = sopClassOf(file) ?? ''
  const kind = nonImageKind(sopClass)
  if (kind) return new PandokError('not-an-image', 'the DICOM object holds no picture', { kind, sopClass })
  if (file.problem) return new PandokError(file.problem, 'the file ends before its pixel data', { sopClass })
  return new PandokError('no-pixel-data', 'the DICOM object has no pixel data', { sopClass })
}
