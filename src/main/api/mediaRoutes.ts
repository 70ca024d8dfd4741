// The media plane: derived pictures as files, addressed by content, cached for ever, Range and HEAD answered by us
// (Electron's own file answers ignore Range: electron#38749).
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { PandokError } from '../../shared/contract/errors.ts'
import { assetPlace } from '../files/assets.ts'
import { DECODER_VERSION } from '../imaging/frameCache.ts'
import type { PixelPool, PoolCall } from '../imaging/pixelPool.ts'
import type { OpenProject } from '../store/open.ts'
import { getSource } from '../store/sources.ts'
import type { Deps } from './deps.ts'
import { fileResponse } from './range.ts'
import { createSourceCheck, type SourceCheck } from './sourceCheck.ts'

type Place = { key: string; path: string; cacheDir: string }
type Numbers = { frame: number; level: number; tx: number; ty: number }
type Representation = {
  readonly type: string
  /** What makes this picture of the source differ from its others. */
  tag(n: Numbers): string
  make(pool: PixelPool, at: Place, n: Numbers, call: PoolCall): Promise<string>
}

const FRAME_TYPE = 'application/octet-stream'
const representations = {
  frame: {
    type: FRAME_TYPE,
    tag: (n) => `${n.frame}`,
    make: (pool, at, n, call) => pool.frameFile(at.key, at.path, n.frame, at.cacheDir, call),
  },
  tile: {
    type: FRAME_TYPE,
    tag: (n) => `${n.frame}-${n.level}-${n.tx}-${n.ty}`,
    make: (pool, at, n, call) => pool.tileFile(at.key, at.path, n.frame, n, at.cacheDir, call),
  },
  preview: {
    type: 'image/webp',
    tag: (n) => `${n.frame}`,
    make: (pool, at, n, call) => pool.previewFile(at.key, at.path, n.frame, at.cacheDir, call),
  },
  thumb: {
    type: 'image/webp',
    tag: () => '0',
    make: (pool, at, _n, call) => pool.thumbFile(at.key, at.path, at.cacheDir, call),
  },
} as const satisfies Record<string, Representation>
type Kind = keyof typeof representations

const PATHS: readonly (readonly [string, Kind])[] = [
  ['/:project/:source/:frame/frame', 'frame'],
  ['/:project/:source/:frame/tile/:level/:tx/:ty', 'tile'],
  ['/:project/:source/:frame/preview', 'preview'],
  ['/:project/:source/:frame/thumb', 'thumb'],
]

export function mediaRoutes(deps: Deps): Hono {
  const routes = new Hono()
  const checked = createSourceCheck(deps.pool)
  routes.on(['GET', 'HEAD'], '/:project/asset/:file', (c) => serveAsset(c, deps))
  for (const [path, kind] of PATHS) routes.on(['GET', 'HEAD'], path, (c) => serve(c, kind, deps, checked))
  return routes
}

async function serve(c: Context, kind: Kind, deps: Deps, checked: SourceCheck): Promise<Response> {
  const project = deps.projects.get(c.req.param('project') ?? '')
  const source = getSource(project.db, c.req.param('source') ?? '')
  if (!source) throw new PandokError('not-found', 'no such source')
  const numbers = {
    frame: numberOf(c, 'frame'),
    level: numberOf(c, 'level'),
    tx: numberOf(c, 'tx'),
    ty: numberOf(c, 'ty'),
  }
  if (numbers.frame >= source.frames)
    throw new PandokError('frame-out-of-range', 'no such frame', { frame: numbers.frame, frames: source.frames })
  const path = await checked(project, source)
  const { type, tag, make } = representations[kind]
  const place = { key: source.sha256, path, cacheDir: cacheDirOf(project, deps.dataDir) }
  // The picture on screen goes before the thumbnails of the list.
  const call = { signal: c.req.raw.signal, urgent: kind !== 'thumb', glance: kind === 'preview' }
  return fileResponse(c.req.raw, {
    path: await make(deps.pool, place, numbers, call),
    type,
    etag: `"${source.sha256.slice(0, 32)}-${kind}-${tag(numbers)}-v${DECODER_VERSION}"`,
    cacheControl: 'private, max-age=31536000, immutable',
  })
}

async function serveAsset(c: Context, { projects }: Deps): Promise<Response> {
  const file = c.req.param('file') ?? ''
  const { path, type } = assetPlace(projects.get(c.req.param('project') ?? '').dir, file)
  if (!existsSync(path)) throw new PandokError('not-found', 'no such picture')
  return fileResponse(c.req.raw, {
    path,
    type,
    etag: `"${file}"`,
    cacheControl: 'private, max-age=31536000, immutable',
  })
}

function numberOf(c: Context, name: string): number {
  const text = c.req.param(name) ?? '0'
  if (!/^\d{1,9}$/.test(text)) throw new PandokError('bad-request', 'not a number', { field: name })
  return Number(text)
}

/** A project on a read-only disk keeps its pictures beside the log instead. */
export function cacheDirOf(project: OpenProject, dataDir: string): string {
  try {
    accessSync(project.dir, constants.W_OK)
    return join(project.dir, 'cache')
  } catch {
    return join(dataDir, 'cache')
  }
}
