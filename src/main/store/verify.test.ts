import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { annotationOf, handOn, sourceOf, type TempProject, tempProject } from '../../../test/harness/tempProject.ts'
import { newId } from '../../shared/ids.ts'
import { verifyChain } from './changeLog.ts'
import { moveDocument } from './documents.ts'
import { insertItems } from './items.ts'
import { relocateMissing } from './relocate.ts'
import { listSources } from './sources.ts'
import { verifyProject } from './verify.ts'

let temp: TempProject
let folder: string
const hashFile = async (path: string) => {
  const bytes = readFileSync(path)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}

function addFile(name: string, content: string): void {
  const path = join(folder, name)
  writeFileSync(path, content)
  const source = sourceOf(name, {
    path,
    bytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  })
  insertItems(temp.project.writable(), [{ id: newId(), name, slots: [{ slot: 'image', source }] }], temp.ctx())
}

beforeEach(() => {
  temp = tempProject()
  folder = join(temp.folder, 'images')
  mkdirSync(folder)
  for (const i of [1, 2, 3]) addFile(`${i}.png`, `content ${i}`)
})
afterEach(() => temp.remove())

const problems = async () => (await verifyProject(temp.project, { hashFile })).problems.map((p) => p.code).sort()

/** Changes the database behind the store's back. */
const tamper = (sql: string, ...params: unknown[]) => {
  const db = temp.project.writable()
  db.exec('DROP TRIGGER change_log_no_update; DROP TRIGGER change_log_no_delete')
  db.pragma('foreign_keys = OFF')
  db.prepare(sql).run(...params)
}

function work(): void {
  for (const { id } of temp.project.db.prepare<[], { id: string }>('SELECT id FROM items').all()) {
    const hand = handOn(temp, id)
    const a = annotationOf()
    hand.apply({ added: [a, annotationOf()] })
    hand.apply({ updated: [[a, { ...a, z: 2 }]] })
    hand.revision = moveDocument(temp.project.writable(), hand.documentId, 'submit', hand.revision, temp.ctx()).revision
  }
}

describe('verify', () => {
  it('finds nothing wrong with a worked project and counts up to the end', async () => {
    work()
    const seen: [number, number][] = []
    const result = await verifyProject(temp.project, {
      hashFile,
      onProgress: (done, total) => seen.push([done, total]),
    })
    expect(result).toEqual({ ok: true, problems: [] })
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
  })

  it('names missing and changed sources in the language asked for', async () => {
    rmSync(join(folder, '1.png'))
    writeFileSync(join(folder, '2.png'), 'content X')
    writeFileSync(join(folder, '3.png'), 'longer content')
    const { ok, problems: found } = await verifyProject(temp.project, { hashFile, language: 'ko' })
    expect([ok, found.map((p) => p.code)]).toEqual([false, ['file-missing', 'file-changed', 'file-changed']])
    expect(found[0]?.message).toContain('1.png')
    expect(found[0]?.message).toMatch(/[가-힣]/)
  })

  it('sees one altered, removed or added row of the log', async () => {
    work()
    tamper(`UPDATE change_log SET author_id = 'somebody else' WHERE seq = 6`)
    expect([...verifyChain(temp.project.db)]).toEqual([{ code: 'log-hash', seq: 6 }])
    tamper2('DELETE FROM change_log WHERE seq = 9')
    const found = [...verifyChain(temp.project.db)].map((p) => `${p.code} ${p.seq}`)
    expect(found).toEqual(['log-hash 6', 'log-gap 9', 'log-hash 10'])
  })
  const tamper2 = (sql: string) => temp.project.writable().exec(sql)

  it('sees an annotation that the log does not know, and one that is gone or unreadable', async () => {
    work()
    tamper(`UPDATE annotations SET record = replace(record, '"z":2', '"z":3') WHERE no = 1`)
    expect(await problems()).toEqual(['replay'])
    tamper2('DELETE FROM annotations WHERE document_no = 2')
    expect(await problems()).toEqual(['replay', 'replay', 'summary'])
    tamper2(`UPDATE change_log SET payload = x'00ff00' WHERE document_no = 3 AND revision = 2`)
    expect(await problems()).toEqual(['log-hash', 'replay', 'replay', 'summary', 'unreadable-record'])
    tamper2(`UPDATE documents SET item_no = 77 WHERE no = 3`)
    expect(await problems()).toContain('foreign-key')
  })

  it('stops when it is cancelled', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(verifyProject(temp.project, { hashFile, signal: stop.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe('relocation', () => {
  it('finds a moved folder by content, whatever the files are called now, in one step', async () => {
    const moved = join(temp.folder, 'moved')
    renameSync(folder, moved)
    renameSync(join(moved, '2.png'), join(moved, 'renamed.png'))
    writeFileSync(join(moved, '3.png'), 'content Y')
    writeFileSync(join(moved, 'copy of 1.png'), 'content 1')
    const walk = ['1.png', 'copy of 1.png', 'renamed.png', '3.png'].map((name) => {
      const path = join(moved, name)
      return { path, bytes: statSync(path).size, mtimeMs: statSync(path).mtimeMs }
    })
    const seq = () => temp.project.db.prepare('SELECT max(seq) FROM change_log').pluck().get()
    const before = Number(seq())
    const result = await relocateMissing(temp.project, walk, { hashFile, ctx: temp.ctx() })
    expect(result).toEqual({ moved: 2, missing: 1 })
    expect(seq()).toBe(before + 1)
    expect([...listSources(temp.project.db)].map((s) => s.path)).toEqual([
      join(moved, '1.png'),
      join(moved, 'renamed.png'),
      join(folder, '3.png'),
    ])
    expect(await problems()).toEqual(['file-missing'])
    expect(await relocateMissing(temp.project, walk, { hashFile, ctx: temp.ctx() })).toEqual({ moved: 0, missing: 1 })
    expect(seq()).toBe(before + 1)
  })
})
