import { type BrowserWindow, dialog, shell } from 'electron'
import type { HostPort } from '../hostPort.ts'

/** @param allow makes a path chosen in a native dialog usable by the window. */
export function electronHost(window: () => BrowserWindow | null, allow: (path: string) => void): HostPort {
  return {
    kind: 'electron',
    async pickFolder() {
      const parent = window()
      const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
      const { filePaths } = parent ? await dialog.showOpenDialog(parent, options) : await dialog.showOpenDialog(options)
      const path = filePaths[0]
      if (path === undefined) return null
      allow(path)
      return path
    },
    async saveFile(name) {
      const parent = window()
      const options: Electron.SaveDialogOptions = { defaultPath: name }
      const { filePath } = parent ? await dialog.showSaveDialog(parent, options) : await dialog.showSaveDialog(options)
      if (!filePath) return null
      allow(filePath)
      return filePath
    },
    async openPath(path) {
      shell.showItemInFolder(path)
      return true
    },
    async setTitle(title) {
      window()?.setTitle(title)
      return true
    },
  }
}
