// A few workers, one job each at a time. A worker that dies or runs over its time loses its own job and is replaced.
import { PandokError } from '../../shared/contract/errors.ts'
import type { Reply, Request } from './protocol.ts'

/** One running worker, whatever carries it. `exit` is reported once. */
export type WorkerHandle = {
  post(request: Request): void
  kill(): void
  /** A busy worker keeps the program alive, an idle one does not. */
  hold(busy: boolean): void
}
export type Spawn = (entry: string, on: { reply(reply: Reply): void; exit(): void }) => WorkerHandle

export type RunOptions = {
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Somebody is looking at the screen and waits. */
  readonly urgent?: boolean | undefined
  /** Takes milliseconds and shows the first of a picture: goes before everything, and has a worker kept for it. */
  readonly glance?: boolean | undefined
  /** Of work that leaves its result in the cache: who asks for the same while it waits or runs joins in. */
  readonly key?: string | undefined
  /**
   * So long a job that nobody waits for any more may go on: its result is kept, and a new worker would have to load and
   * warm its codecs first. Without it the worker is ended at once.
   */
  readonly graceMs?: number | undefined
  /** Told of the result before those who wait, also when nobody waits any more. */
  readonly kept?: ((result: unknown) => void) | undefined
}

export type WorkerPool = {
  run(op: string, args: unknown, options: RunOptions): Promise<unknown>
  /** In every worker that has nothing to do, one after the other; starts those that are not running. Failures are theirs. */
  each(op: string, args: unknown, options: RunOptions): Promise<void>
  close(): Promise<void>
}

type Waiter = { resolve(value: unknown): void; reject(error: Error): void }
type Rank = 0 | 1 | 2
type Job = {
  readonly op: string
  readonly args: unknown
  readonly options: RunOptions
  readonly waiters: Set<Waiter>
  rank: Rank
}
type Slot = {
  /** Only for glances. */
  readonly spare: boolean
  handle: WorkerHandle | null
  job: Job | null
  id: number
  timer: NodeJS.Timeout | null
}

const rankOf = ({ glance, urgent }: RunOptions): Rank => (glance ? 0 : urgent ? 1 : 2)
const cancelled = () => new PandokError('cancelled', 'cancelled')
const late = ({ options }: Job) =>
  new PandokError('decode-timeout', 'the file takes too long', { seconds: Math.round(options.timeoutMs / 1000) })

const resolveAll = (job: Job, value: unknown): void => {
  job.options.kept?.(value)
  for (const waiter of job.waiters) waiter.resolve(value)
}
const rejectAll = (job: Job, error: Error): void => {
  for (const waiter of job.waiters) waiter.reject(error)
}

/** `spare` workers beyond `size` take glances only, so that long work never stands in front of a first look. */
export function createWorkerPool(entry: string, size: number, spawn: Spawn, spare = 0): WorkerPool {
  const slots: Slot[] = Array.from({ length: size + spare }, (_, i) => ({
    spare: i >= size,
    handle: null,
    job: null,
    id: 0,
    timer: null,
  }))
  /** In the order of asking. */
  const queue: Job[] = []
  let nextId = 1
  let closed = false

  const settle = (slot: Slot, finish: (job: Job) => void): void => {
    const job = slot.job
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = null
    slot.job = null
    slot.handle?.hold(false)
    if (job) finish(job)
    pump()
  }

  const discard = (slot: Slot): void => {
    const handle = slot.handle
    slot.handle = null
    handle?.kill()
  }

  const start = (slot: Slot): WorkerHandle => {
    const handle: WorkerHandle = spawn(entry, {
      reply(reply) {
        if (slot.handle !== handle || reply.id !== slot.id || !slot.job) return
        settle(slot, (job) => {
          if ('ok' in reply) resolveAll(job, reply.ok)
          else rejectAll(job, new PandokError(reply.error.code, reply.error.message, reply.error.detail))
        })
      },
      exit() {
        if (slot.handle !== handle) return
        slot.handle = null
        settle(slot, (job) => rejectAll(job, new PandokError('decoder-crashed', 'the decoder died on this file')))
      },
    })
    slot.handle = handle
    return handle
  }

  const endAfter = (slot: Slot, ms: number): void => {
    if (slot.timer) clearTimeout(slot.timer)
    slot.timer = setTimeout(() => {
      discard(slot)
      settle(slot, (job) => rejectAll(job, late(job)))
    }, ms)
  }

  const give = (slot: Slot, job: Job): void => {
    slot.job = job
    slot.id = nextId++
    const handle = slot.handle ?? start(slot)
    handle.hold(true)
    endAfter(slot, job.options.timeoutMs)
    handle.post({ id: slot.id, op: job.op, args: job.args })
  }

  const next = (spare: boolean): Job | undefined => {
    let best: Job | undefined
    for (const job of queue) if ((job.rank === 0 || !spare) && (!best || job.rank < best.rank)) best = job
    if (best) queue.splice(queue.indexOf(best), 1)
    return best
  }

  const pump = (): void => {
    if (closed) return
    for (const slot of slots) {
      const job = slot.job ? undefined : next(slot.spare)
      if (job) give(slot, job)
    }
  }

  const slotOf = (job: Job): Slot | undefined => slots.find((slot) => slot.job === job)

  /** Nobody waits for the job any more. */
  const abandon = (job: Job): void => {
    const at = queue.indexOf(job)
    if (at >= 0) queue.splice(at, 1)
    const slot = slotOf(job)
    if (!slot) return
    if (job.options.graceMs) endAfter(slot, job.options.graceMs)
    else {
      discard(slot)
      settle(slot, () => undefined)
    }
  }

  const known = (op: string, key: string): Job | undefined =>
    [...queue, ...slots.flatMap(({ job }) => job ?? [])].find((job) => job.op === op && job.options.key === key)

  /** The same work that somebody else asked for, in front where it is now needed sooner. */
  const join = (op: string, options: RunOptions): Job | undefined => {
    const job = options.key === undefined ? undefined : known(op, options.key)
    if (!job) return undefined
    if (rankOf(options) < job.rank) job.rank = rankOf(options)
    const slot = slotOf(job)
    if (slot && job.waiters.size === 0) endAfter(slot, job.options.timeoutMs)
    return job
  }

  return {
    run(op, args, options) {
      if (closed || options.signal?.aborted) return Promise.reject(cancelled())
      let job = join(op, options)
      if (!job) {
        job = { op, args, options, waiters: new Set(), rank: rankOf(options) }
        queue.push(job)
      }
      const answer = waitFor(job, options.signal, abandon)
      pump()
      return answer
    },
    async each(op, args, options) {
      for (const slot of slots) {
        if (closed || slot.job) continue
        const job: Job = { op, args, options, waiters: new Set(), rank: rankOf(options) }
        const answer = waitFor(job, undefined, abandon)
        give(slot, job)
        await answer.catch(() => undefined)
      }
    },
    async close() {
      closed = true
      for (const job of queue.splice(0)) rejectAll(job, cancelled())
      for (const slot of slots) {
        discard(slot)
        settle(slot, (job) => rejectAll(job, cancelled()))
      }
    },
  }
}

/** One more who waits; giving up ends only that waiting, unless it was the last. */
function waitFor(job: Job, signal: AbortSignal | undefined, abandon: (job: Job) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      signal?.removeEventListener('abort', abort)
      job.waiters.delete(waiter)
    }
    const abort = () => {
      leave()
      if (job.waiters.size === 0) abandon(job)
      reject(cancelled())
    }
    const waiter: Waiter = {
      resolve(value) {
        leave()
        resolve(value)
      },
      reject(error) {
        leave()
        reject(error)
      },
    }
    signal?.addEventListener('abort', abort, { once: true })
    job.waiters.add(waiter)
  })
}
