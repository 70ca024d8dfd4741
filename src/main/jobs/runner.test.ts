import { expect, it } from 'vitest'
import { PandokError } from '../../shared/contract/errors.ts'
import type { Job } from '../../shared/contract/job.ts'
import { silentLogger } from '../log/logger.ts'
import { nextPace, remainingSeconds, startPace } from './remaining.ts'
import { createJobRunner, type JobControl } from './runner.ts'

function open() {
  let now = 0
  const written: [string, Job['state'], number][] = []
  const rows = {
    create: (job: Job) => written.push(['create', job.state, job.done]),
    update: (job: Job) => written.push(['update', job.state, job.done]),
    finish: (job: Job) => written.push(['finish', job.state, job.done]),
  }
  const runner = createJobRunner({ clock: () => new Date(now), logger: silentLogger })
  const start = (kind: Job['kind'], run: (control: JobControl) => Promise<unknown>, projectId = 'p') =>
    runner.start({ projectId, kind, params: {}, rows: { ...rows } }, run)
  return { runner, start, written, tick: (ms: number) => (now += ms) }
}
const untilAborted = ({ signal }: JobControl) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

it('shows progress and remaining time, and keeps the result', async () => {
  const { runner, start, written, tick } = open()
  let finish: (value: string) => void = () => {}
  let control: JobControl | undefined
  const job = start('import', (c) => {
    control = c
    return new Promise<string>((resolve) => {
      finish = resolve
    })
  })
  expect(job.state).toBe('running')
  tick(1000)
  control?.onProgress(10, 100)
  expect(runner.get('p', job.id)).toMatchObject({ done: 10, total: 100, remainingSeconds: 9 })
  finish('result')
  expect(await runner.ended(job.id)).toMatchObject({ state: 'done', result: 'result', remainingSeconds: null })
  expect(written).toEqual([
    ['create', 'running', 0],
    ['update', 'running', 10],
    ['finish', 'done', 10],
  ])
})

it('cancels through the signal', async () => {
  const { runner, start } = open()
  const job = start('export', untilAborted)
  runner.cancel('p', job.id)
  expect(await runner.ended(job.id)).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
})

it('runs one heavy job of a project at a time, and does not hold up other projects or previews', async () => {
  const { runner, start } = open()
  const first = start('import', untilAborted)
  expect(() => start('export', untilAborted)).toThrow(expect.objectContaining({ code: 'busy' }))
  start('import-preview', untilAborted)
  start('import', untilAborted, 'other')
  await Promise.all([runner.stop('p'), runner.stop('other')])
  expect(runner.get('p', first.id)?.state).toBe('cancelled')
  start('export', async () => 'ok')
})

it('gives a failure its code, and an unforeseen one no words of its own', async () => {
  const { runner, start } = open()
  const known = start('verify', async () => {
    throw new PandokError('disk-full', 'the disk is full')
  })
  expect((await runner.ended(known.id)).error).toEqual({ code: 'disk-full', message: 'the disk is full' })
  const unknown = start('verify', async () => {
    throw new Error('/home/kim/x')
  })
  expect((await runner.ended(unknown.id)).error).toEqual({ code: 'internal', message: 'internal' })
})

it('shows a job to its own project only', () => {
  const { runner, start } = open()
  const job = start('verify', untilAborted)
  expect(runner.get('other', job.id)).toBeNull()
  expect(runner.cancel('other', job.id)).toBeNull()
  expect(runner.get('p', job.id)?.state).toBe('running')
})

it('goes on when its row cannot be written', async () => {
  const { runner } = open()
  const fail = () => {
    throw new Error('disk full')
  }
  const rows = { create() {}, update: fail, finish: fail }
  const job = runner.start({ projectId: 'p', kind: 'check', params: {}, rows }, async () => 1)
  expect((await runner.ended(job.id)).state).toBe('done')
})

it('estimates from the recent pace', () => {
  let pace = startPace(0)
  expect(remainingSeconds(pace, 0, 100)).toBeNull()
  pace = nextPace(pace, 10, 1000)
  expect(remainingSeconds(pace, 10, 110)).toBe(10)
  expect(remainingSeconds(pace, 10, null)).toBeNull()
  pace = nextPace(pace, 10, 100_000)
  expect(remainingSeconds(pace, 10, 110)).toBeGreaterThan(10)
})
