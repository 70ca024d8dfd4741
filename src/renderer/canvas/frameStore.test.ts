import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FrameOrder, FrameResult } from './frameWorker.ts'

/** The browser's worker, answered by hand: what is told here is the order of messages. */
const workers: HandWorker[] = []
class HandWorker extends EventTarget {
  readonly orders: FrameOrder[] = []
  constructor() {
    super()
    workers.push(this)
  }
  postMessage(order: FrameOrder): void {
    this.orders.push(order)
  }
  terminate(): void {}
  answer(data: FrameResult): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}
const orders = () => workers.flatMap((w) => w.orders).toSorted((a, b) => a.id - b.id)
const answer = (data: FrameResult) => workers.find((w) => w.orders.some(({ id }) => id === data.id))?.answer(data)

beforeEach(() => {
  workers.length = 0
  vi.resetModules()
  vi.stubGlobal('Worker', HandWorker)
  vi.stubGlobal('location', { href: 'http://127.0.0.1/' })
})
afterEach(() => vi.unstubAllGlobals())

type Loaded = Extract<FrameResult, { loaded: unknown }>['loaded']
const loaded = { header: { width: 1, height: 1 }, levels: [] } as unknown as Loaded

it('two views of one frame wait for one load; one that leaves takes nothing from the other', async () => {
  const { openFrames } = await import('./frameStore.ts')
  const [a, b] = [openFrames(), openFrames()]
  const left = a.load('/f', false).catch((e: Error) => e.message)
  const stays = b.load('/f', false)
  a.destroy()
  expect(orders().map((o) => o.kind)).toEqual(['load'])
  answer({ id: 1, loaded })
  expect(await stays).toBe(loaded)
  expect(await left).toBe(loaded)
})

it('a load that is being given up is not joined: who asks then gets a load of its own', async () => {
  const { openFrames } = await import('./frameStore.ts')
  const [warm, view] = [openFrames(), openFrames()]
  const given = warm.load('/f', false).catch((e: Error) => e.message)
  warm.destroy()
  const shown = view.load('/f', false)
  expect(orders().map((o) => [o.kind, o.id])).toEqual([
    ['load', 1],
    ['abort', 1],
    ['load', 2],
  ])
  answer({ id: 1, error: 'cancelled' })
  expect(await given).toBe('cancelled')
  // The answer to the first does not make the second unknown.
  const again = view.load('/f', false)
  answer({ id: 2, loaded })
  expect([await shown, await again]).toEqual([loaded, loaded])
  expect(view.peek('/f')).toBe(loaded)
})
