// Files whose name is not what their folder and data id say, and renaming them together with what the project knows of them.
import { z } from 'zod'

/** Why a file cannot be renamed now: codes with sentences in shared/text/inspect.ts. */
export const NAME_PROBLEMS = ['exists', 'missing', 'folder', 'changed', 'twice'] as const
export const nameProblemSchema = z.enum(NAME_PROBLEMS)
export type NameProblem = z.infer<typeof nameProblemSchema>

export const nameRowSchema = z.object({
  itemId: z.string(),
  item: z.string(),
  from: z.string(),
  to: z.string(),
  /** The file lies inside the project: the original elsewhere keeps its name. */
  copied: z.boolean(),
  problem: nameProblemSchema.nullable(),
})
export type NameRow = z.infer<typeof nameRowSchema>
export const namePlanSchema = z.object({ rows: z.array(nameRowSchema), total: z.number() })
export type NamePlan = z.infer<typeof namePlanSchema>

export const renameInputSchema = z.object({
  /** Null = every row of the plan that has no problem. */
  itemIds: z.array(z.string().max(100)).max(10_000).nullable(),
})
export const renameResultSchema = z.object({
  runId: z.string(),
  renamed: z.number(),
  failed: z.array(z.object({ item: z.string(), problem: nameProblemSchema })),
})
export type RenameResult = z.infer<typeof renameResultSchema>

export const renameRunSchema = z.object({
  runId: z.string(),
  time: z.string(),
  authorId: z.string().nullable(),
  files: z.number(),
  undone: z.boolean(),
  /** Of the first file. */
  from: z.string(),
  to: z.string(),
})
export type RenameRun = z.infer<typeof renameRunSchema>
