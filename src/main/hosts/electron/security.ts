// The hardening table of codebases.md 6.1 (S4-S6): everything a page could ask for is refused, with few exceptions.
import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import { isOurs } from './origin.ts'

/** Permissions a page of ours may use, each with its reason. Everything else, known or new, is refused. */
const GRANTED: ReadonlyMap<string, string> = new Map([
  ['fullscreen', 'reading room: the picture fills the monitor'],
  ['clipboard-sanitized-write', 'copying a path or a list of problems'],
])

/** What the page may load besides itself; none of these leaves the machine. */
const INNER_SCHEMES: ReadonlySet<string> = new Set(['blob:', 'data:', 'devtools:'])

const schemeOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '')

export const mayLoad = (url: string): boolean => isOurs(url) || INNER_SCHEMES.has(schemeOf(url))

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(GRANTED.has(permission) && isOurs(contents.getURL())),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => GRANTED.has(permission) && isOurs(origin))
  session.setDevicePermissionHandler(() => false)
  // Every USB class stays protected, so WebUSB can open nothing.
  session.setUSBProtectedClassesHandler((details) => details.protectedClasses)
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.on('select-hid-device', (e, _details, answer) => {
    e.preventDefault()
    answer()
  })
  session.on('select-usb-device', (e, _details, answer) => {
    e.preventDefault()
    answer()
  })
  session.on('select-serial-port', (e, _ports, _contents, answer) => {
    e.preventDefault()
    answer('')
  })
  session.on('will-download', (e) => e.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }))
  session.setSpellCheckerEnabled(false)
  // Fetches dictionaries from the network otherwise.
  session.setSpellCheckerDictionaryDownloadURL('pandok://none/')
}

/** No name resolution over the network, no proxy discovery: both would be packets of ours. */
export async function silenceNetwork(app: Pick<App, 'configureHostResolver'>, session: Session): Promise<void> {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' })
  await session.setProxy({ mode: 'direct' })
}

export const QUIET_SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'no-pings',
] as const

/** Without a GPU Chromium draws WebGL only when allowed to (SwiftShader); it gets nothing but pages of ours. */
export const DRAWING_SWITCHES = ['enable-unsafe-swiftshader'] as const

/** The one window that a page of ours may open: that for a second monitor. */
const SECOND = /^#\/p\/[^/]+\/second$/
export const isSecondWindow = (url: string): boolean => isOurs(url) && SECOND.test(new URL(url).hash)

/** `second`: how a window for a second monitor is made; without it none may be opened. */
export function hardenContents(contents: WebContents, second?: BrowserWindowConstructorOptions): void {
  const stayHome = (event: { url: string; preventDefault(): void }) => {
    if (!isOurs(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayHome)
  contents.on('will-redirect', stayHome)
  contents.on('will-frame-navigate', stayHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) =>
    second && isSecondWindow(url) ? { action: 'allow', overrideBrowserWindowOptions: second } : { action: 'deny' },
  )
  contents.on('did-create-window', (child) => hardenContents(child.webContents))
}
