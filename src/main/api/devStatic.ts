// Work on the renderer with hot reload: pages and modules come from the Vite server, through our own handler, so address,
// cookie and guard are the same as in the built program. Only scripts/dev.ts and electron-vite dev pass a server address.
import { contentSecurityPolicy } from './csp.ts'
import { pageWithNonce, type StaticFiles } from './staticRoutes.ts'

export function devStaticFiles(devServer: string): StaticFiles {
  const socket = devServer.replace(/^http/, 'ws')
  // Vite puts its own inline script and its styles into the page, with our nonce, and talks back by WebSocket.
  const policy = (nonce: string) =>
    contentSecurityPolicy(nonce)
      .replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)
      .replace("connect-src 'self'", `connect-src 'self' ${socket}`)
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const answer = await fetch(`${devServer}${pathname}${search}`, {
      headers: { accept: request.headers.get('accept') ?? '*/*' },
    })
    const type = answer.headers.get('content-type') ?? 'application/octet-stream'
    if (type.startsWith('text/html')) return pageWithNonce(await answer.text(), policy)
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': type, 'cache-control': 'no-store' },
    })
  }
}
