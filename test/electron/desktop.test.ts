// The real entry of the desktop program under the double of Electron: what it sets up, and what it refuses.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CHANNELS } from '../../src/shared/contract/channels.ts'
import {
  createElectronDouble,
  type ElectronDouble,
  fromFrame,
  preventable,
  type SessionDouble,
  WebContentsDouble,
} from '../harness/electronDouble.ts'

const soon = (check: () => void) => vi.waitFor(check, { timeout: 60_000 })

let dir: string
let double: ElectronDouble

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'desktop-'))
  double = createElectronDouble(join(dir, 'userData'))
  mkdirSync(join(dir, 'userData'))
  vi.resetModules()
  vi.doMock('electron', () => double.electron)
})
afterEach(async () => {
  vi.useRealTimers()
  rmSync(dir, { recursive: true, force: true })
})

const startUnready = () => import('../../src/main/index.ts')
async function start() {
  await startUnready()
  double.becomeReady()
  await soon(() => expect(double.journal.some((line) => line.startsWith('load'))).toBe(true))
  const window = double.state.windows[0]
  const session = double.state.sessions.get('persist:pandok')
  if (!window || !session) throw new Error('no window')
  return { window, session, contents: window.webContents }
}
const rpc = (session: SessionDouble, name: string, input: unknown, headers: Record<string, string> = {}) =>
  session.fetch(`pandok://app/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'pandok://app', ...headers },
    ...(input === null ? {} : { body: JSON.stringify(input) }),
  })

describe('before the program is ready', () => {
  it('registers the scheme with exactly the privileges it needs, and the sandbox', async () => {
    await startUnready()
    expect(double.journal).toEqual(['scheme', 'sandbox'])
    expect(double.state.schemes).toEqual([
      {
        scheme: 'pandok',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ])
    expect(double.state.switches).toContain('disable-component-update')
    expect(double.state.switches).toContain('enable-unsafe-swiftshader')
  })

  it('leaves at once when it already runs', async () => {
    double.state.lock = false
    await startUnready()
    double.becomeReady()
    expect(double.state.quits).toBe(1)
    expect(double.state.windows).toHaveLength(0)
  })
})

describe('the window', () => {
  it('is sandboxed, isolated, on its own session, and shows our page', async () => {
    const { window, session } = await start()
    expect(window.options.webPreferences).toMatchObject({
      session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(double.journal).toContain('load pandok://app/')
    expect(double.state.menu).toBeNull()
  })

  it('is brought to the front by a second start', async () => {
    await start()
    double.app.emit('second-instance')
    expect(double.journal).toContain('focus')
  })
})

describe('the backend behind pandok://', () => {
  it('answers its own page, with the policy as a header', async () => {
    const { session } = await start()
    const answer = await rpc(session, 'app.info', null)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.json()).toMatchObject({ result: { data: { host: 'electron' } } })
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['a frame without an origin', { origin: 'null' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', async (_name, headers) => {
    const { session } = await start()
    expect((await rpc(session, 'app.info', null, headers)).status).toBe(403)
  })

  it.each(['pandok://evil/rpc/app.info', 'pandok://app:81/'])('refuses %s', async (url) => {
    const { session } = await start()
    expect((await session.fetch(url)).status).toBe(403)
  })

  it('refuses file addresses', async () => {
    const { session } = await start()
    expect((await session.fetch('file:///etc/hosts')).status).toBe(403)
  })

  it('listens nowhere', async () => {
    const { session } = await start()
    const { result } = (await (await rpc(session, 'app.selfTest', null)).json()) as {
      result: { data: { checks: { name: string; ok: boolean; detail: string }[] } }
    }
    expect(result.data.checks.find((c) => c.name === 'listening')).toEqual({
      name: 'listening',
      ok: true,
      detail: 'no listening socket',
    })
  })
})

describe('what a page may not do', () => {
  const PERMISSIONS = [
    'geolocation',
    'media',
    'clipboard-read',
    'notifications',
    'midi',
    'hid',
    'serial',
    'usb',
    'openExternal',
    'idle-detection',
    'something-new',
  ] as const

  it('refuses every permission but two, and those to foreign pages', async () => {
    const { session } = await start()
    const { permissionRequest: request, permissionCheck: check } = session.handlers
    const ask = (permission: string, url: string) => {
      let granted: boolean | null = null
      const contents = { getURL: () => url }
      // The double's handlers carry Electron's types; the unknown name is the point of the test.
      request?.(contents as never, permission as never, (ok) => (granted = ok), {} as never)
      expect(check?.(null, permission as never, url, {} as never)).toBe(granted)
      return granted
    }
    for (const permission of PERMISSIONS) expect(ask(permission, 'pandok://app/'), permission).toBe(false)
    expect(ask('fullscreen', 'pandok://app/')).toBe(true)
    expect(ask('clipboard-sanitized-write', 'pandok://app/')).toBe(true)
    expect(ask('fullscreen', 'https://evil.example/')).toBe(false)
  })

  it('gives no device away', async () => {
    const { session } = await start()
    expect(session.handlers.device?.({} as never)).toBe(false)
    expect(session.handlers.usb?.({ protectedClasses: ['hid', 'video'] })).toEqual(['hid', 'video'])
    session.handlers.bluetooth?.({} as never, (answer) => expect(answer).toEqual({ confirmed: false }))
    for (const [event, args] of [
      ['select-hid-device', [{}]],
      ['select-usb-device', [{}]],
      ['select-serial-port', [[], {}]],
    ] as const) {
      const chosen: unknown[] = []
      const stopped = preventable((e) => session.emit(event, e, ...args, (id: unknown) => chosen.push(id)))
      expect(stopped, event).toBe(true)
      expect(chosen[0] || null, event).toBeNull()
    }
    expect(preventable((e) => session.emit('will-download', e))).toBe(true)
  })

  it.each([
    ['https://evil.example/', true],
    ['http://127.0.0.1:8080/', true],
    ['ws://evil.example/', true],
    ['file:///etc/hosts', true],
    ['ftp://evil.example/', true],
    ['pandok://evil/', true],
    ['pandok://app/media/x', false],
    ['blob:pandok://app/1', false],
    ['data:image/png;base64,AA', false],
  ])('the network filter: %s cancelled %s', async (url, cancelled) => {
    const { session } = await start()
    const answers: unknown[] = []
    session.handlers.beforeRequest?.({ url }, ({ cancel }) => answers.push(cancel))
    expect(answers).toEqual([cancelled])
  })

  it('asks no proxy, no resolver, no dictionary server', async () => {
    const { session } = await start()
    expect(session.proxy).toEqual({ mode: 'direct' })
    expect(session.spellChecker).toBe(false)
    expect(double.journal).toContain('resolver off')
  })

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'] as const)('%s stays at home', async (kind) => {
    const { contents } = await start()
    for (const url of [
      'https://evil.example/?next=pandok://app/',
      'file:///etc/hosts',
      'pandok://evil/',
      'pandok://app.evil/',
    ])
      expect(contents.navigate(kind, url), url).toBe(true)
    expect(contents.navigate(kind, 'pandok://app/#/project')).toBe(false)
  })

  it('opens a window for the second monitor, as hardened as the first, and it opens none', async () => {
    const { contents } = await start()
    const open = (url: string) => contents.openHandler?.({ url } as never)
    expect(open('pandok://app/#/p/1/second')).toMatchObject({
      action: 'allow',
      overrideBrowserWindowOptions: {
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
      },
    })
    for (const url of ['pandok://evil/#/p/1/second', 'https://evil.example/#/p/1/second', 'pandok://app/#/p/1/items'])
      expect(open(url), url).toEqual({ action: 'deny' })
    const child = new WebContentsDouble()
    contents.emit('did-create-window', { webContents: child, close: () => undefined })
    expect(child.openHandler?.({ url: 'pandok://app/#/p/1/second' } as never)).toEqual({ action: 'deny' })
    expect(child.navigate('will-navigate', 'https://evil.example/')).toBe(true)
  })

  it('opens no other window and no web view', async () => {
    const { contents } = await start()
    expect(contents.openHandler?.({ url: 'pandok://app/' } as never)).toEqual({ action: 'deny' })
    expect(preventable((e) => contents.emit('will-attach-webview', e))).toBe(true)
  })
})

describe('dropped files', () => {
  it('may be named by our page in the top frame only', async () => {
    const { session } = await start()
    // Outside of every standing root: /tmp is one, so a folder of the system is used.
    const list = async () => (await rpc(session, 'files.list', { path: '/usr/share', show: 'all' })).status
    expect(await list()).toBe(403)
    for (const event of [
      fromFrame('https://evil.example/'),
      fromFrame('pandok://app/', { url: 'pandok://app/' }),
      fromFrame(null),
    ]) {
      double.ipcMain.emit(CHANNELS.allowPath, event, '/usr/share')
      expect(event.returnValue).toBe(false)
    }
    expect(await list()).toBe(403)
    const own = fromFrame('pandok://app/')
    double.ipcMain.emit(CHANNELS.allowPath, own, '/usr/share')
    expect(own.returnValue).toBe(true)
    expect(await list()).toBe(200)
  })
})

describe('leaving', () => {
  const answer = (saved: boolean, event = fromFrame('pandok://app/'), request = 1) =>
    double.ipcMain.emit(CHANNELS.quitAnswer, event, request, saved)

  it('asks the page, waits for it, closes the project, and only then goes', async () => {
    const { window, contents } = await start()
    expect(window.askToClose()).toBe(true)
    await soon(() => expect(contents.sent).toEqual([{ channel: CHANNELS.quitRequest, args: [1] }]))
    expect(double.state.exitCode).toBeNull()
    answer(true)
    await soon(() => expect(double.state.exitCode).toBe(0))
  })

  it('stays when the page says so, and asks again the next time', async () => {
    const { contents } = await start()
    double.app.quit()
    await soon(() => expect(contents.sent).toHaveLength(1))
    answer(false)
    await soon(() => expect(double.ipcMain.listenerCount(CHANNELS.quitAnswer)).toBe(0))
    expect(double.state.exitCode).toBeNull()
    double.app.quit()
    await soon(() => expect(contents.sent).toHaveLength(2))
    answer(true, undefined, 2)
    await soon(() => expect(double.state.exitCode).toBe(0))
  })

  it('takes no answer from a foreign frame or to another question', async () => {
    const { contents } = await start()
    double.app.quit()
    await soon(() => expect(contents.sent).toHaveLength(1))
    answer(true, fromFrame('https://evil.example/'))
    answer(true, fromFrame('pandok://app/'), 99)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(double.state.exitCode).toBeNull()
    answer(true)
    await soon(() => expect(double.state.exitCode).toBe(0))
  })

  it('shows a dialog after two seconds; the person may leave without the page', async () => {
    const { contents } = await start()
    let press: (button: number) => void = () => {}
    double.state.press = () => new Promise((resolve) => (press = resolve))
    double.app.quit()
    await soon(() => expect(contents.sent).toHaveLength(1))
    expect(double.state.dialogs).toHaveLength(0)
    await soon(() => expect(double.state.dialogs).toHaveLength(1))
    expect(double.state.dialogs[0]?.buttons).toHaveLength(2)
    press(1)
    await soon(() => expect(double.state.exitCode).toBe(0))
  })

  it('takes the dialog away when the page is done after all', async () => {
    const { contents } = await start()
    double.app.quit()
    await soon(() => expect(double.state.dialogs).toHaveLength(1))
    answer(true)
    await soon(() => expect(double.state.exitCode).toBe(0))
    expect(double.state.dialogs[0]?.signal?.aborted).toBe(true)
    expect(contents.sent).toHaveLength(1)
  })

  it('does not wait for a page that is gone', async () => {
    const { contents } = await start()
    double.app.quit()
    await soon(() => expect(contents.sent).toHaveLength(1))
    contents.emit('render-process-gone')
    await soon(() => expect(double.state.exitCode).toBe(0))
  })
})

describe('a native dialog', () => {
  it('lets the chosen folder be seen, whatever it is', async () => {
    const { session } = await start()
    const list = async () => (await rpc(session, 'files.list', { path: '/usr/lib', show: 'all' })).status
    expect(await list()).toBe(403)
    double.state.folder = '/usr/lib'
    expect(await (await rpc(session, 'host.pickFolder', null)).json()).toMatchObject({
      result: { data: { path: '/usr/lib' } },
    })
    expect(await list()).toBe(200)
  })
})

it('shows the pages of the build with a fresh nonce each time', async () => {
  // The checkout may not be built; then the answer says so in a code.
  const { session } = await start()
  const answer = await session.fetch('pandok://app/')
  if (answer.status === 404) expect(await answer.json()).toEqual({ error: { code: 'not-found', detail: {} } })
  else {
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? 'none'
    const html = await answer.text()
    expect(html).toContain(nonce)
    expect(await (await session.fetch('pandok://app/')).text()).not.toContain(nonce)
  }
})
