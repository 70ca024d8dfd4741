// A picture whose values are labels, as runs of equal values: small enough to be handed from a worker, which reads the file.
import { type Mask, maskFromSpans } from '../../../shared/geometry/mask.ts'

export type LabelPicture = {
  readonly width: number
  readonly height: number
  /** Value and length, one after the other, row by row; a run ends with its row. Values: grey or palette index, or 0xrrggbb. */
  readonly runs: Uint32Array
  readonly kind: 'grey' | 'palette' | 'colour'
  /** RGBA by index. */
  readonly palette: Uint8Array | null
}

/** How label files come to their pictures: in a worker where there are some, else here (command line, tests). */
export type ReadPicture = (path: string) => Promise<LabelPicture>

/** Beyond this the picture is noise. */
const MOST_RUNS = 40_000_000

export class RunWriter {
  #runs = new Uint32Array(4096)
  #length = 0
  readonly #width: number

  constructor(width: number) {
    this.#width = width
  }

  /** One row of values. False when there are too many runs. */
  row(values: (x: number) => number): boolean {
    for (let x = 0; x < this.#width; ) {
      const value = values(x)
      const from = x
      while (x < this.#width && values(x) === value) x++
      if (this.#length + 2 > this.#runs.length) this.#grow()
      this.#runs[this.#length++] = value
      this.#runs[this.#length++] = x - from
    }
    return this.#length / 2 <= MOST_RUNS
  }

  done(): Uint32Array {
    return this.#runs.slice(0, this.#length)
  }

  #grow(): void {
    const larger = new Uint32Array(this.#runs.length * 2)
    larger.set(this.#runs)
    this.#runs = larger
  }
}

/** The same as colours, whatever the picture holds. */
export function asColours(picture: LabelPicture): LabelPicture {
  if (picture.kind === 'colour') return picture
  const { palette } = picture
  const runs = picture.runs.slice()
  for (let i = 0; i < runs.length; i += 2) {
    const v = runs[i]!
    runs[i] =
      palette && picture.kind === 'palette'
        ? ((palette[4 * v] ?? 0) << 16) | ((palette[4 * v + 1] ?? 0) << 8) | (palette[4 * v + 2] ?? 0)
        : (v << 16) | (v << 8) | v
  }
  return { ...picture, runs, kind: 'colour', palette: null }
}

/** One mask for each value, in one walk over the runs; `wanted` picks values. */
export function masksByValue(
  { width, runs }: LabelPicture,
  wanted: (value: number) => boolean = () => true,
): Map<number, Mask> {
  const spans = new Map<number, number[]>()
  for (let i = 0, x = 0, y = 0; i < runs.length; i += 2) {
    const value = runs[i]!
    const from = x
    x += runs[i + 1]!
    if (wanted(value)) {
      const known = spans.get(value)
      if (known) known.push(y, from, x)
      else spans.set(value, [y, from, x])
    }
    if (x < width) continue
    x = 0
    y++
  }
  return new Map([...spans].map(([value, list]) => [value, maskFromSpans(list)]))
}

/** Null when no pixel has the colour. */
export const maskOfColour = (picture: LabelPicture, colour: number): Mask | null =>
  masksByValue(picture, (value) => value === colour).get(colour) ?? null

export function valuesOf({ runs }: LabelPicture): Set<number> {
  const out = new Set<number>()
  for (let i = 0; i < runs.length; i += 2) out.add(runs[i]!)
  return out
}

/** How many pixels of each value of `b` lie on each value of `a`; both have the same size. */
export function countOverlaps(a: LabelPicture, b: LabelPicture): Map<number, Map<number, number>> {
  const out = new Map<number, Map<number, number>>()
  let [i, j, leftA, leftB] = [0, 0, a.runs[1] ?? 0, b.runs[1] ?? 0]
  while (i < a.runs.length && j < b.runs.length) {
    const n = Math.min(leftA, leftB)
    const [under, over] = [a.runs[i]!, b.runs[j]!]
    const counts = out.get(under) ?? new Map<number, number>()
    out.set(under, counts)
    counts.set(over, (counts.get(over) ?? 0) + n)
    leftA -= n
    leftB -= n
    if (leftA === 0) {
      i += 2
      leftA = a.runs[i + 1] ?? 0
    }
    if (leftB === 0) {
      j += 2
      leftB = b.runs[j + 1] ?? 0
    }
  }
  return out
}
