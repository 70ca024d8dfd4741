// The project's own copy of its pack: what can be changed, and what a change of the path template would do.
import { z } from 'zod'
import { placeRuleSchema } from '../domains/xraySecurity/settings.ts'

const fieldsSchema = z.record(z.string(), z.string())
export const placePreviewSchema = z.object({
  /** Null = the template can be read. */
  problem: z.enum(['empty', 'brace', 'field', 'twice', 'pattern', 'last']).nullable(),
  /** The last folders and the name of real sources of the project. */
  examples: z.array(z.object({ path: z.string(), matches: z.boolean(), fields: fieldsSchema })),
})
export type PlacePreview = z.infer<typeof placePreviewSchema>

export const fieldsInputSchema = z.object({ place: placeRuleSchema.nullable() })
export const fieldsResultSchema = z.object({
  items: z.number(),
  changed: z.number(),
  /** Paths of another form: their fields are left as they are. */
  unread: z.number(),
  examples: z.array(z.object({ item: z.string(), before: fieldsSchema, after: fieldsSchema })),
})
export type FieldsResult = z.infer<typeof fieldsResultSchema>
