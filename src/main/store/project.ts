import { PandokError } from '../../shared/contract/errors.ts'
import { type DomainPack, domainPackSchema } from '../../shared/domains/domainPack.ts'
import { appendLog } from './changeLog.ts'
import type { Ctx } from './ctx.ts'
import { count, type ReadableDb, row, run, transaction, type WritableDb } from './db.ts'

export type ProjectRecord = { id: string; title: string; domain: string; pack: DomainPack; createdAt: string }

type ProjectRow = { id: string; title: string; domain: string; pack: string; created_at: string }

const parsed = new WeakMap<ReadableDb, { text: string; pack: DomainPack }>()

/** Parsed once for each text: rules ask for it with every item. */
function packOf(db: ReadableDb, text: string): DomainPack {
  const known = parsed.get(db)
  if (known?.text === text) return known.pack
  const pack = domainPackSchema.parse(JSON.parse(text))
  parsed.set(db, { text, pack })
  return pack
}

export function readProject(db: ReadableDb): ProjectRecord {
  const r = row<ProjectRow>(db, 'SELECT id, title, domain, pack, created_at FROM project WHERE one = 1')
  if (!r) throw new PandokError('project-damaged', 'the project record is missing')
  return {
    id: r.id,
    title: r.title,
    domain: r.domain,
    pack: packOf(db, r.pack),
    createdAt: r.created_at,
  }
}

export function insertProject(
  db: WritableDb,
  project: { id: string; title: string; pack: DomainPack },
  ctx: Ctx,
): void {
  const { id, title, pack } = project
  run(
    db,
    'INSERT INTO project (one, id, title, domain, pack, reading, created_at) VALUES (1, ?, ?, ?, ?, ?, ?)',
    id,
    title,
    pack.id,
    JSON.stringify(pack),
    pack.reading,
    ctx.time,
  )
  appendLog(
    db,
    {
      kind: 'project',
      mark: 'project.create',
      payload: JSON.stringify({ id, domain: pack.id, packVersion: pack.version }),
    },
    ctx,
  )
}

/** The project's own copy of its pack; the log says that it changed and why. */
export function writePack(
  db: WritableDb,
  pack: DomainPack,
  ctx: Ctx,
  mark: 'pack.save' | 'review.policy' = 'pack.save',
): void {
  transaction(db, () => {
    run(db, 'UPDATE project SET pack = ? WHERE one = 1', JSON.stringify(domainPackSchema.parse(pack)))
    const payload = JSON.stringify(mark === 'review.policy' ? { review: pack.review } : { xray: pack.xray })
    appendLog(db, { kind: 'project', mark, payload }, ctx)
  })
}

export const readingOf = (db: ReadableDb): 'shared' | 'independent' =>
  row<{ reading: 'shared' | 'independent' }>(db, 'SELECT reading FROM project')?.reading ?? 'shared'

/** `annotations` of a blind project are those of readings that are open to all (blind.ts). */
export const projectCounts = (
  db: ReadableDb,
  annotations = count(db, 'SELECT count(*) AS n FROM annotations'),
): { items: number; sources: number; annotations: number } => ({
  items: count(db, 'SELECT count(*) AS n FROM items'),
  sources: count(db, 'SELECT count(*) AS n FROM sources'),
  annotations,
})
