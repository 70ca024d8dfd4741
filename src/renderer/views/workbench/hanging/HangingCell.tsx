// One view of the hanging: the exact picture, its marks, the window that all share. Looked at and chosen in; drawing opens the view.
// It stays for the next case: making a stage and giving its canvas another size takes longer than showing a picture that is here.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { type Hung, type HungPlace, turnedFor } from '../../../../shared/domains/mammography/hanging.ts'
import type { ImagePoint } from '../../../../shared/geometry/spaces.ts'
import { translateCode } from '../../../../shared/text/index.ts'
import { habits } from '../../../app/habits.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
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
import { useCase } from '../case/caseStore.ts'
import { useDesk, useDeskStore } from '../deskView.ts'
import { type Grip, HangingName } from './HangingName.tsx'
import { HungMark } from './HungMark.tsx'
import { useMammo } from './mammoAids.ts'
import { pointAt } from './pointed.ts'
import { NOTHING_COVERED, useSeen } from './useSeen.ts'

/** The stages of the hanging, and which of them the commands of the desk work on. */
export type Lead = {
  made(at: HungPlace, stage: Stage | null): void
  take(at: HungPlace): void
  state(at: HungPlace, state: FrameState): void
}
export type CellView = { readonly x: number; readonly y: number; readonly scale: number }

export function HangingCell(p: {
  at: HungPlace
  /** Its name, with the date where it is an earlier one. */
  said: string
  /** What else is said of it, beside the name. */
  more: string
  frame: FrameRef
  marks: readonly AidMark[]
  /** Null: its place cannot be changed here. */
  grip: Grip | null
  scene: Scene
  hung: Hung
  /** Where the picture lies; null until the size of the cell is known. */
  place: CellView | null
  /** Not on screen: nothing is drawn. */
  asleep: boolean
  /** The view under the pointer moves the others. */
  driver: RefObject<HungPlace | null>
  /** Keys that zoom, presets and the like mean the view under the pointer. */
  lead: Lead
  moved(at: HungPlace, to: CellView): void
  select(ids: ReadonlySet<string>): void
  open(at: HungPlace): void
}) {
  const t = useText()
  const language = useLanguage()
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
        frameState: (s) => {
          setState(s)
          live.current.lead.state(live.current.at, s)
        },
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
    const { lead, at } = live.current
    lead.made(at, made)
    return () => {
      lead.made(at, null)
      made.destroy()
      stage.current = null
    }
  }, [desk])
  const { asleep, frame, scene, marks, place } = p
  const over = useCase((c) => c.drag !== null && c.drag.over === p.at.view && p.at.when === 'now')
  const air = useMammo((m) => m.air)
  const clahe = useAids((a) => a.clahe)
  // All before the next frame is painted: no picture may show for a moment as the one before it lay.
  // The search for the breast is on before the picture comes, so that its first look is judged.
  useLayoutEffect(() => {
    if (!asleep) stage.current?.setAir(air ? 'black' : 'shown')
  }, [asleep, air])
  useLayoutEffect(() => {
    if (!asleep) stage.current?.setClahe(clahe)
  }, [asleep, clahe])
  useLayoutEffect(() => {
    if (!asleep) stage.current?.showFrame(frame)
  }, [asleep, frame])
  useLayoutEffect(() => {
    if (!asleep) stage.current?.setScene({ ...scene, writable: false })
  }, [asleep, scene])
  const { window, invert, smooth } = display
  const { x, y } = p.hung.flip
  useLayoutEffect(() => {
    const upright = { window, invert, smooth, rotation: 0, flipX: false } as const
    if (!asleep) stage.current?.setDisplay(turnedFor(upright, { x, y }))
  }, [asleep, window, invert, smooth, x, y])
  useLayoutEffect(() => {
    if (!asleep) stage.current?.setAids({ marks })
  }, [asleep, marks])
  // Behind the picture, which fits itself first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture has to be put in its place too
  useLayoutEffect(() => {
    if (place && !asleep) stage.current?.view.show(place)
  }, [asleep, frame, place])

  useSeen({
    sourceId: p.at.when === 'now' && !asleep ? frame.sourceId : null,
    frame,
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
      data-drop={p.at.when === 'now' ? p.at.view : undefined}
      data-over={over || undefined}
      data-loading={!asleep && (state === 'loading' || state === 'preview') ? '' : undefined}
      role="button"
      tabIndex={0}
      aria-label={t('hanging.open', { view: p.said })}
      onPointerEnter={() => {
        p.driver.current = p.at
        p.lead.take(p.at)
      }}
      onFocus={() => {
        p.driver.current = p.at
        p.lead.take(p.at)
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
      <HangingName grip={p.grip}>
        {p.said}
        {p.more ? <span className="hanging-more"> {p.more}</span> : null}
        <HungMark hung={p.hung} />
        {clahe ? <span className="warn"> {t('clahe.on')}</span> : null}
      </HangingName>
      {typeof state === 'object' ? (
        <span className="hanging-fault" role="alert">
          {translateCode(language, `error.${state.error}`) ?? t('desk.frameFailed')}
        </span>
      ) : null}
    </div>
  )
}
