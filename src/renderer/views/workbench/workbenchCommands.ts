// What each command does at the desk. Keys, names and conditions are rows of shared/commands/table.ts.

import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { slotsOf } from '../../../shared/annotation/activeSlot.ts'
import { frameAt } from '../../../shared/annotation/slotParts.ts'
import { windowOf } from '../../../shared/imaging/voi.ts'
import { keyedPresets, presetsOf } from '../../../shared/imaging/windowPresets.ts'
import { translateCode } from '../../../shared/text/index.ts'
import { api } from '../../api/client.ts'
import { goTo, projectRoute } from '../../app/route.ts'
import { changeSettings, settings } from '../../app/settings.ts'
import { sayNow } from '../../app/useText.ts'
import type { Stage } from '../../canvas/stage.ts'
import { holdKeys } from '../../commands/heldKeys.ts'
import { labelNow } from '../../commands/keymap.ts'
import { type Handlers, useCommands } from '../../commands/registry.ts'
import { clipboard } from '../../document/clipboard.ts'
import { convertDiff } from '../../tools/convert.ts'
import { boundsOfSelection } from '../../tools/diffs.ts'
import { type MaskChange, maskChange } from '../../tools/maskDiffs.ts'
import { type CanvasCommand, TOOL_IDS, type ToolId } from '../../tools/toolMachine.ts'
import { stepNumber, TOOL_SETTINGS } from '../../tools/toolOptions.ts'
import { toast, toastFault } from '../../ui/toast.ts'
import { useProject } from '../project/projectContext.ts'
import { aidHandlers } from './aids/aids.ts'
import { awaitItem, leafs } from './arrival.ts'
import { caseHandlers, isCaseDetail } from './case/caseCommands.ts'
import { leavesQuestion } from './case/caseStore.ts'
import { isDrawing, PLAIN_DISPLAY, type Tab, takeClass, useDesk, useDeskStore } from './deskView.ts'
import { dicomHandlers } from './dicom/dicomCommands.ts'
import { editHandlers } from './editCommands.ts'
import { giveClass } from './giveClass.ts'
import { mammoAidHandlers } from './hanging/mammoAids.ts'
import { placeNipple } from './hanging/nippleCommand.ts'
import { nextPrior } from './hanging/readingDesk.ts'
import { stepView } from './hanging/stepViews.ts'
import { markIgnored } from './ignoreCommand.ts'
import { inspectHandlers } from './inspect/inspectCommands.ts'
import { usesItemKeys } from './inspect/itemKeys.ts'
import type { ItemRows } from './itemRows.ts'
import { outlineHandlers } from './outlineCommands.ts'
import { openSecondWindow } from './second/secondWindow.ts'
import { showTour } from './TourMarks.tsx'
import type { OnDesk } from './useItem.ts'
import { workAhead } from './workAhead.ts'

export type DeskFlags = {
  readonly writable: boolean
  readonly hasSelection: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly closed: boolean
}
const NONE: DeskFlags = { writable: false, hasSelection: false, canUndo: false, canRedo: false, closed: false }
const deskFlags = createStore<DeskFlags>(() => NONE)
/** For buttons that grey out. */
export const useFlags = (): StoreApi<DeskFlags> => deskFlags

/** CSS pixels the cross moves at a key press. */
const PEN_STEP = 4
const PEN_FAR = 40

const TURN = { 0: 90, 90: 180, 180: 270, 270: 0 } as const

export function useWorkbenchCommands(p: {
  desk: OnDesk
  rows: ItemRows
  stage: RefObject<Stage | null>
  search: RefObject<HTMLInputElement | null>
}): (classId: string) => void {
  const { desk, rows, stage, search } = p
  const { session, detail } = desk
  const { project, refresh } = useProject()
  const view = useDeskStore()
  const where = useDesk((v) => v.where)
  const frames = detail?.frames ?? 1
  const turns = useRef<Promise<void>>(Promise.resolve())

  const go = (itemId: string | undefined) => {
    if (!itemId) return
    awaitItem(itemId)
    goTo(projectRoute(project.id, 'items', itemId))
  }
  /** Each press goes on from where the one before it went, however fast they come. */
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    turns.current = turns.current.then(act, act)
    return turns.current
  }
  const step = async (to: 'next' | 'previous') => {
    const found = await desk.ask()
    const row = found?.[to]
    if (row) go(row.id)
    else if (found) toast(sayNow(to === 'next' ? 'desk.last' : 'desk.first'), 'plain', 'edge')
  }
  const hop = async (by: number) => {
    const found = await desk.ask()
    if (!found) return
    const at = Math.max(0, Math.min(found.total - 1, found.index + by))
    const page = await api.items.page({ projectId: project.id, at, limit: 1, ...(where ? { where } : {}) })
    go(page.items[0]?.id)
  }
  const todo = async (to: 'next' | 'previous') => {
    if (!desk.itemId) return
    try {
      const found = await workAhead({ projectId: project.id, itemId: desk.itemId, where, to })
      if (found) go(found.id)
      else toast(sayNow('desk.noTodo'), 'plain', 'edge')
    } catch (error) {
      toastFault(error)
    }
  }
  const reopen = async () => {
    if (!session || !detail) return
    try {
      if (session.state.getState().document.revision > 0) await session.reopen()
      else await api.items.setState({ projectId: project.id, itemId: detail.id, state: 'todo' })
      const row = await api.items.get({ projectId: project.id, itemId: detail.id })
      rows.patch(row)
      desk.changed(row)
    } catch (error) {
      toastFault(error)
    }
  }

  const tool = (id: ToolId) => () => {
    view.setState((v) => ({ tool: id, lastDrawing: id === 'select' ? v.lastDrawing : id }))
  }
  const canvas = (name: CanvasCommand) => () => stage.current?.command(name)
  const display = () => view.getState().display
  const pick = (n: number) => () => {
    const found = usesItemKeys(project.schema)
      ? view.getState().itemKeys[n - 1]
      : project.schema.classes.find((c) => c.key === n % 10)?.id
    if (found !== undefined) chooseClass(found)
  }
  const chooseClass = (classId: string) => {
    takeClass(view, classId)
    // With a drawing tool in hand it is about the next shape: the one just drawn is still selected and keeps its class.
    if (!session || view.getState().tool !== 'select') return
    giveClass(session, project.schema, classId)
  }
  const onSelection = (change: (s: NonNullable<typeof session>) => void) => () => {
    if (session && session.records.getState().selection.size > 0) change(session)
  }
  const convert = (to: 'oriented' | 'box') =>
    onSelection((s) => {
      const { records, selection } = s.records.getState()
      const made = convertDiff(records, selection, to, project.schema)
      if (made.refused) toast(sayNow(`refused.${made.refused}`, { unlock: labelNow('edit.lock') }), 'bad', 'refused')
      if (made.diff.updated.length > 0) s.commit(made.diff, to === 'box' ? 'shape.toBox' : 'shape.toOriented')
    })
  const pen = (dx: number, dy: number) => () => stage.current?.moveKeyPen(dx, dy)
  const preset = (n: number) => () => {
    const [grey, range] = [stage.current?.grey(), stage.current?.windowRange()]
    const found = grey && range ? keyedPresets(presetsOf(grey, range))[n - 1] : undefined
    // Colour has no list of windows: what it opens with, and its full range.
    const window = found ? found.window : n === 2 && range ? windowOf(range) : null
    if (found || n <= 2) view.setState({ display: { ...display(), window } })
  }
  const changeMask = (change: MaskChange) =>
    onSelection((s) => {
      const { records, selection } = s.records.getState()
      const grid = detail?.slots[0]?.source
      if (!grid) return
      const made = maskChange(records, selection, change, grid, project.schema)
      if ('diff' in made) s.commit(made.diff, `mask.${change}`)
      else
        toast(translateCode(settings.getState().language, `refused.${made.refused}`) ?? made.refused, 'bad', 'refused')
    })
  const tab = (t: Tab) => () => {
    view.setState({ tab: t })
    changeSettings({ rightOpen: true })
  }
  const frameBy = (by: number) => () =>
    view.setState((v) => ({ frame: Math.max(0, Math.min(frames - 1, v.frame + by)) }))
  const viewBy = (by: 1 | -1) => () => stepView(by, detail, view, stage.current)

  const setting = { desk, rows, project, view, stage }
  const handlers: Handlers = {
    'outline.ignore': () => void markIgnored({ session, project, view, refresh }),
    ...outlineHandlers({ session, schema: project.schema, view, canvas }),
    'item.next': () =>
      holdKeys(
        inTurn(() => step('next')),
        leafs,
      ),
    'item.previous': () =>
      holdKeys(
        inTurn(() => step('previous')),
        leafs,
      ),
    'item.forward10': () =>
      holdKeys(
        inTurn(() => hop(10)),
        leafs,
      ),
    'item.back10': () =>
      holdKeys(
        inTurn(() => hop(-10)),
        leafs,
      ),
    'item.nextTodo': () => holdKeys(todo('next')),
    'item.previousTodo': () => holdKeys(todo('previous')),
    ...inspectHandlers({ desk, rows, project, view, stage, step, ahead: () => todo('next') }),
    'item.reopen': () => void reopen(),
    'item.nextFrame': frameBy(1),
    'item.previousFrame': frameBy(-1),
    'item.firstFrame': frameBy(-frames),
    'item.nextView': viewBy(1),
    'item.previousView': viewBy(-1),
    'view.hanging': () => view.setState((v) => ({ hanging: v.hanging === 'all' ? null : 'all' })),
    'item.lastFrame': frameBy(frames),
    ...(Object.fromEntries(TOOL_IDS.map((id) => [`tool.${id}`, tool(id)])) as Record<`tool.${ToolId}`, () => void>),
    'tool.smaller': () => view.setState((v) => ({ options: stepNumber(v.tool, v.options, -1) })),
    'tool.larger': () => view.setState((v) => ({ options: stepNumber(v.tool, v.options, 1) })),
    'mask.fillHoles': changeMask('fillHoles'),
    'mask.toMask': changeMask('toMask'),
    'mask.toPolygon': changeMask('toPolygon'),
    'tool.repeat': () => {
      // Again the tool in hand: the next stroke is a new object.
      if (view.getState().tool === view.getState().lastDrawing) session?.records.select(new Set())
      tool(view.getState().lastDrawing)()
    },
    'edit.undo': () => void session?.undo(),
    'edit.redo': () => void session?.redo(),
    'edit.delete': canvas('delete'),
    'edit.duplicate': canvas('duplicate'),
    'edit.selectAll': canvas('selectAll'),
    'edit.finish': canvas('finish'),
    'edit.removeLastVertex': canvas('removeLastVertex'),
    'edit.cancel': () => {
      // Esc ends only the stroke; with nothing to end it puts the drawing tool down.
      if (leavesQuestion()) return
      if (view.getState().asking) return view.setState({ asking: null })
      if (view.getState().restore) return view.setState({ restore: null })
      if (!stage.current?.command('cancel')) tool('select')()
    },
    ...editHandlers({
      session,
      detail,
      projectId: project.id,
      view,
      previous: async () => (await desk.ask())?.previous ?? null,
    }),
    'edit.nudgeLeft': canvas('nudgeLeft'),
    'edit.nudgeRight': canvas('nudgeRight'),
    'edit.nudgeUp': canvas('nudgeUp'),
    'edit.nudgeDown': canvas('nudgeDown'),
    'edit.nudgeLeftFar': canvas('nudgeLeftFar'),
    'edit.nudgeRightFar': canvas('nudgeRightFar'),
    'edit.nudgeUpFar': canvas('nudgeUpFar'),
    'edit.nudgeDownFar': canvas('nudgeDownFar'),
    'edit.toOriented': convert('oriented'),
    'edit.toBox': convert('box'),
    'keypoint.missing': canvas('keypointMissing'),
    'keypoint.occluded': canvas('keypointOccluded'),
    'keypoint.visible': canvas('keypointVisible'),
    'class.find': () => view.setState({ finding: true }),
    'class.pick1': pick(1),
    'class.pick2': pick(2),
    'class.pick3': pick(3),
    'class.pick4': pick(4),
    'class.pick5': pick(5),
    'class.pick6': pick(6),
    'class.pick7': pick(7),
    'class.pick8': pick(8),
    'class.pick9': pick(9),
    'class.pick0': pick(10),
    'view.fit': () => stage.current?.view.fit(),
    'view.oneToOne': () => stage.current?.view.oneToOne(),
    'view.zoomIn': () => stage.current?.view.zoomBy(1.25),
    'view.zoomOut': () => stage.current?.view.zoomBy(0.8),
    'view.zoomToSelection': onSelection((s) => {
      const { records, selection } = s.records.getState()
      const bounds = boundsOfSelection(records, selection)
      if (bounds) stage.current?.view.showBounds(bounds)
    }),
    'view.invert': () => view.setState({ display: { ...display(), invert: !display().invert } }),
    'view.rotate': () => view.setState({ display: { ...display(), rotation: TURN[display().rotation] } }),
    'view.flip': () => view.setState({ display: { ...display(), flipX: !display().flipX } }),
    'view.fullWindow': () => {
      const range = stage.current?.windowRange()
      const { firstWindow } = view.getState()
      const full = range ? windowOf(range) : null
      // Without a window of its own the frame opens with its range: then it stays "automatic" for the next picture too.
      const same = full?.centre === firstWindow?.centre && full?.width === firstWindow?.width
      view.setState({ display: { ...display(), window: same ? null : full } })
    },
    'view.window1': preset(1),
    'view.window2': preset(2),
    'view.window3': preset(3),
    'view.window4': preset(4),
    'view.window5': preset(5),
    'view.window6': preset(6),
    'view.window7': preset(7),
    'view.window8': preset(8),
    'view.reset': () => {
      view.setState({ display: PLAIN_DISPLAY })
      stage.current?.view.fit()
    },
    'view.peek': { press: () => view.setState({ peek: true }), release: () => view.setState({ peek: false }) },
    'view.hideAll': () => view.setState((v) => ({ hideAll: !v.hideAll })),
    'pen.left': pen(-PEN_STEP, 0),
    'pen.right': pen(PEN_STEP, 0),
    'pen.up': pen(0, -PEN_STEP),
    'pen.down': pen(0, PEN_STEP),
    'pen.leftFar': pen(-PEN_FAR, 0),
    'pen.rightFar': pen(PEN_FAR, 0),
    'pen.upFar': pen(0, -PEN_FAR),
    'pen.downFar': pen(0, PEN_FAR),
    'pen.press': () => stage.current?.pressKeyPen(),
    'app.tour': showTour,
    'panel.left': () => changeSettings({ leftOpen: !settings.getState().leftOpen }),
    'panel.right': () => changeSettings({ rightOpen: !settings.getState().rightOpen }),
    'panel.find': () => {
      changeSettings({ leftOpen: true })
      setTimeout(() => search.current?.select(), 0)
    },
    'panel.labels': tab('labels'),
    'panel.objects': tab('objects'),
    'panel.item': tab('item'),
    'panel.header': tab('header'),
    'panel.history': tab('history'),
    'panel.bin': () => {
      view.setState({ historyView: 'bin' })
      tab('history')()
    },
    'panel.objectHistory': () => {
      view.setState({ historyView: 'object' })
      tab('history')()
    },
    'edit.checkpoint': () => {
      // Everything is stored already; a moment can be named once there is something to name.
      if ((session?.state.getState().document.revision ?? 0) > 0) view.setState({ naming: true, restore: null })
      else toast(sayNow('checkpoint.nothing'), 'plain', 'checkpoint')
    },
    ...aidHandlers(),
    ...caseHandlers(setting),
    ...mammoAidHandlers(),
    'view.nipple': () => placeNipple(session),
    'view.nextPrior': () =>
      void nextPrior().then((found) => {
        if (found) view.setState({ hanging: 'priors' })
        else toast(sayNow('prior.none'), 'plain', 'prior')
      }, toastFault),
    'view.secondWindow': () => openSecondWindow(project.id),
    ...dicomHandlers(stage, () => {
      const first = detail?.slots[0]
      const at = first && frameAt(detail.slots, first.slot, view.getState().frame)
      return (at?.source ?? first?.source)?.spacing ?? null
    }),
  }

  const writable = useSession(session, (s) => s.writable) ?? false
  const canUndo = useSession(session, (s) => s.undo.length > 0 || s.more) ?? false
  const canRedo = useSession(session, (s) => s.redo.length > 0) ?? false
  const closed = useSession(session, (s) => s.document.state === 'submitted') ?? false
  const hasSelection = useSelectionCount(session) > 0
  const hasClipboard = useStore(clipboard, (c) => c.taken.length > 0)
  const hasHidden = useHiddenCount(session) > 0
  const sized = useDesk((v) => (TOOL_SETTINGS[v.tool]?.number ?? null) !== null)
  const done = closed || detail?.state === 'submitted'
  const open = session !== null
  useEffect(() => {
    // Between two items the buttons stay as they are.
    if (!open) return
    deskFlags.setState({
      writable,
      canUndo: canUndo && writable,
      canRedo: canRedo && writable,
      hasSelection,
      closed: done,
    })
  }, [open, writable, canUndo, canRedo, hasSelection, done])
  useEffect(() => () => deskFlags.setState(NONE), [])
  const shown = {
    workbench: true,
    writable,
    hasClipboard,
    hasHidden,
    sized,
    multiFrame: frames > 1,
    inCase: isCaseDetail(detail),
    multiView: slotsOf(detail?.slots ?? []).length > 1,
    storedValues: detail?.slots[0]?.source.kind === 'dicom',
    closed: done,
    hasVerdict: project.desk.verdict !== null,
    derivedBox: project.desk.derivedBox,
    handedIn: detail?.state === 'submitted' || detail?.state === 'done',
  }
  // What the hand did just now counts for the next key, whether it was painted yet or not.
  useCommands(handlers, () => {
    const now = view.getState()
    return {
      ...shown,
      hasSelection: (session?.records.getState().selection.size ?? 0) > 0,
      drawing: isDrawing(now),
      trial: now.trial !== null,
      toolInHand: now.tool !== 'select',
      atKeypoint: now.atKeypoint,
    }
  })
  return chooseClass
}

const nothing = createStore<null>(() => null)
type SessionNow = NonNullable<OnDesk['session']>
export function useSession<T>(
  session: SessionNow | null,
  pick: (s: ReturnType<SessionNow['state']['getState']>) => T,
): T | null {
  const source = useMemo(() => session?.state ?? nothing, [session])
  return useStore(source as StoreApi<ReturnType<SessionNow['state']['getState']> | null>, (s) => (s ? pick(s) : null))
}
type RecordsNow = ReturnType<SessionNow['records']['getState']>
function useRecords<T>(session: SessionNow | null, pick: (s: RecordsNow | null) => T): T {
  const source = useMemo(() => session?.records ?? nothing, [session])
  return useStore(source as StoreApi<RecordsNow | null>, pick)
}
const useSelectionCount = (session: SessionNow | null) => useRecords(session, (s) => s?.selection.size ?? 0)
const useHiddenCount = (session: SessionNow | null) => useRecords(session, (s) => s?.hidden.size ?? 0)
