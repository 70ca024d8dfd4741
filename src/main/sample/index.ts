// The built-in sample project of each domain: made from drawn pictures when somebody opens it, nothing is downloaded.
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { packs } from '../../shared/domains/index.ts'
import { newId } from '../../shared/ids.ts'
import { applyDocumentDiff } from '../documents/applyDiff.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import { runImport } from '../importers/imageFiles.ts'
import type { Clock, Ctx } from '../store/ctx.ts'
import { type ItemRecord, iterateItems, setItemState } from '../store/items.ts'
import { createProject, type OpenProject } from '../store/open.ts'
import { newestRound } from '../store/rounds.ts'
import { listUsers } from '../store/users.ts'
import { generalSample } from './general.ts'
import type { Sample, SampleWork } from './sample.ts'
import { xraySample } from './xray/sample.ts'

export type SampleOptions = {
  readonly clock: Clock
  readonly pool: PixelPool
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

const SAMPLES: Readonly<Record<string, Sample>> = { general: generalSample, 'xray-security': xraySample }

export const sampleDomains: readonly string[] = Object.keys(SAMPLES)

/** Makes `dir` (the final `name.pandok` folder) and leaves it closed. */
export async function createSample(domain: string, dir: string, options: SampleOptions): Promise<void> {
  const pack = packs[domain]
  const sample = sampleDomains.includes(domain) ? SAMPLES[domain] : undefined
  if (!pack || !sample) throw new PandokError('not-found', 'there is no sample for this domain', { domain })
  const { clock, pool, signal } = options
  const { title, user, schema } = sample
  const project = createProject(dir, { title, pack, schema, user }, { clock })
  try {
    const ctx: Ctx = { authorId: listUsers(project.db)[0]?.id ?? null, time: clock().toISOString() }
    const drawn = join(dir, 'incoming', newId())
    const works = new Map<string, SampleWork>()
    let done = 0
    await Promise.all(
      sample.pictures.map(async (picture) => {
        mkdirSync(dirname(join(drawn, picture.file)), { recursive: true })
        works.set(picture.file, await picture.draw(pool, drawn, { signal, urgent: true }))
        options.onProgress?.(++done, sample.pictures.length)
      }),
    )
    await runImport({ project, pool }, [drawn], { mode: 'copy', ctx, ...(signal ? { signal } : {}) })
    await rm(drawn, { recursive: true, force: true })
    for (const item of iterateItems(project.db)) {
      const work = works.get(item.name)
      if (work) hasBeenDone(project, item, work, ctx)
    }
  } catch (error) {
    await project.close()
    // Half a sample teaches nothing; the next opening makes it anew.
    await rm(dir, { recursive: true, force: true })
    throw error
  }
  await project.close()
}

function hasBeenDone(project: OpenProject, item: ItemRecord, { annotations, state }: SampleWork, ctx: Ctx): void {
  const db = project.writable()
  if (annotations.length > 0)
    applyDocumentDiff(
      db,
      {
        projectId: project.id,
        documentId: newId(),
        itemId: item.id,
        roundId: newestRound(project.db).id,
        baseRevision: 0,
        opId: newId(),
        cause: { kind: 'edit', mark: 'sample.draw' },
        diff: { added: [...annotations], updated: [], removed: [] },
      },
      ctx,
    )
  if (state) setItemState(db, item.id, state, ctx)
}
