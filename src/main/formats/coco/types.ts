// What we keep of a COCO record beside the annotation itself, under extra.coco.
import { z } from 'zod'

const id = z.union([z.number(), z.string()])

/** Annotation.extra.coco */
export const keptLabelSchema = z.object({
  id: id.optional(),
  /** Only where the file's category is not one of its list. */
  category_id: z.unknown().optional(),
  iscrowd: z.number().optional(),
  /** The file's box where it is not the exact bounds of the segmentation, with those bounds: it is written back while they hold. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  rle: z.enum(['list', 'string']).optional(),
  /** Parts whose ring repeats its first point. */
  closed: z.array(z.number()).optional(),
  /** Attribute values that our attributes cannot hold. */
  attributes: z.record(z.string(), z.unknown()).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
})
export type KeptLabel = z.infer<typeof keptLabelSchema>

/** ClassDef.extra.coco: the category record as published. */
export const keptCategorySchema = z.looseObject({ id: id.optional(), name: z.unknown().optional() })

/** Foreign fields of an item. */
export const keptImageSchema = z.object({
  id: id.optional(),
  file_name: z.string().optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
})
export type KeptImage = z.infer<typeof keptImageSchema>

export type CocoId = number | string

/** "5" and 5 are the same id: exporters mix them. */
export function idKey(value: unknown): CocoId | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value === '') return null
  return /^-?(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value
}
