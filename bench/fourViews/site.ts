// Both pages as built programs from the server of the program: DICOM files for the peer, the media plane over the real pixel
// workers for ours.
import { extname, join } from 'node:path'
import { build } from 'vite'
import { answerPicture } from '../../src/main/api/pictures.ts'
import { fileResponse } from '../../src/main/api/range.ts'
import { listen } from '../../src/main/hosts/node/loopback.ts'
import type { PixelPool } from '../../src/main/imaging/pixelPool.ts'

const page = join(import.meta.dirname, '../page/fourViews')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

export async function buildPages(outDir: string): Promise<void> {
  await build({
    root: page,
    configFile: false,
    logLevel: 'error',
    base: './',
    resolve: { alias: { events: join(page, 'events.ts') } },
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'esnext',
      rollupOptions: { input: [join(page, 'ours.html'), join(page, 'peer.html')] },
    },
  })
}

export type Site = {
  readonly url: string
  /** A file under a new name is new to browser, cache and workers. */
  give(name: string, path: string): void
  close(): Promise<void>
}

export async function serveSite(outDir: string, cacheDir: string, pool: PixelPool): Promise<Site> {
  const files = new Map<string, string>()
  const keys = new Map<string, string>()
  const known = (map: ReadonlyMap<string, string>, name: string): string => {
    const found = map.get(name)
    if (!found) throw new Error(`no file ${name}`)
    return found
  }
  const whole = (request: Request, path: string): Promise<Response> => {
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    return fileResponse(request, { path, type, etag: `"${path}"`, cacheControl: 'no-store' })
  }
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const picture = /^\/media\/[^/]+\/([^/]+)\/0\/(look|frame)$/.exec(pathname)
    const name = picture?.[1] ?? ''
    if (picture)
      return answerPicture(
        request,
        pool,
        picture[2] === 'look' ? 'look' : 'frame',
        { key: known(keys, name), path: known(files, name), cacheDir },
        { frame: 0, level: 0, tx: 0, ty: 0 },
      )
    const dicom = /^\/dicom\/([^/]+)$/.exec(pathname)
    return whole(request, dicom ? known(files, dicom[1] ?? '') : join(outDir, pathname))
  }
  const { port, close } = await listen(
    (request) => answer(request).catch((error: unknown) => new Response(String(error), { status: 404 })),
    0,
  )
  return {
    url: `http://127.0.0.1:${port}`,
    give(name, path) {
      files.set(name, path)
      keys.set(name, String(keys.size + 1).padStart(64, '0'))
    },
    close,
  }
}
