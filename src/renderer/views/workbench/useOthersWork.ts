// Other people change the same list and the item on the desk: looked after when the window is come back to, and now and then.
import { useEffect, useRef } from 'react'
import { api } from '../../api/client.ts'
import type { ItemRows } from './itemRows.ts'
import type { OnDesk } from './useItem.ts'

const EVERY = 20_000

export function useOthersWork(projectId: string, rows: ItemRows, desk: OnDesk): void {
  const now = useRef(desk)
  now.current = desk
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return
      await rows.renew()
      const { detail, session, changed } = now.current
      if (!detail || !session) return
      const row = await api.items.get({ projectId, itemId: detail.id }).catch(() => null)
      if (!row || row.state === now.current.detail?.state || now.current.session !== session) return
      // Sent back, passed or handed in by somebody else. Unsaved work stays: its save tells of the difference.
      if (session.state.getState().save.kind !== 'saved') return
      await session.takeTheirs().catch(() => undefined)
      changed(row)
    }
    const timer = setInterval(look, EVERY)
    addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [projectId, rows])
}
