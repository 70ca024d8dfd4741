// Ruler (two ends) and angle (end, corner, end): by clicks, or the first leg by a drag. Shift: steps of 15 degrees.
import type { Shape } from '../../shared/annotation/model.ts'
import { vertexAt, vertexCount } from '../../shared/geometry/polyline.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { snapDirection } from '../../shared/geometry/turning.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { NO_PREVIEW, type State, type ToolBuilder, type ToolPointer, travelled } from './toolMachine.ts'

const measureTool =
  (kind: 'ruler' | 'angle', count: 2 | 3): ToolBuilder =>
  (host, go) => {
    let points: number[] = []
    let pressed: ToolPointer | null = null

    const place = (p: ToolPointer): ImagePoint => {
      const at = onFrame(host, p.point)
      const last = points.length > 0 ? vertexAt(points, vertexCount(points) - 1) : null
      return last && p.shift ? onFrame(host, snapDirection(last, at)) : at
    }
    const shapeTo = (at: ImagePoint): Shape => ({ kind, points: [...points, at.x, at.y] })
    const show = (p: ToolPointer) => {
      pressed = p
      const at = place(p)
      const whole = vertexCount(points) === count - 1
      host.preview({
        draft: { kind, points, cursor: at, closing: false, ...(whole ? { shape: shapeTo(at) } : {}) },
      })
    }
    /** The point under the pointer is set; the last one makes it a measurement. */
    const set = (p: ToolPointer) => {
      const at = place(p)
      if (vertexCount(points) < count - 1) {
        const last = vertexAt(points, vertexCount(points) - 1)
        // Two points in one place have no direction.
        if (at.x !== last.x || at.y !== last.y) points = [...points, at.x, at.y]
        go(stretching)
        show(p)
      } else if (commitShape(host, shapeTo(at), `${kind}.add`)) go(idle)
      else {
        go(stretching)
        show(p)
      }
    }

    const idle: State = {
      name: 'idle',
      enter() {
        points = []
        pressed = null
        host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
      },
      down(p) {
        if (!mayDraw(host, kind)) return
        const at = onFrame(host, p.point)
        points = [at.x, at.y]
        pressed = p
        go(pointing)
      },
    }
    const drawing: State = {
      name: 'drawing',
      move: show,
      pointerCancel: () => go(idle),
      command(name) {
        if (name === 'cancel') {
          go(idle)
          return true
        }
        if (name !== 'removeLastVertex') return false
        points = points.slice(0, -2)
        if (points.length === 0 || !pressed) go(idle)
        else {
          go(stretching)
          show(pressed)
        }
        return true
      },
    }
    const pointing: State = {
      name: 'pointing',
      parent: drawing,
      move(p) {
        if (!pressed || !travelled(pressed, p)) return
        go(dragging)
        show(p)
      },
      up: () => go(stretching),
    }
    const dragging: State = { name: 'dragging', parent: drawing, up: set }
    /** Between clicks: a line follows the pointer to the next point. */
    const stretching: State = {
      name: 'stretching',
      parent: drawing,
      down: show,
      up: set,
      pointerCancel: () => undefined,
      command(name) {
        if (name !== 'finish' || !pressed) return false
        set(pressed)
        return true
      },
    }
    return idle
  }

export const rulerTool = measureTool('ruler', 2)
export const angleTool = measureTool('angle', 3)
