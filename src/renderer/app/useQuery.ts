// One question to the backend, with the three states every screen has to show.
import { useCallback, useEffect, useState } from 'react'
import { toFault } from '../api/client.ts'
import type { Fault } from '../document/transport.ts'

export type Query<T> = {
  readonly data: T | null
  readonly fault: Fault | null
  readonly loading: boolean
  reload(): void
}

/** Asks again whenever `key` changes; null asks nothing. Late answers of an earlier key are dropped. */
export function useQuery<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Query<T> {
  type Answer = { key: string; data: T | null; fault: Fault | null }
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for everything `ask` closes over
  useEffect(() => {
    if (key === null) return
    const stop = new AbortController()
    ask(stop.signal).then(
      (data) => !stop.signal.aborted && setAnswer({ key, data, fault: null }),
      (error) => !stop.signal.aborted && setAnswer({ key, data: null, fault: toFault(error) }),
    )
    return () => stop.abort()
  }, [key, turn])
  const reload = useCallback(() => setTurn((n) => n + 1), [])
  const current = answer && answer.key === key ? answer : null
  return { data: current?.data ?? null, fault: current?.fault ?? null, loading: key !== null && !current, reload }
}
