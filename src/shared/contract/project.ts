import { z } from 'zod'
import { labelSchemaSchema } from '../annotation/labelSchema.ts'
import { deskSchema } from '../domains/domainPack.ts'
import { mammoSettingsSchema } from '../domains/mammography/settings.ts'
import { xraySettingsSchema } from '../domains/xraySecurity/settings.ts'
import { reviewPolicySchema } from '../review/policy.ts'

/** write = ours; read = another program holds the lock; salvage = the database is damaged, everything readable can be exported. */
export const openModeSchema = z.enum(['write', 'read', 'salvage'])
export type OpenMode = z.infer<typeof openModeSchema>

export const userSchema = z.object({
  id: z.string(),
  /** Short unique name for the command line (`--reader LOGIN`) and exports. */
  login: z.string(),
  name: z.string(),
  colour: z.string(),
  active: z.boolean(),
})
export type User = z.infer<typeof userSchema>

export const roundSchema = z.object({ id: z.string(), number: z.number().int().positive(), title: z.string() })
export type Round = z.infer<typeof roundSchema>

export const projectInfoSchema = z.object({
  /** Handle of the open project inside this backend; stable for a project (its own id, kept in the database). */
  id: z.string(),
  title: z.string(),
  domain: z.string(),
  packVersion: z.number(),
  path: z.string(),
  mode: openModeSchema,
  /** For read: who holds the lock (host and pid). For salvage: what quick_check said, shortened. */
  modeReason: z.string().nullable(),
  /** shared: one document per item and round, everyone works in it. independent: one document per reader. */
  reading: z.enum(['shared', 'independent']),
  desk: deskSchema,
  review: reviewPolicySchema,
  /** Places that an item of this field should fill. */
  slots: z.array(z.string()),
  /** Only of projects of the pack for security X-ray images. */
  xray: xraySettingsSchema.nullable(),
  /** Only of projects of the pack for mammograms. */
  mammo: mammoSettingsSchema.nullable(),
  schema: labelSchemaSchema,
  users: z.array(userSchema),
  rounds: z.array(roundSchema),
  counts: z.object({ items: z.number(), sources: z.number(), annotations: z.number() }),
})
export type ProjectInfo = z.infer<typeof projectInfoSchema>

export const recentProjectSchema = z.object({
  path: z.string(),
  title: z.string(),
  domain: z.string(),
  openedAt: z.string(),
  items: z.number(),
  /** False when the folder is gone (unplugged disk, moved). */
  present: z.boolean(),
})
export type RecentProject = z.infer<typeof recentProjectSchema>

export const backupSchema = z.object({ file: z.string(), time: z.string(), bytes: z.number() })
export type Backup = z.infer<typeof backupSchema>

export const createProjectInputSchema = z.object({
  /** Folder in which `<name>.pandok` is made. */
  parent: z.string(),
  name: z.string().min(1).max(120),
  title: z.string(),
  domain: z.string(),
  schema: labelSchemaSchema.nullable(),
  /** First profile; the person who makes the project. */
  user: userSchema.pick({ login: true, name: true, colour: true }),
})
export type CreateProjectInput = z.infer<typeof createProjectInputSchema>
