// Halves a picture row by row by averaging 2 x 2 pixels: the step between two tile levels.
import type { SampleType } from '../../shared/imaging/pixelFrame.ts'
import { type DisplaySamples, newDisplaySamples } from './display.ts'

export type RowSink = (row: DisplaySamples, y: number) => void

export type Grid = {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly sample: SampleType
  /** Stored x (y) runs against upright x (y): pairs are then counted from the far end, so that upright pairs match. */
  readonly flipX: boolean
  readonly flipY: boolean
}

export const halfGrid = (g: Grid): Grid => ({ ...g, width: Math.ceil(g.width / 2), height: Math.ceil(g.height / 2) })

/** Feed rows in order; each finished row of the half picture goes to `sink`. */
export function createHalver(g: Grid, sink: RowSink): (row: DisplaySamples, y: number) => void {
  const half = halfGrid(g)
  const exact = g.sample === 'f32'
  const soloColumn = g.width % 2 === 0 ? -1 : g.flipX ? 0 : half.width - 1
  const soloRow = g.height % 2 === 0 ? -1 : g.flipY ? 0 : g.height - 1
  let upper: DisplaySamples | null = null
  let next = 0

  const emit = (a: DisplaySamples, b: DisplaySamples): void => {
    const out = newDisplaySamples(g.sample, half.width * g.channels)
    average(a, b, out, g.channels, soloColumn, exact)
    sink(out, next++)
  }

  return (row, y) => {
    if (y === soloRow) emit(row, row)
    else if (upper === null) upper = row.slice()
    else {
      emit(upper, row)
      upper = null
    }
  }
}

/** A lone row is passed twice, a lone column is counted twice: the mean stays the mean. */
function average(
  a: DisplaySamples,
  b: DisplaySamples,
  out: DisplaySamples,
  channels: number,
  solo: number,
  exact: boolean,
): void {
  const n = out.length / channels
  let from = 0
  for (let x = 0; x < n; x++) {
    const step = x === solo ? 0 : channels
    for (let c = 0; c < channels; c++) {
      const sum = a[from + c]! + a[from + step + c]! + b[from + c]! + b[from + step + c]!
      out[x * channels + c] = exact ? sum / 4 : (sum + 2) >> 2
    }
    from += channels + step
  }
}
