// The same picture a second time, beside the first: its own window and inversion, the same place while the two are linked.
import { ActionIcon } from '@mantine/core'
import { IconContrast, IconLink, IconUnlink, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useText } from '../../../app/useText.ts'
import { createStage, type Display, type FrameRef, type Scene, type Stage } from '../../../canvas/stage.ts'
import { useDesk } from '../deskView.ts'
import { usePlanes } from '../dicom/usePlanes.ts'
import { setAids, useAids } from './aids.ts'
import type { Moved } from './Minimap.tsx'

export function SecondView(p: {
  first: RefObject<Stage | null>
  second: RefObject<Stage | null>
  moved: Moved | null
  frame: FrameRef
  scene: Scene
  select(ids: ReadonlySet<string>): void
}) {
  const t = useText()
  const host = useRef<HTMLDivElement>(null)
  const linked = useAids((a) => a.linked)
  const main = useDesk((v) => v.display)
  const pointer = useDesk((v) => v.pointer)
  const [own, setOwn] = useState<Pick<Display, 'window' | 'invert'>>({ window: main.window, invert: !main.invert })
  const { first, second, frame, scene, moved } = p
  const live = useRef({ linked, select: p.select })
  live.current = { linked, select: p.select }

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const stage = createStage(element, {
      // Looked at and chosen in, not drawn in: a gesture has one place.
      diff: () => undefined,
      select: (ids) => live.current.select(ids),
      refused: () => undefined,
      pointer: (at) => live.current.linked && first.current?.setAids({ cursor: at?.point ?? null }),
      view: () => undefined,
      display: ({ window, invert }) => setOwn({ window, invert }),
      tool: () => undefined,
      frameState: () => undefined,
      stepSetting: () => undefined,
      atKeypoint: () => undefined,
      preview: () => undefined,
      moved: ({ view, fitted }) => {
        if (live.current.linked && !fitted) first.current?.view.show({ ...view.centre, scale: view.scale })
      },
    })
    second.current = stage
    return () => {
      stage.destroy()
      second.current = null
      first.current?.setAids({ cursor: null })
    }
  }, [first, second])
  useEffect(() => {
    second.current?.showFrame(frame)
  }, [frame, second])
  usePlanes('second', second, frame)
  useLayoutEffect(() => {
    second.current?.setScene({ ...scene, writable: false })
  }, [scene, second])
  useEffect(() => {
    second.current?.setDisplay({ ...own, rotation: main.rotation, flipX: main.flipX, smooth: main.smooth })
  }, [own, main.rotation, main.flipX, main.smooth, second])
  useEffect(() => {
    if (linked && moved) second.current?.view.show({ ...moved.view.centre, scale: moved.view.scale })
  }, [linked, moved, second])
  useEffect(() => {
    second.current?.setAids({ cursor: linked ? (pointer?.point ?? null) : null })
  }, [linked, pointer, second])
  return (
    <section className="second-view" aria-label={t('split.title')}>
      <div ref={host} className="second-host" />
      <div className="second-bar">
        <span className="small quiet numbers">
          {own.window ? `W ${Math.round(own.window.width)} L ${Math.round(own.window.centre)}` : t('desk.auto')}
        </span>
        <ActionIcon
          size="sm"
          aria-pressed={own.invert}
          aria-label={t('split.invert')}
          onClick={() => setOwn({ ...own, invert: !own.invert })}
        >
          <IconContrast size={15} />
        </ActionIcon>
        <ActionIcon
          size="sm"
          aria-pressed={linked}
          aria-label={t(linked ? 'split.linked' : 'split.unlinked')}
          onClick={() => setAids({ linked: !linked })}
        >
          {linked ? <IconLink size={15} /> : <IconUnlink size={15} />}
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t('split.close')} onClick={() => setAids({ split: false })}>
          <IconX size={15} />
        </ActionIcon>
      </div>
    </section>
  )
}
