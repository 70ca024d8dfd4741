import { z } from 'zod'

export const appInfoSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'browser']),
  platform: z.string(),
  /** Domains for which a sample project can be opened. */
  sampleDomains: z.array(z.string()),
  /** Project named on the command line (`serve PROJECT`, a double-clicked folder); opened at the start. */
  project: z.object({ id: z.string(), path: z.string() }).nullable(),
})
export type AppInfo = z.infer<typeof appInfoSchema>

export const selfTestSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
})
export type SelfTest = z.infer<typeof selfTestSchema>

export const supportPackSchema = z.object({ path: z.string(), files: z.array(z.string()) })
export type SupportPack = z.infer<typeof supportPackSchema>
