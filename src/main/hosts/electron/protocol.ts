import type { CustomScheme, Protocol, Session } from 'electron'
import { SCHEME } from './origin.ts'

/**
 * `standard` for relative URLs, storage and 'self' in the CSP; `supportFetchAPI` or the page's own fetch is refused
 * (electron#48297); `stream` for media. Never `bypassCSP`.
 */
const schemes: CustomScheme[] = [
  {
    scheme: SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
]

/** Once, before the program is ready: Electron ignores it afterwards. */
export const registerScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void =>
  protocol.registerSchemesAsPrivileged(schemes)

export function serveScheme(session: Session, fetch: (request: Request) => Promise<Response>): void {
  session.protocol.handle(SCHEME, (request) => fetch(request))
  session.protocol.handle('file', () => new Response(null, { status: 403 }))
}
