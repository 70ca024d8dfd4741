// Small tables fit on one page, so damage takes them whole. What refers to a lost record is worth more than its title:
// a stand-in with the same id keeps it reachable and exportable, and the report says which ones are stand-ins.
import {
  allowedShapeSchema,
  type ClassDef,
  EMPTY_SCHEMA,
  type LabelSchema,
  labelSchemaSchema,
  plainClass,
} from '../../shared/annotation/labelSchema.ts'
import { domainPackSchema } from '../../shared/domains/domainPack.ts'
import { general } from '../../shared/domains/general/pack.ts'
import { packs } from '../../shared/domains/index.ts'
import { newId } from '../../shared/ids.ts'
import { count, row, rows, run, type WritableDb } from './db.ts'
import type { ProjectCard } from './folder.ts'

const LOST_TIME = '1970-01-01T00:00:00.000Z'
const COLOURS = ['#4c9be8', '#e8a24c', '#6fcf7c', '#d67ad2', '#e8d44c', '#58c9c4', '#e87a6f', '#9a8cf0']

export function mendParents(db: WritableDb, card: ProjectCard | null): string[] {
  return [...mendProject(db, card), ...mendRounds(db), ...mendUsers(db), ...mendItems(db), ...mendDocuments(db)]
}

const parses = (schema: { safeParse(v: unknown): { success: boolean } }, text: string): boolean => {
  try {
    return schema.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

function mendProject(db: WritableDb, card: ProjectCard | null): string[] {
  const kept = row<{ pack: string }>(db, 'SELECT pack FROM project')
  if (kept && parses(domainPackSchema, kept.pack)) return []
  const pack = packs[card?.domain ?? ''] ?? general
  run(db, 'DELETE FROM project')
  run(
    db,
    'INSERT INTO project (one, id, title, domain, pack, reading, created_at) VALUES (1, ?, ?, ?, ?, ?, ?)',
    card?.id ?? newId(),
    card?.title ?? pack.title.en,
    pack.id,
    JSON.stringify(pack),
    pack.reading,
    LOST_TIME,
  )
  return ['project']
}

function mendRounds(db: WritableDb): string[] {
  const missing = rows<{ id: string }>(
    db,
    'SELECT DISTINCT round_id AS id FROM documents WHERE round_id NOT IN (SELECT id FROM rounds) ORDER BY no',
  )
  const ids = missing.map((m) => m.id)
  if (ids.length === 0 && count(db, 'SELECT count(*) AS n FROM rounds') === 0) ids.push(newId())
  for (const id of ids) {
    const number = count(db, 'SELECT coalesce(max(number), 0) + 1 AS n FROM rounds')
    run(
      db,
      'INSERT INTO rounds (id, number, title, created_at) VALUES (?, ?, ?, ?)',
      id,
      number,
      String(number),
      LOST_TIME,
    )
  }
  return ids.map((id) => `round ${id}`)
}

function mendUsers(db: WritableDb): string[] {
  const missing = rows<{ id: string }>(
    db,
    `SELECT DISTINCT author_id AS id FROM (SELECT author_id FROM change_log UNION SELECT author_id FROM documents)
     WHERE author_id IS NOT NULL AND author_id NOT IN (SELECT id FROM users)`,
  )
  for (const { id } of missing) {
    const login = `lost-${id.slice(-8)}`
    run(
      db,
      'INSERT INTO users (id, login, name, colour, created_at) VALUES (?, ?, ?, ?, ?)',
      id,
      login,
      login,
      '#999999',
      LOST_TIME,
    )
  }
  return missing.map((m) => `user ${m.id}`)
}

/** Items that documents speak of but whose own row is lost. */
function mendItems(db: WritableDb): string[] {
  const missing = rows<{ no: number }>(
    db,
    `SELECT DISTINCT item_no AS no FROM (SELECT item_no FROM documents UNION SELECT item_no FROM item_slots)
     WHERE item_no NOT IN (SELECT no FROM items)`,
  )
  for (const { no } of missing) {
    const file = row<{ path: string; width: number; height: number; frames: number }>(
      db,
      'SELECT o.path, o.width, o.height, o.frames FROM item_slots s JOIN sources o ON o.no = s.source_no WHERE s.item_no = ?',
      no,
    )
    const name = file ? (file.path.split(/[\\/]/).at(-1) ?? file.path) : `lost-${no}`
    run(
      db,
      `INSERT INTO items (no, id, name, folded, sort_key, state, width, height, frames) VALUES (?, ?, ?, ?, ?, 'working', ?, ?, ?)`,
      no,
      newId(),
      name,
      name.toLowerCase(),
      name.toLowerCase(),
      file?.width ?? 0,
      file?.height ?? 0,
      file?.frames ?? 0,
    )
  }
  return missing.map((m) => `item ${m.no}`)
}

/** Documents whose row is lost but whose annotations or log are not: the log knows the item. */
function mendDocuments(db: WritableDb): string[] {
  const missing = rows<{ no: number; item_no: number; revision: number; time: string }>(
    db,
    `SELECT document_no AS no, item_no, max(revision) AS revision, max(time) AS time FROM change_log
     WHERE document_no IS NOT NULL AND document_no NOT IN (SELECT no FROM documents)
       AND item_no IN (SELECT no FROM items) GROUP BY document_no`,
  )
  const round = row<{ id: string }>(db, 'SELECT id FROM rounds ORDER BY number LIMIT 1')
  const mended: string[] = []
  for (const d of missing) {
    if (!round) break
    // A stand-in reader: two lost readings of one item must not become one.
    const reader = row(
      db,
      'SELECT 1 FROM documents WHERE item_no = ? AND round_id = ? AND author_id IS NULL',
      d.item_no,
      round.id,
    )
      ? `lost-${d.no}`
      : null
    run(
      db,
      `INSERT INTO documents (no, id, item_no, round_id, author_id, revision, schema_version, state, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, 1, 'submitted', ?)`,
      d.no,
      newId(),
      d.item_no,
      round.id,
      reader,
      d.revision ?? 0,
      d.time,
    )
    mended.push(`document ${d.no}`)
  }
  return mended
}

/** Every class that annotations carry must be in the newest schema, or an export could not name it. */
export function mendSchema(db: WritableDb): string[] {
  const versions = rows<{ version: number; body: string }>(
    db,
    'SELECT version, body FROM schema_versions ORDER BY version',
  )
  for (const v of versions)
    if (!parses(labelSchemaSchema, v.body)) run(db, 'DELETE FROM schema_versions WHERE version = ?', v.version)
  const newest = row<{ version: number; body: string }>(
    db,
    'SELECT version, body FROM schema_versions ORDER BY version DESC LIMIT 1',
  )
  const schema: LabelSchema = newest ? labelSchemaSchema.parse(JSON.parse(newest.body)) : EMPTY_SCHEMA
  const known = new Set(schema.classes.map((c) => c.id))
  const used = rows<{ id: string }>(db, 'SELECT DISTINCT class_id AS id FROM annotations WHERE class_id IS NOT NULL')
  const lost = used.map((u) => u.id).filter((id) => !known.has(id))
  if (newest && lost.length === 0) return []
  const version = (newest?.version ?? 0) + 1
  const classes = [...schema.classes, ...lost.map(standInClass)]
  run(
    db,
    'INSERT INTO schema_versions (version, body, time, reason) VALUES (?, ?, ?, ?)',
    version,
    JSON.stringify({ ...schema, version, classes }),
    LOST_TIME,
    'salvage',
  )
  return lost.map((id) => `class ${id}`)
}

const standInClass = (id: string, i: number): ClassDef =>
  plainClass({
    id,
    title: { ko: id, en: id },
    colour: COLOURS[i % COLOURS.length] ?? '#999999',
    shapes: [...allowedShapeSchema.options],
  })
