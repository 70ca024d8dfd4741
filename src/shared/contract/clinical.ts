// The clinical sheet on screen: a file looked at, brought in, taken back; what is known of each case, edited and dated.
import { z } from 'zod'
import { CLINICAL_VARIABLES } from '../domains/mammography/clinical.ts'
import { severitySchema } from './basics.ts'

export const clinicalVariableSchema = z.enum(CLINICAL_VARIABLES)
export const clinicalValuesSchema = z.partialRecord(clinicalVariableSchema, z.string())
const message = z.object({ severity: severitySchema, message: z.string() })

export const sheetAskedSchema = z.object({
  path: z.string().min(1).max(4096),
  /** Null = the first one. */
  sheet: z.string().max(200).nullish(),
  /** Variable by header where the name of a column does not say it; '-' leaves a column out. */
  map: z.record(z.string().max(1000), z.string().max(60)).default({}),
})
export const sheetPreviewSchema = z.object({
  sheet: z.string(),
  sheets: z.array(z.string()),
  columns: z.array(
    z.object({ header: z.string(), variable: clinicalVariableSchema.nullable(), examples: z.array(z.string()) }),
  ),
  /** False while no column holds the replacement number: nothing can be matched. */
  keyed: z.boolean(),
  rows: z.number(),
  matched: z.number(),
  /** Cases and values that would change. */
  changed: z.number(),
  values: z.number(),
  unmatched: z.array(z.object({ row: z.number(), id: z.string() })),
  /** The first 300. `from` is null where nothing was known, or the person may not see it. */
  changes: z.array(
    z.object({ item: z.string(), variable: clinicalVariableSchema, from: z.string().nullable(), to: z.string() }),
  ),
  findings: z.array(message.extend({ item: z.string() })),
})
export type SheetPreviewShown = z.infer<typeof sheetPreviewSchema>

export const clinicalRunSchema = z.object({
  run: z.string(),
  sheet: z.string(),
  time: z.string(),
  authorId: z.string().nullable(),
  items: z.number(),
  values: z.number(),
  undone: z.boolean(),
})
export type ClinicalRun = z.infer<typeof clinicalRunSchema>
export const clinicalUndoneSchema = z.object({
  values: z.number(),
  /** Changed again after the run, left as they are. */
  kept: z.number(),
})

export const clinicalRowSchema = z.object({
  itemId: z.string(),
  item: z.string(),
  /** Null: the asking person reads the case now and must not know them. */
  values: clinicalValuesSchema.nullable(),
  findings: z.array(message.extend({ variables: z.array(clinicalVariableSchema) })),
  /** Variables that had another value before. */
  dated: z.array(clinicalVariableSchema),
})
export type ClinicalRow = z.infer<typeof clinicalRowSchema>
export const CLINICAL_ONLY = ['all', 'findings', 'empty'] as const
export const clinicalPageSchema = z.object({
  /** False until the person has said that they want to see the values. */
  shown: z.boolean(),
  rows: z.array(clinicalRowSchema),
  /** Key of the next page. */
  next: z.string().nullable(),
  total: z.number(),
})
export const datedValueSchema = z.object({
  variable: clinicalVariableSchema,
  value: z.string(),
  time: z.string(),
  /** File name; empty for a value written by hand. */
  sheet: z.string(),
  /** The value came back when a sheet was taken back. */
  undo: z.boolean(),
  authorId: z.string().nullable(),
})
export type DatedValue = z.infer<typeof datedValueSchema>
