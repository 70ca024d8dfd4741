// Polygon and polyline: vertex by vertex. A press sets a vertex that follows the pointer until it is let go; a press on an
// earlier vertex moves that one.
import type { Shape } from '../../shared/annotation/model.ts'
import { moveVertex, nearestVertex, vertexCount } from '../../shared/geometry/polyline.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { NO_PREVIEW, REACH, type State, type ToolBuilder, type ToolPointer, travelled } from './toolMachine.ts'

type Chain = { readonly kind: 'polygon' | 'polyline'; readonly closed: boolean; readonly least: number }

/** Two presses closer than this (CSS pixels) are one vertex: the second half of a double click. */
const SAME_PLACE = 3

const shapeOf = (chain: Chain, points: number[]): Shape =>
  chain.kind === 'polygon' ? { kind: 'polygon', parts: [{ outer: points, holes: [] }] } : { kind: 'polyline', points }

const chainTool =
  (chain: Chain): ToolBuilder =>
  (host, go) => {
    let points: number[] = []
    let before: number[] = []
    let pressed: ToolPointer | null = null
    let held = 0

    const vertexUnder = (p: ToolPointer): number | null => {
      const near = nearestVertex(points, p.point)
      return near && near.distance * host.scale() <= REACH ? near.index : null
    }
    const wouldClose = (p: ToolPointer) => chain.closed && vertexCount(points) >= chain.least && vertexUnder(p) === 0
    const show = (cursor: ImagePoint | null, closing = false) =>
      host.preview({ draft: { kind: chain.kind, points, cursor, closing }, cursor: closing ? 'pointer' : 'crosshair' })
    const finish = (): boolean => {
      if (vertexCount(points) < chain.least) host.refuse('too-few-points', { least: chain.least })
      else if (commitShape(host, shapeOf(chain, points), `${chain.kind}.add`)) {
        go(idle)
        return true
      }
      go(drawing)
      show(null)
      return true
    }

    const idle: State = {
      name: 'idle',
      enter() {
        points = []
        pressed = null
        host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
      },
      down(p) {
        if (!mayDraw(host, chain.kind)) return
        place(p)
      },
    }
    const place = (p: ToolPointer) => {
      const at = onFrame(host, p.point)
      before = points
      held = vertexCount(points)
      points = [...points, at.x, at.y]
      pressed = p
      go(placing)
      show(null)
    }
    const drawing: State = {
      name: 'drawing',
      move: (p) => show(onFrame(host, p.point), wouldClose(p)),
      leave: () => show(null),
      down(p) {
        const under = vertexUnder(p)
        const last = vertexCount(points) - 1
        if (under === last && pressed && nearby(pressed, p)) return
        if (under === null || under === last) return place(p)
        before = points
        held = under
        pressed = p
        go(adjusting)
      },
      doubleClick: () => void finish(),
      pointerCancel: () => show(null),
      command(name) {
        if (name === 'finish') return finish()
        if (name === 'cancel') {
          go(idle)
          return true
        }
        if (name !== 'removeLastVertex' && name !== 'delete') return false
        points = points.slice(0, -2)
        pressed = null
        if (points.length === 0) go(idle)
        else show(null)
        return true
      },
    }
    const nearby = (a: ToolPointer, b: ToolPointer) =>
      Math.hypot(a.view.x - b.view.x, a.view.y - b.view.y) <= SAME_PLACE
    const follow = (p: ToolPointer) => {
      points = moveVertex(points, held, onFrame(host, p.point))
      show(null)
    }
    const takeBack = () => {
      points = before
      if (points.length === 0) return go(idle)
      go(drawing)
      show(null)
    }
    const placing: State = {
      name: 'placing',
      parent: drawing,
      move: follow,
      down: () => undefined,
      leave: () => undefined,
      up(p) {
        pressed = p
        go(drawing)
        show(null)
      },
      pointerCancel: takeBack,
    }
    const adjusting: State = {
      name: 'adjusting',
      parent: drawing,
      move(p) {
        if (pressed && travelled(pressed, p)) {
          pressed = null
          follow(p)
        } else if (!pressed) follow(p)
      },
      down: () => undefined,
      leave: () => undefined,
      up(p) {
        // Let go without moving: on the first vertex that closes the ring, elsewhere it was nothing.
        if (pressed && held === 0 && wouldClose(p)) return void finish()
        pressed = null
        go(drawing)
        show(null)
      },
      pointerCancel: takeBack,
    }
    return idle
  }

export const polygonTool = chainTool({ kind: 'polygon', closed: true, least: 3 })
export const polylineTool = chainTool({ kind: 'polyline', closed: false, least: 2 })
