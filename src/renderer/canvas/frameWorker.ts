// Fetches frame files and prepares their levels, so that the window only uploads.
import {
  channelsOf,
  decodeFrameHeader,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  frameBytes,
} from '../../shared/imaging/pixelFrame.ts'
import { type Level, pyramid, samplesOf } from '../../shared/imaging/pyramid.ts'

export type FrameOrder = { kind: 'load'; id: number; url: string; levels: boolean } | { kind: 'abort'; id: number }
export type LoadedFrame = { readonly header: FrameHeader; readonly levels: readonly Level[] }
export type FrameResult = { id: number; loaded: LoadedFrame } | { id: number; error: string }

const running = new Map<number, AbortController>()

/** Failed media requests answer {error: {code, detail}} (contract/errors.ts); anything else is told by its status. */
async function errorOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code
  return response.status === 404 ? 'not-found' : response.status === 403 ? 'forbidden' : 'internal'
}

async function load(url: string, withLevels: boolean, signal: AbortSignal): Promise<LoadedFrame | string> {
  const response = await fetch(url, { signal })
  if (!response.ok) return errorOf(response)
  const buffer = await response.arrayBuffer()
  const header = decodeFrameHeader(buffer)
  if (buffer.byteLength < FRAME_HEADER_BYTES + frameBytes(header)) return 'truncated'
  const channels = channelsOf(header.colour)
  const samples = samplesOf(header.sample, buffer, FRAME_HEADER_BYTES, header.width * header.height * channels)
  const base: Level = { width: header.width, height: header.height, samples }
  return { header, levels: withLevels ? pyramid(base, channels) : [base] }
}

addEventListener('message', async ({ data }: MessageEvent<FrameOrder>) => {
  if (data.kind === 'abort') {
    running.get(data.id)?.abort()
    return
  }
  const abort = new AbortController()
  running.set(data.id, abort)
  const answer = (result: FrameResult, transfer: Transferable[]) => postMessage(result, { transfer })
  try {
    const loaded = await load(data.url, data.levels, abort.signal)
    if (typeof loaded === 'string') answer({ id: data.id, error: loaded }, [])
    else
      answer({ id: data.id, loaded }, [...new Set(loaded.levels.map((level) => level.samples.buffer as ArrayBuffer))])
  } catch {
    answer({ id: data.id, error: abort.signal.aborted ? 'cancelled' : 'internal' }, [])
  } finally {
    running.delete(data.id)
  }
})
