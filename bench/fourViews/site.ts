// Both pages as built programs, DICOM files for the peer, and the media plane over the real pixel workers for ours.
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { build } from 'vite'
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
  const media = (name: string, what: string): Promise<string> => {
    const [path, key] = [files.get(name), keys.get(name)]
    if (!path || !key) throw new Error(`no file ${name}`)
    const call = { urgent: true, glance: what === 'preview' }
    return what === 'preview'
      ? pool.previewFile(key, path, 0, cacheDir, call)
      : pool.frameFile(key, path, 0, cacheDir, call)
  }
  const pathOf = async (url: string): Promise<string> => {
    const derived = /^\/media\/[^/]+\/([^/]+)\/0\/(preview|frame)$/.exec(url)
    if (derived) return media(derived[1] ?? '', derived[2] ?? '')
    const dicom = /^\/dicom\/([^/]+)$/.exec(url)
    if (dicom) return files.get(dicom[1] ?? '') ?? ''
    return join(outDir, url.replaceAll('..', ''))
  }
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      const path = await pathOf((req.url ?? '/').split('?')[0] ?? '/')
      const bytes = await readFile(path)
      res.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream')
      res.end(bytes)
    } catch (error) {
      res.statusCode = 404
      res.end(String(error))
    }
  }
  const server = createServer((req, res) => void answer(req, res))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    give(name, path) {
      files.set(name, path)
      keys.set(name, String(keys.size + 1).padStart(64, '0'))
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
