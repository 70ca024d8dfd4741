// The item on the desk: its facts, its open document, its neighbours. Leaving it saves it first; what cannot be saved
// keeps the person where the work is.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ItemDetail, ItemRow } from '../../../shared/contract/item.ts'
import { api, toFault } from '../../api/client.ts'
import { parseRoute, projectRoute, replaceRoute } from '../../app/route.ts'
import { sayNow } from '../../app/useText.ts'
import { acquireSession, releaseSession } from '../../document/openSessions.ts'
import { openSession, type Session } from '../../document/session.ts'
import type { Fault, Timer, Transport } from '../../document/transport.ts'
import { toast } from '../../ui/toast.ts'

const transport: Transport = {
  open: (input) => api.document.open(input),
  apply: (input) => api.document.applyDiff(input),
  moreHistory: (input) => api.document.moreHistory(input),
  submit: (input) => api.document.submit(input),
  reopen: (input) => api.document.reopen(input),
}
const timer: Timer = {
  now: () => Date.now(),
  after: (ms, run) => {
    const id = setTimeout(run, ms)
    return () => clearTimeout(id)
  },
}

export type Neighbours = { previous: ItemRow | null; next: ItemRow | null; index: number; total: number }
export type OnDesk = {
  readonly itemId: string | null
  readonly detail: ItemDetail | null
  readonly session: Session | null
  readonly fault: Fault | null
  readonly neighbours: Neighbours | null
  retry(): void
  /** The neighbours of the item in the address, also while it is still loading or not even on its way to the desk. */
  ask(): Promise<Neighbours | null>
  /** Takes over a changed state without loading again. */
  changed(row: ItemRow): void
}

export function useItem(p: {
  projectId: string
  userId: string | null
  itemId: string | null
  where: string
  schemaVersion: number
}): OnDesk {
  const { projectId, userId, itemId, where } = p
  const [loaded, setLoaded] = useState<{
    key: string
    detail: ItemDetail | null
    session: Session | null
    fault: Fault | null
  } | null>(null)
  const [neighbours, setNeighbours] = useState<{ itemId: string; found: Neighbours } | null>(null)
  const [turn, setTurn] = useState(0)
  const held = useRef<{ key: string; itemId: string } | null>(null)
  const asking = useRef<{ itemId: string; where: string; answer: Promise<Neighbours | null> } | null>(null)
  const key = itemId ? `${projectId}/${itemId}/${userId ?? ''}` : null

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` repeats the question
  useEffect(() => {
    let stopped = false
    const move = async () => {
      const before = held.current
      if (before && before.key !== key) {
        const clean = await releaseSession(before.key)
        if (stopped) return
        if (!clean) {
          toast(sayNow('desk.stay'), 'bad', 'stay')
          return replaceRoute(projectRoute(projectId, 'items', before.itemId))
        }
        held.current = null
      }
      if (!key || !itemId) return setLoaded(null)
      if (held.current?.key === key && turn === 0) return
      try {
        const [detail, session] = await Promise.all([
          api.items.get({ projectId, itemId }),
          acquireSession(key, () => openSession({ transport, timer, authorId: userId ?? '' }, { projectId, itemId })),
        ])
        if (stopped) return void releaseSession(key)
        held.current = { key, itemId }
        setLoaded({ key, detail, session, fault: null })
      } catch (error) {
        if (!stopped) setLoaded({ key, detail: null, session: null, fault: toFault(error) })
      }
    }
    void move()
    return () => {
      stopped = true
    }
  }, [key, turn])

  useEffect(
    () => () => {
      const last = held.current
      held.current = null
      if (last) void releaseSession(last.key)
    },
    [],
  )

  const askAbout = useCallback(
    (id: string) => {
      const known = asking.current
      if (known?.itemId === id && known.where === where) return known.answer
      const answer = api.items.neighbours({ projectId, itemId: id, ...(where ? { where } : {}) }).catch(() => null)
      asking.current = { itemId: id, where, answer }
      return answer
    },
    [projectId, where],
  )
  useEffect(() => {
    if (!itemId) return
    let stopped = false
    void askAbout(itemId).then((found) => {
      if (found && !stopped) setNeighbours({ itemId, found })
    })
    return () => {
      stopped = true
    }
  }, [itemId, askAbout])

  const mine = loaded && loaded.key === key ? loaded : null
  return {
    itemId,
    detail: mine?.detail ?? null,
    session: mine?.session ?? null,
    fault: mine?.fault ?? null,
    neighbours: neighbours && neighbours.itemId === itemId ? neighbours.found : null,
    retry: useCallback(() => setTurn((n) => n + 1), []),
    ask: useCallback(async () => {
      const route = parseRoute(location.hash)
      const id = (route.screen === 'project' && route.itemId) || itemId
      return id ? askAbout(id) : null
    }, [itemId, askAbout]),
    changed: useCallback(
      (row) => setLoaded((l) => (l?.detail && l.detail.id === row.id ? { ...l, detail: { ...l.detail, ...row } } : l)),
      [],
    ),
  }
}
