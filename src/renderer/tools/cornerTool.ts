// Box and ellipse by dragging from corner to corner, or by two clicks. Shift: as wide as high. Alt: from the centre.
import type { Shape } from '../../shared/annotation/model.ts'
import type { Bounds, ImagePoint } from '../../shared/geometry/spaces.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { firstStroke } from './firstStroke.ts'
import { spanned } from './span.ts'
import { NO_PREVIEW, type State, type ToolBuilder, type ToolPointer } from './toolMachine.ts'

const cornerTool =
  (kind: 'box' | 'ellipse', shapeOf: (b: Bounds) => Shape): ToolBuilder =>
  (host, go) => {
    let anchor: ImagePoint | null = null
    let pressed: ToolPointer | null = null

    const shapeTo = (from: ImagePoint, p: ToolPointer): Shape =>
      shapeOf(spanned(from, onFrame(host, p.point), p, host.scene().frame))
    const show = (p: ToolPointer) => {
      const to = onFrame(host, p.point)
      if (!anchor) return
      const points = [anchor.x, anchor.y, to.x, to.y]
      host.preview({ draft: { kind, points, cursor: null, closing: false, shape: shapeTo(anchor, p) } })
    }
    const commit = (p: ToolPointer): boolean => anchor !== null && commitShape(host, shapeTo(anchor, p), `${kind}.add`)

    const idle: State = {
      name: 'idle',
      enter() {
        anchor = null
        pressed = null
        host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
      },
      down(p) {
        if (!mayDraw(host, kind)) return
        anchor = onFrame(host, p.point)
        pressed = p
        pressedAt(p)
      },
    }
    const { drawing, pressed: pressedAt } = firstStroke(go, {
      idle: () => idle,
      show,
      // A refused shape stays on the pointer: the next click ends it.
      dragged: (p) => go(commit(p) ? idle : stretching),
      clicked: () => stretching,
    })
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

export const boxTool = cornerTool('box', (b) => ({ kind: 'box', ...b }))
export const ellipseTool = cornerTool('ellipse', (b) => ({
  kind: 'ellipse',
  cx: b.x + b.width / 2,
  cy: b.y + b.height / 2,
  rx: b.width / 2,
  ry: b.height / 2,
  angle: 0,
}))
