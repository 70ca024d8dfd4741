// Numbered, inside the program. A project keeps its number in user_version and our mark in application_id.
import { PandokError } from '../../shared/contract/errors.ts'
import { guarded, type ReadableDb, transaction, type WritableDb } from './db.ts'
import * as project from './migrations/0001-project.ts'
import * as itemFields from './migrations/0002-item-fields.ts'
import * as renames from './migrations/0003-renames.ts'
import * as stacks from './migrations/0004-stacks.ts'
import * as clinical from './migrations/0005-clinical.ts'
import * as coverage from './migrations/0006-coverage.ts'
import * as consents from './migrations/0007-consents.ts'

export const APPLICATION_ID = 0x504e444b // 'PNDK'

type Migration = { readonly name: string; readonly sql: string }
export const migrations: readonly Migration[] = [project, itemFields, renames, stacks, clinical, coverage, consents]
export const LATEST = migrations.length

const pragmaNumber = (db: ReadableDb, name: string): number =>
  guarded(() => {
    const value = db.pragma(name, { simple: true })
    return typeof value === 'number' ? value : 0
  })

export const versionOf = (db: ReadableDb): number => pragmaNumber(db, 'user_version')

/** Refuses files that are not ours or that a newer program has written. */
export function checkVersion(db: ReadableDb): number {
  if (pragmaNumber(db, 'application_id') !== APPLICATION_ID)
    throw new PandokError('not-a-project', 'the database is not a Pandok project')
  const version = versionOf(db)
  if (version > LATEST)
    throw new PandokError('project-newer', 'the project was written by a newer version', {
      found: version,
      known: LATEST,
    })
  return version
}

/** Each migration is one transaction: a crash leaves the old version or the new one. */
export function migrate(db: WritableDb, upTo = LATEST): void {
  for (let version = versionOf(db); version < upTo; version++) {
    const step = migrations[version]
    if (!step) return
    transaction(db, () => {
      db.exec(step.sql)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${version + 1}`)
    })
  }
}
