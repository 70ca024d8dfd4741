// The display pipeline of a grey frame as its data set describes it (PS3.3 C.11.1, C.11.2, C.11.4, C.7.5.1.1.2).
import type { GreyDisplay, Lut, Voi } from '../../../shared/imaging/greyDisplay.ts'
import {
  FRAME_VOI,
  frameAttributes,
  MODALITY_LUT,
  PIXEL_TRANSFORMATION,
  paddingOf,
  rangeBeside,
  rescaleOf,
  statedWindows,
  textIn,
} from './firstWindow.ts'
import { plainEntries, wordsOf } from './palette.ts'
import type { DicomSamples } from './samples.ts'
import type { DataSet } from './structure.ts'
import { find, itemsOf, numbers, text } from './values.ts'

const VOI_LUT = '00283010'
const [DESCRIPTOR, LUT_DATA, LUT_EXPLANATION, LUT_TYPE] = ['00283002', '00283006', '00283003', '00283004'] as const
const RESCALE_TYPE = '00281054'
const PRESENTATION_SHAPE = '20500020'
const [MODALITY, UNITS] = ['00080060', '00541001'] as const

export type GreyFacts = {
  readonly signed: boolean
  readonly float: boolean
  /** Null before the pixels are decoded: then nothing is known about what lies beside the padding. */
  readonly samples: DicomSamples | null
}

export function greyDisplayOf(d: DataSet, frame: number, facts: GreyFacts): GreyDisplay {
  const rescale = rescaleOf(d, frame)
  const table = rescale ? null : readLut(itemsOf(d, MODALITY_LUT)[0], facts.signed)
  const modality: GreyDisplay['modality'] = table
    ? { kind: 'table', lut: table }
    : { kind: 'linear', slope: rescale?.slope ?? 1, intercept: rescale?.intercept ?? 0 }
  const negative = modality.kind === 'linear' && (facts.signed || modality.intercept < 0 || modality.slope < 0)
  const padding = paddingOf(d, facts.signed)
  return {
    device: text(d, MODALITY)?.slice(0, 16) ?? '',
    modality,
    unit: unitOf(d, frame),
    whole: !facts.float,
    voi: [...statedWindows(d, frame).map((w) => ({ kind: 'window' as const, ...w })), ...voiTables(d, frame, negative)],
    padding,
    range: padding && facts.samples ? rangeBeside(padding, facts.samples) : null,
  }
}

/** Smallest value white: MONOCHROME1, or MONOCHROME2 with Presentation LUT Shape INVERSE (with MONOCHROME1 it says the same). */
export const isInverted = (d: DataSet, photometric: string): boolean =>
  photometric === 'MONOCHROME1' || text(d, PRESENTATION_SHAPE) === 'INVERSE'

function voiTables(d: DataSet, frame: number, negative: boolean): Voi[] {
  const own = frameAttributes(d, frame, FRAME_VOI)
  const items = itemsOf(find(own, VOI_LUT) ? own : d, VOI_LUT)
  return items.flatMap((item) => {
    const lut = readLut(item, negative)
    return lut ? [{ kind: 'table' as const, lut, name: textIn(item, d, LUT_EXPLANATION)[0] ?? '' }] : []
  })
}

/** null for a table that cannot be read: the picture is then shown without it rather than not at all. */
export function readLut(item: DataSet | undefined, signed: boolean): Lut | null {
  const [count, stated, bits] = item ? numbers(item, DESCRIPTOR).map((n) => n & 0xffff) : []
  const words = item && wordsOf(item, LUT_DATA)
  if (count === undefined || stated === undefined || bits === undefined || !words) return null
  // 0 stands for 65,536, which does not fit in 16 bits.
  const entries = count === 0 ? 65_536 : count
  if (words.length < entries && words.length * 2 < entries) return null
  const data = Array.from(plainEntries(words, entries))
  const needed = Math.ceil(Math.log2(data.reduce((m, v) => Math.max(m, v), 1) + 1))
  return {
    first: signed && stated > 0x7fff ? stated - 0x10000 : stated,
    bits: Math.min(16, Math.max(bits, needed, 1)),
    data,
  }
}

/** Written out units of PET; RescaleType otherwise, which CT may leave out (C.8.2.1.1.5). */
function unitOf(d: DataSet, frame: number): string {
  const lut = itemsOf(d, MODALITY_LUT)[0]
  const type = lut ? text(lut, LUT_TYPE) : text(frameAttributes(d, frame, PIXEL_TRANSFORMATION), RESCALE_TYPE)
  const modality = text(d, MODALITY)
  const unit = type ?? (modality === 'PT' ? text(d, UNITS) : modality === 'CT' ? 'HU' : null)
  // US = unspecified (C.11.1.1.2).
  return !unit || unit === 'US' ? '' : unit.slice(0, 16)
}
