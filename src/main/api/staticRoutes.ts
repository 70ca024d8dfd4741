// The built renderer. index.html gets a fresh nonce each time; hashed assets never change.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { PandokError } from '../../shared/contract/errors.ts'
import { isInside, realPathOf } from '../files/allowedRoots.ts'
import { contentSecurityPolicy, NONCE_MARK, newNonce } from './csp.ts'
import { fileResponse } from './range.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

export type StaticFiles = (request: Request) => Promise<Response>

export function staticFiles(dir: string): StaticFiles {
  return async (request) => {
    const name = decodedPath(request)
    // Addresses of screens have no dot: they are all the one page.
    if (name === '/index.html' || !extname(name)) return page(dir)
    const path = join(dir, normalize(name))
    const real = isInside(dir, path) ? await realPathOf(path) : null
    const root = await realPathOf(dir)
    if (real === null || root === null || !isInside(root, real)) throw new PandokError('not-found', 'no such file')
    const hashed = name.startsWith('/assets/')
    return fileResponse(request, {
      path: real,
      type: TYPES[extname(real).toLowerCase()] ?? 'application/octet-stream',
      // Built files with a hash in their name; others change with the build only.
      etag: `"${Buffer.from(name).toString('base64url')}"`,
      cacheControl: hashed ? 'private, max-age=31536000, immutable' : 'no-store',
    })
  }
}

function decodedPath(request: Request): string {
  try {
    return decodeURIComponent(new URL(request.url).pathname)
  } catch {
    throw new PandokError('bad-request', 'not an address')
  }
}

async function page(dir: string): Promise<Response> {
  const html = await readFile(join(dir, 'index.html'), 'utf8').catch(() => {
    throw new PandokError('not-found', 'the renderer is not built')
  })
  return pageWithNonce(html, contentSecurityPolicy)
}

export function pageWithNonce(html: string, policy: (nonce: string) => string): Response {
  const nonce = newNonce()
  return new Response(html.replaceAll(NONCE_MARK, nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
    },
  })
}
