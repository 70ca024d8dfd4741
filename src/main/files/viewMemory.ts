// How each person last looked at each picture: zoom, place, window. Kept beside the log on this computer and not in the
// project: it is no part of the work, and a project that is only open for reading remembers it too.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type RememberedView, rememberedViewSchema } from '../../shared/contract/views.ts'
import { idSchema } from '../../shared/ids.ts'
import { writeBytesAtomic } from './atomicWrite.ts'

const storedSchema = z.array(z.tuple([z.string(), rememberedViewSchema]))

/** Pictures remembered for each project; about 200 bytes each. */
const KEPT = 2000

export type ViewMemory = {
  recall(projectId: string, userId: string | null, sourceId: string): RememberedView | null
  remember(projectId: string, userId: string | null, sourceId: string, view: RememberedView | null): boolean
}

export function createViewMemory(dataDir: string): ViewMemory {
  // Least recently looked at first.
  let held: { projectId: string; views: Map<string, RememberedView> } | null = null
  const fileOf = (projectId: string) => join(dataDir, 'views', `${projectId}.json`)
  const keyOf = (userId: string | null, sourceId: string) => `${userId ?? ''} ${sourceId}`

  const load = (projectId: string): Map<string, RememberedView> => {
    if (held?.projectId === projectId) return held.views
    let views = new Map<string, RememberedView>()
    try {
      views = new Map(storedSchema.parse(JSON.parse(readFileSync(fileOf(projectId), 'utf8'))))
    } catch {
      // None yet, or damaged: it is a convenience and starts anew.
    }
    held = { projectId, views }
    return views
  }

  return {
    recall: (projectId, userId, sourceId) =>
      idSchema.safeParse(projectId).success ? (load(projectId).get(keyOf(userId, sourceId)) ?? null) : null,
    remember(projectId, userId, sourceId, view) {
      // The id becomes a file name.
      if (!idSchema.safeParse(projectId).success) return false
      const views = load(projectId)
      const key = keyOf(userId, sourceId)
      if (!views.delete(key) && view === null) return true
      if (view) views.set(key, view)
      for (const old of views.keys()) {
        if (views.size <= KEPT) break
        views.delete(old)
      }
      try {
        writeBytesAtomic(fileOf(projectId), JSON.stringify([...views]), { durable: false })
        return true
      } catch {
        // A full disk must not disturb anybody's reading.
        return false
      }
    },
  }
}
