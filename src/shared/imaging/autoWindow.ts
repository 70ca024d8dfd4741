// The window for what is in a region: the darkest and the brightest hundredth are left out, so that a clip or a staple in it
// does not decide.
import type { Window } from './voi.ts'

const TAIL = 0.01
/** Values looked at along one side of the region; more would say the same. */
const MOST_SIDE = 256

/** Null without values. */
export function windowOfValues(values: readonly number[]): Window | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const low = sorted[Math.floor((sorted.length - 1) * TAIL)]
  const high = sorted[Math.ceil((sorted.length - 1) * (1 - TAIL))]
  if (low === undefined || high === undefined) return null
  // One value fills a window of width one.
  return { centre: (low + high) / 2, width: Math.max(high - low, 1) }
}

/** Image points at which the values of a region are read: every pixel, or an even grid of a large one. */
export function* samplePoints(region: { x: number; y: number; width: number; height: number }) {
  const [nx, ny] = [region.width, region.height].map((side) => Math.max(1, Math.min(MOST_SIDE, Math.floor(side))))
  for (let j = 0; j < (ny ?? 1); j++)
    for (let i = 0; i < (nx ?? 1); i++)
      yield {
        x: region.x + ((i + 0.5) * region.width) / (nx ?? 1),
        y: region.y + ((j + 0.5) * region.height) / (ny ?? 1),
      }
}
