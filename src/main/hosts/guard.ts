// The first thing every request meets. Returns the refusal (or the redirect after a token), or null to let it pass.
import type { ErrorCode } from '../../shared/contract/errors.ts'

export type Guard = (request: Request) => Response | null

const STATUS = { forbidden: 403, 'no-session': 401, 'bad-request': 400 } as const satisfies Partial<
  Record<ErrorCode, number>
>

export const refuse = (code: keyof typeof STATUS): Response =>
  Response.json({ error: { code } }, { status: STATUS[code], headers: { 'cache-control': 'no-store' } })

/** Our own pages, or something typed or opened by the person; a page of another site, or of another port, is neither. */
const OWN_FETCH_SITES: ReadonlySet<string> = new Set(['same-origin', 'none'])

/** True when the browser itself says the request was made by our page (or by no page). */
export function isOwnRequest(headers: Headers, origins: readonly string[]): boolean {
  const origin = headers.get('origin')
  if (origin !== null && !origins.includes(origin)) return false
  const site = headers.get('sec-fetch-site')
  return site === null || OWN_FETCH_SITES.has(site)
}

/** /rpc takes JSON by POST and nothing else: a form or an image of a foreign page can send neither. */
export function isWellFormedRpc(request: Request): boolean {
  const type = request.headers.get('content-type') ?? ''
  return request.method === 'POST' && /^application\/json\s*(;|$)/i.test(type)
}

export const isRpc = (pathname: string): boolean => pathname === '/rpc' || pathname.startsWith('/rpc/')
