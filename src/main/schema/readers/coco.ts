// COCO categories with keypoints: their names and edges become the template of the class.
import { z } from 'zod'
import type { ClassDef, LabelSchema } from '../../../shared/annotation/labelSchema.ts'
import { onCircle } from './cvat.ts'

const categorySchema = z.looseObject({
  keypoints: z.array(z.string().min(1)).min(1),
  skeleton: z.array(z.tuple([z.number().int(), z.number().int()])).default([]),
})

function withTemplate(c: ClassDef): ClassDef {
  const read = categorySchema.safeParse(c.extra['coco'])
  if (c.skeleton !== null || !read.success) return c
  const { keypoints, skeleton } = read.data
  // The format counts from 1; some tools count from 0.
  const first = skeleton.some((e) => e.includes(0)) ? 0 : 1
  const edges = skeleton
    .map(([a, b]): [number, number] => [a - first, b - first])
    .filter(([a, b]) => a !== b && [a, b].every((i) => i >= 0 && i < keypoints.length))
  const points = keypoints.map((name, i) => ({ name, ...onCircle(i, keypoints.length) }))
  return { ...c, skeleton: { points, edges }, shapes: [...new Set([...c.shapes, 'skeleton' as const])] }
}

export const withCocoTemplates = (schema: LabelSchema): LabelSchema => ({
  ...schema,
  classes: schema.classes.map(withTemplate),
})
