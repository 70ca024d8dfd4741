// The desktop program after Electron is ready: session, backend, window, quit.
import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, Menu, session } from 'electron'
import { CHANNELS } from '../../../shared/contract/channels.ts'
import { type Backend, createBackend, logFolder } from '../../backend.ts'
import { builtPath } from '../../builtPath.ts'
import { createAllowedRoots } from '../../files/allowedRoots.ts'
import { standingRoots } from '../../files/standingRoots.ts'
import { createPixelPool } from '../../imaging/pixelPool.ts'
import { createLogger, type Logger } from '../../log/logger.ts'
import { PROJECT_ENDING } from '../../projectPath.ts'
import { devServer } from './devServer.ts'
import { electronHost } from './dialogs.ts'
import { appGuard, PARTITION } from './origin.ts'
import { pixelSpawn } from './pixelHost.ts'
import { serveScheme } from './protocol.ts'
import { installQuitHandshake } from './quit.ts'
import { hardenSession, silenceNetwork } from './security.ts'
import { isOwnTopFrame } from './sender.ts'
import { createMainWindow, loadApp } from './window.ts'

export async function startDesktop(argv: readonly string[]): Promise<void> {
  const dataDir = app.getPath('userData')
  const clock = () => new Date()
  const logger = createLogger(logFolder(dataDir), clock)
  const roots = createAllowedRoots(standingRoots)
  let window: BrowserWindow | null = null

  const ours = session.fromPartition(PARTITION)
  hardenSession(ours)
  await silenceNetwork(app, ours)
  const server = devServer()
  const pool = createPixelPool({ host: pixelSpawn() })
  const backend = createBackend({
    dataDir,
    host: electronHost(() => window, roots.allow),
    guard: appGuard,
    clock,
    pool,
    allowedRoots: roots,
    logger,
    pages: server === null ? { dir: builtPath('renderer') } : { devServer: server },
  })
  serveScheme(ours, (request) => backend.fetch(request))
  Menu.setApplicationMenu(macMenuOrNone())

  ipcMain.on(CHANNELS.allowPath, (event, path: unknown) => {
    const allowed = isOwnTopFrame(event.senderFrame) && typeof path === 'string'
    if (allowed) allowDropped(roots.allow, path)
    event.returnValue = allowed
  })
  await openNamedProject(backend, argv, logger)

  window = createMainWindow(ours, builtPath('preload', 'index.cjs'))
  const quit = installQuitHandshake({
    app,
    ipcMain,
    dialog,
    window: () => window,
    close: () => backend.close(),
    logger,
  })
  quit.watch(window)
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  await loadApp(window)
  void pool.warm()
}

/** A dropped file lets its folder be seen: the picker continues from there. */
function allowDropped(allow: (path: string) => void, path: string): void {
  allow(path)
  try {
    allow(dirname(realpathSync(path)))
  } catch {
    // Gone since it was dropped: the import will say so.
  }
}

async function openNamedProject(backend: Backend, argv: readonly string[], logger: Logger): Promise<void> {
  const named = argv.slice(1).find((arg) => arg.endsWith(PROJECT_ENDING) || arg.endsWith(`${PROJECT_ENDING}/`))
  const sample = argv.find((arg) => arg.startsWith('--sample='))?.slice('--sample='.length)
  try {
    if (named) await backend.openProject(named)
    else if (sample) await backend.openSample(sample)
  } catch (error) {
    // The start screen is shown instead; opening the project there says what is wrong.
    logger.error('start.project', error)
  }
}

/** Copy and paste need a menu on macOS; elsewhere the window has its own. No reload, no developer tools. */
const macMenuOrNone = (): Menu | null =>
  process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null
