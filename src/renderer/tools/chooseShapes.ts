// The part of the select tool that chooses and moves whole shapes: a click, a click with Shift, a frame around several, a drag.
import { boxFromCorners } from '../../shared/geometry/box.ts'
import { clampSetMove, moveDiff } from './diffs.ts'
import { gesture } from './gesture.ts'
import { withGroups } from './grouping.ts'
import { type State, type ToolHost, type ToolPointer, travelled } from './toolMachine.ts'

export type Choosing = {
  /** The state after a press that was on no handle. */
  press(p: ToolPointer): State
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((id) => b.has(id))

/** `rest` = where each gesture ends; `hover` shows what lies under the pointer after a click. */
export function choosing(
  host: ToolHost,
  go: (next: State) => void,
  rest: () => State,
  hover: (p: ToolPointer) => void,
): Choosing {
  let pressed: ToolPointer | null = null
  let pressedOn: string | null = null
  let lastClick: ToolPointer | null = null
  let movingIds: ReadonlySet<string> = new Set()
  let moved: [number, number] = [0, 0]
  const held = gesture(() => go(rest()))

  /** A click means the whole group; with Alt only the one under the pointer. */
  const together = (ids: Iterable<string>, p: ToolPointer | null): Set<string> =>
    p?.alt ? new Set(ids) : withGroups(host.scene().annotations, ids)

  const addOrRemove = (p: ToolPointer, ids: readonly string[]) => {
    const { selection } = host.scene()
    const id = ids.find((candidate) => !selection.has(candidate)) ?? pressedOn
    if (!id) return
    const next = new Set(selection)
    for (const member of together([id], p)) {
      if (selection.has(id)) next.delete(member)
      else next.add(member)
    }
    host.select(next)
  }
  const click = (p: ToolPointer) => {
    const { selection } = host.scene()
    const ids = host.pick(p.point)
    if (pressed?.shift) return addOrRemove(p, ids)
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

  const pointingShape: State = {
    name: 'pointingShape',
    parent: held,
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
        return go(rest())
      }
      movingIds = new Set(ids)
      go(translating)
      translateTo(p)
    },
    up(p) {
      click(p)
      go(rest())
      hover(p)
    },
  }

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
    parent: held,
    move: translateTo,
    up(p) {
      translateTo(p)
      const { annotations, frame } = host.scene()
      const diff = moveDiff(annotations, movingIds, moved[0], moved[1], frame)
      go(rest())
      if (diff.updated.length > 0) host.diff(diff, 'shape.move')
    },
  }

  const pointingEmpty: State = {
    name: 'pointingEmpty',
    parent: held,
    move(p) {
      if (pressed && travelled(pressed, p)) {
        go(marquee)
        marquee.move?.(p)
      }
    },
    up(p) {
      if (!p.shift && host.scene().selection.size > 0) host.select(new Set())
      go(rest())
    },
  }
  const marquee: State = {
    name: 'marquee',
    parent: held,
    move(p) {
      if (pressed) host.preview({ marquee: boxFromCorners(pressed.point, p.point), hover: null })
    },
    up(p) {
      if (pressed) {
        const found = host.within(boxFromCorners(pressed.point, p.point))
        host.select(together(pressed.shift ? [...host.scene().selection, ...found] : found, pressed))
      }
      go(rest())
    },
  }

  return {
    press(p) {
      pressed = p
      const ids = host.pick(p.point)
      const { selection } = host.scene()
      pressedOn = ids.find((id) => selection.has(id)) ?? ids[0] ?? null
      return pressedOn === null ? pointingEmpty : pointingShape
    },
  }
}
