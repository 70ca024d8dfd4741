// The seven predictors of lossless JPEG (T.81 table H.1) for one line: differences -> samples modulo 2^16.
// `start` predicts the first sample of the line (the sample above it, or half the range on a first line).

/** `diffs` holds every `step`-th difference from `from`. */
export type LinePredictor = (
  diffs: Int32Array,
  from: number,
  step: number,
  up: Int32Array,
  out: Int32Array,
  start: number,
) => void

/** Body for predictors that look at the sample above and above left; written once, specialised by the engine per use. */
const withUp =
  (predict: (left: number, above: number, aboveLeft: number) => number): LinePredictor =>
  (diffs, from, step, up, out, start) => {
    let left = (start + (diffs[from] as number)) & 0xffff
    out[0] = left
    for (let x = 1, d = from + step; x < out.length; x++, d += step) {
      left = (predict(left, up[x] as number, up[x - 1] as number) + (diffs[d] as number)) & 0xffff
      out[x] = left
    }
  }

const fromLeft: LinePredictor = (diffs, from, step, _up, out, start) => {
  let left = start
  for (let x = 0, d = from; x < out.length; x++, d += step) {
    left = (left + (diffs[d] as number)) & 0xffff
    out[x] = left
  }
}

export const PREDICTORS: Readonly<Record<number, LinePredictor>> = {
  1: fromLeft,
  2: withUp((_left, above) => above),
  3: withUp((_left, _above, aboveLeft) => aboveLeft),
  4: withUp((left, above, aboveLeft) => left + above - aboveLeft),
  5: withUp((left, above, aboveLeft) => left + ((above - aboveLeft) >> 1)),
  6: withUp((left, above, aboveLeft) => above + ((left - aboveLeft) >> 1)),
  7: withUp((left, above) => (left + above) >> 1),
}
