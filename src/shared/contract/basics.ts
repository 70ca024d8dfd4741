import { z } from 'zod'

export const severitySchema = z.enum(['error', 'warning', 'info'])
/** One problem reported by a rule, an intake, or a reviewer: product.md section 5 `check`. `item` is the item's name. */
export const findingSchema = z.object({
  rule: z.string(),
  severity: severitySchema,
  item: z.string().nullable(),
  itemId: z.string().nullable(),
  annotation: z.string().nullable(),
  message: z.string(),
})
export type Finding = z.infer<typeof findingSchema>

/** One file that does not come in, and why. */
export const skippedSchema = z.object({ path: z.string(), code: z.string(), message: z.string() })
export type Skipped = z.infer<typeof skippedSchema>

/** What a format cannot hold or an import could not take: counted per kind, with a few examples. */
export const lossSchema = z.object({
  code: z.string(),
  message: z.string(),
  count: z.number().int().positive(),
  /** Up to 20 item names or file names. */
  examples: z.array(z.string()),
})
export type Loss = z.infer<typeof lossSchema>
