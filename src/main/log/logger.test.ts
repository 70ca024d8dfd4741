import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PandokError } from '../../shared/contract/errors.ts'
import { createLogger, LOG_FILES, MAX_LOG_BYTES } from './logger.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'log-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const clock = () => new Date('2026-11-21T00:00:00Z')
const read = () => readFileSync(join(dir, 'pandok.log'), 'utf8')

it('keeps ids and codes', () => {
  createLogger(dir, clock).info('import.done', { job: 'abc', items: 3 })
  expect(JSON.parse(read())).toEqual({
    time: '2026-11-21T00:00:00.000Z',
    level: 'info',
    event: 'import.done',
    job: 'abc',
    items: 3,
  })
})

it('keeps no path and no message, but says where an error came from', () => {
  const log = createLogger(dir, clock)
  log.warn('opened', { path: '/home/kim/환자 홍길동/a.png', windows: 'C:\\Users\\kim' })
  log.error('failed', new PandokError('truncated', 'cannot read /home/kim/홍길동.png'))
  log.error('failed', new Error('SQLITE: /secret/홍길동'))
  const text = read()
  for (const secret of ['kim', '홍길동', '/home', 'secret']) expect(text).not.toContain(secret)
  expect(text).toContain('"code":"truncated"')
  expect(text).toContain('logger.test.ts:')
})

it('gives the same path the same mark', () => {
  const log = createLogger(dir, clock)
  log.info('a', { path: '/x/y' })
  log.info('b', { path: '/x/y' })
  log.info('c', { path: '/x/z' })
  const [a, b, c] = read()
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { path: string }).path)
  expect(a).toBe(b)
  expect(a).not.toBe(c)
})

it('stays within its size', () => {
  const log = createLogger(dir, clock)
  const filler = 'x'.repeat(10_000)
  for (let i = 0; i < (MAX_LOG_BYTES / 10_000) * (LOG_FILES + 2); i++) log.info('fill', { filler })
  expect(log.files()).toHaveLength(LOG_FILES)
  for (const file of log.files()) expect(statSync(file).size).toBeLessThanOrEqual(MAX_LOG_BYTES)
})
