// What every item builder gets: repeatable numbers of its sample, so that one sample looks the same in all of its images.
import type { Solid } from '../solids.ts'

export type Sample = {
  /** A number between two, of this sample. */
  between(low: number, high: number): number
  one<T>(of: readonly [T, ...T[]]): T
  chance(part: number): boolean
}
/** Solids in centimetres around 0,0; the long side lies along x. */
export type Build = (s: Sample) => Solid[]

export const sampleOf = (random: () => number): Sample => ({
  between: (low, high) => low + (high - low) * random(),
  one: (of) => of[Math.floor(random() * of.length)] ?? of[0],
  chance: (part) => random() < part,
})
