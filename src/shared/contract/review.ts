// What an inspector says about submitted items, and what the labeller made of it.
import { z } from 'zod'
import { findingSchema } from './basics.ts'
import { itemRowSchema } from './item.ts'

/** Kinds of mistakes of an inspection (requirement 08 section 6), and those the guideline names for outlines. */
export const REVIEW_REASONS = [
  'wrong-name',
  'duplicate-id',
  'missing',
  'wrong-class',
  'boundary',
  'imprecise',
  'place',
  'verdict',
  'other',
] as const
export const reviewReasonSchema = z.enum(REVIEW_REASONS)
export type ReviewReason = z.infer<typeof reviewReasonSchema>

/** open = waits for the labeller; fixed = submitted again; closed = the inspector agrees. */
export const REVIEW_DECISIONS = ['open', 'fixed', 'closed'] as const
export const reviewDecisionSchema = z.enum(REVIEW_DECISIONS)

export const reviewNoteSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  /** Null = about the image as a whole. */
  annotationId: z.string().nullable(),
  authorId: z.string(),
  decision: reviewDecisionSchema,
  reason: reviewReasonSchema,
  text: z.string(),
  time: z.string(),
})
export type ReviewNote = z.infer<typeof reviewNoteSchema>

export const noteDraftSchema = z.object({
  annotationId: z.string().max(100).nullable(),
  reason: reviewReasonSchema,
  text: z.string().trim().max(500),
})
export type NoteDraft = z.infer<typeof noteDraftSchema>

/** How the queue counts findings: what the guideline's inspector looks for. */
export const FINDING_KINDS = ['name', 'duplicate', 'missing', 'mistake'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]
const KIND_OF: Readonly<Record<string, FindingKind>> = {
  'xray-name': 'name',
  'xray-place': 'name',
  'xray-duplicate-id': 'duplicate',
  'xray-missing': 'missing',
}
export const kindOfRule = (rule: string): FindingKind => KIND_OF[rule] ?? 'mistake'

export const reviewRowSchema = itemRowSchema.extend({
  maker: z.string().nullable(),
  kinds: z.object({ name: z.number(), duplicate: z.number(), missing: z.number(), mistake: z.number() }),
  findings: z.array(findingSchema),
  notes: z.array(reviewNoteSchema),
})
export type ReviewRow = z.infer<typeof reviewRowSchema>

export const REVIEW_STATES = ['submitted', 'returned', 'done'] as const
export const reviewPageSchema = z.object({
  /** Of the whole project, whatever the filter. */
  makers: z.array(
    z.object({ maker: z.string().nullable(), submitted: z.number(), returned: z.number(), done: z.number() }),
  ),
  rows: z.array(reviewRowSchema),
  next: z.string().nullable(),
  total: z.number(),
})
export type ReviewPage = z.infer<typeof reviewPageSchema>
