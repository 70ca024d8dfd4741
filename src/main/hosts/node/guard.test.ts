import { describe, expect, it } from 'vitest'
import { cookieName, createLoopbackGuard } from './guard.ts'
import { createSession } from './session.ts'

const PORT = 4321
const BASE = `http://127.0.0.1:${PORT}`

function open(uses: number | null = null, now?: () => number) {
  const session = createSession(now ? { uses, now } : { uses })
  const guard = createLoopbackGuard({ session, port: () => PORT })
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) =>
    guard(
      new Request(`${BASE}${path}`, {
        method,
        headers: { host: `127.0.0.1:${PORT}`, ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    )
  const cookie = () => {
    const answer = ask(`/?token=${session.token}`)
    return (answer?.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  return { session, ask, cookie }
}

describe('the printed address', () => {
  it('becomes a cookie that scripts and other sites cannot use, and a clean address', () => {
    const { session, ask } = open()
    const answer = ask(`/?token=${session.token}`)
    expect(answer?.status).toBe(303)
    expect(answer?.headers.get('location')).toBe('/')
    const cookie = answer?.headers.get('set-cookie') ?? ''
    expect(cookie).toContain(`${cookieName(PORT)}=`)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).not.toContain(session.token)
  })
  it('opens a second browser too, unless the number of uses is limited', () => {
    const many = open()
    expect(many.ask(`/?token=${many.session.token}`)?.status).toBe(303)
    expect(many.ask(`/?token=${many.session.token}`)?.status).toBe(303)
    const one = open(1)
    expect(one.ask(`/?token=${one.session.token}`)?.status).toBe(303)
    expect(one.ask(`/?token=${one.session.token}`)?.status).toBe(401)
  })
  it('can be reloaded by the browser that has the cookie, without a second use', () => {
    const { session, ask, cookie } = open(1)
    const mine = cookie()
    expect(ask(`/?token=${session.token}`, { cookie: mine })?.status).toBe(303)
    expect(ask('/', { cookie: mine })).toBeNull()
  })
  it('refuses a wrong token and a made-up cookie', () => {
    const { ask } = open()
    expect(ask('/?token=wrong')?.status).toBe(401)
    expect(ask('/', { cookie: `${cookieName(PORT)}=wrong` })?.status).toBe(401)
  })
  it('gives the browser start its own token: once, and only for a minute', () => {
    let time = 0
    const { session, ask } = open(null, () => time)
    const first = session.issueOnce()
    expect(ask(`/?token=${first}`)?.status).toBe(303)
    expect(ask(`/?token=${first}`)?.status).toBe(401)
    const second = session.issueOnce()
    time = 61_000
    expect(ask(`/?token=${second}`)?.status).toBe(401)
  })
  it('tells a person what to do, and a program the code', async () => {
    const { ask } = open()
    expect(await ask('/', { accept: 'text/html' })?.text()).toContain('token')
    expect(await ask('/rpc/app.info')?.json()).toEqual({ error: { code: 'no-session' } })
  })
})

describe('foreign requests, even with the cookie', () => {
  it.each([
    ['another host name (DNS rebinding)', { host: 'evil.example' }],
    ['the right name on another port', { host: '127.0.0.1:9999' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['the origin of another port', { origin: 'http://127.0.0.1:9999' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a page on another port', { 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', (_name, headers) => {
    const { ask, cookie } = open()
    const mine = cookie()
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect(ask('/', { cookie: mine, ...headers }, method)?.status, method).toBe(403)
  })
  it('redeems no token for a foreign page', () => {
    const { session, ask } = open()
    expect(ask(`/?token=${session.token}`, { 'sec-fetch-site': 'cross-site' })?.status).toBe(403)
  })
})

describe('/rpc', () => {
  const json = { 'content-type': 'application/json' }
  it('takes JSON by POST', () => {
    const { ask, cookie } = open()
    expect(ask('/rpc/app.info', { cookie: cookie(), origin: BASE, ...json }, 'POST', '{}')).toBeNull()
  })
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json-seq'])(
    'refuses %s, which a form could send',
    (type) => {
      const { ask, cookie } = open()
      expect(ask('/rpc/app.info', { cookie: cookie(), 'content-type': type }, 'POST', '{}')?.status).toBe(400)
    },
  )
  it('refuses GET', () => {
    const { ask, cookie } = open()
    expect(ask('/rpc/app.info', { cookie: cookie(), ...json })?.status).toBe(400)
  })
})
