// One assist at a time: a later order overtakes the one that waits, giving up ends the worker that computes, and nothing
// computes for longer than the cap.
import type { Bounds } from '../../shared/geometry/spaces.ts'
import type { AssistDone, AssistJob } from './assistWorker.ts'
import type { Field } from './field.ts'
import { type AssistAnswer, type AssistOrder, isLimited, regionOf } from './orders.ts'

export type AssistSource = {
  /** Names the frame; values of another frame are other values. */
  readonly key: string
  readonly width: number
  readonly height: number
  /** Null when the values cannot be had. */
  field(region: Bounds): Promise<Field | null>
}
export type Assist = {
  run(order: AssistOrder): Promise<AssistAnswer>
  cancel(): void
  destroy(): void
}

const CAP_MS = 15_000
const STALE: AssistAnswer = { kind: 'stale' }
type Waiting = { readonly order: AssistOrder; resolve(answer: AssistAnswer): void }

export function createAssist(source: () => AssistSource | null): Assist {
  let worker: Worker | null = null
  let running: (Waiting & { readonly id: number; from?: AssistSource; region?: Bounds }) | null = null
  let next: Waiting | null = null
  let cap: ReturnType<typeof setTimeout> | undefined
  let ids = 0
  /** What the worker has. */
  let held = ''

  const stop = () => {
    clearTimeout(cap)
    worker?.terminate()
    worker = null
    held = ''
  }
  const finish = (answer: AssistAnswer) => {
    clearTimeout(cap)
    const done = running
    running = null
    done?.resolve(answer)
    const waiting = next
    next = null
    if (waiting) void start(waiting)
  }
  const hire = (): Worker => {
    const made = new Worker(new URL('./assistWorker.ts', import.meta.url), { type: 'module' })
    made.onmessage = ({ data }: MessageEvent<AssistDone>) => {
      if (data.id !== running?.id) return
      const { answer } = data
      const { order, from, region } = running
      finish(
        answer.kind === 'mask' && from && region
          ? { ...answer, limited: isLimited(order, answer.mask, region, from) }
          : answer,
      )
    }
    // Out of memory, most likely.
    made.onerror = () => {
      stop()
      finish({ kind: 'trouble', code: 'assist-failed' })
    }
    return made
  }
  const start = async (waiting: Waiting) => {
    const id = ++ids
    running = { ...waiting, id }
    const from = source()
    const region = from && regionOf(waiting.order, from)
    if (!from || !region) return finish({ kind: 'trouble', code: from ? 'region-too-large' : 'no-image' })
    running = { ...waiting, id, from, region }
    const key = `${from.key} ${region.x} ${region.y} ${region.width} ${region.height}`
    const field = key === held && worker ? null : await from.field(region).catch(() => null)
    if (running?.id !== id) return
    if (!field && !(key === held && worker)) return finish({ kind: 'trouble', code: 'no-image' })
    worker ??= hire()
    held = key
    cap = setTimeout(() => {
      stop()
      finish({ kind: 'trouble', code: 'assist-too-long' })
    }, CAP_MS)
    const job: AssistJob = { id, field, order: waiting.order }
    worker.postMessage(job, field ? [field.samples.buffer as ArrayBuffer] : [])
  }

  return {
    run: (order) =>
      new Promise((resolve) => {
        if (!running) return void start({ order, resolve })
        next?.resolve(STALE)
        next = { order, resolve }
      }),
    cancel() {
      next?.resolve(STALE)
      next = null
      if (!running) return
      stop()
      finish(STALE)
    },
    destroy() {
      next?.resolve(STALE)
      next = null
      running?.resolve(STALE)
      running = null
      stop()
    },
  }
}
