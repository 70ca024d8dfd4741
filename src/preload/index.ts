// Named functions only: the page can neither choose a channel nor send anything else.
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { PandokBridge } from '../shared/contract/bridge.ts'
import { CHANNELS } from '../shared/contract/channels.ts'

let ask: (() => Promise<boolean>) | null = null

// Before the page has said how to ask it, it has nothing to save.
ipcRenderer.on(CHANNELS.quitRequest, async (_event: IpcRendererEvent, request: number) => {
  const saved = ask === null || (await ask().catch(() => false))
  ipcRenderer.send(CHANNELS.quitAnswer, request, saved)
})

const bridge: PandokBridge = {
  host: 'electron',
  pathOf(file) {
    if (!(file instanceof File)) return ''
    const path = webUtils.getPathForFile(file)
    // Synchronous, so that the import the page asks for next already finds the path allowed.
    if (path !== '') ipcRenderer.sendSync(CHANNELS.allowPath, path)
    return path
  },
  onQuitRequest(run) {
    ask = run
  },
}

contextBridge.exposeInMainWorld('pandok', bridge)
