import { generalTour } from './general/tour.ts'
import { mammographyTour } from './mammography/tour.ts'
import type { Tour } from './tour.ts'
import { xrayTour } from './xraySecurity/tour.ts'

const tours: Readonly<Record<string, Tour>> = {
  general: generalTour,
  'xray-security': xrayTour,
  mammography: mammographyTour,
}
/** A pack without a guide of its own shows the general one. */
export const tourOf = (pack: string): Tour => tours[pack] ?? generalTour
export const allTours: readonly Tour[] = Object.values(tours)
