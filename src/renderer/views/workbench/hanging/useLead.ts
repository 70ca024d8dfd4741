// Of the hanging views the one under the pointer, else the first, is what keys for zoom, window presets and values mean.
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import { type HungPlace, placeKey } from '../../../../shared/domains/mammography/hanging.ts'
import type { FrameState, Stage } from '../../../canvas/stage.ts'
import { useDeskStore } from '../deskView.ts'
import type { Lead } from './HangingCell.tsx'

export function useLead(
  desk: RefObject<Stage | null> | null,
  asleep: boolean,
  driver: RefObject<HungPlace | null>,
  grid: readonly (readonly HungPlace[])[],
): Lead {
  const view = useDeskStore()
  const stages = useRef(new Map<string, { stage: Stage; state: FrameState }>())
  const now = useRef({ asleep, grid })
  now.current = { asleep, grid }
  const told = useRef<string | null>(null)
  const lead = useMemo((): Lead & { again(): void } => {
    const tell = (at: HungPlace) => {
      const found = stages.current.get(placeKey(at))
      if (!desk || !found || now.current.asleep) return
      told.current = placeKey(at)
      desk.current = found.stage
      view.setState({ frameState: found.state, firstWindow: found.stage.firstWindow(), grey: found.stage.grey() })
    }
    return {
      made(at, stage) {
        if (stage) stages.current.set(placeKey(at), { stage, state: 'loading' })
        else stages.current.delete(placeKey(at))
      },
      take: tell,
      state(at, state) {
        const found = stages.current.get(placeKey(at))
        if (found) stages.current.set(placeKey(at), { ...found, state })
        if (placeKey(at) === told.current) tell(at)
      },
      again() {
        const places = now.current.grid.flat().filter((p) => stages.current.has(placeKey(p)))
        const first = places.find((p) => p === driver.current) ?? places[0]
        if (first) tell(first)
      },
    }
  }, [desk, view, driver])
  // Whenever it wakes, and for every step: the stage before may be gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is the reason
  useLayoutEffect(() => {
    if (!asleep) lead.again()
    else if (desk && [...stages.current.values()].some((s) => s.stage === desk.current)) desk.current = null
  }, [asleep, grid, lead, desk])
  return lead
}
