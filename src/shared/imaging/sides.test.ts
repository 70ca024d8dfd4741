import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rotation } from '../geometry/transform.ts'
import { edgesOf, oppositeSide, sidesOfPlane } from './sides.ts'

describe('sides of the patient', () => {
  test.each([
    ['axial', [1, 0, 0, 0, 1, 0], { row: 'L', column: 'P' }],
    ['coronal', [1, 0, 0, 0, 0, -1], { row: 'L', column: 'F' }],
    ['sagittal', [0, 1, 0, 0, 0, -1], { row: 'P', column: 'F' }],
    ['tilted gantry of 25 degrees', [1, 0, 0, 0, 0.906, -0.423], { row: 'L', column: 'PF' }],
    ['a tilt that nobody sees', [1, 0, 0, 0, 0.999, -0.04], { row: 'L', column: 'P' }],
  ])('%s', (_name, orientation, sides) => {
    expect(sidesOfPlane(orientation)).toEqual(sides)
  })

  test('numbers that are no directions say nothing', () => {
    expect(sidesOfPlane([0, 0, 0, 0, 0, 0])).toBeNull()
    expect(sidesOfPlane([1, 0, 0, 0, 1])).toBeNull()
  })

  test('an axial picture is seen from the feet; turned and mirrored the letters go along', () => {
    const axial = { row: 'L', column: 'P' }
    expect(edgesOf(axial, 0, false)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' })
    expect(edgesOf(axial, 90, false)).toEqual({ left: 'P', right: 'A', top: 'R', bottom: 'L' })
    expect(edgesOf(axial, 0, true)).toEqual({ left: 'L', right: 'R', top: 'A', bottom: 'P' })
    // Mirrored first, then turned.
    expect(edgesOf(axial, 90, true)).toEqual({ left: 'P', right: 'A', top: 'L', bottom: 'R' })
  })

  test('opposite edges look at opposite sides, however it is shown', () => {
    const rotation = fc.constantFrom<Rotation[]>(0, 90, 180, 270)
    const sides = fc.constantFrom({ row: 'A', column: 'F' }, { row: 'PL', column: 'FL' }, { row: 'L', column: 'PH' })
    fc.assert(
      fc.property(sides, rotation, fc.boolean(), (s, r, flip) => {
        const e = edgesOf(s, r, flip)
        expect(oppositeSide(e.left)).toBe(e.right)
        expect(oppositeSide(e.top)).toBe(e.bottom)
      }),
    )
  })

  test('letters of animals are shown where the file puts them, and not turned into others', () => {
    expect(edgesOf({ row: 'D', column: 'LE' }, 0, false)).toEqual({ left: '', right: 'D', top: '', bottom: 'LE' })
  })
})
