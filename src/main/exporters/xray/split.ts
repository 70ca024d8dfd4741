// Train and validation, stratified and repeatable: within each stratum every n-th image in list order goes to validation,
// from a start that the seed decides. Memory does not grow with the number of images.
import { createHash } from 'node:crypto'

export type Part = 'train' | 'validation'

export function stratifiedSplit(share: number, seed: number): (stratum: string) => Part {
  const strata = new Map<string, { start: number; seen: number }>()
  return (stratum) => {
    let s = strata.get(stratum)
    if (!s) {
      s = { start: fraction(`${seed}\u0000${stratum}`), seen: 0 }
      strata.set(stratum, s)
    }
    const before = Math.floor(s.start + s.seen * share)
    s.seen++
    return Math.floor(s.start + s.seen * share) > before ? 'validation' : 'train'
  }
}

/** A number in [0, 1) that depends on every bit of the text. */
const fraction = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48
