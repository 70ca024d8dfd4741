// One view of the hanging: the exact picture, its marks, the window that all share. Looked at and chosen in; drawing opens the view.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Hung, type HungPlace, turnedFor } from '../../../../shared/domains/mammography/hanging.ts'
import type { ImagePoint } from '../../../../shared/geometry/spaces.ts'
import { habits } from '../../../app/habits.ts'
import { useText } from '../../../app/useText.ts'
import {
  type AidMark,
  createStage,
  type FrameRef,
  type FrameState,
  type Scene,
  type Stage,
} from '../../../canvas/stage.ts'
import { useAids } from '../aids/aids.ts'
import type { Moved } from '../aids/Minimap.tsx'
import { useDesk, useDeskStore } from '../deskView.ts'
import { HungMark } from './HungMark.tsx'
import { useMammo } from './mammoAids.ts'
import { pointAt } from './pointed.ts'
import { useMarksOn } from './useReadingMarks.ts'
import { NOTHING_COVERED, useSeen } from './useSeen.ts'

export type CellView = { readonly x: number; readonly y: number; readonly scale: number }

export function HangingCell(p: {
  at: HungPlace
  /** Its name, with the date where it is an earlier one. */
  said: string
  frame: FrameRef
  marks: readonly AidMark[]
  scene: Scene
  hung: Hung
  /** Where the picture lies; null until the size of the cell is known. */
  place: CellView | null
  /** The view under the pointer moves the others. */
  driver: RefObject<HungPlace | null>
  moved(at: HungPlace, to: CellView): void
  select(ids: ReadonlySet<string>): void
  open(at: HungPlace): void
}) {
  const t = useText()
  const desk = useDeskStore()
  const display = useDesk((v) => v.display)
  const host = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  const [movedTo, setMovedTo] = useState<Moved | null>(null)
  const [state, setState] = useState<FrameState>('loading')
  const exact = state === 'exact'
  const hover = useRef<{ at: ImagePoint | null; mark: string | null }>({ at: null, mark: null })
  const byMouse = useRef(false)
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
        pointer: (p) => {
          const { at } = live.current
          hover.current.at = p?.point ?? null
          if (at.when === 'now') pointAt(at.view, hover.current.at, hover.current.mark)
        },
        view: () => undefined,
        display: ({ window, invert }) => desk.setState((v) => ({ display: { ...v.display, window, invert } })),
        tool: () => undefined,
        frameState: (s) => setState(s),
        stepSetting: () => undefined,
        atKeypoint: () => undefined,
        preview: ({ hover: mark }) => {
          const { at } = live.current
          if (hover.current.mark === mark) return
          hover.current.mark = mark
          if (at.when === 'now') pointAt(at.view, hover.current.at, mark)
        },
        moved: (now) => {
          setMovedTo(now)
          const { driver, at, moved } = live.current
          const { view, fitted } = now
          if (!fitted && driver.current === at) moved(at, { ...view.centre, scale: view.scale })
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
  const clahe = useAids((a) => a.clahe)
  useEffect(() => {
    stage.current?.setClahe(clahe)
  }, [clahe])
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
  useMarksOn(() => stage.current, p.marks)
  const { place } = p
  useEffect(() => {
    if (place) stage.current?.view.show(place)
  }, [place])

  useSeen({
    sourceId: p.at.when === 'now' ? p.frame.sourceId : null,
    frame: p.frame,
    moved: movedTo,
    exact,
    covered: NOTHING_COVERED,
  })

  return (
    // biome-ignore lint/a11y/useSemanticElements: a canvas lives in it, which a button cannot hold
    <div
      ref={host}
      className="hanging-cell"
      data-side={p.at.view[0]}
      data-loading={state === 'loading' || state === 'preview' ? '' : undefined}
      role="button"
      tabIndex={0}
      aria-label={t('hanging.open', { view: p.said })}
      onPointerEnter={() => {
        p.driver.current = p.at
      }}
      onFocus={() => {
        p.driver.current = p.at
      }}
      onPointerDown={() => {
        byMouse.current = true
      }}
      onBlur={() => {
        byMouse.current = false
      }}
      onDoubleClick={() => p.open(p.at)}
      onKeyDown={(e) => {
        // After a click Enter signs the case; it opens the view for whoever came here by keys.
        if (e.key !== 'Enter' || byMouse.current) return
        e.stopPropagation()
        p.open(p.at)
      }}
    >
      <span className="hanging-name">
        {p.said}
        <HungMark hung={p.hung} />
        {clahe ? <span className="warn"> {t('clahe.on')}</span> : null}
      </span>
    </div>
  )
}
