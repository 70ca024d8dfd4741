// Warms the pictures of the item that comes next while this one is being worked on: the views of a case, else the first picture.
import { type RefObject, useEffect } from 'react'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { isMammoView } from '../../../shared/domains/mammography/views.ts'
import { api } from '../../api/client.ts'
import type { FrameRef, Stage } from '../../canvas/stage.ts'
import { warmAbout } from './dicom/about.ts'

/** Milliseconds; the pictures on screen come first. */
const AGAIN = 250
const PATIENCE = 60_000

export function aheadOf(projectId: string, { slots }: ItemDetail): FrameRef[] {
  const views = slots.filter((s) => isMammoView(s.slot))
  return (views.length > 0 ? views : slots.slice(0, 1)).map(({ source }) => ({
    projectId,
    sourceId: source.id,
    frame: 0,
    width: source.width,
    height: source.height,
  }))
}

export function useAhead(projectId: string, itemId: string | undefined, stage: RefObject<Stage | null>): void {
  useEffect(() => {
    if (!itemId) return
    let stopped = false
    const pause = () => new Promise((done) => setTimeout(done, AGAIN))
    const warm = async () => {
      const until = Date.now() + PATIENCE
      const busy = () =>
        stage.current === null || stage.current.busy() || document.querySelector('[data-loading]') !== null
      while (!stopped && busy() && Date.now() < until) await pause()
      if (stopped) return
      const detail = await api.items.get({ projectId, itemId })
      const [first] = detail.slots
      if (first) warmAbout(projectId, first.source)
      // One after the other: decoding the next case must not slow down the one on screen.
      for (const frame of aheadOf(projectId, detail)) if (!stopped) await stage.current?.prefetch(frame)
    }
    void warm().catch(() => undefined)
    return () => {
      stopped = true
    }
  }, [projectId, itemId, stage])
}
