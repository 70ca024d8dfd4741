// Stands in for the `electron` module, which needs its binary. Typed by Electron's own declarations, so a call that
// Electron would not take does not compile here either. It records what the program asks for and lets a test play the
// other side: the page, another site, a device, the person at the dialog.
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

type Handler<T> = T extends (handler: infer H) => unknown ? NonNullable<H> : never
type SessionHandlers = {
  permissionRequest: Handler<Electron.Session['setPermissionRequestHandler']>
  permissionCheck: Handler<Electron.Session['setPermissionCheckHandler']>
  device: Handler<Electron.Session['setDevicePermissionHandler']>
  usb: Handler<Electron.Session['setUSBProtectedClassesHandler']>
  bluetooth: Handler<Electron.Session['setBluetoothPairingHandler']>
  display: (request: unknown, answer: (streams: unknown) => void) => void
  beforeRequest: (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void
}
type Fetch = (request: Request) => Response | Promise<Response>

export class SessionDouble extends EventEmitter {
  readonly handlers: Partial<SessionHandlers> = {}
  readonly schemes = new Map<string, Fetch>()
  proxy: unknown = null
  spellChecker = true
  readonly protocol = { handle: (scheme: string, fetch: Fetch) => void this.schemes.set(scheme, fetch) }
  readonly webRequest = {
    onBeforeRequest: (handler: SessionHandlers['beforeRequest']) => {
      this.handlers.beforeRequest = handler
    },
  }
  setPermissionRequestHandler(h: SessionHandlers['permissionRequest']) {
    this.handlers.permissionRequest = h
  }
  setPermissionCheckHandler(h: SessionHandlers['permissionCheck']) {
    this.handlers.permissionCheck = h
  }
  setDevicePermissionHandler(h: SessionHandlers['device']) {
    this.handlers.device = h
  }
  setUSBProtectedClassesHandler(h: SessionHandlers['usb']) {
    this.handlers.usb = h
  }
  setBluetoothPairingHandler(h: SessionHandlers['bluetooth']) {
    this.handlers.bluetooth = h
  }
  setDisplayMediaRequestHandler(h: SessionHandlers['display']) {
    this.handlers.display = h
  }
  setSpellCheckerEnabled(on: boolean) {
    this.spellChecker = on
  }
  setSpellCheckerDictionaryDownloadURL() {}
  async setProxy(config: unknown) {
    this.proxy = config
  }
  /** What the page sees when it asks for an address. */
  async fetch(url: string, init?: RequestInit): Promise<Response> {
    const { protocol } = new URL(url)
    const serve = this.schemes.get(protocol.slice(0, -1))
    if (!serve) throw new TypeError(`net::ERR_UNKNOWN_URL_SCHEME ${url}`)
    return serve(new Request(url, init))
  }
}

type OpenHandler = Handler<Electron.WebContents['setWindowOpenHandler']>

export class WebContentsDouble extends EventEmitter {
  readonly sent: { channel: string; args: unknown[] }[] = []
  openHandler: OpenHandler | null = null
  crashed = false
  url = ''
  getURL = () => this.url
  isCrashed = () => this.crashed
  setWindowOpenHandler(handler: OpenHandler) {
    this.openHandler = handler
  }
  send(channel: string, ...args: unknown[]) {
    this.sent.push({ channel, args })
    this.emit('sent', channel, ...args)
  }
  /** Plays a navigation attempt of one of the three kinds; true when the program stopped it. */
  navigate(kind: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
    return preventable((event) => this.emit(kind, Object.assign(event, { url })))
  }
}

export function preventable(emit: (event: { preventDefault(): void; defaultPrevented: boolean }) => void): boolean {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  emit(event)
  return event.defaultPrevented
}

export function createElectronDouble(userData: string) {
  const journal: string[] = []
  const state = {
    lock: true,
    locale: 'en-US',
    ready: false,
    switches: [] as string[],
    schemes: [] as Electron.CustomScheme[],
    windows: [] as BrowserWindowDouble[],
    sessions: new Map<string, SessionDouble>(),
    dialogs: [] as Electron.MessageBoxOptions[],
    /** Index of the button the person presses; a promise that never settles = they do nothing. */
    press: (_options: Electron.MessageBoxOptions): Promise<number> => new Promise(() => {}),
    folder: null as string | null,
    exposed: new Map<string, unknown>(),
    exitCode: null as number | null,
    quits: 0,
    menu: undefined as unknown,
  }

  class BrowserWindowDouble extends EventEmitter {
    readonly webContents = new WebContentsDouble()
    readonly options: Electron.BrowserWindowConstructorOptions
    title = ''
    destroyed = false
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super()
      this.options = options
      state.windows.push(this)
    }
    async loadURL(url: string) {
      this.webContents.url = url
      journal.push(`load ${url}`)
    }
    show() {}
    focus() {
      journal.push('focus')
    }
    restore() {}
    isMinimized = () => false
    isDestroyed = () => this.destroyed
    setTitle(title: string) {
      this.title = title
    }
    /** The person clicks the closing cross; true when the program kept the window open for now. */
    askToClose = (): boolean => preventable((event) => this.emit('close', event))
  }

  let becomeReady: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    becomeReady = () => {
      state.ready = true
      journal.push('ready')
      resolve()
    }
  })

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: { appendSwitch: (name: string) => void state.switches.push(name) },
    enableSandbox: () => void journal.push(state.ready ? 'sandbox too late' : 'sandbox'),
    requestSingleInstanceLock: () => state.lock,
    whenReady: () => ready,
    getPath: () => userData,
    getAppPath: () => process.cwd(),
    getLocale: () => state.locale,
    configureHostResolver: (options: Electron.ConfigureHostResolverOptions) =>
      void journal.push(`resolver ${options.secureDnsMode}`),
    /** As Electron does it: every quit asks through before-quit, and only an unprevented one ends the program. */
    quit() {
      state.quits++
      if (!preventable((event) => app.emit('before-quit', event))) {
        journal.push('quit')
        state.exitCode = 0
      }
    },
    exit(code: number) {
      journal.push(`exit ${code}`)
      state.exitCode = code
    },
  }) satisfies Partial<Record<keyof Electron.App, unknown>> & EventEmitter

  const protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> = {
    registerSchemesAsPrivileged(schemes) {
      journal.push(state.ready ? 'scheme too late' : 'scheme')
      state.schemes.push(...schemes)
    },
  }
  const session = {
    fromPartition(partition: string) {
      const known = state.sessions.get(partition) ?? new SessionDouble()
      state.sessions.set(partition, known)
      return known
    },
  }
  const ipcMain = new EventEmitter()
  const ipcRenderer = Object.assign(new EventEmitter(), {
    send: (_channel: string, ..._args: unknown[]): void => {},
    sendSync: (_channel: string, ..._args: unknown[]): unknown => null,
  })
  const dialog = {
    async showMessageBox(...args: unknown[]) {
      const options = args.at(-1) as Electron.MessageBoxOptions
      state.dialogs.push(options)
      const gone = new Promise<number>((resolve) => options.signal?.addEventListener('abort', () => resolve(0)))
      return { response: await Promise.race([state.press(options), gone]), checkboxChecked: false }
    },
    showErrorBox: (title: string) => void journal.push(`error box ${title}`),
    showOpenDialog: async () => ({ canceled: state.folder === null, filePaths: state.folder ? [state.folder] : [] }),
    showSaveDialog: async () => ({ canceled: state.folder === null, filePath: state.folder ?? '' }),
  }
  const electron = {
    app,
    protocol,
    session,
    ipcMain,
    ipcRenderer,
    dialog,
    BrowserWindow: BrowserWindowDouble,
    Menu: {
      setApplicationMenu(menu: unknown) {
        state.menu = menu
      },
      buildFromTemplate: (template: unknown) => template,
    },
    shell: { showItemInFolder: (path: string) => void journal.push(`show ${path}`) },
    utilityProcess: {
      fork() {
        throw new Error('the double has no utility processes')
      },
    },
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => void state.exposed.set(name, api) },
    webUtils: { getPathForFile: (file: File) => (file.name.startsWith('/') ? file.name : '') },
  } satisfies Partial<Record<keyof typeof Electron, unknown>>
  return { electron, state, journal, becomeReady: () => becomeReady(), app, ipcMain, ipcRenderer }
}
export type ElectronDouble = ReturnType<typeof createElectronDouble>

/** A message to main as Electron delivers it: from a frame with an address and a place in the page. */
export function fromFrame(url: string | null, parent: object | null = null) {
  return { senderFrame: url === null ? null : { url, parent }, returnValue: undefined as unknown }
}
