import { describe, expect, test } from 'vitest'
import type { Region } from '../contract/dicom.ts'
import type { Spacing } from '../geometry/measure.ts'
import { axesFor, measuredBy, regionOf, scaleOf, spacingFor } from './regions.ts'

const tissue: Region = {
  ...{ x: 0, y: 0, width: 100, height: 60, priority: false },
  ...{ unitX: 'cm', unitY: 'cm', deltaX: 0.02, deltaY: 0.03 },
}
const doppler: Region = { ...tissue, y: 60, height: 40, unitX: 's', unitY: 'cm/s', deltaX: 0.01, deltaY: 2 }
const inset: Region = { ...tissue, x: 10, y: 10, width: 30, height: 30, deltaX: 0.05, deltaY: 0.05 }
const plain: Region = { ...tissue, unitX: 'none', unitY: 'none' }
const ruler = (...points: number[]) => ({ kind: 'ruler', points }) as const
const whole: Spacing = { source: 'ultrasound-region', row: 0.3, column: 0.2 }
const pixels: Spacing = { source: 'pixel-spacing', row: 1, column: 1 }

describe('ultrasound regions', () => {
  test('lengths are measured by the region that holds them', () => {
    const scale = scaleOf(null, [tissue, doppler])
    expect(measuredBy(scale, ruler(10, 10, 60, 10))).toBe('10.00 mm')
    expect(measuredBy(scale, ruler(10, 10, 10, 30))).toBe('6.00 mm')
  })

  test('time and velocity are no lengths', () => {
    const scale = scaleOf(null, [tissue, doppler])
    const shape = ruler(10, 70, 50, 90)
    expect(spacingFor(scale, shape)).toBeNull()
    expect(axesFor(scale, shape)).toMatchObject([
      { axis: 'x', unit: 's' },
      { axis: 'y', unit: 'cm/s' },
    ])
    expect(measuredBy(scale, shape)).toBe('0.400 s · 40.0 cm/s')
  })

  test('across a border nothing is known, even where one region is the scale of the whole file', () => {
    expect(measuredBy(scaleOf(whole, [tissue, doppler]), ruler(10, 50, 10, 70))).toBe('20.0 px')
    expect(measuredBy(scaleOf(whole, [tissue]), ruler(10, 50, 10, 70))).toBe('20.0 px')
  })

  test('a calibration of the file holds outside the regions', () => {
    expect(measuredBy(scaleOf(pixels, [inset]), ruler(50, 50, 60, 50))).toBe('10.00 mm')
    expect(measuredBy(scaleOf(pixels, undefined), ruler(50, 50, 60, 50))).toBe('10.00 mm')
  })

  test('where regions overlap the one with axes wins, then priority, then the smaller', () => {
    const shape = ruler(15, 15, 25, 15)
    expect(regionOf([tissue, inset], shape)).toBe(inset)
    const first = { ...tissue, priority: true }
    expect(regionOf([inset, first], shape)).toBe(first)
    expect(regionOf([{ ...plain, priority: true }, tissue], shape)).toBe(tissue)
  })
})
