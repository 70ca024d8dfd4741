import { describe, expect, it } from 'vitest'
import type { Shape } from '../../../shared/annotation/model.ts'
import { type Draft, NO_PREVIEW } from '../../tools/toolMachine.ts'
import { draftOf } from './draft.ts'

const drawn = (draft: Omit<Draft, 'cursor' | 'closing'>) =>
  draftOf({ ...NO_PREVIEW, draft: { cursor: null, closing: false, ...draft } }, 'road')?.shape ?? null

describe('the shape a gesture would leave behind', () => {
  it('is the shape itself where the tool knows it, and follows from the points where it does not', () => {
    const shape: Shape = { kind: 'oriented', cx: 5, cy: 5, width: 10, height: 2, angle: 30 }
    expect(drawn({ kind: 'oriented', points: [0, 0, 10, 0], shape })).toEqual(shape)
    expect(drawn({ kind: 'oriented', points: [0, 0, 10, 0] }), 'its width is not drawn yet').toBeNull()
    expect(drawn({ kind: 'box', points: [8, 9, 2, 1] })).toEqual({ kind: 'box', x: 2, y: 1, width: 6, height: 8 })
    expect(drawn({ kind: 'polygon', points: [0, 0, 4, 0] }), 'a line so far').toBeNull()
  })
})
