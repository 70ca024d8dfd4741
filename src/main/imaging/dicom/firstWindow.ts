// What the file says about showing its grey values: rescale and the first window (PS3.3 C.11.1, C.11.2, C.7.6.16.2.9-10).
import { type Window, windowOf } from '../../../shared/imaging/voi.ts'
import type { DicomSamples } from './samples.ts'
import type { DataSet } from './structure.ts'
import { find, itemsOf, numbers, text } from './values.ts'

const MODALITY_LUT = '00283000'
const PIXEL_TRANSFORMATION = '00289145'
const FRAME_VOI = '00289132'
const [CENTRE, WIDTH, FUNCTION] = ['00281050', '00281051', '00281056'] as const
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
export type StatedWindow = { readonly centre: number; readonly width: number; readonly function: string }

export function statedWindow(d: DataSet, frame: number): StatedWindow | null {
  const own = frameAttributes(d, frame, FRAME_VOI)
  const from = find(own, CENTRE) ? own : d
  const centre = numbers(from, CENTRE)[0]
  const width = numbers(from, WIDTH)[0]
  const given = text(from, FUNCTION) ?? 'LINEAR'
  if (centre === undefined || width === undefined || !Number.isFinite(centre) || !Number.isFinite(width)) return null
  // LINEAR allows 1, a threshold; the others any width above 0.
  if (width <= 0 || (given === 'LINEAR' && width < 1)) return null
  return { centre, width, function: given }
}

/**
 * The ramp of stored values that the window stands for. LINEAR runs from c - 0.5 - (w - 1) / 2 to c - 0.5 + (w - 1) / 2
 * (C.11.2.1.2.1); LINEAR_EXACT, and SIGMOID as its straight middle, from c - w / 2 to c + w / 2.
 * The half and the one of LINEAR count whole numbers: for float pixels it would turn a width of 1 into a threshold.
 */
export function storedWindow(w: StatedWindow, { slope, intercept }: Rescale, whole: boolean): Window {
  const [centre, width] = whole && w.function === 'LINEAR' ? [w.centre - 0.5, w.width - 1] : [w.centre, w.width]
  return { centre: (centre - intercept) / slope, width: Math.abs(width / slope) }
}

/** Range of the values that are no padding (C.7.5.1.1.2): around a CT lies -2000 or the like, far from everything seen. */
export function windowBesidePadding(d: DataSet, samples: DicomSamples): Window | null {
  // Often written as US beside signed pixels.
  const signed = samples instanceof Int16Array
  const [padding, stated] = [PADDING, PADDING_LIMIT].map((tag) => {
    const value = numbers(d, tag)[0]
    return signed && value !== undefined && value > 0x7fff ? value - 0x10000 : value
  })
  if (padding === undefined) return null
  const limit = stated ?? padding
  const [low, high] = [Math.min(padding, limit), Math.max(padding, limit)]
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
  return padded && max > min ? windowOf({ low: min, high: max }) : null
}
