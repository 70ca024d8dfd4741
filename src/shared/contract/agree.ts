// Two readings against each other: the cross-check of a project, one item of it, and what its readers agree on.
import { z } from 'zod'
import { choicesSchema, differenceSchema } from '../agreement/differences.ts'
import { annotationSchema } from '../annotation/model.ts'
import { AGREEMENT_STATES, reviewPolicySchema } from '../review/policy.ts'
import { whereSchema } from './item.ts'

const side = z.string().trim().min(1).max(80)
/** A round or a reader as the command line names them; null on both sides: the two readings of each item. */
export const agreeAskedSchema = z.object({
  a: side.nullable(),
  b: side.nullable(),
  iou: z.number().min(0.01).max(1),
  where: whereSchema.optional(),
})
export type AgreeAsked = z.infer<typeof agreeAskedSchema>

const counts = {
  matched: z.number(),
  onlyA: z.number(),
  onlyB: z.number(),
  labelMismatch: z.number(),
  attributeMismatch: z.number(),
}
const share = z.number().nullable()
export const agreeRowSchema = z.object({
  itemId: z.string(),
  item: z.string(),
  /** Null where two named rounds or readers are compared. */
  state: z.enum(AGREEMENT_STATES).nullable(),
  ...counts,
  meanIou: share,
  agreed: z.boolean(),
})
export type AgreeRow = z.infer<typeof agreeRowSchema>

export const classCountsSchema = z.object({
  class: z.string(),
  matched: z.number(),
  onlyA: z.number(),
  onlyB: z.number(),
  labelMismatch: z.number(),
  agreement: z.number(),
  meanIou: share,
  kappa: share,
})
export const matrixSchema = z.object({
  /** `class`, `tag`, or `item:result`. */
  question: z.string(),
  cells: z.array(z.object({ a: z.string().nullable(), b: z.string().nullable(), count: z.number() })),
})
export type Matrix = z.infer<typeof matrixSchema>
export const agreeResultSchema = z.object({
  items: z.number(),
  agreed: z.number(),
  ...counts,
  agreement: share,
  kappa: share,
  meanIou: share,
  perClass: z.array(classCountsSchema),
  matrices: z.array(matrixSchema),
  /** Items by state; of named rounds or readers empty. */
  states: z.array(z.object({ state: z.enum(AGREEMENT_STATES), items: z.number() })),
  /** The first ones that differ or wait, in list order; `rowsTotal` counts all of them. */
  rows: z.array(agreeRowSchema),
  rowsTotal: z.number(),
})
export type AgreeResult = z.infer<typeof agreeResultSchema>

const readingSchema = z.object({
  userId: z.string().nullable(),
  round: z.number(),
  state: z.enum(['open', 'submitted']),
  submittedAt: z.string().nullable(),
  annotations: z.array(annotationSchema),
})
export const agreeItemSchema = z.object({
  itemId: z.string(),
  item: z.string(),
  a: readingSchema,
  b: readingSchema,
  ...counts,
  meanIou: share,
  differences: z.array(differenceSchema),
  state: z.enum(AGREEMENT_STATES).nullable(),
  /** What was proposed, and who stands by it. */
  proposal: z
    .object({
      documentId: z.string(),
      revision: z.number(),
      by: z.string().nullable(),
      time: z.string(),
      annotations: z.array(annotationSchema),
      consents: z.array(z.object({ userId: z.string(), time: z.string() })),
    })
    .nullable(),
  /** Revision a new proposal builds on. */
  revision: z.number(),
  /** Whoever asks may propose; may give consent; may take it back. */
  may: z.object({ settle: z.boolean(), consent: z.boolean(), withdraw: z.boolean() }),
})
export type AgreeItem = z.infer<typeof agreeItemSchema>

export const agreeItemInputSchema = agreeAskedSchema.omit({ where: true }).extend({ itemId: z.string() })
export const settleInputSchema = z.object({
  itemId: z.string(),
  choices: choicesSchema,
  revision: z.number().int().nonnegative(),
  reason: z.string().max(1000).nullish(),
})
export const policyInputSchema = z.object({ policy: reviewPolicySchema, reason: z.string().max(1000) })
