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

export function createFrameStore(budgetBytes: number): FrameStore {
  const worker = new Worker(new URL('./frameWorker.ts', import.meta.url), { type: 'module' })
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
  worker.addEventListener('message', ({ data }: MessageEvent<FrameResult>) => {
    const job = waiting.get(data.id)
    if (!job) return
    waiting.delete(data.id)
    byUrl.delete(job.url)
    if ('error' in data) return job.reject(new FrameError(data.error))
    keep(job.url, data.loaded)
    job.resolve(data.loaded)
  })
  // A worker that dies (out of memory) must not leave the picture loading for ever.
  worker.addEventListener('error', () => {
    for (const job of waiting.values()) job.reject(new FrameError('internal'))
    waiting.clear()
    byUrl.clear()
  })
  const order = (message: FrameOrder) => worker.postMessage(message)

  return {
    peek(url) {
      const frame = kept.get(url)
      if (!frame) return null
      kept.delete(url)
      kept.set(url, frame)
      return frame
    },
    has: (url) => kept.has(url),
    load(url, levels) {
      const here = this.peek(url)
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
    abortAllBut(urls) {
      for (const [id, job] of waiting) if (!urls.has(job.url)) order({ kind: 'abort', id })
    },
    destroy() {
      worker.terminate()
      for (const job of waiting.values()) job.reject(new FrameError('cancelled'))
      waiting.clear()
      kept.clear()
    },
  }
}
