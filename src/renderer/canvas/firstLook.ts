// What a picture shows before its stored values are here: the same values decoded smaller, or a small copy in 8 bits.
import { channelsOf, decodeFrameHeader, FRAME_HEADER_BYTES } from '../../shared/imaging/pixelFrame.ts'
import { samplesOf } from '../../shared/imaging/pyramid.ts'
import type { LoadedFrame } from './frameWorker.ts'

export type FirstLook = { readonly values: LoadedFrame } | { readonly bitmap: ImageBitmap }

/** null where there is none. */
async function fetchLook(url: string, signal: AbortSignal): Promise<FirstLook | null> {
  const response = await fetch(url, { signal })
  if (response.status !== 200) return null
  // It is already upright and in sRGB: any further conversion would change what the exact frame shows next.
  if (response.headers.get('content-type') === 'image/webp')
    return { bitmap: await createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' }) }
  const buffer = await response.arrayBuffer()
  const header = decodeFrameHeader(buffer)
  const { width, height } = header
  const samples = samplesOf(header.sample, buffer, FRAME_HEADER_BYTES, width * height * channelsOf(header.colour))
  return { values: { header, levels: [{ width, height, samples }] } }
}

/** Of this window, on their way to the screen. */
const coming = new Set<Promise<unknown>>()

export function loadLook(url: string, signal: AbortSignal): Promise<FirstLook | null> {
  const look = fetchLook(url, signal)
  const settled = look.then(
    () => undefined,
    () => undefined,
  )
  coming.add(settled)
  void settled.then(() => coming.delete(settled))
  return look
}

/** Longest time that whole pictures wait for first looks, milliseconds. */
const PATIENCE = 400
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const drawn = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

/**
 * When the views that are shown together have something to show: decoding all of them whole would take the processor from
 * their first looks. One view alone waits for nothing.
 */
export async function looksAreShown(): Promise<void> {
  // Those of the other views are asked for in the same go.
  await pause(0)
  if (coming.size < 2) return
  await Promise.race([Promise.all(coming).then(drawn), pause(PATIENCE)])
}
