import { describe, expect, it } from 'vitest'
import { annotationOf } from '../../../test/harness/tempProject.ts'
import type { Annotation } from '../../shared/annotation/model.ts'
import { packShapes } from './paintPack.ts'
import { type Context2D, createPaintScene } from './paintScene.ts'

// Only the widths of words are asked for before anything is painted.
const words = { font: '', measureText: (text: string) => ({ width: 7 * text.length }) } as unknown as Context2D
const box = (n: number, z: number): Annotation =>
  annotationOf({ id: `a${n}`, z, shape: { kind: 'box', x: 100 + n, y: 100, width: 300, height: 200 } })
const VIEW = {
  matrix: [1, 0, 0, 1, 0, 0],
  region: { x: 0, y: 0, width: 800, height: 600 },
  dpr: 1,
  skip: new Set<string>(),
} as const

const sceneOf = (batches: readonly (readonly Annotation[])[]) => {
  const scene = createPaintScene()
  scene.setStyles([{ colour: '#4f8', label: 'traffic sign', edges: [] }])
  for (const batch of batches)
    scene.upsert(
      packShapes(
        batch,
        () => 0,
        () => null,
      ),
    )
  return scene
}

describe('names in a scene', () => {
  const all = [box(1, 1), box(2, 2), box(3, 3)]

  it('of shapes over each other stand apart, the one in front where it always stands', () => {
    const names = sceneOf([all]).names(words, VIEW)
    expect(names).toHaveLength(3)
    expect(new Set(names?.map((p) => `${p.y} ${p.x > 200}`)).size).toBe(3)
    expect(names?.[0]).toMatchObject({ id: 'a3', y: 83 })
  })

  it('stand where a whole painting puts them, however the shapes came', () => {
    const whole = sceneOf([all]).names(words, VIEW)
    const pieces = sceneOf([[box(2, 2)], [box(3, 7)], [box(1, 1), box(3, 3)]])
    expect(pieces.names(words, VIEW)).toEqual(whole)
  })

  it('take the place of one that is being edited elsewhere, and give it back', () => {
    const scene = sceneOf([all])
    const edited = scene.names(words, { ...VIEW, skip: new Set(['a3']) })
    expect(edited?.[0]).toMatchObject({ id: 'a2', y: 83 })
    expect(scene.names(words, VIEW)?.[0]).toMatchObject({ id: 'a3', y: 83 })
  })

  it('are left out where there would be hundreds', () => {
    const many = Array.from({ length: 300 }, (_, n) => box(n, n))
    expect(sceneOf([many]).names(words, VIEW)).toBeNull()
  })
})
