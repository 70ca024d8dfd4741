// What makes a picture less than it seems: lost detail, made from others, not meant for reading, a scale nobody knows,
// and headers that contradict themselves about colour or the pixels about their number.
import type { DicomBadge } from '../../../shared/contract/dicom.ts'
import { type DicomPicture, surplusOf } from './decode.ts'
import { regionsOf } from './regions.ts'
import { spacingOf } from './spacing.ts'
import { UID } from './transferSyntax.ts'
import { integer, numbers, text } from './values.ts'

const [LOSSY, RATIO] = ['00282110', '00282112'] as const
const IMAGE_TYPE = '00080008'
const INTENT = '00080068'
const BURNED_IN = '00280301'
const [PHOTOMETRIC, BITS_STORED, HIGH_BIT] = ['00280004', '00280101', '00280102'] as const

/** Nothing but loss is possible under these. */
const LOSSY_SYNTAXES: ReadonlySet<string> = new Set([
  UID.jpegBaseline,
  UID.jpegExtended,
  UID.jpegLsNear,
  UID.jpegXlOfJpeg,
])
const DCT: ReadonlySet<string> = new Set([UID.jpegBaseline, UID.jpegExtended])
const WAVELETS: ReadonlySet<string> = new Set([UID.jpeg2000Lossless, UID.jpeg2000, UID.htj2kLossless, UID.htj2k])
const ONE_SAMPLE = ['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR']
const THREE_SAMPLES = [
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_420',
  'YBR_ICT',
  'YBR_RCT',
  'HSV',
  'YBR_PARTIAL_422',
  'XYB',
]

export function badgesOf(picture: DicomPicture): DicomBadge[] {
  const { data } = picture.file
  const odd = oddity(picture)
  return [
    ...lossy(picture),
    ...(text(data, IMAGE_TYPE)?.split('\\')[0]?.trim() === 'DERIVED' ? [{ kind: 'derived' as const }] : []),
    ...(text(data, INTENT) === 'FOR PROCESSING' ? [{ kind: 'processing' as const }] : []),
    ...(hasScale(picture) ? [] : [{ kind: 'spacing' as const }]),
    ...(text(data, BURNED_IN) === 'YES' ? [{ kind: 'burned' as const }] : []),
    ...(surplusOf(picture) > 0 ? [{ kind: 'surplus' as const }] : []),
    ...(odd ? [{ kind: 'photometric' as const, stated: picture.attributes.photometric, why: odd }] : []),
  ]
}

/** Of the whole picture, or of a part of an ultrasound picture. */
const hasScale = ({ file: { data } }: DicomPicture): boolean =>
  spacingOf(data).source !== 'none' || regionsOf(data).some((r) => r.unitX === 'cm' && r.unitY === 'cm')

function lossy({ file, fragments, attributes: a }: DicomPicture): DicomBadge[] {
  const here = LOSSY_SYNTAXES.has(file.transferSyntax ?? '')
  if (!here && text(file.data, LOSSY) !== '01') return []
  // Each step of compression adds one; the last tells what the picture went through here.
  const stated = numbers(file.data, RATIO)
    .filter((n) => Number.isFinite(n) && n > 0)
    .at(-1)
  if (stated !== undefined) return [{ kind: 'lossy', ratio: stated, stated: true }]
  const bytes = fragments?.fragments.reduce((sum, f) => sum + f.length, 0) ?? 0
  const plain = (a.rows * a.columns * a.samplesPerPixel * a.frames * a.bitsAllocated) / 8
  return [{ kind: 'lossy', ratio: here && bytes > 0 ? plain / bytes : null, stated: false }]
}

type Oddity = Extract<DicomBadge, { kind: 'photometric' }>['why']

function oddity({ file, attributes: a }: DicomPicture): Oddity | null {
  const { data, transferSyntax: syntax } = file
  const stated = text(data, PHOTOMETRIC)
  if (stated === null) return 'missing'
  if (![...ONE_SAMPLE, ...THREE_SAMPLES].includes(a.photometric)) return 'unknown'
  if ((a.samplesPerPixel === 1) !== ONE_SAMPLE.includes(a.photometric)) return 'samples'
  // PS3.5 8.2: cosine transforms store YBR, wavelets their own transforms or plain RGB.
  const colour = a.samplesPerPixel === 3
  if (colour && DCT.has(syntax ?? '') && a.photometric !== 'YBR_FULL_422' && a.photometric !== 'YBR_FULL')
    return 'syntax'
  if (colour && WAVELETS.has(syntax ?? '') && a.photometric.startsWith('YBR_FULL')) return 'syntax'
  const [bits, high] = [integer(data, BITS_STORED), integer(data, HIGH_BIT)]
  return bits !== null && high !== null && high !== bits - 1 ? 'bits' : null
}
