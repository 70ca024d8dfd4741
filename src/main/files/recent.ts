// Projects opened on this computer, newest first; kept beside the log, not in any project.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type ProjectInfo, type RecentProject, recentProjectSchema } from '../../shared/contract/project.ts'
import { writeBytesAtomic } from './atomicWrite.ts'
import { PROJECT_FILE } from './listFolder.ts'

const storedSchema = z.array(recentProjectSchema.omit({ present: true }).extend({ id: z.string() }))
type Stored = z.infer<typeof storedSchema>

const KEPT = 30

export type RecentProjects = {
  list(): RecentProject[]
  remember(id: string, project: Pick<ProjectInfo, 'path' | 'title' | 'domain' | 'counts'>, at: Date): void
  forget(path: string): void
  folderOf(id: string): string | null
}

export function createRecentProjects(dataDir: string): RecentProjects {
  const file = join(dataDir, 'recent.json')
  // Read each time: a second program of the same person writes the same list.
  const read = (): Stored => {
    try {
      return storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      // No list yet, or one that is damaged: it is a convenience and starts anew.
      return []
    }
  }
  const write = (entries: Stored): void => {
    try {
      writeBytesAtomic(file, JSON.stringify(entries.slice(0, KEPT), null, 1))
    } catch {
      // A full disk must not keep a project from opening.
    }
  }
  return {
    list: () =>
      read().map(({ id: _, ...entry }) => ({ ...entry, present: existsSync(join(entry.path, PROJECT_FILE)) })),
    remember(id, { path, title, domain, counts }, at) {
      const others = read().filter((e) => e.path !== path && e.id !== id)
      write([{ id, path, title, domain, openedAt: at.toISOString(), items: counts.items }, ...others])
    },
    forget: (path) => write(read().filter((e) => e.path !== path)),
    folderOf: (id) => read().find((e) => e.id === id)?.path ?? null,
  }
}
