import { z } from 'zod'
import { idSchema } from '../ids.ts'

/** A side of 65,535 pixels in cells of 32. */
const side = z.number().int().min(1).max(2048)
export const coverageSchema = z
  .object({
    sourceId: z.string().max(100),
    columns: side,
    rows: side,
    /** One bit a cell, lowest first, row by row, in hexadecimal. */
    bits: z
      .string()
      .regex(/^[0-9a-f]*$/)
      .max(1_100_000),
  })
  .refine((c) => c.bits.length === 2 * Math.ceil((c.columns * c.rows) / 8), 'bits')
export type Coverage = z.infer<typeof coverageSchema>

export const readingPlaceSchema = z.object({
  projectId: z.string().max(100),
  itemId: idSchema,
  roundId: z.string().max(100),
})
