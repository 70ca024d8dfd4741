// Select, move, reshape. The edited shape is a preview until the pointer is let go; then it is one diff, or it is refused
// and stays on screen (`mending`) until it is made right or cancelled.
import type { Annotation } from '../../shared/annotation/model.ts'
import { boxFromCorners, clampPoint } from '../../shared/geometry/box.ts'
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
import { clampSetMove, moveDiff, updateDiff } from './diffs.ts'
import { withGroups } from './grouping.ts'
import { pointCommand } from './pointCommands.ts'
import { selectionCommand } from './selectCommands.ts'
import { type Mate, matesAt, movedMate } from './sharedVertices.ts'
import { snap } from './snapping.ts'
import {
  NO_PREVIEW,
  type Preview,
  REACH,
  type State,
  type ToolBuilder,
  type ToolPointer,
  travelled,
} from './toolMachine.ts'

const HANDLE_CURSOR: Partial<Record<EditHandle['kind'], Preview['cursor']>> = { midpoint: 'copy', turn: 'grab' }
const MARKS = {
  turn: 'shape.turn',
  keypoint: 'keypoint.move',
  midpoint: 'vertex.add',
  vertex: 'vertex.move',
} as const

export const selectTool: ToolBuilder = (host, go) => {
  let pressed: ToolPointer | null = null
  let handle: EditHandle | null = null
  /** Stored record and the shape being made of it. */
  let edit: { from: Annotation; now: Annotation } | null = null
  /** Neighbours whose vertex is dragged along, and how they look now. */
  let mates: readonly Mate[] = []
  let alongside: readonly Annotation[] = []
  let pressedOn: string | null = null
  let lastClick: ToolPointer | null = null
  let moved: [number, number] = [0, 0]

  /** A click means the whole group; with Alt only the one under the pointer. */
  const together = (ids: Iterable<string>, p: ToolPointer | null): Set<string> =>
    p?.alt ? new Set(ids) : withGroups(host.scene().annotations, ids)
  const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    a.size === b.size && [...a].every((id) => b.has(id))

  /** The one annotation whose handles are shown. */
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
  const markable = (a: EditHandle | null) => (isPoint(a) ? a : null)
  /** The point under the pointer; keys are about it rather than about the marked one. */
  let over: EditHandle | null = null

  const hover = (p: ToolPointer) => {
    const under = handleUnder(p)
    over = markable(under)
    const id = under ? null : (host.pick(p.point)[0] ?? null)
    const movable = id !== null && host.scene().selection.has(id)
    host.preview({
      hover: id,
      handle: under ?? markable(handle),
      cursor: under ? (HANDLE_CURSOR[under.kind] ?? 'pointer') : movable ? 'move' : id ? 'pointer' : 'default',
    })
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
  const drop = (): boolean => {
    edit = null
    handle = null
    mates = []
    host.preview({ edited: null, alongside: [], moving: null, marquee: null, handle: null, snap: null })
    return true
  }

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
    over = null
    go(settle(target.kind === 'keypoint' ? 'keypoint.visibility' : 'vertex.delete') ? idle : mending)
    return true
  }

  const down = (p: ToolPointer) => {
    pressed = p
    const under = handleUnder(p)
    if (under && p.alt && isPoint(under)) return void deleteVertexAt(under)
    if (under) {
      handle = under
      return go(pointingHandle)
    }
    handle = null
    const ids = host.pick(p.point)
    const { selection } = host.scene()
    pressedOn = ids.find((id) => selection.has(id)) ?? ids[0] ?? null
    if (pressedOn === null) return go(pointingEmpty)
    go(pointingShape)
  }

  const idle: State = {
    name: 'idle',
    enter() {
      edit = null
      mates = []
      host.preview({ ...NO_PREVIEW, handle: markable(handle) })
    },
    down,
    move: hover,
    leave: () => host.preview({ hover: null, cursor: 'default' }),
    sceneChanged() {
      // After an undo the marked vertex may be elsewhere or gone.
      const a = editable()
      const marked = markable(handle)
      handle = (marked && a && findPoint(a, marked, handleView(a))) || null
      over = (over && a && findPoint(a, over, handleView(a))) || null
      host.preview({ handle })
    },
    command(name) {
      const a = editable()
      if (a && pointCommand(host, a, over ?? handle, handle, handleView(a), name)) return true
      if (name === 'delete' && handle && deleteVertexAt(handle)) return true
      if (name === 'cancel' && handle) {
        handle = null
        host.preview({ handle: null })
        return true
      }
      return selectionCommand(host, name)
    },
  }

  /** Shared by every pressed state: Esc or a lost pointer ends the gesture, nothing has changed. */
  const gesture: State = {
    name: 'gesture',
    pointerCancel: () => go(backFrom()),
    down: () => undefined,
    sceneChanged() {
      if (edit && !host.scene().annotations.has(edit.now.id)) go(idle)
    },
    command(name) {
      if (name === 'cancel') go(backFrom())
      // Other keys wait until the pointer is up.
      return true
    },
  }
  /** A stroke that mends a refused shape falls back to the refused shape, not past it. */
  let refused: Annotation | null = null
  const backFrom = (): State => {
    if (refused && edit) {
      edit = { from: edit.from, now: refused }
      return mending
    }
    handle = null
    return idle
  }

  const clampedPoint = (p: ImagePoint): ImagePoint => {
    const frame = host.scene().frame
    return frame ? clampPoint(p, frame.width, frame.height) : p
  }
  const pointingHandle: State = {
    name: 'pointingHandle',
    parent: gesture,
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
        go(settle('vertex.add') ? idle : mending)
      } else go(edit ? mending : idle)
    },
  }
  let base: Annotation | null = null
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
  let settledAt: ImagePoint | null = null
  const draggingHandle: State = {
    name: 'draggingHandle',
    parent: gesture,
    move: dragTo,
    up(p) {
      dragTo(p)
      const mark =
        handle?.kind === 'side'
          ? base?.shape?.kind === 'box'
            ? 'box.resize'
            : 'shape.resize'
          : MARKS[handle?.kind ?? 'vertex']
      if (handle) handle = settledHandle(handle, settledAt ?? clampedPoint(p.point))
      go(settle(mark) ? idle : mending)
    },
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
      pressed = p
      const under = handleUnder(p)
      if (under && p.alt && isPoint(under)) return void deleteVertexAt(under)
      if (under) {
        handle = under
        return go(pointingHandle)
      }
      if (settle('vertex.move')) go(idle)
    },
    sceneChanged: () => gesture.sceneChanged?.(),
    command(name) {
      if (name === 'cancel') {
        handle = null
        go(idle)
        return true
      }
      if (name === 'finish') {
        if (settle('vertex.move')) go(idle)
        return true
      }
      return name === 'delete' && handle ? deleteVertexAt(handle) : true
    },
  }

  const pointingShape: State = {
    name: 'pointingShape',
    parent: gesture,
    enter() {
      const { selection } = host.scene()
      // Selecting on press makes press-and-drag work on a shape that was not selected yet.
      if (pressedOn && !selection.has(pressedOn) && !pressed?.shift) {
        host.select(together([pressedOn], pressed))
        lastClick = null
      }
    },
    move(p) {
      if (!pressed || pressed.shift || !travelled(pressed, p)) return
      const { selection, annotations, writable } = host.scene()
      const ids = [...selection].filter((id) => annotations.get(id)?.shape && !annotations.get(id)?.locked)
      if (!writable || ids.length === 0) {
        host.refuse(writable ? 'locked' : 'read-only')
        return go(idle)
      }
      movingIds = new Set(ids)
      go(translating)
      translateTo(p)
    },
    up(p) {
      click(p)
      go(idle)
      hover(p)
    },
  }
  const click = (p: ToolPointer) => {
    const { selection } = host.scene()
    const ids = host.pick(p.point)
    if (pressed?.shift) {
      const id = ids.find((candidate) => !selection.has(candidate)) ?? pressedOn
      if (!id) return
      const next = new Set(selection)
      const members = together([id], p)
      for (const member of members) {
        if (selection.has(id)) next.delete(member)
        else next.add(member)
      }
      return host.select(next)
    }
    const again = lastClick !== null && !travelled(lastClick, p)
    lastClick = p
    if (again && ids.length > 0) {
      // Each further click in the same place goes one shape deeper.
      const at = ids.findIndex((id) => selection.has(id))
      return host.select(together([ids[(at + 1) % ids.length]!], p))
    }
    const best = ids.find((id) => selection.has(id)) ?? ids[0]
    const next = best === undefined ? null : together([best], p)
    if (next && !sameSet(next, selection)) host.select(next)
  }

  let movingIds: ReadonlySet<string> = new Set()
  const translateTo = (p: ToolPointer) => {
    if (!pressed) return
    const { frame, annotations } = host.scene()
    const dx = p.point.x - pressed.point.x
    const dy = p.point.y - pressed.point.y
    const set = [...movingIds].flatMap((id) => annotations.get(id) ?? [])
    moved = frame ? clampSetMove(set, dx, dy, frame) : [dx, dy]
    host.preview({ moving: { ids: movingIds, dx: moved[0], dy: moved[1] }, hover: null, cursor: 'grabbing' })
  }
  const translating: State = {
    name: 'translating',
    parent: gesture,
    move: translateTo,
    up(p) {
      translateTo(p)
      const { annotations, frame } = host.scene()
      const diff = moveDiff(annotations, movingIds, moved[0], moved[1], frame)
      go(idle)
      if (diff.updated.length > 0) host.diff(diff, 'shape.move')
    },
  }

  const pointingEmpty: State = {
    name: 'pointingEmpty',
    parent: gesture,
    move(p) {
      if (pressed && travelled(pressed, p)) {
        go(marquee)
        marquee.move?.(p)
      }
    },
    up(p) {
      if (!p.shift && host.scene().selection.size > 0) host.select(new Set())
      go(idle)
    },
  }
  const marquee: State = {
    name: 'marquee',
    parent: gesture,
    move(p) {
      if (pressed) host.preview({ marquee: boxFromCorners(pressed.point, p.point), hover: null })
    },
    up(p) {
      if (pressed) {
        const found = host.within(boxFromCorners(pressed.point, p.point))
        host.select(together(pressed.shift ? [...host.scene().selection, ...found] : found, pressed))
      }
      go(idle)
    },
  }
  return idle
}
