import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { classOf, schemaOf, type TempProject, tempProject } from '../../../test/harness/tempProject.ts'
import { PandokError } from '../../shared/contract/errors.ts'
import { canonicalJson } from './canonicalJson.ts'
import { readLog, verifyChain } from './changeLog.ts'
import { transaction } from './db.ts'
import { createJob, finishJob, getJob, listJobs, updateJob } from './jobs.ts'
import { packPayload, unpackPayload } from './payload.ts'
import { ensureRound, listRounds, newestRound } from './rounds.ts'
import { readSchema, writeSchema } from './schemas.ts'
import { storageErrorCode } from './storageError.ts'
import { createUser, ensureUser, findUserByLogin, listUsers, updateUser } from './users.ts'

let temp: TempProject
beforeEach(() => {
  temp = tempProject()
})
afterEach(() => temp.remove())

const codeOf = (fn: () => unknown): string => {
  try {
    fn()
  } catch (error) {
    if (error instanceof PandokError) return error.code
    throw error
  }
  return 'no error'
}

describe('people', () => {
  it('have one login each, whatever its case or Unicode form, and the last active one stays', () => {
    const db = temp.project.writable()
    const made = createUser(db, { login: ' 이영희 ', name: '', colour: '#112233' }, temp.ctx())
    expect(made).toMatchObject({ login: '이영희', name: '이영희', active: true })
    expect(findUserByLogin(db, '이영희'.normalize('NFD'))?.id).toBe(made.id)
    expect(codeOf(() => createUser(db, { login: 'KIM', name: 'x', colour: '#000000' }, temp.ctx()))).toBe('duplicate')
    expect(ensureUser(db, 'Kim', temp.ctx()).name).toBe('Kim')
    expect(listUsers(db)).toHaveLength(2)
    expect(ensureUser(db, 'park', temp.ctx()).colour).toMatch(/^#[0-9a-f]{6}$/)
    for (const u of listUsers(db).slice(1)) updateUser(db, u.id, { active: false }, temp.ctx())
    expect(codeOf(() => updateUser(db, listUsers(db)[0]?.id ?? '', { active: false }, temp.ctx()))).toBe('bad-request')
    expect(updateUser(db, made.id, { name: '영희' }, temp.ctx())).toMatchObject({
      name: '영희',
      active: false,
      colour: '#112233',
    })
    expect(codeOf(() => updateUser(db, 'nobody', {}, temp.ctx()))).toBe('not-found')
  })
})

describe('label schemas', () => {
  it('get a new version each time, older ones stay readable', () => {
    const db = temp.project.writable()
    const second = writeSchema(db, { ...schemaOf(classOf('a')), version: 77 }, temp.ctx({ reason: 'new class' }))
    expect(second.version).toBe(2)
    expect(readSchema(db).classes.map((c) => c.id)).toEqual(['a'])
    expect(readSchema(db, 1).classes.map((c) => c.id)).toEqual(['cat', 'dog'])
    expect(codeOf(() => readSchema(db, 3))).toBe('not-found')
    expect(codeOf(() => writeSchema(db, schemaOf(classOf('a'), classOf('a')), temp.ctx()))).toBe('bad-request')
    expect(readLog(db, { limit: 1 })[0]).toMatchObject({ mark: 'schema.save', reason: 'new class' })
  })

  it('rolled back are forgotten', () => {
    const db = temp.project.writable()
    const fail = () =>
      transaction(db, () => {
        writeSchema(db, schemaOf(classOf('gone')), temp.ctx())
        expect(readSchema(db).classes[0]?.id).toBe('gone')
        throw new PandokError('cancelled', 'stop')
      })
    expect(codeOf(fail)).toBe('cancelled')
    expect(readSchema(db).version).toBe(1)
    writeSchema(db, schemaOf(classOf('kept')), temp.ctx())
    expect(readSchema(db).classes[0]?.id).toBe('kept')
  })
})

describe('transactions', () => {
  it('inside another one fail alone, and the log stays whole', () => {
    const db = temp.project.writable()
    transaction(db, () => {
      ensureRound(db, 2, temp.ctx())
      expect(() =>
        transaction(db, () => {
          ensureRound(db, 3, temp.ctx())
          throw new PandokError('cancelled', 'stop')
        }),
      ).toThrow()
      ensureRound(db, 4, temp.ctx())
    })
    expect(listRounds(db).map((r) => r.number)).toEqual([1, 2, 4])
    expect(newestRound(db).number).toBe(4)
    expect(ensureRound(db, 2, temp.ctx()).id).toBe(listRounds(db)[1]?.id)
    expect([...verifyChain(db)]).toEqual([])
  })
})

describe('jobs', () => {
  it('end once', () => {
    const db = temp.project.writable()
    const job = createJob(db, { kind: 'export', total: 10 }, temp.ctx())
    expect(job).toMatchObject({
      projectId: temp.project.id,
      state: 'running',
      done: 0,
      total: 10,
      result: null,
      error: null,
    })
    updateJob(db, job.id, { done: 4, remainingSeconds: 1.5 })
    expect(getJob(db, job.id)).toMatchObject({ done: 4, total: 10, remainingSeconds: 1.5 })
    finishJob(db, job.id, { state: 'done', result: { files: ['a'] } }, 't1')
    finishJob(db, job.id, { state: 'failed', error: { code: 'internal', message: 'late' } }, 't2')
    updateJob(db, job.id, { done: 1 })
    expect(getJob(db, job.id)).toMatchObject({
      state: 'done',
      done: 10,
      endedAt: 't1',
      result: { files: ['a'] },
      error: null,
    })
    const other = createJob(db, { kind: 'verify' }, temp.ctx())
    finishJob(db, other.id, { state: 'failed', error: { code: 'disk-full', message: 'm' } }, 't')
    expect(listJobs(db).map((j) => [j.kind, j.state, j.error?.code])).toEqual([
      ['verify', 'failed', 'disk-full'],
      ['export', 'done', undefined],
    ])
    expect(codeOf(() => finishJob(db, 'none', { state: 'cancelled' }, 't'))).toBe('job-not-found')
  })
})

describe('texts and codes', () => {
  it('canonical JSON is one text per value and means the same', () => {
    const value = { b: [1, 0.1, -2e-9], a: { z: null, y: 'ㄱ"\n', x: [] }, c: undefined, d: [{ q: true, p: [] }] }
    expect(canonicalJson(value)).toBe(
      '{"a":{"x":[],"y":"ㄱ\\"\\n","z":null},"b":[1,0.1,-2e-9],"d":[{"p":[],"q":true}]}',
    )
    expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
  })

  it('long payloads are packed and come back; damaged ones say so', () => {
    const text = JSON.stringify(Array.from({ length: 900 }, (_, i) => i))
    const packed = packPayload(text)
    expect(packed).toBeInstanceOf(Uint8Array)
    expect(unpackPayload(packed)).toBe(text)
    expect(packPayload('short')).toBe('short')
    expect(codeOf(() => unpackPayload(new Uint8Array([1, 2, 3])))).toBe('project-damaged')
  })

  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_IOERR_WRITE', 'disk-error'],
    ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
    ['SQLITE_READONLY', 'read-only'],
    ['SQLITE_READONLY_DBMOVED', 'folder-missing'],
    ['SQLITE_CANTOPEN', 'folder-not-writable'],
    ['SQLITE_CORRUPT_VTAB', 'project-damaged'],
    ['SQLITE_NOTADB', 'project-damaged'],
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'folder-not-writable'],
    ['EIO', 'disk-error'],
    ['SQLITE_CONSTRAINT', null],
  ])('%s is %s', (code, expected) => {
    expect(storageErrorCode(Object.assign(new Error('x'), { code }))).toBe(expected)
  })
})
