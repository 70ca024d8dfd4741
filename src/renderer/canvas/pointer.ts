// DOM pointer and wheel events -> view gestures (pan, zoom, window) and tool events. Which is which is decided when the
// first button goes down and holds until the last one is up.
import { type ViewPoint, viewPoint } from '../../shared/geometry/spaces.ts'

export type PointerInfo = {
  readonly at: ViewPoint
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly pressure: number
  /** The other end of a pen. */
  readonly eraser?: boolean
}

export type PointerHandlers = {
  tool(event: 'down' | 'move' | 'up' | 'doubleClick', p: PointerInfo): void
  /** The system took the pointer away. */
  toolLost(): void
  hover(at: ViewPoint | null): void
  panBy(dx: number, dy: number): void
  zoomAt(factor: number, at: ViewPoint): void
  /** Alt and the wheel: larger or smaller steps of what the tool in hand is set by. */
  sizeBy(steps: number): void
  /** Distance since the press, CSS pixels. `cancel` puts the window back. */
  windowDrag(phase: 'start' | 'move' | 'end' | 'cancel', dx: number, dy: number): void
  panning(on: boolean): void
}

type Mode = 'tool' | 'pan' | 'window' | 'pinch'

/** Wheel notches arrive as about 100 pixels, pinches as a few. */
const WHEEL_ZOOM = 0.0018
const PINCH_ZOOM = 0.01
const LINE_HEIGHT = 16

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function attachPointer(root: HTMLElement, on: PointerHandlers): () => void {
  const abort = new AbortController()
  let mode: Mode | null = null
  let owner = -1
  let start = viewPoint(0, 0)
  let last = viewPoint(0, 0)
  let space = false
  let over = false
  const fingers = new Map<number, ViewPoint>()

  const at = (e: MouseEvent): ViewPoint => {
    const box = root.getBoundingClientRect()
    return viewPoint(e.clientX - box.left, e.clientY - box.top)
  }
  const info = (e: MouseEvent): PointerInfo => ({
    at: at(e),
    shift: e.shiftKey,
    ctrl: e.ctrlKey || e.metaKey,
    alt: e.altKey,
    pressure: e instanceof PointerEvent && e.pressure > 0 ? e.pressure : 0.5,
  })
  const modeOf = (e: PointerEvent): Mode | null =>
    e.button === 1 || (e.button === 0 && space) ? 'pan' : e.button === 2 ? 'window' : e.button === 0 ? 'tool' : null

  /** Ends what is going on without its effect. */
  const giveUp = () => {
    if (mode === 'tool') on.toolLost()
    if (mode === 'window') on.windowDrag('cancel', 0, 0)
    if (mode === 'pan') on.panning(false)
    mode = null
    owner = -1
  }

  const down = (e: PointerEvent) => {
    root.focus({ preventScroll: true })
    if (e.pointerType === 'touch') {
      fingers.set(e.pointerId, at(e))
      if (fingers.size === 2) {
        giveUp()
        mode = 'pinch'
        return
      }
    }
    if (mode !== null) return
    mode = modeOf(e)
    if (mode === null) return
    e.preventDefault()
    owner = e.pointerId
    root.setPointerCapture(e.pointerId)
    start = last = at(e)
    if (mode === 'tool') on.tool('down', info(e))
    else if (mode === 'window') on.windowDrag('start', 0, 0)
    else on.panning(true)
  }

  const pinch = (e: PointerEvent) => {
    const others = [...fingers].filter(([id]) => id !== e.pointerId)
    const before = fingers.get(e.pointerId)
    const other = others[0]?.[1]
    const now = at(e)
    fingers.set(e.pointerId, now)
    if (!before || !other) return
    const middle = viewPoint((now.x + other.x) / 2, (now.y + other.y) / 2)
    on.panBy((now.x - before.x) / 2, (now.y - before.y) / 2)
    const was = Math.hypot(before.x - other.x, before.y - other.y)
    if (was > 0) on.zoomAt(Math.hypot(now.x - other.x, now.y - other.y) / was, middle)
  }

  const move = (e: PointerEvent) => {
    if (mode === 'pinch') return pinch(e)
    if (mode !== null && e.pointerId !== owner) return
    const now = at(e)
    on.hover(now)
    if (mode === 'pan') on.panBy(now.x - last.x, now.y - last.y)
    else if (mode === 'window') on.windowDrag('move', now.x - start.x, now.y - start.y)
    else if (mode === 'tool') {
      // Between two frames a pen reports many points; a stroke gets all of them.
      const all = e.getCoalescedEvents()
      for (const part of all.length > 0 ? all : [e]) on.tool('move', info(part))
    } else on.tool('move', info(e))
    last = now
  }

  const up = (e: PointerEvent) => {
    fingers.delete(e.pointerId)
    if (mode === 'pinch') {
      if (fingers.size === 0) mode = null
      return
    }
    if (e.pointerId !== owner) return
    const ended = mode
    mode = null
    owner = -1
    if (ended === 'tool') on.tool('up', info(e))
    if (ended === 'pan') on.panning(false)
    if (ended === 'window') on.windowDrag('end', 0, 0)
  }

  const lost = (e: PointerEvent) => {
    fingers.delete(e.pointerId)
    if (mode === 'pinch' && fingers.size === 0) mode = null
    if (e.pointerId === owner) giveUp()
  }

  const wheel = (e: WheelEvent) => {
    e.preventDefault()
    const unit = e.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1
    if (e.altKey) return on.sizeBy(Math.sign(-e.deltaY || -e.deltaX))
    if (e.shiftKey) return on.panBy(-e.deltaX * unit, -e.deltaY * unit)
    on.zoomAt(Math.exp(-e.deltaY * unit * (e.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM)), at(e))
  }

  const key = (e: KeyboardEvent) => {
    if (e.code !== 'Space' || isTyping(e.target)) return
    const wasOn = space
    space = e.type === 'keydown' && (over || mode !== null)
    if (space) e.preventDefault()
    if (space !== wasOn && mode === null) on.panning(space)
  }

  const options = { signal: abort.signal }
  root.addEventListener('pointerdown', down, options)
  root.addEventListener('pointermove', move, options)
  root.addEventListener('pointerup', up, options)
  root.addEventListener('pointercancel', lost, options)
  // Capture is also lost when the window loses the pointer without an event of its own; after `up` the owner is gone.
  root.addEventListener('lostpointercapture', lost, options)
  root.addEventListener('pointerenter', () => (over = true), options)
  root.addEventListener(
    'pointerleave',
    () => {
      over = false
      if (mode === null) on.hover(null)
    },
    options,
  )
  root.addEventListener('dblclick', (e) => e.button === 0 && on.tool('doubleClick', info(e)), options)
  root.addEventListener('contextmenu', (e) => e.preventDefault(), options)
  root.addEventListener('wheel', wheel, { ...options, passive: false })
  addEventListener('keydown', key, options)
  addEventListener('keyup', key, options)
  addEventListener('blur', () => (space = false), options)
  return () => abort.abort()
}
