// The past of a document as the change log tells it: what was removed, the life of one annotation, named moments.
import { z } from 'zod'
import { annotationSchema } from '../annotation/model.ts'

/** Where a page goes on: opaque to the window. */
const pageKey = z.string().regex(/^\d{1,16}(\.\d{1,9})?$/)

const stepSchema = z.object({
  seq: z.number().int(),
  kind: z.string(),
  mark: z.string(),
  authorId: z.string().nullable(),
  time: z.string(),
  reason: z.string().nullable(),
})

export const removedInputSchema = z.object({
  projectId: z.string(),
  documentId: z.string(),
  after: pageKey.nullish(),
  limit: z.number().int().min(1).max(500),
})
export const removedAnnotationSchema = stepSchema.extend({ annotation: annotationSchema })
export type RemovedAnnotation = z.infer<typeof removedAnnotationSchema>
export const removedPageSchema = z.object({
  /** Newest removal first; an annotation that is back is not among them. Across pages the first one of an id counts. */
  removed: z.array(removedAnnotationSchema),
  next: pageKey.nullable(),
})

export const annotationHistoryInputSchema = removedInputSchema.extend({ annotationId: z.string() })
export const annotationStepSchema = stepSchema.extend({
  /** Null: it came into being, or was removed. */
  before: annotationSchema.nullable(),
  after: annotationSchema.nullable(),
})
export type AnnotationStep = z.infer<typeof annotationStepSchema>
export const annotationHistorySchema = z.object({ steps: z.array(annotationStepSchema), next: pageKey.nullable() })

export const checkpointSchema = stepSchema.pick({ seq: true, authorId: true, time: true }).extend({ name: z.string() })
export type Checkpoint = z.infer<typeof checkpointSchema>
export const checkpointNameSchema = z.string().trim().min(1).max(200)
