// Scales of the parts of an ultrasound picture: a shape is measured by the region that holds it, and by none outside.
import type { Shape } from '../annotation/model.ts'
import type { Region } from '../contract/dicom.ts'
import { measuredText, type Spacing } from '../geometry/measure.ts'
import { shapeBounds } from '../geometry/shapes.ts'

/** Regions of the file on screen, and what holds where there are none. */
export type Scale = { readonly spacing: Spacing | null; readonly regions: readonly Region[] }

const NONE: readonly Region[] = []
export const scaleOf = (spacing: Spacing | null, regions: readonly Region[] | undefined): Scale => ({
  spacing,
  regions: regions ?? NONE,
})

/** The one that holds the whole shape; high priority first, then the smallest. */
export function regionOf(regions: readonly Region[], shape: Shape): Region | null {
  const b = shapeBounds(shape)
  const holding = regions.filter(
    (r) => b.x >= r.x && b.y >= r.y && b.x + b.width <= r.x + r.width && b.y + b.height <= r.y + r.height,
  )
  const rank = (r: Region) => (r.priority ? 0 : 1)
  const known = (r: Region) => (r.unitX === 'none' && r.unitY === 'none' ? 1 : 0)
  return (
    holding.toSorted(
      (p, q) => known(p) - known(q) || rank(p) - rank(q) || p.width * p.height - q.width * q.height,
    )[0] ?? null
  )
}

const isLength = (r: Region): boolean => r.unitX === 'cm' && r.unitY === 'cm' && r.deltaX > 0 && r.deltaY > 0

/** Millimetres for this shape. A calibration of the file as a whole holds where no region does. */
export function spacingFor({ spacing, regions }: Scale, shape: Shape | null): Spacing | null {
  if (!shape || regions.length === 0) return spacing
  const region = regionOf(regions, shape)
  if (region && isLength(region))
    return { source: 'ultrasound-region', row: region.deltaY * 10, column: region.deltaX * 10 }
  return region || spacing?.source === 'ultrasound-region' ? null : spacing
}

export type AxisMeasure = { readonly axis: 'x' | 'y'; readonly value: number; readonly unit: string }

/** Distance along each axis where the axes are no lengths: seconds, velocities, frequencies. */
export function axesFor({ regions }: Scale, shape: Shape | null): AxisMeasure[] {
  const region = shape && regionOf(regions, shape)
  if (!shape || !region || isLength(region)) return []
  const b = shapeBounds(shape)
  const axes: readonly AxisMeasure[] = [
    { axis: 'x', value: b.width * region.deltaX, unit: region.unitX },
    { axis: 'y', value: b.height * region.deltaY, unit: region.unitY },
  ]
  return axes.filter((a) => a.unit !== 'none' && Number.isFinite(a.value))
}

export const axisText = ({ value, unit }: AxisMeasure): string =>
  `${value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 3)} ${unit}`

/** What stands beside a ruler or an angle on the picture; null for other shapes. */
export function measuredBy(scale: Scale, shape: Shape | null): string | null {
  const axes = shape?.kind === 'ruler' ? axesFor(scale, shape) : []
  if (axes.length > 0) return axes.map(axisText).join(' · ')
  return measuredText(shape, spacingFor(scale, shape))
}
