// Serves the bench page from source, and made-up frames under the addresses of the media plane.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { frameFile, parseSpec, previewFile, tileFile } from './frames.ts'

const root = new URL('../..', import.meta.url).pathname

/** Frame files by source id, beside the made-up ones; first looks as `id/look`. */
export type Extra = ReadonlyMap<string, Uint8Array>

/** First letter of a bitmap; frame files begin with a P. */
const BMP = 0x42

function media(path: string, extra: Extra): Uint8Array | null {
  const m = /^\/media\/[^/]+\/([^/]+)\/\d+\/(frame|look|tile\/(\d+)\/(\d+)\/(\d+))$/.exec(path)
  const given = m && extra.get(m[2] === 'look' ? `${m[1]}/look` : m[2] === 'frame' ? (m[1] ?? '') : '')
  if (given) return given
  const spec = m?.[1] === undefined ? null : parseSpec(m[1])
  if (!m || !spec) return null
  if (m[2] === 'frame') return frameFile(spec)
  if (m[2] === 'look') return previewFile(spec)
  return tileFile(spec, Number(m[3]), Number(m[4]), Number(m[5]))
}

export async function serveBench(extra: Extra = new Map()): Promise<{ url: string; close(): Promise<void> }> {
  // One cache for each server: two at a time on the same folder wait for each other for ever.
  const cacheDir = await mkdtemp(join(tmpdir(), 'pandok-bench-'))
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir,
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null, fs: { strict: false } },
    optimizeDeps: { entries: ['bench/page/canvas.html'] },
    worker: { format: 'es' },
    plugins: [
      {
        name: 'made-up-media',
        configureServer: ({ middlewares }) => {
          middlewares.use((req, res, next) => {
            if (!req.url?.startsWith('/media/')) return next()
            const file = media(req.url, extra)
            res.statusCode = file ? 200 : 404
            const bitmap = file?.[0] === BMP
            const type = bitmap ? 'image/webp' : 'application/octet-stream'
            res.setHeader('content-type', file ? type : 'application/json')
            res.setHeader('cache-control', 'no-store')
            res.end(file ?? JSON.stringify({ error: { code: 'not-found', detail: {} } }))
          })
        },
      },
    ],
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (!address || typeof address === 'string') throw new Error('bench server has no port')
  const close = async () => {
    await server.close()
    await rm(cacheDir, { recursive: true, force: true })
  }
  return { url: `http://127.0.0.1:${address.port}/bench/page/canvas.html`, close }
}
