import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  annotationOf,
  handOn,
  namesOf,
  type ProjectOptions,
  type TempProject,
  tempProject,
  tickingClock,
  twoClasses,
} from '../../../test/harness/tempProject.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { general } from '../../shared/domains/general/pack.ts'
import { KEPT } from './backup.ts'
import { openWritable } from './db.ts'
import { historyOf, readAnnotations } from './documents.ts'
import { createJob, getJob } from './jobs.ts'
import { createProject, listBackups, openProject, restoreBackup } from './open.ts'

const made: TempProject[] = []
const temp = (options?: ProjectOptions) => {
  const t = tempProject(options)
  made.push(t)
  return t
}
afterEach(async () => {
  for (const t of made.splice(0)) await t.remove()
})

const codeOf = (fn: () => unknown): string => {
  try {
    fn()
  } catch (error) {
    if (error instanceof PandokError) return error.code
    throw error
  }
  return 'no error'
}
const clock = tickingClock()

describe('a new project', () => {
  it('is a folder with database, cache and backups, ready for work and durable by its settings', () => {
    const { dir, project } = temp()
    expect(readdirSync(dir)).toEqual(
      expect.arrayContaining(['project.sqlite', 'project.json', 'cache', 'backups', 'lock']),
    )
    const pragma = (name: string) => project.db.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual(['wal', 2, 1])
    const loose = project.db
      .prepare<[], { name: string }>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
    expect(loose).toEqual([])
  })

  it('is not made over something else, nor where nothing is, and leaves nothing behind when it fails', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pandok-new-'))
    try {
      const plan = { title: 'x', pack: general, schema: twoClasses, user: { login: 'a', name: 'A', colour: '#000000' } }
      mkdirSync(join(folder, 'full'))
      writeFileSync(join(folder, 'full', 'note.txt'), 'mine')
      expect(codeOf(() => createProject(join(folder, 'full'), plan, { clock }))).toBe('project-exists')
      expect(codeOf(() => createProject(join(folder, 'no', 'x.pandok'), plan, { clock }))).toBe('folder-missing')
      const badUser = { ...plan, user: { login: ' ', name: '', colour: '#000000' } }
      expect(codeOf(() => createProject(join(folder, 'y.pandok'), badUser, { clock }))).toBe('bad-request')
      expect(readdirSync(folder)).toEqual(['full'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('opening', () => {
  it('tells a missing folder, a folder without a project, a foreign database and a newer project apart', async () => {
    const t = temp()
    expect(codeOf(() => openProject(join(t.folder, 'gone.pandok'), { clock }))).toBe('project-not-found')
    mkdirSync(join(t.folder, 'empty.pandok'))
    expect(codeOf(() => openProject(join(t.folder, 'empty.pandok'), { clock }))).toBe('not-a-project')
    expect(existsSync(join(t.folder, 'empty.pandok', 'project.sqlite'))).toBe(false)
    const foreign = openWritable(join(t.folder, 'empty.pandok', 'project.sqlite'), { create: true })
    foreign.exec('CREATE TABLE other (x)')
    foreign.close()
    expect(codeOf(() => openProject(join(t.folder, 'empty.pandok'), { clock }))).toBe('not-a-project')
    await t.project.close()
    const raised = openWritable(join(t.dir, 'project.sqlite'))
    raised.pragma('user_version = 99')
    raised.close()
    expect(codeOf(() => openProject(t.dir, { clock }))).toBe('project-newer')
    // A refused open must not leave its lock behind.
    expect(existsSync(join(t.dir, 'lock'))).toBe(false)
  })

  it('keeps work over a restart and marks what was running as interrupted', async () => {
    const t = temp()
    const [item = ''] = t.addItems('a.png')
    const hand = handOn(t, item)
    const a = annotationOf()
    hand.apply({ added: [a] })
    const job = createJob(t.project.writable(), { kind: 'import' }, t.ctx())
    await t.reopen()
    expect(readAnnotations(t.project.db, hand.documentId)).toEqual([a])
    expect(historyOf(t.project.db, hand.documentId, 10).undo.map((e) => e.opId)).toEqual(hand.opIds)
    expect(getJob(t.project.db, job.id)?.state).toBe('interrupted')
  })

  it('gives a second opener of this process a reader that sees new work and cannot write', async () => {
    const t = temp()
    const second = openProject(t.dir, { clock })
    expect(second.mode).toBe('read')
    expect(second.modeReason).toBe(`${hostname()} (pid ${process.pid})`)
    expect(codeOf(() => second.writable())).toBe('read-only')
    t.addItems('a.png')
    expect(second.db.prepare('SELECT name FROM items').pluck().all()).toEqual(['a.png'])
    expect(() => second.db.exec('DELETE FROM items')).toThrow(/readonly/)
    await second.close()
    expect(existsSync(join(t.dir, 'lock'))).toBe(true)
  })
})

describe('the lock', () => {
  const lockOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'lock'), 'utf8'))

  it('is respected while another program lives and taken over when that program is gone', async () => {
    const t = temp()
    await t.project.close()
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'])
    await once(child.stdout, 'data')
    const holder = { host: hostname(), pid: child.pid, start: null, token: 'other', time: new Date().toISOString() }
    writeFileSync(join(t.dir, 'lock'), JSON.stringify(holder))
    const reader = openProject(t.dir, { clock })
    expect([reader.mode, reader.modeReason]).toEqual(['read', `${hostname()} (pid ${child.pid})`])
    await reader.close()
    child.kill('SIGKILL')
    await once(child, 'exit')
    t.project = openProject(t.dir, { clock })
    expect(t.project.mode).toBe('write')
    expect(lockOf(t.dir).pid).toBe(process.pid)
    expect(readdirSync(t.dir).filter((f) => f.startsWith('lock'))).toEqual(['lock'])
  })

  it('is not believed when its process number now belongs to another program', async () => {
    const t = temp()
    await t.project.close()
    const holder = { host: hostname(), pid: process.ppid, start: '1', token: 'old', time: new Date().toISOString() }
    writeFileSync(join(t.dir, 'lock'), JSON.stringify(holder))
    t.project = openProject(t.dir, { clock })
    expect(t.project.mode).toBe('write')
  })

  it('of another machine is never taken over', async () => {
    const t = temp()
    await t.project.close()
    const holder = { host: 'other-desk', pid: 1, start: null, token: 'x', time: '2000-01-01T00:00:00.000Z' }
    writeFileSync(join(t.dir, 'lock'), JSON.stringify(holder))
    const reader = openProject(t.dir, { clock })
    expect([reader.mode, reader.modeReason]).toEqual(['read', 'other-desk (pid 1)'])
    await reader.close()
    expect(lockOf(t.dir).host).toBe('other-desk')
  })

  it('half written by a program that died is taken over', async () => {
    const t = temp()
    await t.project.close()
    writeFileSync(join(t.dir, 'lock'), '{"host":')
    t.project = openProject(t.dir, { clock })
    expect(t.project.mode).toBe('write')
  })
})

describe('a project with a key', () => {
  it('opens with it, refuses without it and with a wrong one, and keeps its backups encrypted', async () => {
    const t = temp({ key: "it's 비밀" })
    const [item = ''] = t.addItems('a.png')
    handOn(t, item).apply({ added: [annotationOf()] })
    await t.project.close()
    expect(codeOf(() => openProject(t.dir, { clock }))).toBe('project-encrypted')
    expect(codeOf(() => openProject(t.dir, { clock, key: 'wrong' }))).toBe('project-encrypted')
    const [backup] = listBackups(t.dir)
    const bytes = [join(t.dir, 'project.sqlite'), join(t.dir, 'backups', backup?.file ?? '')].map((f) =>
      readFileSync(f),
    )
    for (const b of bytes) expect(b.includes('a.png') || b.includes('SQLite format 3')).toBe(false)
    restoreBackup(t.dir, backup?.file ?? '', { key: "it's 비밀" })
    t.project = openProject(t.dir, { clock, key: "it's 비밀" })
    expect(namesOf(t, 'has:annotations')).toEqual(['a.png'])
  })
})

describe('backups', () => {
  it('are made on close only when something changed, and ten are kept', async () => {
    const t = temp()
    expect((await t.project.close()).backup).toBe(null)
    for (let i = 0; i < KEPT + 2; i++) {
      t.project = openProject(t.dir, { clock: t.clock })
      t.addItems(`${i}.png`)
      expect(t.project.changedSinceBackup()).toBe(true)
      const { backup, backupProblem } = await t.project.close()
      expect([backup === null, backupProblem]).toEqual([false, null])
    }
    const kept = listBackups(t.dir)
    expect(kept).toHaveLength(KEPT)
    expect(kept.map((b) => b.time)).toEqual(
      kept
        .map((b) => b.time)
        .sort()
        .reverse(),
    )
    expect(readdirSync(join(t.dir, 'backups'))).toHaveLength(KEPT)
  })

  it('hold work that goes on while they are made, and restoring keeps what it replaces', async () => {
    const t = temp()
    t.addItems('first.png')
    const running = t.project.backup()
    t.addItems('meanwhile.png')
    const file = await running
    t.addItems('later.png')
    expect(codeOf(() => restoreBackup(t.dir, file))).toBe('project-locked')
    await t.project.close()
    const before = listBackups(t.dir).length
    restoreBackup(t.dir, file)
    t.project = openProject(t.dir, { clock: t.clock })
    expect(namesOf(t, '')).toEqual(['first.png', 'meanwhile.png'])
    await t.project.close()
    const kept = listBackups(t.dir).find((b) => b.file.includes('before-restore'))
    expect(listBackups(t.dir).length).toBe(before + 1)
    restoreBackup(t.dir, kept?.file ?? '')
    t.project = openProject(t.dir, { clock: t.clock })
    expect(namesOf(t, '')).toEqual(['first.png', 'later.png', 'meanwhile.png'])
  })

  it('are named only from inside the backups folder', () => {
    const t = temp()
    for (const name of ['../project.sqlite', 'project.sqlite', 'project-20200101T000000000Z.sqlite', '/etc/passwd'])
      expect(codeOf(() => restoreBackup(t.dir, name))).toBe('not-found')
  })
})
