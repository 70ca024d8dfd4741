// How a project has its items read: by anybody, or twice without one reader seeing the other.
import { z } from 'zod'

export const reviewPolicySchema = z.object({
  /** A reading is nobody else's to see until two readers have handed theirs in. */
  blind: z.boolean(),
  /** Only items on which two readers agree in everything, or have settled, are delivered. */
  gate: z.boolean(),
  /** Overlap from which two outlines are the same thing. */
  iou: z.number().min(0.01).max(1),
})
export type ReviewPolicy = z.infer<typeof reviewPolicySchema>

/** Off: a project starts as one that anybody reads, and whoever needs two readers says so (ADR 081). */
export const NO_POLICY: ReviewPolicy = { blind: false, gate: false, iou: 0.5 }

/** Where an item stands between its readers. */
export const AGREEMENT_STATES = ['reading', 'differs', 'proposed', 'agreed', 'settled'] as const
export type AgreementState = (typeof AGREEMENT_STATES)[number]
/** May be delivered where the project asks for agreement. */
export const isThrough = (state: AgreementState): boolean => state === 'agreed' || state === 'settled'
