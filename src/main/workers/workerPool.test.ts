import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { spawnChild, spawnThread } from './spawn.ts'
import { createWorkerPool, type WorkerPool } from './workerPool.ts'

const dir = mkdtempSync(join(tmpdir(), 'pandok-pool-'))
const entry = join(dir, 'worker.ts')
writeFileSync(
  entry,
  `import { serveOps } from ${JSON.stringify(join(import.meta.dirname, 'serveOps.ts'))}
   import { PandokError } from ${JSON.stringify(join(import.meta.dirname, '../../shared/contract/errors.ts'))}
   let count = 0
   let waits = 0
   serveOps({
     echo: (a) => ({ ...a, pid: process.pid, count: ++count }),
     refuse: () => { throw new PandokError('truncated', 'cut', { bytes: 3 }) },
     wrong: () => { throw new Error('unexpected') },
     exit: () => process.exit(3),
     abort: () => process.abort(),
     wait: ({ ms }) => new Promise((done) => setTimeout(() => done(++waits), ms)),
     spin: () => { for (;;); },
     fill: () => { const all = []; for (;;) all.push(new Array(1e6).fill(Math.random())) },
   })`,
)
let pool: WorkerPool
afterEach(() => pool.close())
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const run = (op: string, args: unknown = {}, options = {}) => pool.run(op, args, { timeoutMs: 20_000, ...options })

describe.each([
  ['thread', spawnThread],
  ['child', spawnChild()],
] as const)('worker pool over a %s', (host, spawn) => {
  it('answers, and names refusals by code', async () => {
    pool = createWorkerPool(entry, 2, spawn)
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => run('echo', { n })))
    expect(answers.map((a) => (a as { n: number }).n)).toEqual([1, 2, 3, 4, 5])
    await expect(run('refuse')).rejects.toMatchObject({ code: 'truncated', detail: { bytes: 3 } })
    await expect(run('wrong')).rejects.toMatchObject({ code: 'internal' })
    await expect(run('nothing')).rejects.toMatchObject({ code: 'internal' })
  })

  it('a worker that dies loses its own job and is replaced', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    const dying = run('exit')
    const behind = run('echo', { n: 7 })
    await expect(dying).rejects.toMatchObject({ code: 'decoder-crashed' })
    await expect(behind).resolves.toMatchObject({ n: 7 })
  })

  it('ends a job that takes too long, even in a loop', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    await expect(run('spin', {}, { timeoutMs: 700 })).rejects.toMatchObject({ code: 'decode-timeout' })
    await expect(run('echo', { n: 1 })).resolves.toMatchObject({ n: 1, count: 1 })
  })

  it('cancels what runs and what waits', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    const stop = new AbortController()
    const jobs = [run('spin', {}, { signal: stop.signal }), run('echo', {}, { signal: stop.signal })]
    setTimeout(() => stop.abort(), 100)
    for (const job of jobs) await expect(job).rejects.toMatchObject({ code: 'cancelled' })
    await expect(run('echo', { n: 2 })).resolves.toMatchObject({ n: 2 })
    await expect(run('echo', {}, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('urgent work goes first', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    const jobs = [
      run('echo').then(note('first')),
      run('echo').then(note('later')),
      run('echo', {}, { urgent: true }).then(note('urgent')),
    ]
    await Promise.all(jobs)
    expect(order).toEqual(['first', 'urgent', 'later'])
  })

  it('a first look goes before everything and past long work', async () => {
    pool = createWorkerPool(entry, 1, spawn, 1)
    const stop = new AbortController()
    const long = run('spin', {}, { urgent: true, signal: stop.signal })
    const behind = run('echo', {}, { urgent: true })
    await expect(run('echo', { n: 1 }, { glance: true })).resolves.toMatchObject({ n: 1 })
    stop.abort()
    await expect(long).rejects.toMatchObject({ code: 'cancelled' })
    await behind
  })

  it('a job given up is ended only after its grace, and its worker stays warm', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    expect(await run('echo')).toMatchObject({ count: 1 })
    const stop = new AbortController()
    const given = run('wait', { ms: 150 }, { signal: stop.signal, graceMs: 2000 })
    setTimeout(() => stop.abort(), 30)
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    expect(await run('echo')).toMatchObject({ count: 2 })
    const endless = run('spin', {}, { signal: AbortSignal.timeout(30), graceMs: 100 })
    await expect(endless).rejects.toMatchObject({ code: 'cancelled' })
    expect(await run('echo')).toMatchObject({ count: 1 })
  })

  it('who asks for the same joins in, even after the first gave up', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    const stop = new AbortController()
    const keyed = { key: 'a', graceMs: 2000 }
    const first = run('wait', { ms: 200 }, { ...keyed, signal: stop.signal })
    const second = run('wait', { ms: 200 }, keyed)
    setTimeout(() => stop.abort(), 30)
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    const third = run('wait', { ms: 200 }, keyed)
    expect(await Promise.all([second, third])).toEqual([1, 1])
    const order: string[] = []
    const busy = run('wait', { ms: 20 })
    const jobs = [
      run('echo', {}, { urgent: true }).then(() => order.push('urgent')),
      run('echo', {}, { key: 'b' }).then(() => order.push('thumb')),
      run('echo', {}, { key: 'b', glance: true }).then(() => order.push('glance')),
    ]
    await Promise.all([busy, ...jobs])
    expect(order).toEqual(['thumb', 'glance', 'urgent'])
  })

  it('every idle worker can be told something', async () => {
    pool = createWorkerPool(entry, 2, spawn, 1)
    await pool.each('echo', {}, { timeoutMs: 20_000 })
    await pool.each('refuse', {}, { timeoutMs: 20_000 })
    const counts = await Promise.all([{}, {}, { glance: true }].map((o) => run('echo', {}, o)))
    expect(counts.map((c) => (c as { count: number }).count)).toEqual([2, 2, 2])
  })

  it('refuses work after it was closed', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    const open = run('spin')
    const closing = pool.close()
    await expect(open).rejects.toMatchObject({ code: 'cancelled' })
    await closing
    await expect(run('echo')).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('a heap that grows without end is one lost file', async () => {
    pool = createWorkerPool(entry, 1, spawn)
    await expect(run('fill')).rejects.toMatchObject({ code: 'decoder-crashed' })
    await expect(run('echo', { n: host })).resolves.toMatchObject({ n: host })
  })
})

it('a native abort in a child process leaves this program alive', async () => {
  pool = createWorkerPool(entry, 1, spawnChild())
  await expect(run('abort')).rejects.toMatchObject({ code: 'decoder-crashed' })
  await expect(run('echo', { n: 5 })).resolves.toMatchObject({ n: 5 })
})
