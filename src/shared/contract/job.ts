// Long work: the row in the store is the truth, the client polls it; cancel is a mutation.
import { z } from 'zod'
import { findingSchema, lossSchema, skippedSchema } from './basics.ts'

export const jobKindSchema = z.enum([
  'import',
  'import-preview',
  'labels',
  'labels-preview',
  'export',
  'export-preview',
  'verify',
  'check',
  'relocate',
  'schema-preview',
  'schema',
  'sample',
  'bulk-preview',
  'bulk',
  'bulk-undo',
  'fields-preview',
  'fields',
  'rename',
  'rename-undo',
  'agree',
])
export const jobSchema = z.object({
  id: z.string(),
  projectId: z.string().nullable(),
  kind: jobKindSchema,
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  done: z.number(),
  /** Null while still counting. */
  total: z.number().nullable(),
  /** Estimated; null while unknown. */
  remainingSeconds: z.number().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Set when done: one of the results below by kind. */
  result: z.unknown(),
})
export type Job = z.infer<typeof jobSchema>

/** product.md section 5 `import`. `items`/`sources` are counts; a preview lists what would come in. */
export const importResultSchema = z.object({
  items: z.number(),
  sources: z.number(),
  skipped: z.array(skippedSchema),
  findings: z.array(findingSchema),
})
export type ImportResult = z.infer<typeof importResultSchema>
export const importPreviewSchema = importResultSchema.extend({
  /** Label files beside the pictures, by name of the format. */
  labels: z.array(z.object({ format: z.string(), files: z.number() })).default([]),
  bytes: z.number(),
  /** First 200 files that would come in. */
  samples: z.array(
    z.object({
      path: z.string(),
      kind: z.string(),
      width: z.number(),
      height: z.number(),
      frames: z.number(),
      bits: z.number(),
      channels: z.number(),
    }),
  ),
  byKind: z.array(z.object({ kind: z.string(), files: z.number() })),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** product.md section 5 `labels`. `items` = items that received annotations. */
export const labelsResultSchema = z.object({
  annotations: z.number(),
  items: z.number(),
  skipped: z.array(skippedSchema),
  losses: z.array(lossSchema),
})
export type LabelsResult = z.infer<typeof labelsResultSchema>
/** What an import job ends with: the pictures, and the labels beside them when they were asked for. */
export const importJobResultSchema = importResultSchema.extend({ labels: labelsResultSchema.nullable().default(null) })
export const labelsPreviewSchema = labelsResultSchema.extend({
  format: z.string(),
  /** Classes in the file; `known` false = accepted as a new class. */
  classes: z.array(z.object({ name: z.string(), count: z.number(), known: z.boolean() })),
  /** People the files name as those who made the labels. */
  readers: z.array(z.object({ login: z.string(), name: z.string(), items: z.number(), annotations: z.number() })),
  /** Every one of them gets documents of their own, because they read the same items or the pack wants it. */
  apart: z.boolean(),
})
export type LabelsPreview = z.infer<typeof labelsPreviewSchema>

/** product.md section 5 `export`. `files` = paths relative to the output folder. */
export const exportResultSchema = z.object({
  files: z.array(z.string()),
  items: z.number(),
  annotations: z.number(),
  losses: z.array(lossSchema),
})
export type ExportResult = z.infer<typeof exportResultSchema>
/** Proof that no patient is in two parts: counts, and the first 200 patients. */
export const splitReportSchema = z.object({
  validation: z.number(),
  seed: z.number(),
  folds: z.number(),
  patients: z.number(),
  cases: z.number(),
  patientsInTwoParts: z.number(),
  /** Patients by group: train, validation, `fold 1` ... */
  groups: z.record(z.string(), z.record(z.string(), z.number())),
  proof: z.array(
    z.object({
      patient: z.string(),
      cases: z.number(),
      part: z.string(),
      fold: z.number(),
      parts: z.number(),
      folds: z.number(),
    }),
  ),
})
export type SplitReport = z.infer<typeof splitReportSchema>
/** After the export the program reads its own output again and compares. */
export const exportReportSchema = exportResultSchema.extend({
  compared: z.object({ equal: z.number(), different: z.number(), examples: z.array(z.string()) }).nullable(),
  /** Of deliveries that part patients into training and validation. */
  split: splitReportSchema.nullable().default(null),
  /** Of deliveries of pictures for training: images for each use, and in how many parts they went out. */
  parts: z
    .object({ train: z.number(), validation: z.number(), volumes: z.number(), seed: z.number() })
    .nullable()
    .default(null),
  /** Grey window in which each picture was drawn; the first 200. Null: as the file says. */
  windows: z
    .array(z.object({ file: z.string(), centre: z.number().nullable(), width: z.number().nullable() }))
    .default([]),
})
export type ExportReport = z.infer<typeof exportReportSchema>

export const verifyResultSchema = z.object({
  ok: z.boolean(),
  problems: z.array(z.object({ code: z.string(), message: z.string(), subject: z.string().nullable() })),
})
export type VerifyResult = z.infer<typeof verifyResultSchema>

/** Sources found at their new place, and those that are still nowhere. */
export const relocateResultSchema = z.object({ moved: z.number(), missing: z.number() })
export type RelocateResult = z.infer<typeof relocateResultSchema>
