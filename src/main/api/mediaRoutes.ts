// The media plane: derived pictures as files, addressed by content, Range and HEAD answered by us
// (Electron's own file answers ignore Range: electron#38749).
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { PandokError } from '../../shared/contract/errors.ts'
import { assetPlace } from '../files/assets.ts'
import type { OpenProject } from '../store/open.ts'
import { getSource } from '../store/sources.ts'
import type { Deps } from './deps.ts'
import { answerPicture, type PictureKind } from './pictures.ts'
import { fileResponse } from './range.ts'
import { createSourceCheck, type SourceCheck } from './sourceCheck.ts'

const PATHS: readonly (readonly [string, PictureKind])[] = [
  ['/:project/:source/:frame/frame', 'frame'],
  ['/:project/:source/:frame/tile/:level/:tx/:ty', 'tile'],
  ['/:project/:source/:frame/look', 'look'],
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

async function serve(c: Context, kind: PictureKind, deps: Deps, checked: SourceCheck): Promise<Response> {
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
  const place = { key: source.sha256, path, cacheDir: cacheDirOf(project, deps.dataDir) }
  return answerPicture(c.req.raw, deps.pool, kind, place, numbers)
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
