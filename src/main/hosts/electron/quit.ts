// Leaving waits for the save queue: ask the window, show a dialog after two seconds, close the project, then go.
import type { App, BrowserWindow, Dialog, IpcMain } from 'electron'
import { CHANNELS } from '../../../shared/contract/channels.ts'
import { desktopTexts } from '../../../shared/text/desktop.ts'
import { languageFor } from '../../../shared/text/text.ts'
import type { Logger } from '../../log/logger.ts'
import { isOwnTopFrame } from './sender.ts'

const PATIENCE_MS = 2000
const ASK_AGAIN_MS = 15_000

export type QuitParts = {
  readonly app: Pick<App, 'on' | 'quit' | 'getLocale'>
  readonly ipcMain: Pick<IpcMain, 'on' | 'off'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly window: () => BrowserWindow | null
  readonly close: () => Promise<void>
  readonly logger: Logger
}

export function installQuitHandshake(parts: QuitParts): { watch(window: BrowserWindow): void } {
  const { app, window, close, logger } = parts
  let stage: 'open' | 'asking' | 'leaving' = 'open'
  let requests = 0

  async function leave(): Promise<void> {
    stage = 'asking'
    const current = window()
    if (current && !current.isDestroyed() && !(await mayClose(parts, current, ++requests))) {
      stage = 'open'
      return
    }
    // Whatever happens now, the next quit goes through: every acknowledged edit is already on the disk.
    stage = 'leaving'
    await close().catch((error) => logger.error('quit.close', error))
    app.quit()
  }

  app.on('before-quit', (event) => {
    if (stage === 'leaving') return
    event.preventDefault()
    if (stage === 'open') void leave()
  })
  app.on('window-all-closed', () => app.quit())
  return {
    watch(watched) {
      watched.on('close', (event) => {
        if (stage === 'leaving') return
        event.preventDefault()
        app.quit()
      })
    },
  }
}

/** True when the page says everything is saved, when there is no page to ask any more, or when the person insists. */
function mayClose(
  { app, ipcMain, dialog, logger }: QuitParts,
  window: BrowserWindow,
  request: number,
): Promise<boolean> {
  const { webContents } = window
  if (webContents.isCrashed()) return Promise.resolve(true)
  const language = languageFor(app.getLocale())
  const dialogGone = new AbortController()

  return new Promise((resolve) => {
    const settle = (answer: boolean) => {
      clearTimeout(timer)
      dialogGone.abort()
      ipcMain.off(CHANNELS.quitAnswer, onAnswer)
      webContents.off('render-process-gone', onGone)
      resolve(answer)
    }
    const onGone = () => settle(true)
    const onAnswer = (event: Electron.IpcMainEvent, of: unknown, saved: unknown) => {
      if (isOwnTopFrame(event.senderFrame) && of === request) settle(saved === true)
    }
    const insist = async () => {
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: desktopTexts['desktop.saving'][language],
        buttons: [desktopTexts['desktop.wait'][language], desktopTexts['desktop.quitAnyway'][language]],
        defaultId: 0,
        cancelId: 0,
        signal: dialogGone.signal,
      })
      if (dialogGone.signal.aborted) return
      if (response === 1) {
        logger.warn('quit.insisted')
        settle(true)
      } else timer = setTimeout(insist, ASK_AGAIN_MS)
    }
    let timer = setTimeout(insist, PATIENCE_MS)
    webContents.on('render-process-gone', onGone)
    ipcMain.on(CHANNELS.quitAnswer, onAnswer)
    webContents.send(CHANNELS.quitRequest, request)
  })
}
