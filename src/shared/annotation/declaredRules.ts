// Rules that a project declares in its label schema. Data only: annotation/schemaRules.ts says what they mean. The same
// rules drive the warnings while drawing, `check` and the reports.
import { z } from 'zod'

const scalar = z.union([z.string(), z.number(), z.boolean()])
/** Ids of classes; a class means itself and everything below it in the tree. */
const classes = z.array(z.string()).min(1)
const onClasses = z.array(z.string())

/** Holds when the object is of one of the classes, or when another attribute of it has one of the values. */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('class'), oneOf: classes }),
  z.object({ kind: z.literal('value'), attribute: z.string().min(1), oneOf: z.array(scalar).min(1) }),
])
export type Condition = z.infer<typeof conditionSchema>

const common = {
  id: z.string().min(1),
  severity: z.enum(['error', 'warning', 'info']),
  /** Sentence of the guideline, shown instead of the built-in one; null = built-in. */
  message: z.object({ ko: z.string(), en: z.string() }).nullable().default(null),
}
const limit = z.number().nonnegative().nullable()

export const schemaRuleSchema = z.discriminatedUnion('kind', [
  /** Smallest bounds in image pixels, `longer` = the longer side; null = any. `classes` empty = every class. */
  z.object({
    kind: z.literal('min-size'),
    ...common,
    classes: onClasses,
    width: limit,
    height: limit,
    area: limit,
    longer: limit.default(null),
  }),
  /** Width divided by height of the bounds. */
  z.object({ kind: z.literal('ratio'), ...common, classes: onClasses, min: limit, max: limit }),
  /** Smallest distance across the shape, image pixels (geometry/thickness.ts). */
  z.object({ kind: z.literal('thickness'), ...common, classes: onClasses, min: z.number().nonnegative() }),
  /** How many objects of these classes one item may hold. */
  z.object({ kind: z.literal('count'), ...common, classes, min: limit, max: limit }),
  /** Every item needs one of these classes, as an object or as a tag. */
  z.object({ kind: z.literal('required'), ...common, classes }),
  /** Objects of `classes` lie inside (outside) some object of `of`; `tolerance` in image pixels. */
  z.object({ kind: z.literal('inside'), ...common, classes, of: classes, tolerance: z.number().nonnegative() }),
  z.object({ kind: z.literal('outside'), ...common, classes, of: classes, tolerance: z.number().nonnegative() }),
  /** At most one of these classes on one item. */
  z.object({ kind: z.literal('exclusive'), ...common, classes: z.array(z.string()).min(2) }),
  /** Where `when` holds, the attribute has one of the values. */
  z.object({
    kind: z.literal('consistent'),
    ...common,
    when: conditionSchema,
    attribute: z.string().min(1),
    oneOf: z.array(scalar).min(1),
  }),
])
export type SchemaRule = z.infer<typeof schemaRuleSchema>
export type SchemaRuleKind = SchemaRule['kind']
