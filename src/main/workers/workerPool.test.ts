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
   serveOps({
     echo: (a) => ({ ...a, pid: process.pid, count: ++count }),
     refuse: () => { throw new PandokError('truncated', 'cut', { bytes: 3 }) },
     wrong: () => { throw new Error('unexpected') },
     exit: () => process.exit(3),
     abort: () => process.abort(),
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
  }, 60_000)
})

it('a native abort in a child process leaves this program alive', async () => {
  pool = createWorkerPool(entry, 1, spawnChild())
  await expect(run('abort')).rejects.toMatchObject({ code: 'decoder-crashed' })
  await expect(run('echo', { n: 5 })).resolves.toMatchObject({ n: 5 })
})
