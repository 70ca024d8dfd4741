// Breasts that were found in this window, each looked for once. One worker serves all views.
import { createStore } from 'zustand/vanilla'
import type { Breast } from '../../shared/imaging/breast/breast.ts'
import type { FrameHeader } from '../../shared/imaging/pixelFrame.ts'
import type { Level } from '../../shared/imaging/pyramid.ts'
import { keepShades } from './airShades.ts'
import type { BreastOrder, BreastResult } from './breastWorker.ts'
import type { FirstLook } from './firstLook.ts'
import type { LoadedFrame } from './frameWorker.ts'

/** By source; null = looked for and not found. */
export const breasts = createStore<ReadonlyMap<string, Breast | null>>(() => new Map())

/** A mask takes a hundred kilobytes. */
const MOST = 400

let worker: Worker | null = null
let ids = 0
const waiting = new Map<number, (b: Breast | null) => void>()
const asked = new Map<string, Promise<Breast | null>>()

function workerNow(): Worker {
  if (worker) return worker
  const made = new Worker(new URL('./breastWorker.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<BreastResult>) => {
    const { breast, shades } = data
    if (breast?.mask && shades) keepShades(breast.mask, shades)
    waiting.get(data.id)?.(breast)
    waiting.delete(data.id)
  })
  made.addEventListener('error', () => {
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
    worker = null
  })
  worker = made
  return made
}

const ask = (
  order: Omit<Extract<BreastOrder, { look: ImageBitmap }>, 'id'> | Omit<Extract<BreastOrder, { level: Level }>, 'id'>,
) => {
  const id = ++ids
  const found = new Promise<Breast | null>((resolve) => waiting.set(id, resolve))
  workerNow().postMessage({ ...order, id }, 'look' in order ? [order.look] : [])
  return found
}
const keep = (sourceId: string, breast: Breast | null): void =>
  breasts.setState((before) => new Map([...before, [sourceId, breast] as const].slice(-MOST)), true)

export function findBreast(sourceId: string, { header, levels }: LoadedFrame): Promise<Breast | null> {
  const known = asked.get(sourceId)
  if (known) return known
  const level = levels.at(-1)
  if (!level) return Promise.resolve(null)
  const found = ask({ header, level })
  asked.set(sourceId, found)
  void found.then((breast) => {
    keep(sourceId, breast)
    for (const old of asked.keys()) if (asked.size > MOST) asked.delete(old)
  })
  return found
}

/** Longer side of the copy in which the first look is judged. */
const LOOK_SIDE = 320

const smallCopy = (look: ImageBitmap): Promise<ImageBitmap> => {
  const scale = Math.min(1, LOOK_SIDE / Math.max(look.width, look.height))
  const size = { resizeWidth: Math.ceil(look.width * scale), resizeHeight: Math.ceil(look.height * scale) }
  return createImageBitmap(look, size)
}
const levelOf = ({ header, levels }: LoadedFrame): { header: FrameHeader; level: Level } => ({
  header,
  level: levels[0]!,
})

/** How it lies, as soon as there is anything to see; what the stored values say later counts for more. */
export async function glanceAtBreast(sourceId: string, look: FirstLook): Promise<void> {
  if (asked.has(sourceId) || breasts.getState().has(sourceId)) return
  const found = await ask('bitmap' in look ? { look: await smallCopy(look.bitmap) } : levelOf(look.values))
  if (found && !breasts.getState().has(sourceId)) keep(sourceId, found)
}
