import { expect, test } from 'vitest'
import { maskFromPolygon } from '../../shared/geometry/mask.ts'
import { shapeBounds } from '../../shared/geometry/shapes.ts'
import type { ForeignLabel } from './record.ts'
import { placementOf, turnUpright } from './upright.ts'

const STORED = { width: 40, height: 30 }
const UPRIGHT = { width: 30, height: 40 }
const label = (shape: ForeignLabel['shape'], keypoints: number[] | null = null): ForeignLabel => ({
  classKey: 'a',
  shape,
  keypoints,
  attributes: {},
  score: null,
  extra: {},
})
const polygon = {
  kind: 'polygon' as const,
  parts: [{ outer: [2, 3, 12, 3, 12, 8, 5, 20, 2, 8], holes: [[4, 4, 6, 4, 6, 7]] }],
}

/** Where EXIF puts the stored top-left pixel (row 0, column 0) and the stored top-right one, as TIFF 6 defines it. */
test.each([
  [5, [0.5, 0.5], [0.5, 39.5]],
  [6, [29.5, 0.5], [29.5, 39.5]],
  [7, [29.5, 39.5], [29.5, 0.5]],
  [8, [0.5, 39.5], [0.5, 0.5]],
] as const)('orientation %i', (orientation, topLeft, topRight) => {
  const centre = (x: number) => turnUpright(label({ kind: 'point', x, y: 0.5 }), orientation, STORED).shape
  expect(centre(0.5)).toEqual({ kind: 'point', x: topLeft[0], y: topLeft[1] })
  expect(centre(39.5)).toEqual({ kind: 'point', x: topRight[0], y: topRight[1] })

  const turned = turnUpright(label(polygon, [2, 3, 2, 0, 0, 0]), orientation, STORED)
  if (turned.shape?.kind !== 'polygon') throw new Error('the kind changed')
  // A mask of the shape, turned, is the mask of the turned shape.
  const mask = turnUpright(label(maskFromPolygon(polygon, STORED)), orientation, STORED).shape
  expect(mask).toEqual(maskFromPolygon(turned.shape, UPRIGHT))
  const { x, y, width, height } = shapeBounds(polygon)
  const box = turnUpright(label({ kind: 'box', x, y, width, height }), orientation, STORED).shape
  expect(box).toEqual({ kind: 'box', ...shapeBounds(turned.shape) })
  expect(turned.keypoints).toEqual([turned.shape.parts[0]?.outer[0], turned.shape.parts[0]?.outer[1], 2, 0, 0, 0])
})

test('what the stated size says', () => {
  expect(placementOf(null, UPRIGHT, 6)).toBe('same')
  expect(placementOf(UPRIGHT, UPRIGHT, 6)).toBe('same')
  expect(placementOf(STORED, UPRIGHT, 6)).toBe('turned')
  expect(placementOf(STORED, UPRIGHT, 1)).toBe('mismatch')
  expect(placementOf({ width: 60, height: 80 }, UPRIGHT, 6)).toBe('mismatch')
})
