// Loopback is a network service that any page in any browser can reach (codebases.md F7), so: our address only (DNS
// rebinding), our page only (Origin, Sec-Fetch-Site, on every method), and a cookie that only the printed address gives.
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { errorTexts } from '../../../shared/text/errors.ts'
import { type Guard, isOwnRequest, isRpc, isWellFormedRpc, refuse } from '../guard.ts'
import type { Session } from './session.ts'

export const LOOPBACK_ADDRESS = '127.0.0.1'

/** Cookies are shared by all ports of a host, so the port is in the name: two servers do not overwrite each other. */
export const cookieName = (port: number): string => `pandok_session_${port}`

export function createLoopbackGuard({ session, port }: { session: Session; port: () => number }): Guard {
  return (request) => {
    const url = new URL(request.url)
    const hosts = [`${LOOPBACK_ADDRESS}:${port()}`, `localhost:${port()}`]
    const host = request.headers.get('host')
    if (host === null || !hosts.includes(host.toLowerCase())) return refuse('forbidden')
    if (
      !isOwnRequest(
        request.headers,
        hosts.map((h) => `http://${h}`),
      )
    )
      return refuse('forbidden')

    const token = url.pathname === '/' ? url.searchParams.get('token') : null
    if (token !== null && (request.method === 'GET' || request.method === 'HEAD'))
      return exchange(session, token, request, port())
    if (!hasSession(session, request, port())) return withoutSession(request)
    if (isRpc(url.pathname) && !isWellFormedRpc(request)) return refuse('bad-request')
    return null
  }
}

/** The token leaves the address bar and the history at once. A reload of the printed address needs no second use. */
function exchange(session: Session, token: string, request: Request, port: number): Response {
  const headers = new Headers({ location: '/', 'cache-control': 'no-store' })
  if (!hasSession(session, request, port)) {
    const cookie = session.redeem(token)
    if (cookie === null) return withoutSession(request)
    headers.set('set-cookie', `${cookieName(port)}=${cookie}; Path=/; HttpOnly; SameSite=Strict`)
  }
  return new Response(null, { status: 303, headers })
}

function hasSession(session: Session, request: Request, port: number): boolean {
  const name = cookieName(port)
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name && session.knows(pair.slice(at + 1).trim())) return true
  }
  return false
}

/** A person who opened the bare address gets a sentence; a program gets the code. */
function withoutSession(request: Request): Response {
  if (!(request.headers.get('accept') ?? '').includes('text/html')) return refuse('no-session')
  const code: ErrorCode = 'no-session'
  const { ko, en } = errorTexts[`error.${code}`]
  const page = `<!doctype html><meta charset="utf-8"><title>Pandok</title><p lang="ko">${ko}</p><p lang="en">${en}</p>`
  return new Response(page, {
    status: 401,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}
