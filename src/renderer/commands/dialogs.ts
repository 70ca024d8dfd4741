import { createStore } from 'zustand/vanilla'

type Open = 'palette' | 'help' | 'settings' | 'manual' | null
/** Which dialog of the whole program is open. */
export const commandDialog = createStore<{ open: Open }>(() => ({ open: null }))
export const openCommandDialog = (open: Open): void => commandDialog.setState({ open })
