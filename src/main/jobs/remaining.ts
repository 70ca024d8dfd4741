// Estimate of the time a job still needs, from how fast it went lately.
export type Pace = { readonly done: number; readonly atMs: number; readonly perSecond: number | null }

export const startPace = (atMs: number): Pace => ({ done: 0, atMs, perSecond: null })

/** Files differ in size, so a single interval says little: each one counts for a fifth. */
const WEIGHT = 0.2
const INTERVAL_MS = 500

export function nextPace(pace: Pace, done: number, atMs: number): Pace {
  const elapsed = atMs - pace.atMs
  if (elapsed < INTERVAL_MS) return pace
  const current = ((done - pace.done) / elapsed) * 1000
  const perSecond = pace.perSecond === null ? current : pace.perSecond * (1 - WEIGHT) + current * WEIGHT
  return { done, atMs, perSecond }
}

/** Whole seconds; null while nothing can be said. */
export function remainingSeconds(pace: Pace, done: number, total: number | null): number | null {
  if (total === null || pace.perSecond === null || pace.perSecond <= 0) return null
  return Math.ceil(Math.max(0, total - done) / pace.perSecond)
}
