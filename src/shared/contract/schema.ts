// A change of the label schema: what it would do, and what it did.
import { z } from 'zod'
import { labelSchemaSchema } from '../annotation/labelSchema.ts'

export const schemaCaseSchema = z.object({
  key: z.string(),
  kind: z.enum(['class-removed', 'shape-removed', 'attribute-removed', 'option-removed', 'value-unfit']),
  level: z.enum(['class', 'item', 'slot']),
  /** Class id; empty for attributes of items and slots. */
  owner: z.string(),
  /** Attribute id, or the shape. */
  part: z.string().nullable(),
  option: z.string().nullable(),
  count: z.number().int().positive(),
  /** A few of the values. */
  examples: z.array(z.string()),
})
export const schemaPreviewSchema = z.object({
  /** The version the counts were made against. */
  version: z.number().int(),
  /** Labels that get back what a later version changed about them (only when a version is restored). */
  takenBack: z.number().int(),
  cases: z.array(schemaCaseSchema),
})
export type SchemaPreview = z.infer<typeof schemaPreviewSchema>

export const choiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('keep') }),
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('convert') }),
  z.object({ kind: z.literal('move'), to: z.string().min(1) }),
])
const key = z.string().regex(/^\["(class-removed|shape-removed|attribute-removed|option-removed|value-unfit)",/)
export const schemaAskedSchema = z.object({
  schema: labelSchemaSchema,
  /** Restores this version instead of `schema`. */
  restores: z.number().int().positive().nullable().default(null),
})
export const schemaChangeSchema = schemaAskedSchema.extend({
  choices: z.record(key, choiceSchema),
  /** The version the preview was about. */
  baseVersion: z.number().int().positive(),
  reason: z.string().max(1000),
})
export const schemaChangeResultSchema = z.object({
  version: z.number().int(),
  documents: z.number().int(),
  labels: z.number().int(),
})
export type SchemaChangeResult = z.infer<typeof schemaChangeResultSchema>

export const schemaVersionSchema = z.object({
  version: z.number().int(),
  authorId: z.string().nullable(),
  time: z.string(),
  reason: z.string().nullable(),
  classes: z.number().int(),
  /** Readings that were last written with this version. */
  documents: z.number().int(),
})
export type SchemaVersion = z.infer<typeof schemaVersionSchema>
