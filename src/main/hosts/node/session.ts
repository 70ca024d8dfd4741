// Who may talk to the loopback host: a secret in the printed address is exchanged for a cookie. docs/adr/011.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Session = {
  /** Token for the printed address; good for `uses` browsers, or for the life of the server. */
  readonly token: string
  /** Token that works once and for a short time: for the address that goes through another program's argument list. */
  issueOnce(): string
  /** Value of a new cookie, or null when the token is wrong, used up or expired. */
  redeem(token: string): string | null
  knows(cookie: string): boolean
}

const ONCE_LIFETIME_MS = 60_000

const secret = (): string => randomBytes(32).toString('base64url')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const hex = (text: string): string => digest(text).toString('hex')
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

export type SessionOptions = {
  readonly uses?: number | null
  readonly now?: () => number
  /** Work on the backend only (scripts/dev.ts): the same secrets after each restart, so the open page stays logged in. */
  readonly seed?: string | null
}

export function createSession({ uses = null, now = Date.now, seed = null }: SessionOptions): Session {
  const newSecret = (name: string) => (seed === null ? secret() : digest(`${seed} ${name}`).toString('base64url'))
  const token = newSecret('token')
  let left = uses ?? Number.POSITIVE_INFINITY
  const once = new Map<string, number>()
  const cookies = new Set<string>(seed === null ? [] : [hex(newSecret('cookie'))])

  const isGood = (given: string): boolean => {
    for (const [value, expires] of once) {
      if (expires < now()) once.delete(value)
      else if (same(value, given)) return once.delete(value)
    }
    if (left <= 0 || !same(token, given)) return false
    left -= 1
    return true
  }

  return {
    token,
    issueOnce() {
      const value = secret()
      once.set(value, now() + ONCE_LIFETIME_MS)
      return value
    },
    redeem(given) {
      if (!isGood(given)) return null
      const cookie = newSecret('cookie')
      cookies.add(hex(cookie))
      return cookie
    },
    // Looked up by digest: the comparison time says nothing about the secret.
    knows: (cookie) => cookies.has(hex(cookie)),
  }
}
