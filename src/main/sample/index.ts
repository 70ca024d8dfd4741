// The built-in sample project of each domain: made from drawn pictures when somebody opens it, nothing is downloaded.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Annotation, IMAGE_SLOT } from '../../shared/annotation/model.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { packs } from '../../shared/domains/index.ts'
import { newId } from '../../shared/ids.ts'
import { applyDocumentDiff } from '../documents/applyDiff.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import { runImport } from '../importers/imageFiles.ts'
import type { Clock, Ctx } from '../store/ctx.ts'
import { iterateItems } from '../store/items.ts'
import { createProject, type OpenProject } from '../store/open.ts'
import { newestRound } from '../store/rounds.ts'
import { listUsers } from '../store/users.ts'
import { SCENES, type Thing } from './scenes.ts'
import { sampleSchema } from './schema.ts'

export type SampleOptions = {
  readonly clock: Clock
  readonly pool: PixelPool
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** Pictures that come with annotations; the others are left for the person to try. */
const ANNOTATED = new Set([
  'street-01.jpg',
  'street-02.jpg',
  'street-03-turned.jpg',
  'phantom-16bit.png',
  'survey-6000x5000.jpg',
])

export const sampleDomains: readonly string[] = ['general']

/** Makes `dir` (the final `name.pandok` folder) and leaves it closed. */
export async function createSample(domain: string, dir: string, options: SampleOptions): Promise<void> {
  const pack = sampleDomains.includes(domain) ? packs[domain] : undefined
  if (!pack) throw new PandokError('not-found', 'there is no sample for this domain', { domain })
  const { clock, pool, signal } = options
  const project = createProject(
    dir,
    {
      title: '예제 · Sample',
      pack,
      schema: sampleSchema,
      user: { login: 'reader', name: '판독자 · Reader', colour: '#56b4e9' },
    },
    { clock },
  )
  try {
    const ctx: Ctx = { authorId: listUsers(project.db)[0]?.id ?? null, time: clock().toISOString() }
    const drawn = join(dir, 'incoming', newId())
    const things = new Map<string, Thing[]>()
    let done = 0
    await Promise.all(
      SCENES.map(async ({ file }) => {
        things.set(file, await pool.drawSample(file, join(drawn, file), { signal, urgent: true }))
        options.onProgress?.(++done, SCENES.length)
      }),
    )
    await runImport({ project, pool }, [drawn], { mode: 'copy', ctx, ...(signal ? { signal } : {}) })
    await rm(drawn, { recursive: true, force: true })
    annotate(project, things, ctx)
  } catch (error) {
    await project.close()
    // Half a sample teaches nothing; the next opening makes it anew.
    await rm(dir, { recursive: true, force: true })
    throw error
  }
  await project.close()
}

function annotate(project: OpenProject, things: ReadonlyMap<string, readonly Thing[]>, ctx: Ctx): void {
  const db = project.writable()
  const round = newestRound(project.db)
  for (const item of iterateItems(project.db)) {
    const known = ANNOTATED.has(item.name) ? things.get(item.name) : undefined
    if (!known) continue
    applyDocumentDiff(
      db,
      {
        projectId: project.id,
        documentId: newId(),
        itemId: item.id,
        roundId: round.id,
        baseRevision: 0,
        opId: newId(),
        cause: { kind: 'edit', mark: 'sample.draw' },
        diff: { added: known.map(annotationOf), updated: [], removed: [] },
      },
      ctx,
    )
  }
}

const annotationOf = (thing: Thing, z: number): Annotation => ({
  id: newId(),
  target: { kind: 'frame', slot: IMAGE_SLOT, frame: 0 },
  classId: thing.classId,
  shape: thing.shape,
  keypoints: null,
  attributes: { ...thing.attributes },
  z,
  group: null,
  locked: false,
  origin: { kind: 'manual' },
  extra: {},
})
