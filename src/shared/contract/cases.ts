// A case of several views as its sheet shows it: what is found on the pictures, what is proposed, what was decided.
import { z } from 'zod'
import { findingSchema } from './basics.ts'

const slot = z.string().max(40)
export const caseActSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('move'), from: slot, to: slot }),
  z.object({ do: z.literal('setAside'), from: slot }),
  z.object({ do: z.literal('exclude') }),
  z.object({ do: z.literal('keep') }),
])

export const caseFindingSchema = findingSchema.pick({ severity: true, message: true, rule: true }).extend({
  /** In a few words, for the sheet; `message` says all. */
  short: z.string(),
  /** The same as long as the same pictures lie in the same places; one for each of the findings that are one decision. */
  keys: z.array(z.string()).min(1),
  slots: z.array(z.string()),
  view: z.string().nullable(),
  proposal: caseActSchema,
  others: z.array(caseActSchema),
  /** Somebody decided that it stays as it is. */
  kept: z.object({ by: z.string().nullable(), time: z.string(), reason: z.string().nullable() }).nullable(),
})
export type CaseFinding = z.infer<typeof caseFindingSchema>

const decidedSchema = z.object({
  time: z.string(),
  mark: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const caseSheetSchema = z.object({
  findings: z.array(caseFindingSchema),
  /** The newest act that can be taken back, and the one that can be done again. */
  undo: decidedSchema.nullable(),
  redo: decidedSchema.nullable(),
  /** Variables of the clinical sheet; `filled` is null until the asking reader has handed in: it would tell what pathology said. */
  clinical: z.object({ there: z.boolean(), filled: z.array(z.string()).nullable() }),
})
export type CaseSheet = z.infer<typeof caseSheetSchema>

export const caseAskSchema = z.object({ projectId: z.string().max(100), itemId: z.string() })
export const caseActInputSchema = caseAskSchema.extend({
  act: caseActSchema,
  /** Findings that it answers; asked for by `keep`. */
  keys: z.array(z.string().max(1000)).max(100).default([]),
  reason: z.string().trim().min(1).max(1000),
})
export const openCasesInputSchema = z.object({
  projectId: z.string().max(100),
  after: z.string().nullish(),
  limit: z.number().int().min(1).max(500).default(100),
})
/** Cases with something to decide; `next` goes on behind the last one that was looked at. */
export const openCasesSchema = z.object({
  cases: z.array(z.object({ itemId: z.string(), name: z.string(), findings: z.array(caseFindingSchema) })),
  next: z.string().nullable(),
})

/** An earlier examination of the same patient. */
export const priorCaseSchema = z.object({ itemId: z.string(), name: z.string(), studyDate: z.string() })
export type PriorCase = z.infer<typeof priorCaseSchema>
