// The views of a case side by side: RCC LCC over RMLO LMLO, chest walls back to back, one physical scale, zoom, pan and window linked.
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { slotsOf } from '../../../../shared/annotation/activeSlot.ts'
import type { Annotation } from '../../../../shared/annotation/model.ts'
import type { ItemDetail } from '../../../../shared/contract/item.ts'
import {
  allPhysical,
  centreOf,
  type Extent,
  HANGING,
  type HangingStep,
  type HungPicture,
  type HungPlace,
  type LinkedView,
  linkedFrom,
  placeKey,
  sharedScale,
  WHOLE,
} from '../../../../shared/domains/mammography/hanging.ts'
import { useShownSchema } from '../../../app/shownSchema.ts'
import { useLanguage, useText } from '../../../app/useText.ts'
import type { Scene, Stage } from '../../../canvas/stage.ts'
import type { Session } from '../../../document/session.ts'
import { useProject } from '../../project/projectContext.ts'
import { useCase } from '../case/caseStore.ts'
import { openSheet } from '../case/focusPlace.ts'
import { askMove, usePlaceDrag } from '../case/placeDrag.tsx'
import { useDesk, useDeskStore } from '../deskView.ts'
import { dateText } from '../dicom/patientFacts.ts'
import { type CellView, HangingCell } from './HangingCell.tsx'
import { useMammo } from './mammoAids.ts'
import { readingDesk, useReading } from './readingDesk.ts'
import { type HungView, useHung } from './useHung.ts'
import { useLead } from './useLead.ts'
import { useReadingMarks } from './useReadingMarks.ts'
import './hanging.css'

const NO_SLOTS: ItemDetail['slots'] = []
const NOTHING: ReadonlySet<string> = new Set()
/** No class has it: nobody takes an old mark for one of today. */
const PRIOR_COLOUR = '#b9a3ff'

type Hung = { readonly detail: ItemDetail; readonly session: Session; readonly step: HangingStep }

/** Between two cases, and while one view is on screen, it sleeps: nothing of it shows, and its stages wait for what comes. */
export function Hanging(p: {
  detail: ItemDetail | null
  session: Session | null
  /** What the commands of the desk work on. */
  stage?: RefObject<Stage | null>
}) {
  const { detail, session, stage } = p
  const step = useDesk((v) => v.hanging)
  const awake = detail && session && step ? { detail, session, step } : null
  const last = useRef<Hung | null>(null)
  last.current = awake ?? last.current
  return last.current ? <HungViews {...last.current} asleep={awake === null} {...(stage ? { stage } : {})} /> : null
}

function HungViews(p: Hung & { asleep: boolean; stage?: RefObject<Stage | null> }) {
  const { detail, session, step, asleep } = p
  const t = useText()
  const language = useLanguage()
  const { project, user } = useProject()
  const schema = useShownSchema(project.schema)
  const view = useDeskStore()
  const tool = useDesk((v) => v.tool)
  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const hidden = useStore(session.records, (s) => s.hidden)
  const host = useRef<HTMLDivElement>(null)
  const driver = useRef<HungPlace | null>(null)
  const [size, setSize] = useState<Extent | null>(null)
  // Another step or case shows the whole views again.
  const looked = `${detail.id} ${step}`
  const [hand, setHand] = useState<{ readonly looked: string; readonly to: LinkedView }>({ looked, to: WHOLE })
  const linked = hand.looked === looked ? hand.to : WHOLE
  const lead = useLead(p.stage ?? null, asleep, driver, HANGING[step])

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (asleep) setHand({ looked: '', to: WHOLE })
    else readingDesk.setState({ at: null })
  }, [asleep])
  // Drawing is done in one view: the one under the pointer.
  const first = useRef(tool)
  useEffect(() => {
    if (!asleep && tool !== 'select' && tool !== first.current)
      view.setState({ hanging: null, ...(driver.current?.when === 'now' ? { slot: driver.current.view } : {}) })
    first.current = tool
  }, [asleep, tool, view])

  const grid = HANGING[step]
  const prior = useReading((r) => r.prior)
  const now = useHung(detail.slots, project.id)
  const before = useHung(prior?.detail.slots ?? NO_SLOTS, project.id)
  const priorMarks = useMammo((m) => m.priorMarks)
  const priorSchema = useMemo(
    () => ({ ...schema, classes: schema.classes.map((c) => ({ ...c, colour: PRIOR_COLOUR })) }),
    [schema],
  )
  const marked = (view: string): number =>
    (prior?.marks ?? []).filter((a) => a.shape && a.target.kind === 'frame' && a.target.slot === view).length
  const scenes = useMemo(() => {
    const marks = [...records.values()].filter((a) => a.shape !== null)
    const plain = { schema, selection, hidden, writable: false, language }
    const sceneOf = (p: HungView, annotations: readonly Annotation[]): Scene => ({
      ...plain,
      annotations: annotations.filter((a) => a.target.kind === 'frame' && a.target.slot === p.view),
      spacing: p.spacing,
    })
    return new Map<string, Scene>([
      ...now.map((p) => [p.sourceId, sceneOf(p, marks)] as const),
      // Only looked at, in a colour of their own.
      ...before.map((p) => {
        const scene = sceneOf(p, priorMarks ? (prior?.marks ?? []).filter((a) => a.shape !== null) : [])
        return [p.sourceId, { ...scene, schema: priorSchema, selection: NOTHING, hidden: NOTHING }] as const
      }),
    ])
  }, [now, before, records, schema, priorSchema, prior, priorMarks, selection, hidden, language])
  const pictureOf = (place: HungPlace) => (place.when === 'now' ? now : before).find((p) => p.view === place.view)
  const shown = grid.flat().flatMap((place) => pictureOf(place) ?? [])
  const columns = grid[0]?.length ?? 2
  const cell = size && { width: size.width / columns, height: size.height / grid.length }
  const scale = cell && shown.length > 0 ? sharedScale(shown, cell) : 1
  const physical = allPhysical(shown)
  const unitOf = (p: HungPicture): number => (physical && p.spacing ? p.spacing.column : 1) * scale
  const moved = (of: HungPlace, to: CellView): void => {
    const p = pictureOf(of)
    if (p && cell) setHand({ looked, to: linkedFrom(p, p.hung.flip, cell, unitOf(p), to) })
  }
  const open = ({ view: slot, when }: HungPlace): void => {
    if (when === 'now') view.setState({ hanging: null, slot, frame: 0 })
  }

  // On the second monitor it is only looked at.
  const movable = p.stage !== undefined && user !== null && project.mode === 'write'
  const held = useMemo(() => slotsOf(detail.slots), [detail.slots])
  const over = useCase((c) => c.drag?.over ?? null)
  const grip = usePlaceDrag(
    () => movable,
    (from, to) => {
      openSheet(view)
      askMove(held, from, to)
    },
  )

  return (
    <section
      ref={host}
      className="hanging"
      data-asleep={asleep || undefined}
      data-rows={grid.length}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
      aria-label={t('hanging.title')}
    >
      {grid.flat().map((at) => {
        const p = pictureOf(at)
        const scene = p && scenes.get(p.sourceId)
        const said =
          at.when === 'now' ? at.view : t('hanging.prior', { view: at.view, date: dateText(prior?.studyDate ?? '') })
        const marks = at.when === 'now' ? 0 : marked(at.view)
        const more = marks > 0 ? t(priorMarks ? 'prior.marks' : 'prior.marksHidden', { count: marks }) : ''
        return p && scene ? (
          <MarkedCell
            key={placeKey(at)}
            grip={at.when === 'now' && movable ? grip(at.view) : null}
            own={at.when === 'now' ? p : null}
            all={now}
            session={session}
            at={at}
            said={said}
            more={more}
            frame={p.frame}
            scene={scene}
            hung={p.hung}
            place={cell && centreOf(p, p.hung.flip, cell, unitOf(p), linked)}
            asleep={asleep}
            driver={driver}
            lead={lead}
            moved={moved}
            select={session.records.select}
            open={open}
          />
        ) : (
          <div
            key={placeKey(at)}
            className="hanging-cell hanging-empty"
            data-side={at.view[0]}
            data-drop={at.when === 'now' ? at.view : undefined}
            data-over={(at.when === 'now' && over === at.view) || undefined}
          >
            <span className="hanging-name">{said}</span>
            {t('views.missing', { slot: at.view })}
          </div>
        )
      })}
      <p className="hanging-scale numbers">
        {physical ? t('hanging.scale', { mm: (50 / (scale * linked.zoom)).toFixed(1) }) : t('hanging.noScale')}
      </p>
    </section>
  )
}

/** Each cell asks for its own signs: the pointer over one view moves a sign in one other. */
function MarkedCell(
  p: Omit<Parameters<typeof HangingCell>[0], 'marks'> & {
    own: HungView | null
    all: readonly HungView[]
    session: Session
  },
) {
  const { own, all, session, ...cell } = p
  return <HangingCell {...cell} marks={useReadingMarks(own, all, session)} />
}
