import { guarded, type ReadableDb, type WritableDb } from './db.ts'

/** Every acknowledged write is on the disk: WAL with a sync for each commit. */
export const preparePragmas = (db: WritableDb): void =>
  guarded(() => {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    // 16 MiB: a long import folds the log back four times less often.
    db.pragma('wal_autocheckpoint = 4000')
    commonPragmas(db)
  })

export const commonPragmas = (db: ReadableDb): void =>
  guarded(() => {
    // A file from elsewhere must not bring functions or views that run with our rights.
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('cache_size = -65536') // KiB
    db.pragma('temp_store = MEMORY')
  })
