// How the desk looks at the moment: tool, class, display, place of the pointer. Nothing of it is ever stored with the work.
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AnnotationDiff } from '../../../shared/annotation/diff.ts'
import type { Shape } from '../../../shared/annotation/model.ts'
import type { Finding } from '../../../shared/contract/basics.ts'
import type { DicomPicture } from '../../../shared/contract/dicom.ts'
import type { ReviewNote } from '../../../shared/contract/review.ts'
import type { HangingStep } from '../../../shared/domains/mammography/hanging.ts'
import type { ImagePoint } from '../../../shared/geometry/spaces.ts'
import type { GreyDisplay } from '../../../shared/imaging/greyDisplay.ts'
import type { Presentation } from '../../../shared/imaging/presentation.ts'
import type { Window } from '../../../shared/imaging/voi.ts'
import type { Display, FrameState, Ghost } from '../../canvas/stage.ts'
import type { ToolId } from '../../tools/toolMachine.ts'
import { DEFAULT_OPTIONS, type ToolOptions } from '../../tools/toolOptions.ts'
import { withItemKey } from './inspect/itemKeys.ts'
import type { Trial } from './outlineTrial.ts'

/** `header` is there for DICOM files only, `case` for items of four views. */
export const TABS = ['case', 'labels', 'objects', 'item', 'header', 'history'] as const
export type Tab = (typeof TABS)[number]

export const HISTORY_VIEWS = ['changes', 'object', 'bin'] as const
export type HistoryView = (typeof HISTORY_VIEWS)[number]

/** submit: with the findings that stand in the way; exclude and return: with a reason to give. */
export type Asking =
  | { readonly kind: 'submit'; readonly findings: readonly Finding[] }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'return' }

export type DeskView = {
  readonly tool: ToolId
  readonly lastDrawing: ToolId
  /** Dotted state of the tool, for the hint in the status line. */
  readonly toolState: string
  readonly options: ToolOptions
  readonly activeClass: string | null
  readonly display: Display
  readonly zoom: number
  readonly exact: boolean
  readonly frame: number
  /** Place of the item on screen; null = its first. */
  readonly slot: string | null
  /** The views of a case side by side; null = one view. */
  readonly hanging: HangingStep | null
  readonly frameState: FrameState
  /** The window the frame on screen opens with; null until it is here. */
  readonly firstWindow: Window | null
  /** How the DICOM frame on screen is shown: its windows, tables and unit; null for other pictures. */
  readonly grey: GreyDisplay | null
  /** What the DICOM file on screen says about itself; null for other pictures and before it has answered. */
  readonly about: { readonly sourceId: string; readonly picture: DicomPicture } | null
  /** The presentation state that the frame on screen is shown by; null = as its file says. */
  readonly presented: Presentation | null
  readonly pointer: {
    readonly point: ImagePoint
    readonly values: readonly number[] | null
    readonly shown: number | null
  } | null
  /** A keypoint is under the pointer, marked, or being placed. */
  readonly atKeypoint: boolean
  readonly hideAll: boolean
  readonly peek: boolean
  readonly tab: Tab
  /** A change of outlines that is shown and not yet made. */
  readonly trial: Trial | null
  readonly where: string
  /** A question asked beside the picture before the item changes its state. */
  readonly asking: Asking | null
  /** What the rules say about the reading as it is stored now. */
  readonly findings: readonly Finding[]
  /** What inspectors said about this item. */
  readonly notes: readonly ReviewNote[]
  /** Classes on the digits 1 to 9, where the schema gives them none. */
  readonly itemKeys: readonly string[]
  /** Classes used last, newest first. */
  readonly recentClasses: readonly string[]
  /** The shape a gesture is making at the moment. */
  readonly draft: { readonly shape: Shape; readonly classId: string | null } | null
  /** The class picker is open. */
  readonly finding: boolean
  readonly historyView: HistoryView
  /** Other states of shapes, drawn over the picture while they are looked at. */
  readonly ghosts: readonly Ghost[]
  /** What going back to a moment would change, waiting for a yes. */
  readonly restore: { readonly name: string; readonly diff: AnnotationDiff } | null
  /** A checkpoint is being given its name. */
  readonly naming: boolean
  /** Counts the checkpoints made in this window, so that lists know of them. */
  readonly checkpoints: number
}
export const PLAIN_DISPLAY: Display = { window: null, invert: false, rotation: 0, flipX: false, smooth: false }

const RECENT = 12
export type DeskViewStore = StoreApi<DeskView>
export function createDeskView(): DeskViewStore {
  return createStore<DeskView>(() => ({
    tool: 'select',
    lastDrawing: 'box',
    toolState: 'select.idle',
    options: DEFAULT_OPTIONS,
    activeClass: null,
    display: PLAIN_DISPLAY,
    zoom: 1,
    exact: false,
    frame: 0,
    slot: null,
    hanging: null,
    frameState: 'loading',
    firstWindow: null,
    grey: null,
    about: null,
    presented: null,
    pointer: null,
    atKeypoint: false,
    hideAll: false,
    peek: false,
    tab: 'labels',
    trial: null,
    where: '',
    asking: null,
    findings: [],
    notes: [],
    itemKeys: [],
    recentClasses: [],
    draft: null,
    finding: false,
    historyView: 'changes',
    ghosts: [],
    restore: null,
    naming: false,
    checkpoints: 0,
  }))
}

/** Chosen or drawn by a person: in hand, first in the lists of recent classes, on a digit. The class a project opens with is none of these. */
export function takeClass(view: DeskViewStore, classId: string): void {
  view.setState(({ recentClasses, itemKeys }) => {
    const recent = [classId, ...recentClasses.filter((id) => id !== classId)].slice(0, RECENT)
    return { activeClass: classId, recentClasses: recent, itemKeys: withItemKey(itemKeys, recent) }
  })
}

const Context = createContext<DeskViewStore | null>(null)
export const DeskViewProvider = Context.Provider
export function useDeskStore(): DeskViewStore {
  const store = useContext(Context)
  if (!store) throw new Error('outside of the workbench')
  return store
}
export const useDesk = <T>(pick: (v: DeskView) => T): T => useStore(useDeskStore(), pick)

/** A drawing is under way: keys like Enter and Backspace belong to it. */
export const isDrawing = (v: DeskView): boolean => v.tool !== 'select' && !/\.(idle|ready|waiting)$/.test(v.toolState)
