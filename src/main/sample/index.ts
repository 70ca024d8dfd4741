// Built-in sample projects: made on this computer when first opened, so nothing has to be shipped or downloaded.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { packs } from '../../shared/domains/index.ts'
import { sampleTexts } from '../../shared/text/sample.ts'
import { writeBytesAtomic } from '../files/atomicWrite.ts'
import { PROJECT_FILE } from '../files/listFolder.ts'
import type { PixelPool } from '../imaging/pixelPool.ts'
import { runImport } from '../importers/imageFiles.ts'
import type { Clock, Ctx } from '../store/ctx.ts'
import { transaction } from '../store/db.ts'
import { importDocument } from '../store/documents.ts'
import { findItemsByName } from '../store/items.ts'
import { createProject, type OpenProject } from '../store/open.ts'
import { newestRound } from '../store/rounds.ts'
import { listUsers } from '../store/users.ts'
import { type SampleImage, sampleImages, sampleSchema } from './general.ts'

type Sample = { readonly schema: LabelSchema; readonly images: () => Iterable<SampleImage> }
const samples: Readonly<Record<string, Sample>> = { general: { schema: sampleSchema, images: sampleImages } }

export const sampleDomains: readonly string[] = Object.keys(samples)

/** Leaves a project that is already there alone: somebody may be working in it. */
export async function createSample(
  domain: string,
  dir: string,
  { clock, pool }: { clock: Clock; pool: PixelPool },
): Promise<void> {
  const sample = samples[domain]
  const pack = packs[domain]
  if (!sample || !pack) throw new PandokError('bad-request', 'no sample of this domain', { domain })
  if (existsSync(join(dir, PROJECT_FILE))) return
  const images = `${dir.replace(/\.pandok$/, '')}-images`
  mkdirSync(images, { recursive: true })
  const made = [...sample.images()]
  for (const { name, bytes } of made) writeBytesAtomic(join(images, name), bytes)

  // What an earlier attempt left behind has no database and is of no use.
  rmSync(dir, { recursive: true, force: true })
  const title = `${sampleTexts['sample.title'].ko} / ${sampleTexts['sample.title'].en}`
  const user = { login: 'sample', name: sampleTexts['sample.user'].ko, colour: '#4c9be8' }
  const project = createProject(dir, { title, pack, schema: sample.schema, user }, { clock })
  try {
    const ctx: Ctx = { authorId: listUsers(project.db)[0]?.id ?? null, time: clock().toISOString() }
    const control = { signal: new AbortController().signal, onProgress() {} }
    await runImport({ project, pool }, [images], { ...control, ctx, mode: 'reference' })
    annotate(project, made, ctx)
  } finally {
    await project.close()
  }
}

function annotate(project: OpenProject, images: readonly SampleImage[], ctx: Ctx): void {
  const db = project.writable()
  const roundId = newestRound(db).id
  transaction(db, () => {
    for (const { name, annotations } of images) {
      const [item] = findItemsByName(db, name)
      if (item && annotations.length > 0)
        importDocument(db, { itemId: item.id, roundId, authorId: null, annotations, mark: 'sample' }, ctx)
    }
  })
}
