// Intelligent scissors: clicks are held, between them the line follows the edges of the stored values. Closing it makes a
// polygon, or a mask.

import { polygonCrossesItself } from '../../shared/geometry/crossing.ts'
import { maskFromPolygon, type PolygonShape } from '../../shared/geometry/mask.ts'
import { maskToOutline, thinRing } from '../../shared/geometry/maskShape.ts'
import { type ImagePoint, imagePoint } from '../../shared/geometry/spaces.ts'
import { commitShape, mayDraw, onFrame } from './drawing.ts'
import { NO_PREVIEW, REACH, type State, type ToolBuilder, type ToolPointer } from './toolMachine.ts'

export const scissorsTool: ToolBuilder = (host, go) => {
  let seeds: ImagePoint[] = []
  /** `paths[i]` leads from seed i to the next one. */
  let paths: number[][] = []
  /** From the last seed to the pointer. */
  let live: number[] = []
  let asked = 0
  /** Clicks and closing wait here for the path before them. */
  let queue: (() => void)[] = []
  let busy = false

  const show = (closing = false) =>
    host.preview({
      draft: {
        kind: 'polygon',
        points: [...paths.flat(), ...live],
        cursor: null,
        closing,
        dots: seeds.flatMap((s) => [s.x, s.y]),
      },
      cursor: closing ? 'pointer' : 'crosshair',
    })
  const path = (from: ImagePoint, to: ImagePoint, then: (points: number[]) => void) => {
    const id = ++asked
    void host.assist.run({ kind: 'wire', from, to }).then((answer) => {
      if (id !== asked || answer.kind === 'stale') return
      if (answer.kind === 'trouble') host.refuse(answer.code)
      // Where there is no way, the straight line.
      const points = answer.kind === 'path' ? [...answer.points] : [from.x, from.y]
      const [x, y] = points.slice(-2)
      // Beyond the reach of the seed the rest is straight.
      if (x !== undefined && y !== undefined && Math.hypot(to.x - x, to.y - y) > 2) points.push(to.x, to.y)
      then(points)
    })
  }
  /** Nothing may overtake a path that is held. */
  const hold = (from: ImagePoint, to: ImagePoint, then: () => void) => {
    busy = true
    path(from, to, (points) => {
      busy = false
      paths.push(points)
      live = []
      show()
      then()
      queue.shift()?.()
    })
  }
  const last = () => seeds[seeds.length - 1]
  const near = (a: ImagePoint | undefined, b: ImagePoint) =>
    a !== undefined && Math.hypot(a.x - b.x, a.y - b.y) * host.scale() <= REACH

  const add = (to: ImagePoint) => {
    const from = last()
    if (!from || near(from, to)) return
    seeds.push(to)
    hold(from, to, () => undefined)
  }
  const close = () => {
    const [first] = seeds
    const from = last()
    if (!first || !from || seeds.length < 2) return host.refuse('too-few-points', { least: 3 })
    hold(from, first, () => {
      const polygon = ringOf(paths.flat())
      const { frame } = host.scene()
      const mask = frame && maskFromPolygon(polygon, frame)
      // A line that touches itself has no sound ring, but its inside has.
      const sound = polygonCrossesItself(polygon.parts) ? mask && maskToOutline(mask) : polygon
      const shape = host.options().result === 'mask' ? mask : sound
      if (shape && (shape.kind !== 'mask' || shape.counts.length > 0) && commitShape(host, shape, 'assist.accept'))
        return go(idle)
      if (!shape || (shape.kind === 'mask' && shape.counts.length === 0)) host.refuse('degenerate')
      paths.pop()
      show()
    })
  }
  const whenFree = (what: () => void) => {
    if (busy) queue.push(what)
    else what()
  }
  const wouldClose = (p: ToolPointer) => seeds.length >= 2 && near(seeds[0], p.point)

  const idle: State = {
    name: 'idle',
    enter() {
      if (asked > 0) host.assist.cancel()
      asked++
      seeds = []
      paths = []
      live = []
      queue = []
      busy = false
      host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
    },
    down(p) {
      if (!mayDraw(host, host.options().result)) return
      seeds = [onFrame(host, p.point)]
      go(tracing)
      show()
    },
    command: () => false,
  }
  const tracing: State = {
    name: 'tracing',
    move(p) {
      const from = last()
      if (busy || !from) return
      const closing = wouldClose(p)
      path(from, closing && seeds[0] ? seeds[0] : onFrame(host, p.point), (points) => {
        live = points
        show(closing)
      })
    },
    leave() {
      live = []
      show()
    },
    down(p) {
      const at = onFrame(host, p.point)
      if (wouldClose(p)) whenFree(close)
      else whenFree(() => add(at))
    },
    doubleClick: () => whenFree(close),
    pointerCancel: () => undefined,
    command(name) {
      if (name === 'finish') whenFree(close)
      else if (name === 'cancel') go(idle)
      else if (name === 'removeLastVertex' || name === 'delete') {
        if (busy) return true
        seeds.pop()
        paths.pop()
        live = []
        if (seeds.length === 0) go(idle)
        else show()
      } else return false
      return true
    },
  }
  return idle
}

/** Pixel steps become lines; points that stand twice are left out. */
function ringOf(points: readonly number[]): PolygonShape {
  const ring: number[] = []
  for (let i = 0; i + 1 < points.length; i += 2) {
    const p = imagePoint(points[i]!, points[i + 1]!)
    if (ring.length >= 2 && ring[ring.length - 2] === p.x && ring[ring.length - 1] === p.y) continue
    ring.push(p.x, p.y)
  }
  if (ring.length >= 4 && ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1]) ring.length -= 2
  return { kind: 'polygon', parts: [{ outer: thinRing(ring, 0.75), holes: [] }] }
}
