// What the file says about showing its grey values: rescale, windows and padding (PS3.3 C.11.1, C.11.2, C.7.6.16.2.9-10).
import { VOI_FUNCTIONS, type VoiFunction } from '../../../shared/imaging/greyDisplay.ts'
import type { ValueRange } from '../../../shared/imaging/voi.ts'
import { characterSet, decodeText } from './charset.ts'
import type { DicomSamples } from './samples.ts'
import type { DataSet } from './structure.ts'
import { find, itemsOf, numbers, text } from './values.ts'

export const MODALITY_LUT = '00283000'
export const PIXEL_TRANSFORMATION = '00289145'
export const FRAME_VOI = '00289132'
const [CENTRE, WIDTH, FUNCTION, EXPLANATION] = ['00281050', '00281051', '00281056', '00281055'] as const
const [PADDING, PADDING_LIMIT] = ['00280120', '00280121'] as const
const [INTERCEPT, SLOPE] = ['00281052', '00281053'] as const
const [SHARED_GROUPS, FRAME_GROUPS] = ['52009229', '52009230'] as const

/** Where attributes of a frame are looked for: its own functional group, the shared one, the data set. */
export function frameAttributes(d: DataSet, frame: number, macro: string): DataSet {
  const groups = [itemsOf(d, FRAME_GROUPS)[frame], itemsOf(d, SHARED_GROUPS)[0]]
  for (const group of groups) {
    const item = group && itemsOf(group, macro)[0]
    if (item) return item
  }
  return d
}

export type Rescale = { readonly slope: number; readonly intercept: number }

/** null when stored values become modality values by a table. */
export function rescaleOf(d: DataSet, frame: number): Rescale | null {
  if (itemsOf(d, MODALITY_LUT).length > 0) return null
  const from = frameAttributes(d, frame, PIXEL_TRANSFORMATION)
  const slope = numbers(from, SLOPE)[0] ?? 1
  const intercept = numbers(from, INTERCEPT)[0] ?? 0
  return {
    slope: Number.isFinite(slope) && slope !== 0 ? slope : 1,
    intercept: Number.isFinite(intercept) ? intercept : 0,
  }
}

/** In modality values, as written. */
export type StatedWindow = {
  readonly centre: number
  readonly width: number
  readonly function: VoiFunction
  /** Explanation; empty when there is none. */
  readonly name: string
}

/** Explanations are short labels; a longer text is cut. */
const MAX_NAME = 64

export function textIn(d: DataSet, root: DataSet, tag: string): string[] {
  const e = find(d, tag)
  if (!e || e.items || e.length < 1) return []
  const set = characterSet(text(d, '00080005') ?? text(root, '00080005'))
  const bytes = d.bytes.subarray(e.offset, e.offset + Math.min(e.length, 4096))
  return decodeText(bytes, 'LO', set).map((v) => v.slice(0, MAX_NAME))
}

export function statedWindows(d: DataSet, frame: number): StatedWindow[] {
  const own = frameAttributes(d, frame, FRAME_VOI)
  const from = find(own, CENTRE) ? own : d
  const [centres, widths, names] = [numbers(from, CENTRE), numbers(from, WIDTH), textIn(from, d, EXPLANATION)]
  const stated = text(from, FUNCTION) ?? 'LINEAR'
  const by = VOI_FUNCTIONS.find((f) => f === stated) ?? 'LINEAR'
  return centres.flatMap((centre, i) => {
    const width = widths[i]
    if (width === undefined || !Number.isFinite(centre) || !Number.isFinite(width)) return []
    // LINEAR allows 1, a threshold; the others any width above 0.
    if (width <= 0 || (by === 'LINEAR' && width < 1)) return []
    return [{ centre, width, function: by, name: names[i] ?? '' }]
  })
}

/** Stored values that are background (C.7.5.1.1.2): around a CT lies -2000 or the like, far from everything seen. */
export function paddingOf(d: DataSet, signed: boolean): ValueRange | null {
  // Often written as US beside signed pixels.
  const [padding, stated] = [PADDING, PADDING_LIMIT].map((tag) => {
    const value = numbers(d, tag)[0]
    return signed && value !== undefined && value > 0x7fff ? value - 0x10000 : value
  })
  if (padding === undefined || !Number.isFinite(padding)) return null
  const limit = stated ?? padding
  return { low: Math.min(padding, limit), high: Math.max(padding, limit) }
}

/** Range of the values that are no padding; null when nothing is padded or nothing else is there. */
export function rangeBeside({ low, high }: ValueRange, samples: DicomSamples): ValueRange | null {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let padded = false
  for (let i = 0; i < samples.length; i++) {
    const v = samples[i] ?? 0
    if (v >= low && v <= high) padded = true
    else {
      if (v < min) min = v
      if (v > max) max = v
    }
  }
  return padded && max > min ? { low: min, high: max } : null
}
