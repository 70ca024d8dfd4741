// One file as a response: whole, one byte range (206), none that fits (416), or headers only (HEAD). RFC 9110 section 14.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

export type ByteRange = { readonly start: number; readonly end: number }

/**
 * First and last byte asked for; null = serve the whole file (no header, several ranges, or a form we do not know:
 * the RFC lets a server ignore those); 'unsatisfiable' = answer 416.
 */
export function parseRange(header: string | null, size: number): ByteRange | null | 'unsatisfiable' {
  if (header === null) return null
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (!match) return null
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Number(to)
    return length === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - length), end: size - 1 }
  }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}

export type ServedFile = {
  readonly path: string
  /** The same bytes, where they are in memory. */
  readonly parts?: readonly Uint8Array[] | null
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
}

export async function fileResponse(request: Request, file: ServedFile): Promise<Response> {
  const { parts } = file
  const size = parts ? parts.reduce((sum, part) => sum + part.length, 0) : (await stat(file.path)).size
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': file.cacheControl,
    etag: file.etag,
    'accept-ranges': 'bytes',
  })
  const known = request.headers.get('if-none-match')
  if (known?.split(',').some((tag) => tag.trim() === file.etag || tag.trim() === '*'))
    return new Response(null, { status: 304, headers })
  // A range is only meant for the version the client already has a part of.
  const ifRange = request.headers.get('if-range')
  const range = ifRange !== null && ifRange !== file.etag ? null : parseRange(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const length = end - start + 1
  headers.set('content-length', String(length))
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`)
  const status = range ? 206 : 200
  if (request.method === 'HEAD' || length === 0) return new Response(null, { status, headers })
  // Nobody waits for it any more (the item was left): a stream made now would only fail.
  if (request.signal.aborted) return new Response(null, { status: 499 })
  const body = parts ? partsFrom(parts, start, end + 1) : streamOf(file.path, start, end, request.signal)
  return new Response(body, { status, headers })
}

/** Handed on as they are: a Response made of bytes would copy them. */
function partsFrom(parts: readonly Uint8Array[], start: number, end: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(stream) {
      let at = 0
      for (const part of parts) {
        const piece = part.subarray(Math.max(0, start - at), Math.max(0, end - at))
        if (piece.length > 0) stream.enqueue(piece)
        at += part.length
      }
      stream.close()
    },
  })
}

/** 1 MiB pieces: a frame of 27 MB is 26 pieces instead of 415, which is what the time to the screen depends on. */
function streamOf(path: string, start: number, end: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  const stream = createReadStream(path, { start, end, highWaterMark: 1024 * 1024, signal })
  return Readable.toWeb(stream, { type: 'bytes' }) as ReadableStream<Uint8Array>
}
