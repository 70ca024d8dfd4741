// Oriented box in two gestures: one side by dragging (or two clicks), then its width. Shift: steps of 15 degrees. Alt: the
// drawn line is the middle and the width grows to both sides.
import type { Shape } from '../../shared/annotation/model.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { orientedFromAxis, snapDirection } from '../../shared/geometry/turning.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { firstStroke } from './firstStroke.ts'
import { NO_PREVIEW, type State, type ToolBuilder, type ToolPointer } from './toolMachine.ts'

export const orientedTool: ToolBuilder = (host, go) => {
  let from: ImagePoint | null = null
  let to: ImagePoint | null = null
  let pressed: ToolPointer | null = null

  const axisEnd = (p: ToolPointer): ImagePoint => {
    const at = onFrame(host, p.point)
    return from && p.shift ? onFrame(host, snapDirection(from, at)) : at
  }
  const showAxis = (p: ToolPointer) => {
    if (!from) return
    const end = axisEnd(p)
    const points = [from.x, from.y, end.x, end.y]
    host.preview({ draft: { kind: 'oriented', points, cursor: null, closing: false } })
  }
  const shapeTo = (p: ToolPointer): Shape | null =>
    from && to ? orientedFromAxis(from, to, onFrame(host, p.point), p.alt) : null
  const showBox = (p: ToolPointer) => {
    const shape = shapeTo(p)
    if (from && to && shape)
      host.preview({
        draft: { kind: 'oriented', points: [from.x, from.y, to.x, to.y], cursor: null, closing: false, shape },
      })
  }
  const commit = (p: ToolPointer): boolean => {
    const shape = shapeTo(p)
    return shape !== null && commitShape(host, shape, 'oriented.add')
  }

  const idle: State = {
    name: 'idle',
    enter() {
      from = null
      to = null
      pressed = null
      host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
    },
    down(p) {
      if (!mayDraw(host, 'oriented')) return
      from = onFrame(host, p.point)
      pressed = p
      pressedAt(p)
    },
  }
  // The first side follows the held pointer, or the one between two clicks.
  const { drawing, pressed: pressedAt } = firstStroke(go, {
    idle: () => idle,
    show: showAxis,
    dragged: (p) => endAxis(p),
    clicked: () => aiming,
  })
  /** First end clicked; the next click is the other end. */
  const aiming: State = {
    name: 'aiming',
    parent: drawing,
    up: (p) => endAxis(p),
    pointerCancel: () => undefined,
  }
  const endAxis = (p: ToolPointer) => {
    const end = axisEnd(p)
    if (!from || (end.x === from.x && end.y === from.y)) return go(aiming)
    to = end
    pressed = p
    go(widening)
    showBox(p)
  }
  /** The side is fixed; the opposite one follows the pointer until it is let go or clicked. */
  const widening: State = {
    name: 'widening',
    parent: drawing,
    move(p) {
      pressed = p
      showBox(p)
    },
    down(p) {
      pressed = p
      showBox(p)
    },
    up(p) {
      if (commit(p)) go(idle)
    },
    pointerCancel: () => undefined,
    command(name) {
      if (name === 'removeLastVertex') {
        to = null
        go(aiming)
        if (pressed) showAxis(pressed)
        return true
      }
      if (name !== 'finish' || !pressed) return false
      if (commit(pressed)) go(idle)
      return true
    },
  }
  return idle
}
