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
import { writeClinical } from '../store/clinical.ts'
import type { Clock, Ctx } from '../store/ctx.ts'
import { moveDocument } from '../store/documents.ts'
import { type ItemRecord, iterateItems, setItemState } from '../store/items.ts'
import { createProject, type OpenProject } from '../store/open.ts'
import { newestRound } from '../store/rounds.ts'
import { listUsers } from '../store/users.ts'
import { generalSample } from './general.ts'
import { mammogramSample } from './mammogram/sample.ts'
import type { Sample, SampleWork } from './sample.ts'
import { xraySample } from './xray/sample.ts'

export type SampleOptions = {
  readonly clock: Clock
  readonly pool: PixelPool
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  general: generalSample,
  'xray-security': xraySample,
  mammography: mammogramSample,
}

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

const DAY_MS = 86_400_000

function hasBeenDone(project: OpenProject, item: ItemRecord, work: SampleWork, ctx: Ctx): void {
  const { annotations, state, handedIn, clinical } = work
  const db = project.writable()
  const documentId = newId()
  if (annotations.length > 0) {
    const { revision } = applyDocumentDiff(
      db,
      {
        projectId: project.id,
        documentId,
        itemId: item.id,
        roundId: newestRound(project.db).id,
        baseRevision: 0,
        opId: newId(),
        cause: { kind: 'edit', mark: 'sample.draw' },
        diff: { added: [...annotations], updated: [], removed: [] },
      },
      ctx,
    )
    if (handedIn) moveDocument(db, documentId, 'submit', revision, ctx)
  }
  for (const { days, sheet, values } of clinical ?? []) {
    const time = new Date(Date.parse(ctx.time) + days * DAY_MS).toISOString()
    writeClinical(db, [{ itemId: item.id, values }], sheet, { ...ctx, time }, 'sample.draw')
  }
  if (state) setItemState(db, item.id, state, ctx)
}
