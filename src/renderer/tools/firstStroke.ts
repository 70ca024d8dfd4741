// The beginning of a shape that is drawn by a drag or by two clicks: pressing and moving is a drag, pressing and letting go
// is the first click.
import { type State, type ToolPointer, travelled } from './toolMachine.ts'

export type FirstStroke = {
  /** Parent of every state in which something is being drawn: Escape and a lost pointer give it up. */
  readonly drawing: State
  /** Where the press leads. */
  pressed(p: ToolPointer): void
}

export function firstStroke(
  go: (state: State) => void,
  o: {
    idle(): State
    show(p: ToolPointer): void
    /** The drag was let go. */
    dragged(p: ToolPointer): void
    /** After the first click the shape follows the pointer without a button. */
    clicked(): State
  },
): FirstStroke {
  let from: ToolPointer | null = null
  const drawing: State = {
    name: 'drawing',
    move: o.show,
    pointerCancel: () => go(o.idle()),
    command(name) {
      if (name !== 'cancel' && name !== 'removeLastVertex') return false
      go(o.idle())
      return true
    },
  }
  const pointing: State = {
    name: 'pointing',
    parent: drawing,
    move(p) {
      if (!from || !travelled(from, p)) return
      go(dragging)
      o.show(p)
    },
    up: () => go(o.clicked()),
  }
  const dragging: State = { name: 'dragging', parent: drawing, up: o.dragged }
  return {
    drawing,
    pressed(p) {
      from = p
      go(pointing)
    },
  }
}
