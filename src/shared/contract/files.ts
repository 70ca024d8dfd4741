// The in-app file picker: works in both hosts, over allowed roots only.
import { z } from 'zod'

export const fileEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'file', 'project']),
  bytes: z.number().nullable(),
  modifiedAt: z.string().nullable(),
})
export const folderListingSchema = z.object({
  path: z.string(),
  /** Null at a root. */
  parent: z.string().nullable(),
  crumbs: z.array(z.object({ name: z.string(), path: z.string() })),
  entries: z.array(fileEntrySchema),
  /** More entries than the listing shows (5,000). */
  truncated: z.boolean(),
})
export type FileEntry = z.infer<typeof fileEntrySchema>
export type FolderListing = z.infer<typeof folderListingSchema>
