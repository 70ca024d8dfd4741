// Repeatable scenes: the same polygons for every library that is measured.
import { EMPTY_SCHEMA, type LabelSchema, plainClass } from '../../src/shared/annotation/labelSchema.ts'
import type { Annotation } from '../../src/shared/annotation/model.ts'
import { newId } from '../../src/shared/ids.ts'

export const COLOURS = ['#4fb6ff', '#ffb454', '#7be0a2', '#ff6f6a', '#c792ea', '#f7e36d', '#59d3d6', '#ff8ac2'] as const

export const benchSchema: LabelSchema = {
  ...EMPTY_SCHEMA,
  classes: COLOURS.map((colour, i) =>
    plainClass({
      id: `class-${i}`,
      title: { ko: `class ${i}`, en: `class ${i}` },
      colour,
      shapes: ['box', 'polygon', 'polyline', 'point', 'mask'],
      key: i,
    }),
  ),
}

/** Small, fast, the same everywhere (mulberry32). */
export function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type BenchPolygon = { readonly points: number[]; readonly class: number }

export function polygons(count: number, vertices: number, width: number, height: number): BenchPolygon[] {
  const next = random(7)
  return Array.from({ length: count }, (_, i) => {
    const cx = 45 + next() * (width - 90)
    const cy = 45 + next() * (height - 90)
    const radius = 10 + next() * 30
    const points: number[] = []
    for (let v = 0; v < vertices; v++) {
      const r = radius * (0.7 + 0.3 * next())
      const angle = (2 * Math.PI * v) / vertices
      points.push(cx + r * Math.cos(angle), cy + r * Math.sin(angle))
    }
    return { points, class: i % COLOURS.length }
  })
}

export const asAnnotation = (shape: NonNullable<Annotation['shape']>, over: Partial<Annotation> = {}): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: 'image', frame: 0 },
  classId: 'class-0',
  shape,
  keypoints: null,
  attributes: {},
  z: 1,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
  ...over,
})

export const asAnnotations = (all: readonly BenchPolygon[]): Annotation[] =>
  all.map((p, i) =>
    asAnnotation(
      { kind: 'polygon', parts: [{ outer: p.points, holes: [] }] },
      { classId: `class-${p.class}`, z: i + 1 },
    ),
  )
