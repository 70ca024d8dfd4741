// Polygon and polyline: vertex by vertex. A press sets a vertex that follows the pointer until it is let go; a press on an
// earlier vertex moves that one.
import { moveVertex, nearestVertex, vertexCount } from '../../shared/geometry/polyline.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { follow as followOutline, type SnapMark, snap, type VertexRef, WAYS } from './snapping.ts'
import {
  NO_PREVIEW,
  REACH,
  type State,
  type ToolBuilder,
  type ToolHost,
  type ToolPointer,
  travelled,
} from './toolMachine.ts'

type Chain = {
  readonly kind: 'polygon' | 'polyline'
  readonly closed: boolean
  readonly least: number
  may(host: ToolHost): boolean
  /** False = refused; the draft stays with the tool. */
  keep(host: ToolHost, points: number[]): boolean
}
/** A place for a vertex: what it holds on to, and the vertices of a neighbour's outline on the way there. */
type Aim = { readonly at: ImagePoint; readonly mark: SnapMark | null; readonly ahead: readonly number[] }

/** Two presses closer than this (CSS pixels) are one vertex: the second half of a double click. */
const SAME_PLACE = 3

export const chainTool =
  (chain: Chain): ToolBuilder =>
  (host, go) => {
    let points: number[] = []
    let before: number[] = []
    /** For each vertex the one of another shape it lies on. */
    let anchors: (VertexRef | null)[] = []
    let way = 0
    let last: ToolPointer | null = null
    let pressed: ToolPointer | null = null
    let held = 0

    const vertexUnder = (p: ToolPointer): number | null => {
      const near = nearestVertex(points, p.point)
      return near && near.distance * host.scale() <= REACH ? near.index : null
    }
    const wouldClose = (p: ToolPointer) => chain.closed && vertexCount(points) >= chain.least && vertexUnder(p) === 0
    const aim = (p: ToolPointer, from: VertexRef | null): Aim => {
      const mark = snap(host, p)
      const ahead = followOutline(host, from, mark?.vertex ?? null, WAYS[way % WAYS.length] ?? 'shorter')
      return { at: onFrame(host, mark?.at ?? p.point), mark, ahead }
    }
    const show = (to: Aim | null, closing = false) =>
      host.preview({
        draft: { kind: chain.kind, points, cursor: to?.at ?? null, closing, ahead: closing ? [] : (to?.ahead ?? []) },
        snap: closing ? null : (to?.mark ?? null),
        cursor: closing ? 'pointer' : 'crosshair',
      })
    const lastAnchor = () => anchors[anchors.length - 1] ?? null
    const showAt = (p: ToolPointer) => {
      last = p
      show(aim(p, lastAnchor()), wouldClose(p))
    }
    const finish = (): boolean => {
      if (vertexCount(points) < chain.least) host.refuse('too-few-points', { least: chain.least })
      else if (chain.keep(host, points)) {
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
        anchors = []
        pressed = null
        way = 0
        host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
      },
      move: (p) => host.preview({ snap: snap(host, p) }),
      leave: () => host.preview({ snap: null }),
      down(p) {
        if (!chain.may(host)) return
        place(p)
      },
    }
    const place = (p: ToolPointer) => {
      before = points
      held = anchors.length
      pressed = p
      put(p)
      go(placing)
    }
    /** The held vertex, with the way that leads to it, after what was there before the press. */
    const put = (p: ToolPointer) => {
      const to = aim(p, anchors[held - 1] ?? null)
      points = [...before, ...to.ahead, to.at.x, to.at.y]
      anchors = anchors.slice(0, held)
      const from = to.mark?.vertex ?? null
      for (let i = 0; i < to.ahead.length; i += 2) anchors.push(null)
      anchors.push(from)
      host.preview({ draft: { kind: chain.kind, points, cursor: null, closing: false }, snap: to.mark })
    }
    const drawing: State = {
      name: 'drawing',
      move: showAt,
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
        if (name === 'otherWay') {
          way++
          if (last) showAt(last)
          return true
        }
        if (name !== 'removeLastVertex' && name !== 'delete') return false
        points = points.slice(0, -2)
        anchors = anchors.slice(0, -1)
        pressed = null
        if (points.length === 0) go(idle)
        else show(null)
        return true
      },
    }
    const nearby = (a: ToolPointer, b: ToolPointer) =>
      Math.hypot(a.view.x - b.view.x, a.view.y - b.view.y) <= SAME_PLACE
    const follow = (p: ToolPointer) => {
      const mark = snap(host, p)
      points = moveVertex(points, held, onFrame(host, mark?.at ?? p.point))
      anchors = anchors.map((anchor, i) => (i === held ? (mark?.vertex ?? null) : anchor))
      host.preview({ draft: { kind: chain.kind, points, cursor: null, closing: false }, snap: mark })
    }
    const takeBack = () => {
      points = before
      anchors = anchors.slice(0, vertexCount(before))
      if (points.length === 0) return go(idle)
      go(drawing)
      show(null)
    }
    const placing: State = {
      name: 'placing',
      parent: drawing,
      move: put,
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

export const polygonTool = chainTool({
  kind: 'polygon',
  closed: true,
  least: 3,
  may: (host) => mayDraw(host, 'polygon'),
  keep: (host, points) => commitShape(host, { kind: 'polygon', parts: [{ outer: points, holes: [] }] }, 'polygon.add'),
})
export const polylineTool = chainTool({
  kind: 'polyline',
  closed: false,
  least: 2,
  may: (host) => mayDraw(host, 'polyline'),
  keep: (host, points) => commitShape(host, { kind: 'polyline', points }, 'polyline.add'),
})
