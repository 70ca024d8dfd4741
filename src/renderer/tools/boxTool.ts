// Box by dragging from corner to corner, or by two clicks.
import { boxFromCorners } from '../../shared/geometry/box.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { NO_PREVIEW, type State, type ToolBuilder, type ToolPointer, travelled } from './toolMachine.ts'

export const boxTool: ToolBuilder = (host, go) => {
  let anchor: ImagePoint | null = null
  let pressed: ToolPointer | null = null

  const show = (p: ToolPointer) => {
    const to = onFrame(host, p.point)
    if (anchor)
      host.preview({ draft: { kind: 'box', points: [anchor.x, anchor.y, to.x, to.y], cursor: null, closing: false } })
  }
  const commit = (p: ToolPointer): boolean =>
    anchor !== null && commitShape(host, { kind: 'box', ...boxFromCorners(anchor, onFrame(host, p.point)) }, 'box.add')

  const idle: State = {
    name: 'idle',
    enter() {
      anchor = null
      pressed = null
      host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
    },
    down(p) {
      if (!mayDraw(host, 'box')) return
      anchor = onFrame(host, p.point)
      pressed = p
      go(pointing)
    },
  }
  const drawing: State = {
    name: 'drawing',
    move: show,
    pointerCancel: () => go(idle),
    command(name) {
      if (name !== 'cancel' && name !== 'removeLastVertex') return false
      go(idle)
      return true
    },
  }
  /** Pressed at the first corner: moving makes it a drag, letting go makes it the first of two clicks. */
  const pointing: State = {
    name: 'pointing',
    parent: drawing,
    move(p) {
      if (pressed && travelled(pressed, p)) {
        go(dragging)
        show(p)
      }
    },
    up: () => go(stretching),
  }
  const dragging: State = {
    name: 'dragging',
    parent: drawing,
    // A refused box stays on the pointer: the next click ends it.
    up: (p) => go(commit(p) ? idle : stretching),
  }
  const stretching: State = {
    name: 'stretching',
    parent: drawing,
    down(p) {
      pressed = p
      show(p)
    },
    up(p) {
      if (commit(p)) go(idle)
    },
    command(name) {
      if (name !== 'finish' || !pressed) return false
      if (commit(pressed)) go(idle)
      return true
    },
    move(p) {
      pressed = p
      show(p)
    },
    // Only the stroke is gone: the first corner stays.
    pointerCancel: () => undefined,
  }
  return idle
}
