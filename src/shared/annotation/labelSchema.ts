// Classes and attributes of a project. Every change makes a new version; documents say which one they were made with.
import { z } from 'zod'
import { SHAPE_KINDS } from './model.ts'

export const bilingualSchema = z.object({ ko: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingualSchema>

export const attributeDefSchema = z.object({
  id: z.string().min(1),
  title: bilingualSchema,
  type: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text') }),
    z.object({
      kind: z.literal('number'),
      min: z.number().nullable(),
      max: z.number().nullable(),
      unit: z.string().nullable(),
    }),
    z.object({ kind: z.literal('choice'), options: z.array(z.string()).min(1) }),
    z.object({ kind: z.literal('multi'), options: z.array(z.string()).min(1) }),
    z.object({ kind: z.literal('flag') }),
  ]),
  required: z.boolean(),
})
export type AttributeDef = z.infer<typeof attributeDefSchema>

/** 'tag' = a label without a region: the class may be given to a whole image. */
export const allowedShapeSchema = z.enum([...SHAPE_KINDS, 'tag'])
export type AllowedShape = z.infer<typeof allowedShapeSchema>

export const classDefSchema = z.object({
  /** Stable inside the project; for imported classes the foreign name. Never shown. */
  id: z.string().min(1),
  title: bilingualSchema,
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  shapes: z.array(allowedShapeSchema).min(1),
  attributes: z.array(attributeDefSchema),
  /** Digit key 1-9 (0 is the tenth), or null. */
  key: z.number().int().min(0).max(9).nullable(),
  parent: z.string().nullable(),
  /** Fields of a foreign class list (COCO category id, supercategory, skeleton ...), by format, written back. */
  extra: z.record(z.string(), z.unknown()),
})
export type ClassDef = z.infer<typeof classDefSchema>

export const labelSchemaSchema = z.object({
  version: z.number().int().positive(),
  classes: z.array(classDefSchema),
  /** Attributes of the item as a whole: kept in one annotation with target item and no class. */
  itemAttributes: z.array(attributeDefSchema),
})
export type LabelSchema = z.infer<typeof labelSchemaSchema>
