// Frames played one after another, at the rate of the file; a frame that is not here yet is waited for.
import { useEffect } from 'react'
import { useDeskStore } from './deskView.ts'

export function useCine(p: { playing: boolean; rate: number; total: number; isHere(index: number): boolean }): void {
  const view = useDeskStore()
  const { playing, rate, total, isHere } = p
  useEffect(() => {
    if (!playing) return
    let request = 0
    let due = performance.now() + 1000 / rate
    const tick = (now: number) => {
      request = requestAnimationFrame(tick)
      if (now < due) return
      const next = (view.getState().frame + 1) % total
      if (!isHere(next)) return
      // Late frames are not made up for: the picture would jump.
      due = Math.max(due + 1000 / rate, now)
      view.setState({ frame: next })
    }
    request = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(request)
  }, [playing, rate, total, isHere, view])
}
