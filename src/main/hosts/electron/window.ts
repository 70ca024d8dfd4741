import { BrowserWindow, type Session } from 'electron'
import { APP_URL } from './origin.ts'
import { hardenContents } from './security.ts'

/** Background of the reading-room theme, so that nothing flashes bright before the first paint. */
const DARK = '#101214'

export function createMainWindow(session: Session, preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: DARK,
    title: 'Pandok',
    autoHideMenuBar: true,
    webPreferences: {
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
    },
  })
  hardenContents(window.webContents)
  window.once('ready-to-show', () => window.show())
  return window
}

export const loadApp = (window: BrowserWindow): Promise<void> => window.loadURL(APP_URL)
