// Classes and attributes of a project. Every change makes a new version; documents say which one they were made with.
// Fields that came later have a default, so that every version ever stored is still read.
import { z } from 'zod'
import { conditionSchema, schemaRuleSchema } from './declaredRules.ts'
import { SHAPE_KINDS } from './model.ts'

export const bilingualSchema = z.object({ ko: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingualSchema>

/** ISO 8601 calendar date, `2026-11-25`. */
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What is stored is the option itself; `titles` says how it is shown where that differs. */
const options = {
  options: z.array(z.string()).min(1),
  titles: z.record(z.string(), bilingualSchema).default({}),
  /** What a guideline says of an option; shown where it is chosen. */
  helps: z.record(z.string(), bilingualSchema).optional(),
}
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
    z.object({ kind: z.literal('choice'), ...options }),
    z.object({ kind: z.literal('multi'), ...options }),
    z.object({ kind: z.literal('flag') }),
    z.object({ kind: z.literal('date'), min: dateSchema.nullable(), max: dateSchema.nullable() }),
  ]),
  required: z.boolean(),
  /** May differ from frame to frame of one object; false = one value for the object's whole life. */
  mutable: z.boolean().default(true),
  /** Asked for only while this holds; null = always. */
  when: conditionSchema.nullable().default(null),
  help: bilingualSchema.nullable().default(null),
})
export type AttributeDef = z.infer<typeof attributeDefSchema>

/** 'tag' = a label without a region: the class may be given to a whole image. 'skeleton' = keypoints of the class's template. */
export const allowedShapeSchema = z.enum([...SHAPE_KINDS, 'skeleton', 'tag'])
export type AllowedShape = z.infer<typeof allowedShapeSchema>

/** Template of a skeleton. Positions lie in the unit square and only say where a point starts and how the picture of it looks. */
export const skeletonSchema = z.object({
  points: z.array(z.object({ name: z.string().min(1), x: z.number(), y: z.number() })).min(1),
  /** Pairs of indices into `points`. */
  edges: z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()])),
})
export type Skeleton = z.infer<typeof skeletonSchema>

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
  /** 'ignore' = a region that is not to be annotated; its reason is an attribute. */
  role: z.enum(['object', 'ignore']).default('object'),
  /** Code of the field (HS code, BI-RADS, SNOMED), shown and searched. */
  code: z.string().nullable().default(null),
  /** Further words a person may search by. */
  words: z.array(z.string()).default([]),
  help: bilingualSchema.nullable().default(null),
  /** Example picture: file name in the project's `assets` folder. */
  example: z.string().nullable().default(null),
  skeleton: skeletonSchema.nullable().default(null),
  /** Fields of a foreign class list (COCO category id, supercategory, skeleton ...), by format, written back. */
  extra: z.record(z.string(), z.unknown()),
})
export type ClassDef = z.infer<typeof classDefSchema>

/** A class (an attribute) with everything nobody spoke of left empty; for code that makes them. */
export const plainClass = (
  given: Pick<ClassDef, 'id' | 'title' | 'colour' | 'shapes'> & Partial<ClassDef>,
): ClassDef => ({
  attributes: [],
  key: null,
  parent: null,
  role: 'object',
  code: null,
  words: [],
  help: null,
  example: null,
  skeleton: null,
  extra: {},
  ...given,
})
export const plainAttribute = (
  given: Pick<AttributeDef, 'id' | 'title' | 'type'> & Partial<AttributeDef>,
): AttributeDef => ({ required: false, mutable: true, when: null, help: null, ...given })

export const labelSchemaSchema = z.object({
  version: z.number().int().positive(),
  classes: z.array(classDefSchema),
  /** Attributes of the item as a whole: kept in one annotation with target item and no class. */
  itemAttributes: z.array(attributeDefSchema),
  /** Attributes of each source of an item (a view, a camera): one annotation with target slot and no class for each slot. */
  slotAttributes: z.array(attributeDefSchema).default([]),
  /** Attributes every object may have, usually with a condition on its class. */
  objectAttributes: z.array(attributeDefSchema).default([]),
  rules: z.array(schemaRuleSchema).default([]),
})
export type LabelSchema = z.infer<typeof labelSchemaSchema>

export const EMPTY_SCHEMA: LabelSchema = {
  version: 1,
  classes: [],
  itemAttributes: [],
  slotAttributes: [],
  objectAttributes: [],
  rules: [],
}
