// Drag and drop in the browser host: the page cannot name paths, so it sends the bytes, and the import takes them from here.
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { Hono } from 'hono'
import { PandokError } from '../../shared/contract/errors.ts'
import { idSchema } from '../../shared/ids.ts'
import { isInside } from '../files/allowedRoots.ts'
import { storageError } from '../store/storageError.ts'
import type { Deps } from './deps.ts'

export const MAX_UPLOAD_BYTES = 8 * 2 ** 30
const MAX_DEPTH = 32
const FOLDER = 'uploads'

/** Inside the project, so that taking a file in is a rename on the same disk. */
export const stagingFolder = (projectDir: string, batch: string): string => join(projectDir, FOLDER, batch)

export const isStaged = (projectDir: string, path: string): boolean => isInside(join(projectDir, FOLDER), path)

export function uploadRoutes({ projects }: Deps, maxBytes = MAX_UPLOAD_BYTES): Hono {
  const routes = new Hono()
  routes.put('/:project/:batch', async (c) => {
    const project = projects.get(c.req.param('project'))
    // Throws read-only.
    project.writable()
    const batch = idSchema.safeParse(c.req.param('batch'))
    if (!batch.success) throw new PandokError('bad-request', 'not a batch id', { field: 'batch' })
    const names = relativeNames(c.req.query('path') ?? '')
    if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw new PandokError('too-large', 'file too large')
    const folder = stagingFolder(project.dir, batch.data)
    const path = join(folder, ...names)
    await receive(c.req.raw.body, path, maxBytes)
    return c.json({ folder, path })
  })
  return routes
}

/** Names as the browser's directory reader gives them: `folder/a.png`. Nothing that could leave the staging folder. */
export function relativeNames(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.')
  // Control characters, and what Windows reads as a drive, a stream or a folder border.
  const isBad = (name: string) => name === '..' || /[\\:*?"<>|]|\p{Cc}/u.test(name) || Buffer.byteLength(name) > 255
  if (names.length === 0 || names.length > MAX_DEPTH || names.some(isBad))
    throw new PandokError('bad-request', 'not a relative file name', { field: 'path' })
  return names
}

async function receive(body: ReadableStream<Uint8Array> | null, path: string, maxBytes: number): Promise<void> {
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) done(new PandokError('too-large', 'file too large'))
      else done(null, chunk)
    },
  })
  const partial = `${path}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const from = body === null ? Readable.from([]) : Readable.fromWeb(body as NodeStream<Uint8Array>)
    await pipeline(from, counted, createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw storageError(error)
  }
}
