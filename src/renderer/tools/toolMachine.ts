// Tools are small hierarchical state machines without a DOM: events in, effects out through a ToolHost. A state that does
// not handle an event leaves it to its parent.
import type { AnnotationDiff, AnnotationMap } from '../../shared/annotation/diff.ts'
import type { LabelSchema, Skeleton } from '../../shared/annotation/labelSchema.ts'
import type { Annotation, Shape, ShapeKind } from '../../shared/annotation/model.ts'
import type { BrushTip, Dab } from '../../shared/geometry/brush.ts'
import type { MaskRows } from '../../shared/geometry/rowSet.ts'
import type { Bounds, ImagePoint, ViewPoint } from '../../shared/geometry/spaces.ts'
import type { Assist } from '../assist/assistClient.ts'
import type { EditHandle } from './annotationHandles.ts'
import type { SnapMark } from './snapping.ts'
import type { ToolOptions } from './toolOptions.ts'

/** In the order of the rail. */
export const TOOL_IDS = [
  'select',
  'box',
  'oriented',
  'ellipse',
  'polygon',
  'freehand',
  'polyline',
  'freeline',
  'point',
  'skeleton',
  'brush',
  'eraser',
  'wand',
  'scissors',
  'outline',
  'superpixel',
  'ruler',
  'angle',
  'cutOut',
  'addPart',
  'split',
] as const
export type ToolId = (typeof TOOL_IDS)[number]

/** Keys reach the tools as commands; false = nothing here to do it to, the key is free for others. */
export const CANVAS_COMMANDS = [
  'cancel',
  'finish',
  'removeLastVertex',
  'delete',
  'duplicate',
  'selectAll',
  'nudgeLeft',
  'nudgeRight',
  'nudgeUp',
  'nudgeDown',
  'otherWay',
  'nudgeLeftFar',
  'nudgeRightFar',
  'nudgeUpFar',
  'nudgeDownFar',
  'keypointMissing',
  'keypointOccluded',
  'keypointVisible',
] as const
export type CanvasCommand = (typeof CANVAS_COMMANDS)[number]

export const REFUSALS = [
  'degenerate',
  'self-crossing',
  'too-few-points',
  'shape-not-allowed',
  'locked',
  'read-only',
  'no-image',
  'no-mask',
  'no-area',
  'not-closed',
  'region-too-large',
  'region-limited',
  'assist-too-long',
  'assist-failed',
  'too-fine',
  'nothing-found',
  'select-first',
  'select-one',
  'select-two',
  'no-outline',
  'nothing-left',
  'one-part',
  'divides-nothing',
  'too-far-apart',
  'no-template',
] as const
export type RefusalCode = (typeof REFUSALS)[number]

export type ToolPointer = {
  readonly point: ImagePoint
  readonly view: ViewPoint
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  /** 0-1; 0.5 for devices that cannot tell. */
  readonly pressure: number
  /** The other end of a pen. */
  readonly eraser?: boolean
}

export type ToolScene = {
  readonly annotations: AnnotationMap
  readonly selection: ReadonlySet<string>
  readonly schema: LabelSchema
  readonly writable: boolean
  readonly activeClass: string | null
  /** Vertices hold on to what is near. */
  readonly snapping: boolean
  /** A vertex that shapes share moves in all of them. */
  readonly sharing: boolean
  readonly frame: {
    readonly width: number
    readonly height: number
    readonly index: number
    readonly slot?: string
  } | null
}

/** What is being drawn. */
export type Draft = {
  readonly kind: ShapeKind
  /** Vertices set so far. */
  readonly points: readonly number[]
  /** Where the next vertex would go. */
  readonly cursor: ImagePoint | null
  readonly closing: boolean
  /** What would be kept if the gesture ended now; drawn in place of the vertices. */
  readonly shape?: Shape
  /** A stroke of the hand: no dots on its many vertices. */
  readonly freehand?: boolean
  readonly skeleton?: SkeletonDraft
  /** Only these points are marked, not every vertex. */
  readonly dots?: readonly number[]
  /** Vertices between the last one and the cursor: the outline of a neighbour that is followed. */
  readonly ahead?: readonly number[]
}
export type SkeletonDraft = {
  readonly keypoints: readonly number[]
  readonly template: Skeleton
  /** The point that is placed next. */
  readonly current: number
}

/** What a gesture shows while it lasts; everything in image space. */
export type Preview = {
  readonly draft: Draft | null
  /** Shown in place of the stored annotation of the same id. */
  readonly edited: Annotation | null
  /** Neighbours that change with it, in place of the stored ones. */
  readonly alongside: readonly Annotation[]
  readonly moving: { readonly ids: ReadonlySet<string>; readonly dx: number; readonly dy: number } | null
  readonly marquee: Bounds | null
  readonly hover: string | null
  /** Handle under the pointer, being dragged, or last clicked. */
  readonly handle: EditHandle | null
  /** Pixels being painted or proposed; `dirty` null = all of it is new. */
  readonly painting: {
    readonly rows: MaskRows
    readonly dirty: Bounds | null
    /** The stored mask it stands for. */
    readonly hides: string | null
    readonly proposal: boolean
  } | null
  /** Outline of the brush at the pointer. */
  readonly tip: (Dab & { readonly tip: BrushTip; readonly erases: boolean }) | null
  /** What the pointer holds on to. */
  readonly snap: SnapMark | null
  readonly cursor: 'default' | 'crosshair' | 'move' | 'pointer' | 'grab' | 'grabbing' | 'copy'
}
export const NO_PREVIEW: Preview = {
  draft: null,
  edited: null,
  alongside: [],
  moving: null,
  marquee: null,
  hover: null,
  handle: null,
  painting: null,
  tip: null,
  snap: null,
  cursor: 'default',
}

export type ToolHost = {
  scene(): ToolScene
  options(): ToolOptions
  /** Works on stored values away from the window. */
  readonly assist: Pick<Assist, 'run' | 'cancel'>
  /** Range of the stored values of the frame. */
  valueSpan(): number
  /** CSS pixels per image pixel. */
  scale(): number
  /** Visible annotations under the point, best first. */
  pick(point: ImagePoint): string[]
  /** Visible annotations whose bounds meet these. */
  near(bounds: Bounds): readonly Annotation[]
  /** Visible annotations wholly inside, front first. */
  within(bounds: Bounds): string[]
  diff(diff: AnnotationDiff, mark: string): void
  select(ids: ReadonlySet<string>): void
  refuse(code: RefusalCode, detail?: Readonly<Record<string, string | number>>): void
  preview(preview: Partial<Preview>): void
}

export type State = {
  readonly name: string
  readonly parent?: State
  enter?(): void
  down?(p: ToolPointer): void
  move?(p: ToolPointer): void
  up?(p: ToolPointer): void
  doubleClick?(p: ToolPointer): void
  /** The pointer left the picture area. */
  leave?(): void
  /** The system took the pointer away in mid-gesture (palm, lost capture): end the stroke, keep what was there before. */
  pointerCancel?(): void
  /** The annotations or the selection changed under the tool. */
  sceneChanged?(): void
  optionsChanged?(): void
  command?(name: CanvasCommand): boolean
}

type EventName = 'down' | 'move' | 'up' | 'doubleClick'

export type ToolMachine = {
  readonly id: ToolId
  /** Dotted path, e.g. `polygon.drawing.placing`. */
  state(): string
  pointer(event: EventName, p: ToolPointer): void
  leave(): void
  pointerCancel(): void
  sceneChanged(): void
  optionsChanged(): void
  command(name: CanvasCommand): boolean
  /** Ends whatever is going on without a change; called when another tool is chosen or the frame changes. */
  reset(): void
}

export type ToolBuilder = (host: ToolHost, go: (state: State) => void) => State

export function createMachine(
  id: ToolId,
  build: ToolBuilder,
  host: ToolHost,
  changed: (id: ToolId, state: string) => void = () => undefined,
): ToolMachine {
  const path = (s: State): string => (s.parent ? `${path(s.parent)}.${s.name}` : `${id}.${s.name}`)
  const go = (next: State) => {
    current = next
    next.enter?.()
    changed(id, path(next))
  }
  const handler = <K extends keyof State>(name: K): State | null => {
    for (let s: State | undefined = current; s; s = s.parent) if (s[name]) return s
    return null
  }
  const initial = build(host, go)
  let current = initial
  return {
    id,
    state: () => path(current),
    pointer: (event, p) => handler(event)?.[event]?.(p),
    leave: () => handler('leave')?.leave?.(),
    pointerCancel: () => handler('pointerCancel')?.pointerCancel?.(),
    sceneChanged: () => handler('sceneChanged')?.sceneChanged?.(),
    optionsChanged: () => handler('optionsChanged')?.optionsChanged?.(),
    command(name) {
      for (let s: State | undefined = current; s; s = s.parent) if (s.command?.(name)) return true
      return false
    },
    reset() {
      go(initial)
      host.preview(NO_PREVIEW)
    },
  }
}

/** Pointer travel in CSS pixels that turns a click into a drag. */
export const DRAG_THRESHOLD = 3
/** Reach of a vertex, handle or edge in CSS pixels. */
export const REACH = 8

export const travelled = (a: ToolPointer, b: ToolPointer): boolean =>
  Math.hypot(a.view.x - b.view.x, a.view.y - b.view.y) > DRAG_THRESHOLD
