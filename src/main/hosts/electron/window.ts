import { BrowserWindow, type Session } from 'electron'
import { APP_URL } from './origin.ts'
import { hardenContents } from './security.ts'

/** Background of the reading-room theme, so that nothing flashes bright before the first paint. */
const DARK = '#101214'

export function createMainWindow(session: Session, preload: string): BrowserWindow {
  const webPreferences = {
    session,
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  }
  const look = { minWidth: 960, minHeight: 600, backgroundColor: DARK, title: 'Pandok', autoHideMenuBar: true }
  const window = new BrowserWindow({ ...look, width: 1440, height: 900, show: false, webPreferences })
  hardenContents(window.webContents, { ...look, width: 1280, height: 900, webPreferences })
  // The second monitor shows what the first one reads: it has nothing to say alone.
  window.webContents.on('did-create-window', (child) => window.once('closed', () => child.close()))
  window.once('ready-to-show', () => window.show())
  return window
}

export const loadApp = (window: BrowserWindow): Promise<void> => window.loadURL(APP_URL)
