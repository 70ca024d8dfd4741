import { createStore } from 'zustand/vanilla'

/** Which of the two command dialogs is open. */
export const commandDialog = createStore<{ open: 'palette' | 'help' | null }>(() => ({ open: null }))
export const openCommandDialog = (open: 'palette' | 'help' | null): void => commandDialog.setState({ open })
