// What lies in a place that is not on screen is not chosen: an arrow key must not move a lesion that nobody sees.
import { useEffect } from 'react'
import type { Session } from '../../../document/session.ts'

/** `slot`: the only place on screen; null = all of them. */
export function useOnScreen(session: Session | null, slot: string | null): void {
  useEffect(() => {
    if (!session || slot === null) return
    const { records, selection } = session.records.getState()
    const seen = [...selection].filter((id) => {
      const target = records.get(id)?.target
      return target === undefined || target.kind === 'item' || target.slot === slot
    })
    if (seen.length < selection.size) session.records.select(new Set(seen))
  }, [session, slot])
}
