// The picture and what lies on it. The stage draws; this component tells it what, and takes its gestures to the session.
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { frameAt } from '../../../shared/annotation/slotParts.ts'
import { type Hung, turnedFor } from '../../../shared/domains/mammography/hanging.ts'
import { isMammoView } from '../../../shared/domains/mammography/views.ts'
import { annotationBounds } from '../../../shared/geometry/shapes.ts'
import { type ImagePoint, imagePoint } from '../../../shared/geometry/spaces.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { habits, useHabits } from '../../app/habits.ts'
import { settings } from '../../app/settings.ts'
import { useShownSchema } from '../../app/shownSchema.ts'
import { useLanguage, useText } from '../../app/useText.ts'
import { createStage, type Stage, type StageEvents } from '../../canvas/stage.ts'
import { labelNow } from '../../commands/keymap.ts'
import { runCommand } from '../../commands/registry.ts'
import type { Session } from '../../document/session.ts'
import { stepNumber } from '../../tools/toolOptions.ts'
import { toast } from '../../ui/toast.ts'
import { takePlace } from '../check/pointAt.ts'
import { useProject } from '../project/projectContext.ts'
import { useAids } from './aids/aids.ts'
import { HistogramPanel } from './aids/HistogramPanel.tsx'
import { LoupePanel } from './aids/LoupePanel.tsx'
import { Minimap, type Moved } from './aids/Minimap.tsx'
import { SecondView } from './aids/SecondView.tsx'
import { useViewMemory } from './aids/useViewMemory.ts'
import './aids/aids.css'
import { isCaseDetail } from './case/caseCommands.ts'
import { withLesionIds } from './case/lesionIds.ts'
import { takeClass, useDesk, useDeskStore } from './deskView.ts'
import { useAbout } from './dicom/about.ts'
import { BadgeRow } from './dicom/BadgeRow.tsx'
import { enlargement } from './dicom/dicomCommands.ts'
import { SideMarks } from './dicom/SideMarks.tsx'
import { usePlanes } from './dicom/usePlanes.ts'
import { draftOf } from './draft.ts'
import { FrameBar } from './FrameBar.tsx'
import { HungMark } from './hanging/HungMark.tsx'
import { useMammo } from './hanging/mammoAids.ts'
import { pointAt } from './hanging/pointed.ts'
import { TileFact } from './hanging/ReadingFacts.tsx'
import { useHung } from './hanging/useHung.ts'
import { useMarksOn, useReadingMarks } from './hanging/useReadingMarks.ts'
import { COVERED, useSeen } from './hanging/useSeen.ts'
import { useTiles } from './hanging/useTiles.ts'
import { MomentBar } from './history/MomentBar.tsx'
import { shapeNotes } from './inspect/shapeNotes.ts'
import { OutlineBar } from './OutlineBar.tsx'
import { withTrial } from './outlineCommands.ts'
import { sliceFacts } from './sliceFacts.ts'
import { ToolOptionsBar } from './ToolOptionsBar.tsx'
import { useAhead } from './useAhead.ts'
import type { OnDesk } from './useItem.ts'
import { ViewBar } from './ViewBar.tsx'
import { ViewTabs } from './ViewTabs.tsx'
import { BeltLayer } from './views/BeltLayer.tsx'
import { stripAround, stripOf } from './views/beltStrip.ts'
import { OtherViewPanel } from './views/OtherViewPanel.tsx'
import { useOtherView } from './views/useOtherView.ts'
import { XrayConsole } from './xray/XrayConsole.tsx'

const NOTHING: ReadonlySet<string> = new Set()
const NOT_MOVED: Moved = {
  view: { centre: imagePoint(0, 0), scale: 1, rotation: 0, flipX: false },
  area: { width: 0, height: 0 },
  fitted: true,
}

export function Picture(p: {
  detail: NonNullable<OnDesk['detail']>
  session: Session
  stageRef: RefObject<Stage | null>
  next: { id: string } | null
  onSaved(): void
}) {
  const t = useText()
  const language = useLanguage()
  const { project } = useProject()
  const schema = useShownSchema(project.schema)
  const view = useDeskStore()
  const host = useRef<HTMLDivElement>(null)
  const { session } = p
  /** Of the one view; while the views hang, the commands of the desk have theirs. */
  const own = useRef<Stage | null>(null)
  const first = p.detail.slots[0]
  const frame = useDesk((v) => v.frame)
  const hanging = useDesk((v) => v.hanging !== null)
  // Made once one view is wanted: under the hanging it would only take time.
  const [started, setStarted] = useState(!hanging)
  if (!hanging && !started) setStarted(true)
  const slot = first?.slot
  const isCase = isCaseDetail(p.detail)
  const at = first ? frameAt(p.detail.slots, first.slot, frame) : null
  const source = at?.source ?? first?.source ?? null
  const spacing = source?.spacing ?? null
  const hungViews = useHung(p.detail.slots, project.id)
  const hung = hungViews.find((v) => v.view === slot && v.sourceId === source?.id) ?? null
  const regions = useDesk((v) => v.about?.picture.regions)

  const records = useStore(session.records, (s) => s.records)
  const selection = useStore(session.records, (s) => s.selection)
  const hidden = useStore(session.records, (s) => s.hidden)
  const writable = useStore(session.state, (s) => s.writable)
  const conflict = useStore(session.state, (s) => s.conflict !== null)
  const revision = useStore(session.state, (s) => s.document.revision)
  const [tool, options, activeClass, display] = [
    useDesk((v) => v.tool),
    useDesk((v) => v.options),
    useDesk((v) => v.activeClass),
    useDesk((v) => v.display),
  ]
  const blind = useDesk((v) => v.hideAll || v.peek)
  const frameState = useDesk((v) => v.frameState)
  const ghosts = useDesk((v) => v.ghosts)
  const [crosshair, grid] = [useAids((a) => a.crosshair), useAids((a) => a.grid)]
  const [split, histogram] = [useAids((a) => a.split), useAids((a) => a.histogram)]
  const other = useOtherView(p.detail)
  const views = useAids((a) => a.views) && other !== null
  const belt = project.xray?.views.belt ?? 'x'
  const [moved, setMoved] = useState<Moved | null>(null)
  const secondRef = useRef<Stage | null>(null)

  const hoverMark = useRef<string | null>(null)
  const pointInCase = (at: ImagePoint | null) => {
    if (slot !== undefined && isMammoView(slot)) pointAt(slot, at, hoverMark.current)
  }
  const readingMarks = useReadingMarks(hanging ? null : hung, hungViews, session)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the picture is made anew for another place of the case
  useLayoutEffect(() => {
    const element = host.current
    if (!element || !started) return
    const events: StageEvents = {
      diff: (diff, mark) => {
        session.commit(isCase ? withLesionIds(diff, session.records.getState().records) : diff, mark)
        const drawn = diff.added.find((a) => a.shape !== null)?.classId
        if (drawn && drawn === view.getState().activeClass) takeClass(view, drawn)
      },
      select: (ids) => session.records.select(ids),
      refused: (code) => {
        const { language: now } = settings.getState()
        toast(translateCode(now, `refused.${code}`, { unlock: labelNow('edit.lock') }) ?? code, 'bad', 'refused')
      },
      pointer: (pointer) => {
        view.setState({ pointer })
        pointInCase(pointer?.point ?? null)
      },
      view: (v) => view.setState({ zoom: v.zoom, exact: v.devicePixelExact }),
      // How it is turned is this side's business: a view that hangs flipped is turned before the hand turns it.
      display: ({ window, invert }) => view.setState((v) => ({ display: { ...v.display, window, invert } })),
      atKeypoint: (atKeypoint) => view.setState({ atKeypoint }),
      tool: (_id, toolState) => view.setState({ toolState }),
      stepSetting: (steps) => view.setState((v) => ({ options: stepNumber(v.tool, v.options, steps) })),
      preview: (preview) => {
        hoverMark.current = preview.hover
        const draft = draftOf(preview, view.getState().activeClass)
        if (draft || view.getState().draft) view.setState({ draft })
      },
      frameState(s) {
        const stage = own.current
        view.setState({ frameState: s, firstWindow: stage?.firstWindow() ?? null, grey: stage?.grey() ?? null })
      },
      step(by) {
        const { wheel } = habits.getState().habits.hand
        if (wheel === 'items') return runCommand(by > 0 ? 'item.next' : 'item.previous')
        return wheel === 'frames' && runCommand(by > 0 ? 'item.nextFrame' : 'item.previousFrame')
      },
      moved: setMoved,
    }
    const stage = createStage(element, events, () => habits.getState().habits.hand)
    own.current = stage
    return () => {
      stage.destroy()
      own.current = null
      view.setState({ pointer: null, toolState: 'select.idle', atKeypoint: false, draft: null })
    }
  }, [session, view, isCase, started])
  const desk = p.stageRef
  useLayoutEffect(() => {
    if (hanging || !started) return
    const made = own.current
    desk.current = made
    return () => {
      if (desk.current === made) desk.current = null
    }
  }, [hanging, started, desk])

  const sourceFrame = at?.frame ?? frame
  const shownFrame = useMemo(
    () =>
      source
        ? {
            projectId: project.id,
            sourceId: source.id,
            frame: sourceFrame,
            index: frame,
            ...(slot === undefined ? {} : { slot }),
            width: source.width,
            height: source.height,
            ...(source.aspect === 1 ? {} : { aspect: source.aspect }),
          }
        : null,
    [project.id, source?.id, source?.width, source?.height, sourceFrame, frame, slot, source],
  )
  const onScreen = hanging ? null : shownFrame
  const air = useMammo((m) => m.air)
  const isMammogram = hung !== null
  useEffect(() => {
    if (started) own.current?.setAir(isMammogram ? (air ? 'black' : 'shown') : null)
  }, [isMammogram, air, started])
  useEffect(() => {
    own.current?.showFrame(onScreen)
  }, [onScreen])

  useTiles(hung, moved, own)
  useSeen({
    sourceId: hung && !hanging ? hung.sourceId : null,
    frame: hung,
    moved,
    exact: frameState === 'exact',
    covered: COVERED,
  })

  useAbout(project.id, p.detail.id, source)
  usePlanes('first', own, onScreen)

  // A window set by hand is meant for this picture: another DICOM file has other stored values, and a window of its own.
  // The slices of a series share it.
  const valuesOf = source?.kind === 'dicom' ? p.detail.id : 'pictures'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is the reason
  useEffect(() => {
    view.setState((v) => ({ display: { ...v.display, window: null } }))
  }, [valuesOf, view])

  const [cameFor] = useState(() => takePlace(p.detail.id))
  useViewMemory({
    projectId: project.id,
    sourceId: first?.source.id ?? null,
    moved: moved ?? NOT_MOVED,
    stage: own,
    // The steps of a case say what is seen of a view.
    elsewhere: cameFor !== null || hung !== null,
    turn: (d) => (hung ? turnedFor(d, hung.hung.flip) : d),
  })
  // Coming from a finding: what it is about is selected and in view.
  useEffect(() => {
    const id = cameFor
    const found = id ? session.records.getState().records.get(id) : undefined
    const bounds = found ? annotationBounds(found) : null
    if (!found) return
    if (found.target.kind === 'frame')
      view.setState({ frame: found.target.frame, slot: found.target.slot, hanging: null, tab: 'objects' })
    session.records.select(new Set([found.id]))
    if (bounds) own.current?.view.showBounds(bounds)
  }, [cameFor, session, view])

  useAhead(project.id, p.next?.id, desk)

  const shown = useMemo(
    () =>
      [...records.values()].filter(
        (a) => a.shape !== null && a.target.kind === 'frame' && a.target.slot === slot && a.target.frame === frame,
      ),
    [records, frame, slot],
  )
  const trial = useDesk((v) => v.trial)
  const aids = useHabits((h) => h.aids)
  const visible = useMemo(() => withTrial(shown, trial), [shown, trial])
  const unseen = useMemo(() => (blind ? new Set(shown.map((a) => a.id)) : hidden), [blind, shown, hidden])
  const pointer = useDesk((v) => v.pointer)
  const strip = useMemo(() => {
    if (!views || !shownFrame) return null
    const bounds = shown.flatMap((a) => (selection.has(a.id) ? (annotationBounds(a) ?? []) : []))
    const [only] = bounds
    if (only && bounds.length === 1) return stripOf(only, shownFrame, belt)
    return pointer ? stripAround(pointer.point, shownFrame, belt) : null
  }, [views, shown, selection, pointer, shownFrame, belt])
  // Before the next paint, so that a finished gesture does not flicker between draft and record.
  const notes = useDesk((v) => v.notes)
  const onShapes = useMemo(() => shapeNotes(notes, language), [notes, language])
  const scene = useMemo(
    () => ({
      annotations: visible,
      schema,
      selection: blind ? NOTHING : selection,
      hidden: unseen,
      writable: writable && !conflict && !blind && !trial,
      snapping: aids.snapping,
      sharing: aids.sharing,
      band: aids.band ? aids.bandPixels : null,
      trial: trial !== null,
      language,
      spacing,
      regions,
      boxes: project.desk.derivedBox ? aids.boxes : ('none' as const),
      notes: onShapes,
    }),
    [
      onShapes,
      project.desk.derivedBox,
      visible,
      trial,
      aids,
      schema,
      selection,
      unseen,
      writable,
      conflict,
      blind,
      language,
      spacing,
      regions,
    ],
  )
  useLayoutEffect(() => {
    if (started) own.current?.setScene(scene)
  }, [scene, started])
  useEffect(() => {
    if (started) own.current?.setAids({ ghosts, crosshair, grid })
  }, [ghosts, crosshair, grid, started])
  useMarksOn(own, readingMarks, started)
  const clahe = useAids((a) => a.clahe)
  useEffect(() => {
    if (started) own.current?.setClahe(clahe)
  }, [clahe, started])
  useEffect(() => {
    if (started) own.current?.setTool(tool)
  }, [tool, started])
  useEffect(() => {
    if (started) own.current?.setOptions(options)
  }, [options, started])
  useEffect(() => {
    if (started) own.current?.setActiveClass(activeClass)
  }, [activeClass, started])
  useEffect(() => {
    if (started) own.current?.setDisplay(hung ? turnedFor(display, hung.hung.flip) : display)
  }, [display, hung, started])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row changes when something was stored, not when the callback does
  useEffect(() => {
    if (revision > 0) p.onSaved()
  }, [revision])

  return (
    <>
      <div
        ref={host}
        className="stage-host"
        data-split={split || views || undefined}
        role="application"
        aria-label={t('desk.canvas', { name: p.detail.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas takes keys, so it has to be reachable
        tabIndex={0}
      />
      {hanging ? null : (
        <>
          <Overlays detail={p.detail} hung={hung?.hung ?? null} />
          <BadgeRow />
          <SideMarks frame={sourceFrame} hung={hung?.hung ?? null} />
        </>
      )}
      {typeof frameState === 'object' && !hanging ? (
        <div className="stage-message notice" data-tone="bad" role="alert">
          {translateCode(language, `error.${frameState.error}`) ?? t('desk.frameFailed')}
        </div>
      ) : null}
      {blind ? <span className="stage-message pill">{t('desk.hidden')}</span> : null}
      <ToolOptionsBar />
      <ViewTabs detail={p.detail} session={session} />
      {p.detail.frames > 1 ? <FrameBar detail={p.detail} stage={own} /> : null}
      <OutlineBar session={session} writable={writable && !conflict && !blind} />
      {views && shownFrame ? (
        <>
          <BeltLayer strip={strip} moved={moved} size={shownFrame} belt={belt} half />
          <OtherViewPanel
            key={other.detail.id}
            other={other}
            first={own}
            moved={moved}
            size={shownFrame}
            belt={belt}
            scene={scene}
            strip={strip}
          />
        </>
      ) : null}
      {split && !views && shownFrame ? (
        <SecondView
          first={own}
          second={secondRef}
          moved={moved}
          frame={shownFrame}
          scene={scene}
          select={session.records.select}
        />
      ) : null}
      {onScreen && !split && !views ? (
        <Minimap
          stage={own}
          moved={moved}
          frame={{ ...onScreen, index: frame }}
          annotations={shown}
          classes={project.schema.classes}
          low={hung !== null}
        />
      ) : null}
      <LoupePanel key={String(started)} stage={own} />
      {histogram && shownFrame ? <HistogramPanel stage={desk} frameKey={`${shownFrame.sourceId} ${frame}`} /> : null}
      <MomentBar session={session} />
      <ViewBar stage={desk} session={p.session} slot={slot ?? ''} />
      <XrayConsole detail={p.detail} stage={own} host={host} />
    </>
  )
}

function Overlays({ detail, hung }: { detail: NonNullable<OnDesk['detail']>; hung: Hung | null }) {
  const t = useText()
  const zoom = useDesk((v) => v.zoom)
  const exact = useDesk((v) => v.exact)
  const frame = useDesk((v) => v.frame)
  const state = useDesk((v) => v.frameState)
  const pitch = useHabits((h) => h.dicom.pitch)
  const clahe = useAids((a) => a.clahe)
  const source =
    (detail.slots[0] && frameAt(detail.slots, detail.slots[0].slot, frame)?.source) ?? detail.slots[0]?.source
  if (!source) return null
  const times = enlargement(zoom, source.spacing, pitch)
  const colour = source.channels === 4 ? (source.kind === 'jpeg' ? 'CMYK' : 'RGBA') : source.channels === 3 ? 'RGB' : ''
  return (
    <>
      <div className="overlay overlay-left numbers">
        <span>
          {source.width} × {source.height} · {source.bitsStored * (source.channels >= 3 ? source.channels : 1)} bit{' '}
          {colour}
        </span>
        {detail.frames > 1 ? <span>{t('desk.frame', { index: frame + 1, total: detail.frames })}</span> : null}
        {sliceFacts(detail, frame, t).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {source.orientation > 1 ? <span>{t('desk.upright', { orientation: source.orientation })}</span> : null}
        {source.aspect === 1 ? null : <span>{t('desk.aspect', { ratio: Number(source.aspect.toFixed(3)) })}</span>}
        {hung ? <HungMark hung={hung} /> : null}
        {hung ? <TileFact /> : null}
        {clahe && source.channels === 1 ? <span className="overlay-warn">{t('clahe.on')}</span> : null}
        {source.present ? null : <span className="overlay-warn">{t('desk.sourceMissing')}</span>}
      </div>
      <div className="overlay overlay-right numbers">
        <span>{Math.round(zoom * 1000) / 10} %</span>
        {times === null ? null : <span>{t('trueSize.times', { times: times.toFixed(times < 10 ? 2 : 1) })}</span>}
        {exact ? null : <span className="overlay-warn">{t('desk.notOriginal')}</span>}
        {state === 'preview' || state === 'loading' ? <span>{t('desk.sharpening')}</span> : null}
      </div>
    </>
  )
}
