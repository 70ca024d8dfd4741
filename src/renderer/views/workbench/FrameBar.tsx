// Which frame of many is shown: a bar to scroll along, with marks for what is in memory, and a button that plays.
import { ActionIcon } from '@mantine/core'
import { type PointerEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { frameAt } from '../../../shared/annotation/slotParts.ts'
import type { ItemDetail } from '../../../shared/contract/item.ts'
import { useText } from '../../app/useText.ts'
import { createPrefetcher, framesAhead } from '../../canvas/framePrefetch.ts'
import type { FrameRef } from '../../canvas/imageLayer.ts'
import type { Stage } from '../../canvas/stage.ts'
import { icon } from '../../ui/icons.ts'
import { useProject } from '../project/projectContext.ts'
import { useDesk, useDeskStore } from './deskView.ts'
import { sliceFacts } from './sliceFacts.ts'
import { useCine } from './useCine.ts'
import './frameBar.css'

/** Half of what the frame store keeps: the rest is for tiles and the item that comes next. */
const PREFETCH_BYTES = 384 * 2 ** 20
/** Levels add a third; stored samples have up to two bytes in nearly every file of many frames. */
const BYTES_A_PIXEL = 2 * 1.34
const MOST_AHEAD = 600
/** Where the file states no rate. */
const USUAL_RATE = 10

export function FrameBar({ detail, stage }: { detail: ItemDetail; stage: RefObject<Stage | null> }) {
  const t = useText()
  const { project } = useProject()
  const view = useDeskStore()
  const frame = useDesk((v) => v.frame)
  const total = detail.frames
  const [here, setHere] = useState<readonly boolean[]>([])
  const [playing, setPlaying] = useState(false)
  const before = useRef(0)
  const direction = useRef<1 | -1>(1)
  const slot = detail.slots[0]?.slot ?? ''

  const refs = useMemo(
    () =>
      Array.from({ length: total }, (_, index): FrameRef | null => {
        const at = frameAt(detail.slots, slot, index)
        if (!at) return null
        const { id, width, height } = at.source
        return { projectId: project.id, sourceId: id, frame: at.frame, index, width, height }
      }),
    [detail.slots, slot, total, project.id],
  )
  const isHere = useCallback(
    (index: number) => {
      const ref = refs[index]
      return ref != null && (stage.current?.isHere(ref) ?? false)
    },
    [refs, stage],
  )
  const look = useCallback(() => setHere(refs.map((_, i) => isHere(i))), [refs, isHere])
  const prefetcher = useMemo(
    () =>
      createPrefetcher<FrameRef>(
        (ref) => stage.current?.isHere(ref) ?? true,
        (ref) => stage.current?.prefetch(ref) ?? Promise.resolve(),
        look,
      ),
    [stage, look],
  )
  useEffect(() => () => prefetcher.stop(), [prefetcher])
  useEffect(() => {
    if (frame !== before.current) direction.current = frame > before.current ? 1 : -1
    before.current = frame
    const shown = refs[frame]
    if (!shown) return
    const room = Math.min(MOST_AHEAD, PREFETCH_BYTES / (shown.width * shown.height * BYTES_A_PIXEL))
    prefetcher.aim(framesAhead(frame, total, direction.current, room).flatMap((i) => refs[i] ?? []))
    look()
  }, [frame, refs, total, prefetcher, look])
  useCine({ playing, rate: detail.slots[0]?.source.frameRate ?? USUAL_RATE, total, isHere })

  const goTo = (e: PointerEvent<HTMLDivElement>) => {
    const box = e.currentTarget.getBoundingClientRect()
    const share = (e.clientY - box.top) / Math.max(1, box.height)
    view.setState({ frame: Math.max(0, Math.min(total - 1, Math.floor(share * total))) })
  }
  return (
    <div className="frame-bar">
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t(playing ? 'desk.cineStop' : 'desk.cinePlay')}
        title={t(playing ? 'desk.cineStop' : 'desk.cinePlay')}
        onClick={() => setPlaying(!playing)}
      >
        {icon(playing ? 'pause' : 'play', 16)}
      </ActionIcon>
      <div
        className="frame-track"
        role="slider"
        tabIndex={-1}
        aria-orientation="vertical"
        aria-label={t('desk.frameBar')}
        aria-valuemin={1}
        aria-valuemax={total}
        aria-valuenow={frame + 1}
        aria-valuetext={[t('desk.frame', { index: frame + 1, total }), ...sliceFacts(detail, frame, t)].join(', ')}
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId)
          goTo(e)
        }}
        onPointerMove={(e) => e.currentTarget.hasPointerCapture(e.pointerId) && goTo(e)}
      >
        {spans(here).map(([from, to]) => (
          <span
            key={from}
            className="frame-here"
            style={{ top: `${(from / total) * 100}%`, height: `${((to - from) / total) * 100}%` }}
          />
        ))}
        <span className="frame-thumb" style={{ top: `${((frame + 0.5) / total) * 100}%` }} />
      </div>
    </div>
  )
}

/** Runs of frames in memory, as [first, behind the last]. */
function spans(here: readonly boolean[]): [number, number][] {
  const out: [number, number][] = []
  for (const [i, is] of here.entries()) {
    const last = out.at(-1)
    if (!is) continue
    if (last && last[1] === i) last[1] = i + 1
    else out.push([i, i + 1])
  }
  return out
}
