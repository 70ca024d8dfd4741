// The part of the select tool that changes the outline of one shape by its handles. The edited shape is a preview until the
// pointer is let go; then it is one diff, or it is refused and stays on screen (`mending`) until it is made right or cancelled.
import type { Annotation } from '../../shared/annotation/model.ts'
import { clampPoint } from '../../shared/geometry/box.ts'
import { validateShape } from '../../shared/geometry/shapes.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import {
  deleteAt,
  dragAnnotation,
  type EditHandle,
  findPoint,
  type HandleView,
  hitHandle,
  isPoint,
  settledHandle,
} from './annotationHandles.ts'
import { updateDiff } from './diffs.ts'
import { gesture } from './gesture.ts'
import { type Mate, matesAt, movedMate } from './sharedVertices.ts'
import { snap } from './snapping.ts'
import { NO_PREVIEW, REACH, type State, type ToolHost, type ToolPointer, travelled } from './toolMachine.ts'

const MARKS = {
  turn: 'shape.turn',
  keypoint: 'keypoint.move',
  midpoint: 'vertex.add',
  vertex: 'vertex.move',
} as const

export type Reshape = {
  /** The one annotation whose handles are shown. */
  editable(): Annotation | null
  handleView(a: Annotation): HandleView
  handleUnder(p: ToolPointer): EditHandle | null
  /** The point that was clicked last; keys are about it. */
  marked(): EditHandle | null
  unmark(): void
  /** A press on a handle begins its gesture (true); elsewhere nothing happens. */
  press(p: ToolPointer): boolean
  /** False where the handle is no point that can be deleted. */
  deleteVertexAt(target: EditHandle): boolean
  /** After an undo the marked vertex may be elsewhere or gone. */
  sceneChanged(): void
  /** The tool rests: nothing is being edited. */
  rest(): void
}

export const markable = (a: EditHandle | null): EditHandle | null => (isPoint(a) ? a : null)

export function reshaping(host: ToolHost, go: (next: State) => void, rest: () => State): Reshape {
  let pressed: ToolPointer | null = null
  let handle: EditHandle | null = null
  /** Stored record and the shape being made of it. */
  let edit: { from: Annotation; now: Annotation } | null = null
  /** The shape as it was when the drag began, and as it was refused before. */
  let base: Annotation | null = null
  let refused: Annotation | null = null
  let settledAt: ImagePoint | null = null
  /** Neighbours whose vertex is dragged along, and how they look now. */
  let mates: readonly Mate[] = []
  let alongside: readonly Annotation[] = []

  const editable = (): Annotation | null => {
    const { selection, annotations, writable } = host.scene()
    if (edit) return edit.now
    const [id, another] = selection
    if (!writable || id === undefined || another !== undefined) return null
    const a = annotations.get(id)
    return a && !a.locked && a.shape ? a : null
  }
  const handleView = (a: Annotation): HandleView => {
    const { schema, frame } = host.scene()
    const template = schema.classes.find((c) => c.id === a.classId)?.skeleton ?? null
    return { scale: host.scale(), template, frame }
  }
  const handleUnder = (p: ToolPointer): EditHandle | null => {
    const a = editable()
    return a ? hitHandle(a, p.point, REACH / host.scale(), handleView(a)) : null
  }

  const drop = (): boolean => {
    edit = null
    handle = null
    mates = []
    host.preview({ edited: null, alongside: [], moving: null, marquee: null, handle: null, snap: null })
    return true
  }
  /** Ends an edit of one shape: kept, refused (false) or found to be no change. */
  const settle = (mark: string): boolean => {
    if (!edit) return true
    const { now } = edit
    const from = host.scene().annotations.get(now.id)
    if (!from?.shape || !now.shape) return drop()
    const problem = validateShape(now.shape)
    // What was broken when it came in may be mended step by step.
    if (problem && validateShape(from.shape) !== problem) {
      host.preview({ edited: now, handle })
      host.refuse(problem, { kind: now.shape.kind })
      return false
    }
    const to = { ...from, shape: now.shape, keypoints: now.keypoints }
    const others = mates.map((mate, i): [Annotation, Annotation] => [mate.from, alongside[i] ?? mate.from])
    const spoilt = others.find(([before, after]) => after.shape && validateShape(after.shape) && before !== after)?.[1]
      .shape
    if (spoilt) {
      // The neighbour would be broken: the border stays where it was for both.
      host.refuse(validateShape(spoilt) ?? 'self-crossing', { kind: spoilt.kind })
      return drop()
    }
    edit = null
    mates = []
    host.preview({ edited: null, alongside: [], handle: markable(handle), snap: null })
    if (JSON.stringify([from.shape, from.keypoints]) !== JSON.stringify([to.shape, to.keypoints]))
      host.diff(updateDiff([[from, to], ...others]), mark)
    return true
  }
  const settleAs = (mark: string) => go(settle(mark) ? rest() : mending)

  const deleteVertexAt = (target: EditHandle): boolean => {
    const a = editable()
    if (!a?.shape || !isPoint(target)) return false
    const now = deleteAt(a, target)
    if (!now) {
      host.refuse('too-few-points', { least: target.kind === 'keypoint' ? 1 : a.shape.kind === 'polygon' ? 3 : 2 })
      return true
    }
    edit = { from: edit?.from ?? a, now }
    handle = null
    settleAs(target.kind === 'keypoint' ? 'keypoint.visibility' : 'vertex.delete')
    return true
  }

  /** A stroke that mends a refused shape falls back to the refused shape, not past it. */
  const held: State = {
    ...gesture(() => {
      if (refused && edit) {
        edit = { from: edit.from, now: refused }
        return go(mending)
      }
      handle = null
      go(rest())
    }),
    sceneChanged() {
      if (edit && !host.scene().annotations.has(edit.now.id)) go(rest())
    },
  }
  const pointingHandle: State = {
    name: 'pointingHandle',
    parent: held,
    enter() {
      refused = edit?.now ?? null
      host.preview({ handle, hover: null })
    },
    move(p) {
      const a = editable()
      if (!pressed || !a || !travelled(pressed, p)) return
      edit = { from: edit?.from ?? a, now: a }
      base = a
      mates = handle?.kind === 'vertex' && !refused ? matesAt(host, handle.at, a.id) : []
      go(draggingHandle)
      dragTo(p)
    },
    up() {
      // A click on a vertex marks it (Delete removes it); a click on a midpoint makes a vertex there.
      const a = editable()
      if (handle?.kind === 'midpoint' && a?.shape) {
        edit = { from: edit?.from ?? a, now: dragAnnotation(a, handle, handle.at) }
        handle = settledHandle(handle, handle.at)
        settleAs('vertex.add')
      } else go(edit ? mending : rest())
    },
  }

  const clampedPoint = (p: ImagePoint): ImagePoint => {
    const frame = host.scene().frame
    return frame ? clampPoint(p, frame.width, frame.height) : p
  }
  const dragTo = (p: ToolPointer) => {
    if (!base || !handle || !edit) return
    // A shape is turned by the direction of the pointer, wherever it is; the points of a body hold on to nothing.
    const free = handle.kind === 'turn' || handle.kind === 'keypoint'
    const mark = free ? null : snap(host, p, new Set([base.id, ...mates.map(({ from }) => from.id)]))
    const at = handle.kind === 'turn' ? p.point : clampedPoint(mark?.at ?? p.point)
    settledAt = at
    alongside = mates.map((mate) => movedMate(mate, at))
    edit = { from: edit.from, now: dragAnnotation(base, handle, at, p) }
    host.preview({ edited: edit.now, alongside, handle: settledHandle(handle, at), snap: mark, cursor: 'grabbing' })
  }
  const draggingHandle: State = {
    name: 'draggingHandle',
    parent: held,
    move: dragTo,
    up(p) {
      dragTo(p)
      const resize = base?.shape?.kind === 'box' ? 'box.resize' : 'shape.resize'
      const mark = handle?.kind === 'side' ? resize : MARKS[handle?.kind ?? 'vertex']
      if (handle) handle = settledHandle(handle, settledAt ?? clampedPoint(p.point))
      settleAs(mark)
    },
  }

  const press = (p: ToolPointer): boolean => {
    pressed = p
    const under = handleUnder(p)
    if (!under) return false
    if (p.alt && isPoint(under)) {
      deleteVertexAt(under)
      return true
    }
    handle = under
    go(pointingHandle)
    return true
  }
  /** A refused shape is on screen: its handles work, everything else waits for it or Esc. */
  const mending: State = {
    name: 'mending',
    enter: () => host.preview({ ...NO_PREVIEW, edited: edit?.now ?? null, handle: markable(handle) }),
    move(p) {
      const under = handleUnder(p)
      host.preview({ handle: under ?? markable(handle), cursor: under ? 'pointer' : 'default' })
    },
    down(p) {
      if (!press(p) && settle('vertex.move')) go(rest())
    },
    sceneChanged: () => held.sceneChanged?.(),
    command(name) {
      if (name === 'cancel') {
        handle = null
        go(rest())
        return true
      }
      if (name === 'finish') {
        if (settle('vertex.move')) go(rest())
        return true
      }
      return name === 'delete' && handle ? deleteVertexAt(handle) : true
    },
  }

  return {
    editable,
    handleView,
    handleUnder,
    marked: () => handle,
    unmark() {
      handle = null
    },
    press,
    deleteVertexAt,
    sceneChanged() {
      const a = editable()
      const marked = markable(handle)
      handle = (marked && a && findPoint(a, marked, handleView(a))) || null
    },
    rest() {
      edit = null
      mates = []
      host.preview({ ...NO_PREVIEW, handle: markable(handle) })
    },
  }
}
