// Who is working in this window. Per window (two windows may be two people), remembered per project for the next start.
import { createStore } from 'zustand/vanilla'

const key = (projectId: string) => `pandok.reader.${projectId}`

type Working = { readonly projectId: string | null; readonly userId: string | null }
const working = createStore<Working>(() => ({ projectId: null, userId: null }))

export const currentUserId = (): string | null => working.getState().userId

/** The profile used in this window before, else the one used last on this machine. A suggestion, not a log-in. */
export const rememberedUser = (projectId: string): { inWindow: string | null; last: string | null } => ({
  inWindow: sessionStorage.getItem(key(projectId)),
  last: localStorage.getItem(key(projectId)),
})

export function workAs(projectId: string, userId: string | null): void {
  if (userId) {
    sessionStorage.setItem(key(projectId), userId)
    localStorage.setItem(key(projectId), userId)
  } else sessionStorage.removeItem(key(projectId))
  working.setState({ projectId, userId })
}
export const leaveProject = (): void => working.setState({ projectId: null, userId: null })
