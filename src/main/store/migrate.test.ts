import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { annotationOf, handOn, type TempProject, tempProject } from '../../../test/harness/tempProject.ts'
import { openWritable, rows, type WritableDb } from './db.ts'
import { pageItems } from './itemPages.ts'
import { APPLICATION_ID, checkVersion, LATEST, migrate, migrations, versionOf } from './migrate.ts'

const plan = (db: WritableDb, sql: string): string =>
  rows<{ detail: string }>(
    db,
    `EXPLAIN QUERY PLAN ${sql}`,
    ...sql
      .split('?')
      .slice(1)
      .map(() => 1),
  )
    .map((r) => r.detail)
    .join('\n')

describe('migration 1', () => {
  let folder: string
  let db: WritableDb
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pandok-migrate-'))
    db = openWritable(join(folder, 'x.sqlite'), { create: true })
  })
  afterEach(() => {
    db.close()
    rmSync(folder, { recursive: true })
  })

  it('makes every table the plan names, marks the file as ours and is not run twice', () => {
    migrate(db)
    migrate(db)
    expect(versionOf(db)).toBe(LATEST)
    expect(LATEST).toBe(migrations.length)
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(checkVersion(db)).toBe(LATEST)
    const tables = rows<{ name: string }>(db, `SELECT name FROM sqlite_schema WHERE type = 'table'`).map((t) => t.name)
    for (const name of [
      'project',
      'schema_versions',
      'users',
      'sources',
      'items',
      'item_slots',
      'rounds',
      'assignments',
      'documents',
      'annotations',
      'change_log',
      'verdicts',
      'findings',
      'jobs',
    ])
      expect(tables).toContain(name)
  })

  it('leaves nothing of a migration that fails', () => {
    expect(() => db.transaction(() => db.exec(`${migrations[0]?.sql}; SELECT no_such_function()`))()).toThrow()
    expect(rows(db, 'SELECT name FROM sqlite_schema')).toEqual([])
    migrate(db)
    expect(versionOf(db)).toBe(LATEST)
  })

  it('keeps text as text and refuses the wrong type', () => {
    migrate(db)
    const insert = `INSERT INTO users (id, login, name, colour, created_at) VALUES (?, ?, ?, ?, ?)`
    db.prepare(insert).run('u1', '0042', '0042', '#000000', 't')
    expect(rows(db, 'SELECT login, typeof(login) AS kind FROM users')).toEqual([{ login: '0042', kind: 'text' }])
    expect(() => db.prepare('UPDATE users SET active = ?').run('yes')).toThrow(/cannot store TEXT value in INTEGER/)
  })

  it('refuses to change or delete what is in the change log', () => {
    migrate(db)
    db.exec(`INSERT INTO change_log (seq, kind, mark, time, prev_hash, hash) VALUES (1, 'edit', 'x', 't', '', '')`)
    for (const sql of [
      'UPDATE change_log SET mark = 1',
      'DELETE FROM change_log',
      'REPLACE INTO change_log SELECT * FROM change_log',
    ])
      expect(() => db.exec(sql)).toThrow(/append-only/)
    expect(rows(db, 'SELECT mark FROM change_log')).toEqual([{ mark: 'x' }])
  })

  it('allows one shared document per item and round, and one per reader', () => {
    migrate(db)
    db.pragma('foreign_keys = OFF')
    const insert = (id: string, author: string | null) =>
      db
        .prepare('INSERT INTO documents (id, item_no, round_id, author_id, schema_version) VALUES (?, 1, ?, ?, 1)')
        .run(id, 'r', author)
    insert('a', null)
    insert('b', 'kim')
    expect(() => insert('c', null)).toThrow(/UNIQUE/)
    expect(() => insert('d', 'kim')).toThrow(/UNIQUE/)
    insert('e', 'lee')
  })

  const lookups: readonly (readonly [what: string, sql: string, plan: RegExp])[] = [
    ['a document by id', 'SELECT * FROM documents WHERE id = ?', /SEARCH documents USING INDEX/],
    [
      'a record of a document',
      'SELECT record FROM annotations WHERE document_no = ? AND id = ?',
      /SEARCH annotations USING INDEX/,
    ],
    [
      'is a class used',
      'SELECT 1 FROM annotations WHERE document_no = ? AND class_id = ?',
      /USING COVERING INDEX annotations_by_class/,
    ],
    [
      'steps of the history',
      `SELECT seq, kind, op_id, of_op FROM change_log WHERE document_no = ? AND kind IN ('edit') AND seq < ? ORDER BY seq DESC`,
      /USING COVERING INDEX change_log_by_document \(document_no=\? AND seq<\?\)/,
    ],
    ['an operation', 'SELECT * FROM change_log WHERE op_id = ?', /SEARCH change_log USING INDEX/],
    ['the log of an item', 'SELECT * FROM change_log WHERE item_no = ? ORDER BY seq DESC', /change_log_by_item/],
    ['the end of the log', 'SELECT hash FROM change_log ORDER BY seq DESC LIMIT 1', /^SCAN change_log$/],
    ['a source by hash', 'SELECT * FROM sources WHERE sha256 = ?', /sources_by_hash/],
    ['a source by file name', 'SELECT * FROM sources WHERE file_name = ?', /sources_by_file_name/],
    ['an item by name', 'SELECT * FROM items WHERE name = ?', /items_by_name/],
    ['running jobs', `SELECT * FROM jobs WHERE state = 'running'`, /jobs_running/],
  ]
  it.each(lookups)('finds %s by an index, without sorting', (_what, sql, expected) => {
    migrate(db)
    const found = plan(db, sql)
    expect(found).toMatch(expected)
    expect(found).not.toMatch(/TEMP B-TREE/)
  })
})

describe('the item list', () => {
  let temp: TempProject
  beforeEach(() => {
    temp = tempProject()
  })
  afterEach(() => temp.remove())

  it('answers every filter from the covering index, in order, without sorting', () => {
    const [item = ''] = temp.addItems('a.png', 'b.png')
    handOn(temp, item).apply({ added: [annotationOf()] })
    const db = temp.project.writable()
    const seen: string[] = []
    const prepare = db.prepare.bind(db)
    db.prepare = (sql: string) => {
      seen.push(sql)
      return prepare(sql)
    }
    for (const where of ['', 'a', 'state:todo', 'has:annotations', 'class:cat', '-class:cat', 'author:kim', 'round:1'])
      for (const from of [{}, { after: '1' }, { before: '2' }, { at: 1 }])
        expect(pageItems(db, { where, limit: 7, ...from }).total).toBeGreaterThan(0)
    const listing = seen.filter((sql) => sql.includes('INDEXED BY items_in_order'))
    expect(listing.length).toBeGreaterThan(20)
    for (const sql of listing) {
      const parameters = sql.split('?').length - 1
      const detail = db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array.from({ length: parameters }, () => 1))
        .map((r) => r.detail)
        .join('\n')
      expect(detail).toMatch(/(SCAN|SEARCH) i USING COVERING INDEX items_in_order/)
      expect(detail).not.toMatch(/TEMP B-TREE/)
    }
  })
})
