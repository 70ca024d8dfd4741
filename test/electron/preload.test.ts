// The real preload script: what a page gets, and that it is nothing else.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PandokBridge } from '../../src/shared/contract/bridge.ts'
import { CHANNELS } from '../../src/shared/contract/channels.ts'
import { createElectronDouble, type ElectronDouble } from '../harness/electronDouble.ts'

let double: ElectronDouble
let sent: unknown[][]

beforeEach(async () => {
  double = createElectronDouble('/nowhere')
  sent = []
  double.ipcRenderer.send = (...args) => void sent.push(['send', ...args])
  double.ipcRenderer.sendSync = (...args) => sent.push(['sendSync', ...args])
  vi.resetModules()
  vi.doMock('electron', () => double.electron)
  await import('../../src/preload/index.ts')
})

const isBridge = (value: unknown): value is PandokBridge =>
  typeof value === 'object' && value !== null && 'pathOf' in value
function bridge(): PandokBridge {
  const exposed = double.state.exposed.get('pandok')
  if (!isBridge(exposed)) throw new Error('no bridge')
  return exposed
}
const askToQuit = async () => {
  double.ipcRenderer.emit(CHANNELS.quitRequest, {}, 7)
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0), { timeout: 60_000 })
  return sent.at(-1)
}

describe('the bridge', () => {
  it('has named functions only, no channel', () => {
    expect([...double.state.exposed.keys()]).toEqual(['pandok'])
    expect(Object.keys(bridge()).sort()).toEqual(['host', 'onQuitRequest', 'pathOf'])
  })

  it('tells main the path of a real file before the page can use it', () => {
    expect(bridge().pathOf(new File([], '/data/a.png'))).toBe('/data/a.png')
    expect(sent).toEqual([['sendSync', CHANNELS.allowPath, '/data/a.png']])
  })

  it('has nothing to say about things that are no files, or files from nowhere', () => {
    expect(bridge().pathOf({ path: '/etc/passwd', name: '/etc/passwd' })).toBe('')
    expect(bridge().pathOf(new File([], 'from-a-web-page.png'))).toBe('')
    expect(sent).toEqual([])
  })

  it('lets the program go while the page has nothing to save', async () => {
    expect(await askToQuit()).toEqual(['send', CHANNELS.quitAnswer, 7, true])
  })

  it('passes the page’s answer on, and takes a failure for a no', async () => {
    bridge().onQuitRequest(async () => true)
    expect(await askToQuit()).toEqual(['send', CHANNELS.quitAnswer, 7, true])
    sent.length = 0
    bridge().onQuitRequest(async () => {
      throw new Error('save failed')
    })
    expect(await askToQuit()).toEqual(['send', CHANNELS.quitAnswer, 7, false])
  })
})
