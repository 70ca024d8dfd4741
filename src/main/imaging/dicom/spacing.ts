// Millimetres of a pixel, and where the number comes from: it decides what a measurement means (PS3.3 10.7.1.3).
import type { SPACING_SOURCES } from '../../../shared/geometry/measure.ts'
import { frameAttributes } from './firstWindow.ts'
import type { DataSet } from './structure.ts'
import { itemsOf, numbers } from './values.ts'

export type SpacingSource = (typeof SPACING_SOURCES)[number] | 'none'
export type Spacing = { readonly source: SpacingSource; readonly row: number; readonly column: number }

const PIXEL_MEASURES = '00289110'
const PIXEL_SPACING = '00280030'
const IMAGER_SPACING = '00181164'
const SCANNED_SPACING = '00182010'
const MAGNIFICATION = '00181114'
const ASPECT_RATIO = '00280034'
const US_REGIONS = '00186011'
const [DELTA_X, DELTA_Y, UNITS_X, UNITS_Y] = ['0018602c', '0018602e', '00186024', '00186026'] as const
const CENTIMETRES = 3

function pair(d: DataSet, tag: string): readonly [number, number] | null {
  const [row, column] = numbers(d, tag)
  return row !== undefined && column !== undefined && row > 0 && column > 0 ? [row, column] : null
}

const spacing = (source: SpacingSource, [row, column]: readonly [number, number]): Spacing => ({ source, row, column })

export function spacingOf(d: DataSet): Spacing {
  const measured = pair(frameAttributes(d, 0, PIXEL_MEASURES), PIXEL_SPACING) ?? pair(d, PIXEL_SPACING)
  if (measured) return spacing('pixel-spacing', measured)
  const imager = pair(d, IMAGER_SPACING)
  if (imager) {
    const factor = numbers(d, MAGNIFICATION)[0] ?? 0
    // On the detector: the body is nearer to the source, so its pixels are smaller by the magnification.
    return factor > 0
      ? spacing('imager-magnified', [imager[0] / factor, imager[1] / factor])
      : spacing('imager', imager)
  }
  const scanned = pair(d, SCANNED_SPACING)
  if (scanned) return spacing('scanned', scanned)
  return ultrasound(d) ?? { source: 'none', row: 0, column: 0 }
}

/** Height of a pixel in widths of it (PS3.3 C.7.6.3.1.7); null where it is square or nothing is said. */
export function pixelAspectOf(d: DataSet): number | null {
  const ratio = pair(d, ASPECT_RATIO)
  return ratio && ratio[0] !== ratio[1] ? ratio[0] / ratio[1] : null
}

/** Only when the whole picture has one scale; pictures of several regions are measured region by region. */
function ultrasound(d: DataSet): Spacing | null {
  const regions = itemsOf(d, US_REGIONS)
  const region = regions.length === 1 ? regions[0] : undefined
  if (!region || numbers(region, UNITS_X)[0] !== CENTIMETRES || numbers(region, UNITS_Y)[0] !== CENTIMETRES) return null
  const [x, y] = [Math.abs(numbers(region, DELTA_X)[0] ?? 0), Math.abs(numbers(region, DELTA_Y)[0] ?? 0)]
  return x > 0 && y > 0 ? spacing('ultrasound-region', [y * 10, x * 10]) : null
}
