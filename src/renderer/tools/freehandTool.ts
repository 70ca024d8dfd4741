// Polygon and polyline drawn in one stroke. The stroke is thinned to what the zoom shows, and its loose ends are cut off
// where the hand crossed its own beginning.
import type { Shape } from '../../shared/annotation/model.ts'
import { polylineLength, simplifyPolyline, vertexCount } from '../../shared/geometry/polyline.ts'
import { validateShape } from '../../shared/geometry/shapes.ts'
import { closedStroke } from '../../shared/geometry/stroke.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { DRAG_THRESHOLD, NO_PREVIEW, type State, type ToolBuilder, type ToolPointer } from './toolMachine.ts'

/** CSS pixels: nearer points of the hand are its shaking. */
const STEP = 1.5
/** CSS pixels between the stroke and what is kept of it. */
const TOLERANCE = 1.2

const polygonOf = (ring: number[]): Shape => ({ kind: 'polygon', parts: [{ outer: ring, holes: [] }] })

/** The thinned stroke; finer where thinning alone would make it cross itself. */
export function strokeShape(kind: 'polygon' | 'polyline', stroke: readonly number[], tolerance: number): Shape {
  if (kind === 'polyline') return { kind, points: simplifyPolyline(stroke, tolerance) }
  const loop = closedStroke(stroke)
  for (const finer of [1, 0.5, 0.25]) {
    const ring = simplifyPolyline(loop, tolerance * finer)
    const shape = polygonOf(ring)
    if (ring.length >= 6 && validateShape(shape) === null) return shape
  }
  return polygonOf(loop)
}

const freehandTool =
  (kind: 'polygon' | 'polyline'): ToolBuilder =>
  (host, go) => {
    let stroke: number[] = []
    const least = kind === 'polygon' ? 3 : 2
    const show = () =>
      host.preview({ draft: { kind, points: stroke, cursor: null, closing: kind === 'polygon', freehand: true } })
    const begin = (p: ToolPointer) => {
      if (!mayDraw(host, kind)) return
      const at = onFrame(host, p.point)
      stroke = [at.x, at.y]
      go(drawing)
      show()
    }
    const follow = (p: ToolPointer, least: number) => {
      const at = onFrame(host, p.point)
      const n = stroke.length
      if (Math.hypot(at.x - stroke[n - 2]!, at.y - stroke[n - 1]!) * host.scale() < least) return
      stroke = [...stroke, at.x, at.y]
      show()
    }

    const idle: State = {
      name: 'idle',
      enter() {
        stroke = []
        host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
      },
      down: begin,
    }
    const drawing: State = {
      name: 'drawing',
      move: (p) => follow(p, STEP),
      up(p) {
        follow(p, Number.MIN_VALUE)
        // A tap is not a stroke.
        if (polylineLength(stroke) * host.scale() <= DRAG_THRESHOLD) return go(idle)
        if (vertexCount(stroke) < least) {
          host.refuse('too-few-points', { least })
          return go(idle)
        }
        const shape = strokeShape(kind, stroke, TOLERANCE / host.scale())
        go(commitShape(host, shape, `${kind}.add`) ? idle : refused)
      },
      pointerCancel: () => go(idle),
      command(name) {
        if (name === 'cancel' || name === 'removeLastVertex') go(idle)
        return true
      },
    }
    /** The stroke stays to be looked at; the next one takes its place. */
    const refused: State = {
      name: 'refused',
      enter: show,
      down: begin,
      command(name) {
        if (name !== 'cancel' && name !== 'removeLastVertex') return false
        go(idle)
        return true
      },
    }
    return idle
  }

export const freehandPolygonTool = freehandTool('polygon')
export const freehandPolylineTool = freehandTool('polyline')
