import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { LabelSchema } from '../../shared/annotation/labelSchema.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import type { DomainPack } from '../../shared/domains/domainPack.ts'
import { newId } from '../../shared/ids.ts'
import type { Clock } from './ctx.ts'
import { openWritable, transaction } from './db.ts'
import { backupsFolder, cacheFolder, databaseFile, syncFolder, writeCard } from './folder.ts'
import { LATEST, migrate } from './migrate.ts'
import { preparePragmas } from './pragmas.ts'
import { insertProject } from './project.ts'
import { ensureRound } from './rounds.ts'
import { writeSchema } from './schemas.ts'
import { storageError } from './storageError.ts'
import { createUser } from './users.ts'

export type NewProject = {
  title: string
  pack: DomainPack
  schema: LabelSchema | null
  user: { login: string; name: string; colour: string }
}
export type CreateOptions = { clock: Clock; key?: string | undefined }

/** Made aside and renamed into place: a crash or a full disk leaves no half project. */
export function makeProjectFolder(dir: string, project: NewProject, options: CreateOptions): void {
  const parent = dirname(dir)
  if (!existsSync(parent)) throw new PandokError('folder-missing', 'the folder for the project does not exist')
  if (existsSync(dir) && readdirSync(dir).length > 0) throw new PandokError('project-exists', 'the folder is not empty')
  let aside: string | null = null
  try {
    aside = mkdtempSync(join(parent, `.${basename(dir)}-`))
    fill(aside, project, options)
    if (existsSync(dir)) rmdirSync(dir)
    renameSync(aside, dir)
    syncFolder(parent)
  } catch (error) {
    if (aside !== null) rmSync(aside, { recursive: true, force: true })
    throw storageError(error)
  }
}

function fill(dir: string, project: NewProject, { clock, key }: CreateOptions): void {
  mkdirSync(cacheFolder(dir))
  mkdirSync(backupsFolder(dir))
  const id = newId()
  writeCard(dir, { id, title: project.title, domain: project.pack.id, encrypted: key !== undefined, madeWith: LATEST })
  const db = openWritable(databaseFile(dir), { create: true, key })
  try {
    preparePragmas(db)
    migrate(db)
    const time = clock().toISOString()
    transaction(db, () => {
      const user = createUser(db, project.user, { authorId: null, time })
      const ctx = { authorId: user.id, time }
      insertProject(db, { id, title: project.title, pack: project.pack }, ctx)
      writeSchema(db, project.schema ?? project.pack.schema, ctx)
      ensureRound(db, 1, ctx)
    })
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
  syncFolder(dir)
}
