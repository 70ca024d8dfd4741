// A skeleton: drag its box and the template lies in it, or click the points one by one. Points are set in the order of the
// template; a press on one that is already there moves that one. It becomes a record only as a whole.
import type { Skeleton } from '../../shared/annotation/labelSchema.ts'
import { boxFromCorners } from '../../shared/geometry/box.ts'
import {
  keypointAt,
  keypointBox,
  keypointCount,
  layTemplate,
  setKeypoint,
  type Visibility,
} from '../../shared/geometry/keypoints.ts'
import type { ImagePoint } from '../../shared/geometry/spaces.ts'
import { commitDrawn, mayDraw, onFrame } from './drawing.ts'
import {
  type CanvasCommand,
  NO_PREVIEW,
  REACH,
  type State,
  type ToolBuilder,
  type ToolHost,
  type ToolPointer,
  travelled,
} from './toolMachine.ts'

const VISIBILITY: Partial<Record<CanvasCommand, Visibility>> = {
  keypointMissing: 0,
  keypointOccluded: 1,
  keypointVisible: 2,
}

/** The template of the active class; says why when there is none. */
function activeTemplate(host: ToolHost): { classId: string; template: Skeleton } | null {
  const { schema, activeClass } = host.scene()
  if (!mayDraw(host, 'skeleton')) return null
  const active = schema.classes.find((c) => c.id === activeClass)
  if (active?.skeleton) return { classId: active.id, template: active.skeleton }
  host.refuse('no-template')
  return null
}

type Step = { readonly keypoints: number[]; readonly current: number; readonly visibility: Visibility }

export const skeletonTool: ToolBuilder = (host, go) => {
  let active: ReturnType<typeof activeTemplate> = null
  let anchor: ToolPointer | null = null
  let now: Step = { keypoints: [], current: 0, visibility: 2 }
  let before: Step[] = []
  let held = 0
  let over: number | null = null

  const show = (cursor: ImagePoint | null = null) => {
    if (!active) return
    const skeleton = { keypoints: now.keypoints, template: active.template, current: now.current }
    host.preview({ draft: { kind: 'box', points: [], cursor, closing: false, skeleton }, cursor: 'crosshair' })
  }
  const pointUnder = (p: ImagePoint): number | null => {
    let best: number | null = null
    let nearest = REACH / host.scale()
    for (let i = 0; i < keypointCount(now.keypoints); i++) {
      const k = keypointAt(now.keypoints, i)
      const d = Math.hypot(k.x - p.x, k.y - p.y)
      if (k.visibility !== 0 && d <= nearest) {
        best = i
        nearest = d
      }
    }
    return best
  }
  const change = (next: Partial<Step>) => {
    before = [...before, now]
    now = { ...now, ...next }
  }
  const commit = (): boolean => {
    const box = keypointBox(now.keypoints)
    if (!active || !box) {
      host.refuse('too-few-points', { least: 1 })
      go(placing)
      return false
    }
    const drawn = { shape: { kind: 'box' as const, ...box }, keypoints: now.keypoints, classId: active.classId }
    const done = commitDrawn(host, drawn, 'skeleton.add')
    go(done ? idle : placing)
    return done
  }
  /** Past the last point the skeleton is complete. */
  const goOn = () => {
    if (active && now.current >= active.template.points.length) commit()
    else {
      go(placing)
      show()
    }
  }
  const setVisibility = (visibility: Visibility): boolean => {
    // The point just set lies under the pointer: what is missing is the next one, not that.
    const at = over === null || (visibility === 0 && over === now.current - 1) ? now.current : over
    const known = keypointAt(now.keypoints, at)
    const placed = known.visibility !== 0
    const next = { current: at === now.current ? now.current + 1 : now.current }
    // A point that has no place yet keeps the answer until it gets one.
    if (!placed && visibility !== 0) change({ visibility })
    else change({ keypoints: setKeypoint(now.keypoints, at, { ...known, visibility }), visibility: 2, ...next })
    goOn()
    return true
  }
  const takeBack = () => {
    const last = before.at(-1)
    before = before.slice(0, -1)
    if (!last) return go(idle)
    now = last
    go(placing)
    show()
  }

  const idle: State = {
    name: 'idle',
    enter() {
      active = null
      anchor = null
      before = []
      over = null
      host.preview({ ...NO_PREVIEW, cursor: 'crosshair' })
    },
    down(p) {
      active = activeTemplate(host)
      if (!active) return
      anchor = p
      now = { keypoints: active.template.points.flatMap(() => [0, 0, 0]), current: 0, visibility: 2 }
      go(pointing)
    },
  }
  const cancelled = (name: CanvasCommand): boolean => {
    if (name !== 'cancel' && name !== 'removeLastVertex') return false
    go(idle)
    return true
  }
  /** Pressed: a drag spans the box of the template, a click is the first point. */
  const pointing: State = {
    name: 'pointing',
    move(p) {
      if (!anchor || !travelled(anchor, p)) return
      go(boxing)
      boxing.move?.(p)
    },
    up(p) {
      place(p)
      release()
    },
    pointerCancel: () => go(idle),
    command: cancelled,
  }
  const boxing: State = {
    name: 'boxing',
    move(p) {
      if (!active || !anchor) return
      const box = boxFromCorners(onFrame(host, anchor.point), onFrame(host, p.point))
      now = { ...now, keypoints: layTemplate(active.template, box) }
      show()
    },
    up(p) {
      boxing.move?.(p)
      go(placing)
      show()
    },
    pointerCancel: () => go(idle),
    command: cancelled,
  }
  const place = (p: ToolPointer) => {
    held = now.current
    const at = onFrame(host, p.point)
    change({ keypoints: setKeypoint(now.keypoints, held, { ...at, visibility: now.visibility }) })
  }
  const release = () => {
    if (held === now.current) now = { ...now, current: now.current + 1, visibility: 2 }
    goOn()
  }

  const placing: State = {
    name: 'placing',
    move(p) {
      over = pointUnder(p.point)
      show(over === null ? onFrame(host, p.point) : null)
    },
    leave() {
      over = null
      show()
    },
    down(p) {
      const under = pointUnder(p.point)
      if (under === null) place(p)
      else {
        held = under
        change({})
      }
      go(holding)
      show()
    },
    pointerCancel: () => show(),
    command(name) {
      const visibility = VISIBILITY[name]
      if (visibility !== undefined) return setVisibility(visibility)
      if (name === 'cancel') go(idle)
      else if (name === 'finish') commit()
      else if (name === 'removeLastVertex' || name === 'delete') takeBack()
      else return false
      return true
    },
  }
  const holding: State = {
    name: 'holding',
    parent: placing,
    move(p) {
      const { visibility } = keypointAt(now.keypoints, held)
      now = { ...now, keypoints: setKeypoint(now.keypoints, held, { ...onFrame(host, p.point), visibility }) }
      show()
    },
    down: () => undefined,
    leave: () => undefined,
    up(p) {
      over = held
      release()
      if (active) over = pointUnder(p.point)
    },
    pointerCancel: takeBack,
    command(name) {
      if (name === 'cancel') takeBack()
      // Other keys wait until the pointer is up.
      return true
    },
  }
  return idle
}
