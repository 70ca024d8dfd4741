// The desktop program's one address. Everything that asks "is this ours?" asks here.
import { type Guard, isOwnRequest, isRpc, isWellFormedRpc, refuse } from '../guard.ts'

export const SCHEME = 'pandok'
export const APP_ORIGIN = `${SCHEME}://app`
export const APP_URL = `${APP_ORIGIN}/`
/** Own partition: nothing another page of this machine stored can reach us, and our handlers are on it alone. */
export const PARTITION = 'persist:pandok'

/** `new URL(...).origin` is 'null' for a scheme Node does not know, so scheme and host are compared. */
export function isOurs(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password, port } = new URL(url)
  return protocol === `${SCHEME}:` && host === 'app' && port === '' && username === '' && password === ''
}

export const appGuard: Guard = (request) => {
  if (!isOurs(request.url) || !isOwnRequest(request.headers, [APP_ORIGIN])) return refuse('forbidden')
  if (isRpc(new URL(request.url).pathname) && !isWellFormedRpc(request)) return refuse('bad-request')
  return null
}
