import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Skeleton } from '../annotation/labelSchema.ts'
import { boundsContainPoint, growBounds } from './box.ts'
import {
  boxFollows,
  keypointAt,
  keypointBox,
  keypointCount,
  layTemplate,
  setKeypoint,
  stretchKeypoints,
  withKeypoints,
  withVisibility,
} from './keypoints.ts'
import { imagePoint } from './spaces.ts'

const number = fc.double({ min: -200, max: 200, noNaN: true })
const point = fc.record({ x: number, y: number, visibility: fc.constantFrom(0 as const, 1 as const, 2 as const) })
const points = fc
  .array(point, { minLength: 1, maxLength: 12 })
  .map((all) => all.flatMap((p) => (p.visibility === 0 ? [0, 0, 0] : [p.x, p.y, p.visibility])))
  .filter((k) => keypointBox(k) !== null)
const triangle: Skeleton = {
  points: [
    { name: 'top', x: 0.5, y: 0.125 },
    { name: 'left', x: 0.25, y: 0.875 },
    { name: 'right', x: 0.75, y: 0.875 },
  ],
  edges: [
    [0, 1],
    [0, 2],
  ],
}
const box = { kind: 'box', x: 10, y: 20, width: 60, height: 80 } as const

describe('the box of a skeleton', () => {
  it('follows the points when it was nothing but their box, and otherwise grows to hold them', () => {
    fc.assert(
      fc.property(points, fc.nat(11), number, number, (keypoints, at, x, y) => {
        const i = at % keypointCount(keypoints)
        const moved = setKeypoint(keypoints, i, { x, y, visibility: 2 })
        const own = { shape: { kind: 'box' as const, ...keypointBox(keypoints)! }, keypoints }
        expect(boxFollows(own)).toBe(true)
        expect(withKeypoints(own, moved).shape).toEqual({ kind: 'box', ...keypointBox(moved) })
        const wide = { shape: { kind: 'box' as const, x: -210, y: -210, width: 410, height: 415 }, keypoints }
        expect(withKeypoints(wide, moved).shape).toEqual(wide.shape)
        const small = { shape: box, keypoints }
        const grown = withKeypoints(small, moved).shape
        if (grown?.kind === 'box') expect(boundsContainPoint(growBounds(grown, 1e-9), imagePoint(x, y))).toBe(true)
      }),
    )
  })
  it('has an extent even for one point or points on a line', () => {
    expect(keypointBox([5, 7, 2])).toEqual({ x: 4.5, y: 6.5, width: 1, height: 1 })
    expect(keypointBox([5, 7, 2, 25, 7, 1])).toEqual({ x: 5, y: 6.5, width: 20, height: 1 })
    expect(keypointBox([0, 0, 0])).toBeNull()
  })
})

describe('a template', () => {
  it('fills the box it is laid into', () => {
    const laid = layTemplate(triangle, box)
    expect(keypointBox(laid)).toEqual({ x: 10, y: 20, width: 60, height: 80 })
    expect(laid.slice(0, 3)).toEqual([40, 20, 2])
  })
  it('gives a missing point its place back; the last labelled point cannot go missing', () => {
    const pose = { shape: box, keypoints: layTemplate(triangle, box) }
    const without = withVisibility(pose, 0, 0, triangle)
    expect(without?.keypoints?.slice(0, 3)).toEqual([0, 0, 0])
    expect(without?.shape).toMatchObject({ y: 99.5, height: 1 })
    const back = withVisibility({ ...pose, keypoints: without!.keypoints }, 0, 1, triangle)
    const top = keypointAt(back!.keypoints!, 0)
    expect([top.x, top.y, top.visibility].map((v) => Number(v.toFixed(6)))).toEqual([40, 99.5, 1])
    expect(withVisibility({ shape: box, keypoints: [0, 0, 0, 5, 5, 2] }, 1, 0, triangle)).toBeNull()
    expect(withVisibility(pose, 0, 2, triangle)).toBeNull()
  })
})

it('stretching there and back changes nothing', () => {
  fc.assert(
    fc.property(points, fc.double({ min: 0.1, max: 50, noNaN: true }), (keypoints, factor) => {
      const from = keypointBox(keypoints)!
      const to = { x: 3, y: -4, width: from.width * factor, height: from.height / factor }
      const back = stretchKeypoints(stretchKeypoints(keypoints, from, to), to, from)
      for (const [i, v] of back.entries()) expect(v).toBeCloseTo(keypoints[i]!, 5)
    }),
  )
})
