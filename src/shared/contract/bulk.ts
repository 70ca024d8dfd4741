// Many items changed by one job, with a look beforehand and a way back afterwards.
import { z } from 'zod'
import { bulkChangeSchema, bulkConditionSchema } from '../annotation/bulk.ts'
import { annotationSchema } from '../annotation/model.ts'
import { whereSchema } from './item.ts'

export const bulkInputSchema = z.object({
  projectId: z.string(),
  where: whereSchema,
  condition: bulkConditionSchema,
  change: bulkChangeSchema,
})
export type BulkInput = z.infer<typeof bulkInputSchema>

const place = { itemId: z.string(), item: z.string() }
/** Documents left as they are: submitted, or changed since (undo). */
export const bulkLeftSchema = z.object({ ...place, reason: z.enum(['submitted', 'changed']), count: z.number() })

const countsSchema = z.object({
  items: z.number(),
  annotations: z.number(),
  /** Annotations that match and stay as they are: locked, or of a shape the new class does not allow. */
  locked: z.number(),
  notAllowed: z.number(),
  /** The first ones; `leftTotal` counts all documents that are left. */
  left: z.array(bulkLeftSchema),
  leftTotal: z.number(),
})
export const bulkPreviewSchema = countsSchema.extend({
  /** The first items with what would change in each. */
  rows: z.array(z.object({ ...place, count: z.number() })),
  examples: z.array(z.object({ ...place, before: annotationSchema, after: annotationSchema.nullable() })),
})
export type BulkPreview = z.infer<typeof bulkPreviewSchema>
export const bulkResultSchema = countsSchema.extend({ runId: z.string() })
export type BulkResult = z.infer<typeof bulkResultSchema>

export const bulkRunSchema = z.object({
  runId: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  startedAt: z.string(),
  authorId: z.string().nullable(),
  input: bulkInputSchema.omit({ projectId: true }),
  /** Null when the run did not come to its end. */
  items: z.number().nullable(),
  annotations: z.number().nullable(),
  undone: z.boolean(),
})
export type BulkRun = z.infer<typeof bulkRunSchema>
