// One view of the hanging: the exact picture, its marks, the window that all share. Looked at and chosen in; drawing opens the view.
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type Hung, turnedFor } from '../../../../shared/domains/mammography/hanging.ts'
import type { MammoView } from '../../../../shared/domains/mammography/views.ts'
import { habits } from '../../../app/habits.ts'
import { useText } from '../../../app/useText.ts'
import { createStage, type FrameRef, type Scene, type Stage } from '../../../canvas/stage.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { HungMark } from './HungMark.tsx'
import { useMammo } from './mammoAids.ts'

export type CellView = { readonly x: number; readonly y: number; readonly scale: number }

export function HangingCell(p: {
  view: MammoView
  frame: FrameRef
  scene: Scene
  hung: Hung
  /** Where the picture lies; null until the size of the cell is known. */
  place: CellView | null
  /** The view under the pointer moves the others. */
  driver: RefObject<MammoView | null>
  moved(view: MammoView, to: CellView): void
  select(ids: ReadonlySet<string>): void
  open(view: MammoView): void
}) {
  const t = useText()
  const desk = useDeskStore()
  const display = useDesk((v) => v.display)
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const live = useRef(p)
  live.current = p

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const made = createStage(
      element,
      {
        diff: () => undefined,
        select: (ids) => live.current.select(ids),
        refused: () => undefined,
        pointer: () => undefined,
        view: () => undefined,
        display: ({ window, invert }) => desk.setState((v) => ({ display: { ...v.display, window, invert } })),
        tool: () => undefined,
        frameState: () => undefined,
        stepSetting: () => undefined,
        atKeypoint: () => undefined,
        preview: () => undefined,
        moved: ({ view, fitted }) => {
          const { driver, view: own, moved } = live.current
          if (!fitted && driver.current === own) moved(own, { ...view.centre, scale: view.scale })
        },
      },
      () => habits.getState().habits.hand,
    )
    stage.current = made
    return () => {
      made.destroy()
      stage.current = null
    }
  }, [desk])
  const air = useMammo((m) => m.air)
  // Before the picture comes, so that its first look is judged.
  useEffect(() => {
    stage.current?.setAir(air ? 'black' : 'shown')
  }, [air])
  useEffect(() => {
    stage.current?.showFrame(p.frame)
  }, [p.frame])
  useLayoutEffect(() => {
    stage.current?.setScene({ ...p.scene, writable: false })
  }, [p.scene])
  const { window, invert, smooth } = display
  const { x, y } = p.hung.flip
  useEffect(() => {
    const upright = { window, invert, smooth, rotation: 0, flipX: false } as const
    stage.current?.setDisplay(turnedFor(upright, { x, y }))
  }, [window, invert, smooth, x, y])
  const { place } = p
  useEffect(() => {
    if (place) stage.current?.view.show(place)
  }, [place])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a canvas lives in it, which a button cannot hold
    <div
      ref={host}
      className="hanging-cell"
      data-side={p.view[0]}
      role="button"
      tabIndex={0}
      aria-label={t('hanging.open', { view: p.view })}
      onPointerEnter={() => {
        p.driver.current = p.view
      }}
      onFocus={() => {
        p.driver.current = p.view
      }}
      onDoubleClick={() => p.open(p.view)}
      onKeyDown={(e) => {
        if (e.key !== 'Enter') return
        e.stopPropagation()
        p.open(p.view)
      }}
    >
      <span className="hanging-name">
        {p.view}
        <HungMark hung={p.hung} />
      </span>
    </div>
  )
}
