// Ultrasound pictures hold several views, each with axes of its own (PS3.3 C.8.5.5).
import { AXIS_UNITS, type Region } from '../../../shared/contract/dicom.ts'
import type { DataSet } from './structure.ts'
import { integer, itemsOf, numbers } from './values.ts'

const REGIONS = '00186011'
const [FLAGS, X0, Y0, X1, Y1] = ['00186016', '00186018', '0018601a', '0018601c', '0018601e'] as const
const [UNITS_X, UNITS_Y, DELTA_X, DELTA_Y] = ['00186024', '00186026', '0018602c', '0018602e'] as const
const MOST_REGIONS = 64
/** Bit 0 of the flags: 1 = low priority. */
const LOW_PRIORITY = 1

export const regionsOf = (d: DataSet): Region[] =>
  itemsOf(d, REGIONS)
    .slice(0, MOST_REGIONS)
    .flatMap((r): Region[] => {
      const [x0, y0, x1, y1] = [X0, Y0, X1, Y1].map((tag) => integer(r, tag))
      if (x0 == null || y0 == null || x1 == null || y1 == null || x1 < x0 || y1 < y0) return []
      const unit = (tag: string) => AXIS_UNITS[integer(r, tag) ?? 0] ?? 'none'
      const delta = (tag: string) => {
        const n = Math.abs(numbers(r, tag)[0] ?? 0)
        return Number.isFinite(n) ? n : 0
      }
      return [
        {
          // The lower right corner belongs to the region.
          ...{ x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 },
          ...{ unitX: unit(UNITS_X), unitY: unit(UNITS_Y), deltaX: delta(DELTA_X), deltaY: delta(DELTA_Y) },
          priority: ((integer(r, FLAGS) ?? 0) & LOW_PRIORITY) === 0,
        },
      ]
    })
