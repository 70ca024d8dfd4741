// Frames and tiles in memory: loaded once, shared by the picture on screen and its neighbours, bounded by bytes.
import type { FrameOrder, FrameResult, LoadedFrame } from './frameWorker.ts'

export type FrameStore = {
  /** What is here now, without loading. */
  peek(url: string): LoadedFrame | null
  has(url: string): boolean
  /** Rejects with a FrameError. `levels` asks for the coarser copies too. */
  load(url: string, levels: boolean): Promise<LoadedFrame>
  /** Gives up loads that nobody waits for any more. */
  abortAllBut(urls: ReadonlySet<string>): void
  destroy(): void
}

export class FrameError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

type Waiting = {
  url: string
  promise: Promise<LoadedFrame>
  resolve(f: LoadedFrame): void
  reject(e: FrameError): void
}

export const bytesOf = (f: LoadedFrame): number => f.levels.reduce((sum, l) => sum + l.samples.byteLength, 0)

/** Fetches of one worker run side by side, but it makes the coarser copies one after the other. */
const WORKERS = 2

type Shelf = Pick<FrameStore, 'peek' | 'has' | 'load' | 'destroy'> & { abort(url: string): void }

function createShelf(budgetBytes: number): Shelf {
  const waiting = new Map<number, Waiting>()
  const byUrl = new Map<string, number>()
  /** Oldest use first. */
  const kept = new Map<string, LoadedFrame>()
  let bytes = 0
  let ids = 0

  const keep = (url: string, frame: LoadedFrame) => {
    kept.set(url, frame)
    bytes += bytesOf(frame)
    for (const [old, value] of kept) {
      if (bytes <= budgetBytes || old === url) break
      kept.delete(old)
      bytes -= bytesOf(value)
    }
  }
  const forget = (id: number, { url }: Waiting): void => {
    waiting.delete(id)
    if (byUrl.get(url) === id) byUrl.delete(url)
  }
  const done = ({ data }: MessageEvent<FrameResult>) => {
    const job = waiting.get(data.id)
    if (!job) return
    forget(data.id, job)
    if ('error' in data) return job.reject(new FrameError(data.error))
    keep(job.url, data.loaded)
    job.resolve(data.loaded)
  }
  const workers = Array.from({ length: WORKERS }, (_, at) => {
    const worker = new Worker(new URL('./frameWorker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', done)
    // A worker that dies (out of memory) must not leave the picture loading for ever.
    worker.addEventListener('error', () => {
      for (const [id, job] of waiting) {
        if (id % WORKERS !== at) continue
        job.reject(new FrameError('internal'))
        forget(id, job)
      }
    })
    return worker
  })
  const order = (message: FrameOrder) => workers[message.id % WORKERS]?.postMessage(message)

  const peek = (url: string): LoadedFrame | null => {
    const frame = kept.get(url)
    if (!frame) return null
    kept.delete(url)
    kept.set(url, frame)
    return frame
  }
  return {
    peek,
    has: (url) => kept.has(url),
    load(url, levels) {
      const here = peek(url)
      if (here) return Promise.resolve(here)
      const already = byUrl.get(url)
      const job = already === undefined ? undefined : waiting.get(already)
      if (job) return job.promise
      const id = ++ids
      let resolve: Waiting['resolve'] = () => undefined
      let reject: Waiting['reject'] = () => undefined
      const promise = new Promise<LoadedFrame>((yes, no) => {
        resolve = yes
        reject = no
      })
      waiting.set(id, { url, promise, resolve, reject })
      byUrl.set(url, id)
      order({ kind: 'load', id, url: new URL(url, location.href).href, levels })
      return promise
    },
    abort(url) {
      const id = byUrl.get(url)
      if (id === undefined) return
      // Who asks from now on begins anew instead of joining what is being given up.
      byUrl.delete(url)
      order({ kind: 'abort', id })
    },
    destroy() {
      for (const worker of workers) worker.terminate()
      for (const job of waiting.values()) job.reject(new FrameError('cancelled'))
      waiting.clear()
      kept.clear()
    },
  }
}

/** Decoded frames kept in memory: those on screen, their neighbours, tiles around the view, the next case. */
const BUDGET = 1024 * 2 ** 20
/** Milliseconds without any picture on screen after which the memory is given back. */
const LINGER = 15_000

let shelf: Shelf | null = null
let closing: ReturnType<typeof setTimeout> | undefined
/** What each open store waits for. */
const waitingFor = new Map<FrameStore, Set<string>>()

/** A view's access to the frames of the window: what one view has loaded is there for all, also for one that opens later. */
export function openFrames(): FrameStore {
  clearTimeout(closing)
  shelf ??= createShelf(BUDGET)
  const shared = shelf
  const mine = new Set<string>()
  const release = (url: string): void => {
    mine.delete(url)
    if (![...waitingFor.values()].some((urls) => urls.has(url))) shared.abort(url)
  }
  const store: FrameStore = {
    peek: shared.peek,
    has: shared.has,
    load(url, levels) {
      const loading = shared.load(url, levels)
      mine.add(url)
      const over = () => void mine.delete(url)
      loading.then(over, over)
      return loading
    },
    abortAllBut(urls) {
      for (const url of [...mine]) if (!urls.has(url)) release(url)
    },
    destroy() {
      waitingFor.delete(store)
      for (const url of [...mine]) release(url)
      if (waitingFor.size > 0) return
      clearTimeout(closing)
      closing = setTimeout(() => {
        if (waitingFor.size > 0) return
        shelf?.destroy()
        shelf = null
      }, LINGER)
    },
  }
  waitingFor.set(store, mine)
  return store
}
