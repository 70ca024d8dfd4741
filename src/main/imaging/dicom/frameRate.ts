// How fast the file wants its frames to be played (PS3.3 C.7.6.5), frames a second.
import type { DataSet } from './structure.ts'
import { numbers } from './values.ts'

const [RECOMMENDED, CINE, FRAME_TIME, FRAME_TIMES] = ['00082144', '00180040', '00181063', '00181065'] as const
const FASTEST = 120

export function frameRateOf(d: DataSet): number | null {
  const stated = numbers(d, RECOMMENDED)[0] ?? numbers(d, CINE)[0] ?? perSecond(numbers(d, FRAME_TIME)[0])
  // The first entry of the vector belongs to the first frame and is 0.
  const rate = stated ?? perSecond(numbers(d, FRAME_TIMES)[1])
  return rate !== undefined && Number.isFinite(rate) && rate > 0 ? Math.min(FASTEST, rate) : null
}

const perSecond = (milliseconds: number | undefined): number | undefined =>
  milliseconds !== undefined && milliseconds > 0 ? 1000 / milliseconds : undefined
