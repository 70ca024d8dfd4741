import { describe, expect, it } from 'vitest'
import { imagePoint } from '../../shared/geometry/spaces.ts'
import type { EditHandle } from '../tools/annotationHandles.ts'
import { VERTEX, vertexRadii } from './editMarks.ts'

const vertices = (step: number): EditHandle[] =>
  [0, 1, 2, 3].map((index) => ({ kind: 'vertex', ref: null, index, at: imagePoint(index * step, 5) }))

describe('dots on vertices', () => {
  it('never touch their neighbours on screen, and are full size where there is room', () => {
    const zoom = (scale: number) => [scale, 0, 0, scale, 0, 0] as const
    expect(vertexRadii(vertices(40), zoom(1))).toEqual([VERTEX, VERTEX, VERTEX, VERTEX])
    for (const radius of vertexRadii(vertices(6), zoom(1))) expect(2 * radius).toBeLessThan(6)
    expect(vertexRadii(vertices(6), zoom(4))).toEqual([VERTEX, VERTEX, VERTEX, VERTEX])
  })
})
