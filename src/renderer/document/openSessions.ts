// Every session of this window that still has something to save, so that none is forgotten when its screen is left.
import type { Session } from './session.ts'

const open = new Map<string, Session>()

/** The same item again before its changes were stored: the live session, not the older state of the store. */
export async function acquireSession(key: string, make: () => Promise<Session>): Promise<Session> {
  const known = open.get(key)
  if (known) return known
  const session = await make()
  open.set(key, session)
  return session
}

/** True when everything was stored. Otherwise the session stays alive and goes on trying. */
export async function releaseSession(key: string): Promise<boolean> {
  const session = open.get(key)
  if (!session) return true
  const clean = await session.close()
  if (clean && open.get(key) === session) open.delete(key)
  return clean
}

export async function flushAllSessions(): Promise<boolean> {
  const done = await Promise.all([...open.values()].map((s) => s.flush()))
  return done.every(Boolean)
}
export const hasUnsaved = (): boolean => [...open.values()].some((s) => s.state.getState().save.kind !== 'saved')
