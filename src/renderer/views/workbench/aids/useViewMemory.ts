// Zoom, place and window of each picture come back for the person who looked at it, also after a restart (ADR 037).
import { type RefObject, useEffect, useRef } from 'react'
import type { RememberedView } from '../../../../shared/contract/views.ts'
import { api } from '../../../api/client.ts'
import type { Stage } from '../../../canvas/stage.ts'
import { PLAIN_DISPLAY, useDesk, useDeskStore } from '../deskView.ts'
import type { Moved } from './Minimap.tsx'

type Turned = Pick<RememberedView, 'rotation' | 'flipX'>

/** Rest after the last change before it is written down, milliseconds. */
const REST = 500

export function useViewMemory(p: {
  projectId: string
  sourceId: string | null
  moved: Moved | null
  stage: RefObject<Stage | null>
  /** Coming to a certain object: its place wins over the remembered one. */
  elsewhere: boolean
  /** How the picture is turned before the hand turns it. */
  turn?(d: Turned): Turned
}): void {
  const { projectId, sourceId, moved, stage, elsewhere } = p
  const view = useDeskStore()
  // A presentation state is chosen each time (ADR 078): only the place is remembered meanwhile.
  const display = useDesk((v) => (v.presented ? PLAIN_DISPLAY : v.display))
  const turn = useRef(p.turn)
  turn.current = p.turn
  /** The source whose look has been recalled; before that nothing is written. */
  const ready = useRef<string | null>(null)
  const waiting = useRef<(() => void) | null>(null)

  useEffect(() => {
    if (!sourceId) return
    let stopped = false
    api.views.recall({ projectId, sourceId }).then(
      (found) => {
        if (stopped) return
        if (found) {
          const { place, ...look } = found
          view.setState((v) => ({ display: { ...v.display, ...look } }))
          // The turn has to be in place before the place means anything.
          stage.current?.setDisplay({ ...look, ...(turn.current?.(look) ?? look) })
          if (!elsewhere) stage.current?.view.show(place)
        }
        ready.current = sourceId
      },
      // It is a convenience: without it the picture is fitted.
      () => undefined,
    )
    return () => {
      stopped = true
      ready.current = null
      waiting.current?.()
      waiting.current = null
    }
  }, [projectId, sourceId, stage, view, elsewhere])

  useEffect(() => {
    if (!sourceId || ready.current !== sourceId || !moved) return
    const { window, invert, rotation, flipX } = display
    const place = moved.fitted ? null : { ...moved.view.centre, scale: moved.view.scale }
    const plain = place === null && window === null && !invert && rotation === 0 && !flipX
    const look: RememberedView | null = plain ? null : { place, window, invert, rotation, flipX }
    const write = () => void api.views.remember({ projectId, sourceId, view: look }).catch(() => undefined)
    const timer = setTimeout(() => {
      waiting.current = null
      write()
    }, REST)
    waiting.current = () => {
      clearTimeout(timer)
      write()
    }
    return () => clearTimeout(timer)
  }, [projectId, sourceId, moved, display])
}
