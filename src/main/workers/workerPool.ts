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
}

export type WorkerPool = {
  run(op: string, args: unknown, options: RunOptions): Promise<unknown>
  close(): Promise<void>
}

type Job = {
  readonly op: string
  readonly args: unknown
  readonly options: RunOptions
  resolve(value: unknown): void
  reject(error: Error): void
}
type Slot = { handle: WorkerHandle | null; job: Job | null; id: number; timer: NodeJS.Timeout | null }

export function createWorkerPool(entry: string, size: number, spawn: Spawn): WorkerPool {
  const slots: Slot[] = Array.from({ length: size }, () => ({ handle: null, job: null, id: 0, timer: null }))
  const urgent: Job[] = []
  const waiting: Job[] = []
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
          if ('ok' in reply) job.resolve(reply.ok)
          else job.reject(new PandokError(reply.error.code, reply.error.message, reply.error.detail))
        })
      },
      exit() {
        if (slot.handle !== handle) return
        slot.handle = null
        settle(slot, (job) => job.reject(new PandokError('decoder-crashed', 'the decoder died on this file')))
      },
    })
    slot.handle = handle
    return handle
  }

  const give = (slot: Slot, job: Job): void => {
    slot.job = job
    slot.id = nextId++
    const handle = slot.handle ?? start(slot)
    handle.hold(true)
    slot.timer = setTimeout(() => {
      discard(slot)
      settle(slot, (late) =>
        late.reject(
          new PandokError('decode-timeout', 'the file takes too long', {
            seconds: Math.round(late.options.timeoutMs / 1000),
          }),
        ),
      )
    }, job.options.timeoutMs)
    handle.post({ id: slot.id, op: job.op, args: job.args })
  }

  const pump = (): void => {
    if (closed) return
    for (const slot of slots) {
      if (slot.job) continue
      const job = urgent.shift() ?? waiting.shift()
      if (!job) return
      give(slot, job)
    }
  }

  const cancelled = () => new PandokError('cancelled', 'cancelled')

  return {
    run(op, args, options) {
      if (closed || options.signal?.aborted) return Promise.reject(cancelled())
      return new Promise((resolve, reject) => {
        const queue = options.urgent ? urgent : waiting
        const abort = () => {
          const at = queue.indexOf(job)
          if (at >= 0) {
            queue.splice(at, 1)
            job.reject(cancelled())
            return
          }
          const slot = slots.find((s) => s.job === job)
          if (!slot) return
          discard(slot)
          settle(slot, (running) => running.reject(cancelled()))
        }
        const job: Job = {
          op,
          args,
          options,
          resolve(value) {
            options.signal?.removeEventListener('abort', abort)
            resolve(value)
          },
          reject(error) {
            options.signal?.removeEventListener('abort', abort)
            reject(error)
          },
        }
        options.signal?.addEventListener('abort', abort, { once: true })
        queue.push(job)
        pump()
      })
    },
    async close() {
      closed = true
      for (const job of [...urgent.splice(0), ...waiting.splice(0)]) job.reject(cancelled())
      for (const slot of slots) {
        discard(slot)
        settle(slot, (job) => job.reject(cancelled()))
      }
    },
  }
}
