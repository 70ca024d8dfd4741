// Nothing unsaved leaves quietly: hidden windows save at once, closing asks, the desktop program waits for the queue.
import type { PandokBridge } from '../../shared/contract/bridge.ts'
import { flushAllSessions, hasUnsaved } from '../document/openSessions.ts'

declare global {
  interface Window {
    readonly pandok?: PandokBridge
  }
}

export const bridge = (): PandokBridge | null => window.pandok ?? null

export function watchLeaving(): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && hasUnsaved()) void flushAllSessions()
  })
  window.addEventListener('beforeunload', (e) => {
    if (hasUnsaved()) e.preventDefault()
  })
  bridge()?.onQuitRequest(() => flushAllSessions())
}
