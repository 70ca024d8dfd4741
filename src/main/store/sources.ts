import { isAbsolute, join } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { pages, type ReadableDb, row, run, transaction, type WritableDb } from './db.ts'
import { baseName, foldName, stemOf } from './names.ts'

export type SourceRow = {
  readonly id: string
  /** Absolute, or relative to the project folder (with `/`) when copied in. */
  readonly path: string
  readonly copied: boolean
  readonly kind: string
  readonly sha256: string
  readonly bytes: number
  readonly mtimeMs: number
  /** Upright: EXIF orientation applied. */
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly channels: number
  readonly bitsStored: number
  readonly orientation: number
  /** What else the decoder found out; JSON. */
  readonly facts: Readonly<Record<string, unknown>>
}

export type StoredSource = {
  no: number
  id: string
  path: string
  copied: number
  kind: string
  sha256: string
  bytes: number
  mtime_ms: number
  width: number
  height: number
  frames: number
  channels: number
  bits_stored: number
  orientation: number
  facts: string
}

export const SOURCE_COLUMNS = [
  'id',
  'path',
  'copied',
  'kind',
  'sha256',
  'bytes',
  'mtime_ms',
  'width',
  'height',
  'frames',
  'channels',
  'bits_stored',
  'orientation',
  'facts',
]
const SELECT = `SELECT no, ${SOURCE_COLUMNS.join(', ')} FROM sources`

function parseFacts(text: string): Record<string, unknown> {
  const facts: unknown = JSON.parse(text)
  return typeof facts === 'object' && facts !== null ? { ...facts } : {}
}

export const toSource = (r: StoredSource): SourceRow => ({
  id: r.id,
  path: r.path,
  copied: r.copied === 1,
  kind: r.kind,
  sha256: r.sha256,
  bytes: r.bytes,
  mtimeMs: r.mtime_ms,
  width: r.width,
  height: r.height,
  frames: r.frames,
  channels: r.channels,
  bitsStored: r.bits_stored,
  orientation: r.orientation,
  facts: parseFacts(r.facts),
})

export function getSource(db: ReadableDb, id: string): SourceRow | null {
  const r = row<StoredSource>(db, `${SELECT} WHERE id = ?`, id)
  return r ? toSource(r) : null
}

/** The same bytes may be known already: the oldest record wins. */
export function findSourceByHash(db: ReadableDb, sha256: string): SourceRow | null {
  const r = row<StoredSource>(db, `${SELECT} WHERE sha256 = ? ORDER BY no LIMIT 1`, sha256)
  return r ? toSource(r) : null
}

export function findSourceByPath(db: ReadableDb, path: string): SourceRow | null {
  const r = row<StoredSource>(db, `${SELECT} WHERE path = ? ORDER BY no LIMIT 1`, path)
  return r ? toSource(r) : null
}

export function* listSources(db: ReadableDb): Generator<SourceRow> {
  for (const r of pages<StoredSource>(db, `${SELECT} WHERE no > ? ORDER BY no LIMIT ?`, (x) => x.no)) yield toSource(r)
}

export const sourcePath = (project: { readonly dir: string }, source: Pick<SourceRow, 'path' | 'copied'>): string =>
  source.copied && !isAbsolute(source.path) ? join(project.dir, source.path) : source.path

/** Returns the row number. A source whose id is known is left as it is. */
export function insertSource(db: WritableDb, source: SourceRow): number {
  const known = row<{ no: number }>(db, 'SELECT no FROM sources WHERE id = ?', source.id)
  if (known) return known.no
  const columns = ['file_name', 'stem', ...SOURCE_COLUMNS]
  return run(
    db,
    `INSERT INTO sources (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    foldName(baseName(source.path)),
    foldName(stemOf(source.path)),
    source.id,
    source.path,
    source.copied ? 1 : 0,
    source.kind,
    source.sha256,
    source.bytes,
    source.mtimeMs,
    source.width,
    source.height,
    source.frames,
    source.channels,
    source.bitsStored,
    source.orientation,
    JSON.stringify(source.facts),
  ).rowid
}

export type Relocation = { id: string; path: string; mtimeMs?: number | undefined }

/** Points sources at where their bytes are now; one transaction, one log row. The caller has checked the hash. */
export function relocateSources(db: WritableDb, moves: readonly Relocation[], ctx: Ctx): void {
  if (moves.length === 0) return
  transaction(db, () => {
    for (const move of moves) {
      const changed = run(
        db,
        'UPDATE sources SET path = ?, file_name = ?, stem = ?, copied = 0, mtime_ms = coalesce(?, mtime_ms) WHERE id = ?',
        move.path,
        foldName(baseName(move.path)),
        foldName(stemOf(move.path)),
        move.mtimeMs ?? null,
        move.id,
      ).changes
      if (changed === 0) throw new PandokError('not-found', 'no such source', { id: move.id })
    }
    const payload = JSON.stringify({ moves: moves.map(({ id, path }) => ({ id, path })) })
    appendLog(db, { kind: 'source', mark: 'source.relocate', payload }, ctx)
  })
}

export const relocateSource = (db: WritableDb, id: string, path: string, ctx: Ctx): void =>
  relocateSources(db, [{ id, path }], ctx)

/** Of all sources together. */
export const sourceBytes = (db: ReadableDb): number =>
  row<{ n: number | null }>(db, 'SELECT sum(bytes) AS n FROM sources')?.n ?? 0
