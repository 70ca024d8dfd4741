import { createStore } from 'zustand/vanilla'

type Open = 'palette' | 'help' | 'settings' | 'manual' | null
/** Which dialog of the whole program is open. */
export const commandDialog = createStore<{ open: Open }>(() => ({ open: null }))
export const openCommandDialog = (open: Open): void => commandDialog.setState({ open })

let waiting: (() => void) | null = null

/** Runs what waits for a dialog to be gone. A key pressed right behind it comes before a timer: hotkeys call this first. */
export function runWaiting(): void {
  const run = waiting
  waiting = null
  run?.()
}

/** Closes the dialog, then runs `what`: after the dialog has given the focus back, so that a command may move it. */
export function closeAndRun(what: () => void): void {
  openCommandDialog(null)
  waiting = what
  setTimeout(runWaiting, 0)
}
