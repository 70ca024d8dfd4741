// Counts the materials inside an outline away from the window.
import type { Spans } from '../../../../shared/geometry/mask.ts'
import type { XrayInput } from '../../../../shared/imaging/xray/functions.ts'
import type { XrayModel } from '../../../../shared/imaging/xray/render.ts'
import { countShares, type Shares } from '../../../../shared/imaging/xray/shares.ts'
import type { Field } from '../../../assist/field.ts'
import { pixelOf } from './material.ts'

export type ShareJob = {
  readonly id: number
  readonly field: Field
  /** The low energy where there are two. */
  readonly low: Field | null
  /** Row, from, to of the pixels inside. */
  readonly spans: Spans
  readonly model: XrayModel
  readonly input: XrayInput
  readonly most: number
}
export type ShareDone = { readonly id: number; readonly shares: Shares }

export function sharesOf({ field, low, spans, model, input, most }: Omit<ShareJob, 'id'>): Shares {
  const counter = countShares(model)
  const { bounds, channels, samples } = field
  for (let i = 0; i < spans.length; i += 3)
    for (let x = spans[i + 1]!; x < spans[i + 2]!; x++) {
      const at = (spans[i]! - bounds.y) * bounds.width + x - bounds.x
      const from = at * channels
      const values = low
        ? [samples[from]!, low.samples[at * low.channels]!]
        : [samples[from]!, samples[from + 1]!, samples[from + 2]!]
      const pixel = pixelOf(values, input, most)
      if (pixel) counter.add(pixel)
    }
  return counter.result()
}

if (typeof document === 'undefined' && typeof addEventListener === 'function')
  addEventListener('message', ({ data }: MessageEvent<ShareJob>) => {
    const done: ShareDone = { id: data.id, shares: sharesOf(data) }
    postMessage(done)
  })
