// Statistics of the values inside a shape: modality values of a DICOM file, else stored ones. Padding does not count. Pure.
import type { Shape } from '../annotation/model.ts'
import { spansOf } from '../geometry/mask.ts'
import { shapeToMask } from '../geometry/maskShape.ts'
import type { Bounds } from '../geometry/spaces.ts'
import type { Size } from '../geometry/transform.ts'
import { type GreyDisplay, isPadding, modalityValue } from './greyDisplay.ts'
import type { Samples } from './pyramid.ts'

export type RegionValues = {
  readonly count: number
  readonly mean: number
  /** Of the pixels there, not of a sample of them. */
  readonly deviation: number
  readonly min: number
  readonly max: number
}
/** Grey values of a window on the picture, row by row. */
export type Values = { readonly bounds: Bounds; readonly samples: Samples }

/** Null where the shape has no inside on the picture, or nothing but padding is in it. */
export function regionValues(shape: Shape, frame: Size, values: Values, grey: GreyDisplay | null): RegionValues | null {
  const mask = shapeToMask(shape, frame)
  if (!mask) return null
  const { bounds, samples } = values
  let count = 0
  let mean = 0
  let squares = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  const spans = spansOf(mask)
  for (let i = 0; i + 2 < spans.length; i += 3) {
    const row = spans[i]! - bounds.y
    if (row < 0 || row >= bounds.height) continue
    const from = Math.max(spans[i + 1]!, bounds.x)
    const to = Math.min(spans[i + 2]!, bounds.x + bounds.width)
    for (let x = from; x < to; x++) {
      const stored = samples[row * bounds.width + x - bounds.x]!
      if (grey && isPadding(grey, stored)) continue
      const v = grey ? modalityValue(grey, stored) : stored
      // Welford: no loss of digits where values are large and lie close together.
      count++
      const off = v - mean
      mean += off / count
      squares += off * (v - mean)
      if (v < min) min = v
      if (v > max) max = v
    }
  }
  return count === 0 ? null : { count, mean, deviation: Math.sqrt(squares / count), min, max }
}
