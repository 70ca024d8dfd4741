import { z } from 'zod'
import { annotationDiffSchema } from '../annotation/diff.ts'
import { annotationSchema } from '../annotation/model.ts'
import { idSchema } from '../ids.ts'
import { findingSchema } from './basics.ts'
import { viewingSchema } from './viewing.ts'

export const documentMetaSchema = z.object({
  id: z.string(),
  itemId: z.string(),
  roundId: z.string(),
  /** Null for a shared document. */
  authorId: z.string().nullable(),
  revision: z.number().int().nonnegative(),
  schemaVersion: z.number().int(),
  state: z.enum(['open', 'submitted']),
  updatedAt: z.string().nullable(),
})
export type DocumentMeta = z.infer<typeof documentMetaSchema>

/** How a change meets the history: `edit` clears redo; `undo`/`redo` name the operation they take back or repeat. */
export const causeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), mark: z.string() }),
  z.object({ kind: z.literal('undo'), of: z.string() }),
  z.object({ kind: z.literal('redo'), of: z.string() }),
  z.object({ kind: z.literal('import'), mark: z.string() }),
])
export type Cause = z.infer<typeof causeSchema>

/** One entry of the undo or redo stack: an `edit` operation, with its forward diff. */
export const historyEntrySchema = z.object({
  opId: z.string(),
  /** Command or gesture name, e.g. `polygon.add`. */
  mark: z.string(),
  authorId: z.string(),
  time: z.string(),
  diff: annotationDiffSchema,
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

export const openDocumentInputSchema = z.object({
  projectId: z.string(),
  itemId: z.string(),
  /** Default: the newest round. */
  roundId: z.string().nullish(),
  /** Another reading to look at; default: the own or shared one, made on the first edit. */
  documentId: z.string().nullish(),
})
export const openDocumentSchema = z.object({
  document: documentMetaSchema,
  /** False for another reader's reading, a submitted document, or a project that is not open for writing. */
  writable: z.boolean(),
  annotations: z.array(annotationSchema),
  /** Newest last; at most 200 each. `undo` continues with document.history. */
  history: z.object({ undo: z.array(historyEntrySchema), redo: z.array(historyEntrySchema), more: z.boolean() }),
  /** Other readings of the same item that this user may see. */
  readings: z.array(
    documentMetaSchema.pick({ id: true, roundId: true, authorId: true, revision: true, state: true }).extend({
      annotations: z.number(),
    }),
  ),
})
export type OpenDocument = z.infer<typeof openDocumentSchema>

export const applyDiffInputSchema = z.object({
  projectId: z.string(),
  /** Made by the client for a document that does not exist yet; itemId and roundId then say where it belongs. */
  documentId: idSchema,
  itemId: z.string(),
  roundId: z.string(),
  baseRevision: z.number().int().nonnegative(),
  /** UUIDv7 of the gesture: sending the same one twice has no second effect and returns the first answer. */
  opId: idSchema,
  cause: causeSchema,
  diff: annotationDiffSchema,
  reason: z.string().max(1000).nullish(),
})
export type ApplyDiffInput = z.infer<typeof applyDiffInputSchema>
export const applyDiffResultSchema = z.object({
  revision: z.number().int(),
  savedAt: z.string(),
  findings: z.array(findingSchema),
})
export type ApplyDiffResult = z.infer<typeof applyDiffResultSchema>

export const logEntrySchema = z.object({
  seq: z.number().int(),
  opId: z.string().nullable(),
  kind: z.string(),
  mark: z.string(),
  authorId: z.string().nullable(),
  time: z.string(),
  reason: z.string().nullable(),
  added: z.number(),
  updated: z.number(),
  removed: z.number(),
  /** Of an entry of kind `viewing`: functions of the console that were used. */
  viewing: viewingSchema.optional(),
  /** Of a picture that was moved inside its case. */
  places: z.object({ from: z.string(), to: z.string() }).optional(),
})
export type LogEntry = z.infer<typeof logEntrySchema>
