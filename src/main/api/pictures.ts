// The pictures of a source as answers: which there are, who makes them, and how they are served.
import { DECODER_VERSION } from '../imaging/frameCache.ts'
import type { Picture } from '../imaging/freshFrames.ts'
import type { PixelPool, PoolCall } from '../imaging/pixelPool.ts'
import { fileResponse } from './range.ts'

/** `key` is the SHA-256 of the file. */
export type Place = { readonly key: string; readonly path: string; readonly cacheDir: string }
export type Numbers = { readonly frame: number; readonly level: number; readonly tx: number; readonly ty: number }
type Representation = {
  /** What makes this picture of the source differ from its others. */
  tag(n: Numbers): string
  /** null: there is none. */
  make(pool: PixelPool, at: Place, n: Numbers, call: PoolCall): Promise<Picture | null>
}

const file = async (path: Promise<string>): Promise<Picture> => ({ path: await path, parts: null })
const representations = {
  frame: {
    tag: (n) => `${n.frame}`,
    make: (pool, at, n, call) => pool.frame(at.key, at.path, n.frame, at.cacheDir, call),
  },
  look: {
    tag: (n) => `${n.frame}`,
    make: (pool, at, n, call) => pool.look(at.key, at.path, n.frame, at.cacheDir, call),
  },
  tile: {
    tag: (n) => `${n.frame}-${n.level}-${n.tx}-${n.ty}`,
    make: (pool, at, n, call) => file(pool.tileFile(at.key, at.path, n.frame, n, at.cacheDir, call)),
  },
  preview: {
    tag: (n) => `${n.frame}`,
    make: (pool, at, n, call) => file(pool.previewFile(at.key, at.path, n.frame, at.cacheDir, call)),
  },
  thumb: {
    tag: () => '0',
    make: (pool, at, _n, call) => file(pool.thumbFile(at.key, at.path, at.cacheDir, call)),
  },
} as const satisfies Record<string, Representation>
export type PictureKind = keyof typeof representations

/** The page keeps frames in memory and we on disk: a third copy would only cost the browser the writing of it. */
const OURS: ReadonlySet<PictureKind> = new Set(['frame', 'tile'])
const cacheControl = (kind: PictureKind): string =>
  OURS.has(kind) ? 'private, no-store' : 'private, max-age=31536000, immutable'
const typeOf = (path: string): string => (path.endsWith('.webp') ? 'image/webp' : 'application/octet-stream')

export async function answerPicture(
  request: Request,
  pool: PixelPool,
  kind: PictureKind,
  place: Place,
  numbers: Numbers,
): Promise<Response> {
  const { tag, make } = representations[kind]
  // The picture on screen goes before the thumbnails of the list.
  const glance = kind === 'preview' || kind === 'look'
  const picture = await make(pool, place, numbers, { signal: request.signal, urgent: kind !== 'thumb', glance })
  if (!picture) return new Response(null, { status: 204, headers: { 'cache-control': cacheControl(kind) } })
  return fileResponse(request, {
    ...picture,
    type: typeOf(picture.path),
    etag: `"${place.key.slice(0, 32)}-${kind}-${tag(numbers)}-v${DECODER_VERSION}"`,
    cacheControl: cacheControl(kind),
  })
}
