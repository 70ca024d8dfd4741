import { z } from 'zod'
import { spacingSchema } from '../geometry/measure.ts'

export const ITEM_STATES = ['todo', 'working', 'submitted', 'returned', 'done', 'excluded'] as const
export const itemStateSchema = z.enum(ITEM_STATES)
export type ItemState = z.infer<typeof itemStateSchema>

/** One frame source as the viewer needs it. Width and height are upright (EXIF orientation applied). */
export const sourceInfoSchema = z.object({
  id: z.string(),
  /** File name without folder. */
  name: z.string(),
  kind: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  frames: z.number(),
  /** Samples per pixel as stored in the file. */
  channels: z.number(),
  bitsStored: z.number(),
  /** EXIF orientation 1-8 as found in the file. */
  orientation: z.number(),
  /** File is where it was and has the size and time it had. */
  present: z.boolean(),
  /** Where the slice lies and which number it has, as the header says. */
  slice: z.object({ instance: z.number().nullable(), position: z.number().nullable() }),
  /** Frames a second, where the file says so. */
  frameRate: z.number().nullable(),
  /** Size of a pixel and where the file tells it; null when it does not. */
  spacing: spacingSchema.nullable(),
  /** Height of a pixel in widths of it: 1 for squares, and where nothing is said. */
  aspect: z.number().positive(),
  /** Where rows and columns of the picture run in the body, as `P\\L`; null when the file does not say. */
  bodyAxes: z.string().nullable(),
})
export type SourceInfo = z.infer<typeof sourceInfoSchema>

export const itemRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: itemStateSchema,
  /** Opaque paging key: pass as `after` to go on behind this row. */
  key: z.string(),
  width: z.number(),
  height: z.number(),
  frames: z.number(),
  annotations: z.number(),
  thumbUrl: z.string(),
  updatedAt: z.string().nullable(),
})
export type ItemRow = z.infer<typeof itemRowSchema>

export const itemDetailSchema = itemRowSchema.extend({
  /** A slot of several sources (a series) has one entry for each; `firstFrame` = frames of the slot before it. */
  slots: z.array(z.object({ slot: z.string(), firstFrame: z.number(), source: sourceInfoSchema })),
  /** What the pack read from path, name or header: domains/itemFields.ts. */
  fields: z.record(z.string(), z.string()),
})
export type ItemDetail = z.infer<typeof itemDetailSchema>

/**
 * Filter language of `--where` and the list's search field: space separated terms, all must hold.
 * `word` or `"two words"`: name contains; `state:todo`; `class:ID`; `has:annotations` / `no:annotations`; `author:LOGIN`;
 * `round:N`; `path:GLOB`; `case:incomplete` (a view of the case is missing); `FIELD:VALUE` for a field of domains/itemFields.ts (`maker:Smith`), without case; a leading `-`
 * negates a term.
 */
export const whereSchema = z.string().max(1000)

export const itemPageInputSchema = z.object({
  projectId: z.string(),
  where: whereSchema.optional(),
  after: z.string().nullish(),
  /** Rows before this key instead, still in ascending order. */
  before: z.string().nullish(),
  /** Start at this 0-based position among the matches (a jump in the list); `after` and `before` win over it. */
  at: z.number().int().nonnegative().nullish(),
  limit: z.number().int().min(1).max(500).default(100),
})
export const itemPageSchema = z.object({
  items: z.array(itemRowSchema),
  next: z.string().nullable(),
  /** Rows that match the filter. */
  total: z.number(),
  /** Position (0-based) of the first returned row among the matches. */
  offset: z.number(),
})
export type ItemPage = z.infer<typeof itemPageSchema>
