// DOM pointer and wheel events -> view gestures (pan, zoom, window) and tool events. Which is which is decided when the
// first button goes down and holds until the last one is up. How a hand likes it comes from the settings at each event.
import { type Hand, PLAIN_HABITS } from '../../shared/contract/habits.ts'
import { type ViewPoint, viewPoint } from '../../shared/geometry/spaces.ts'
import { createWheel } from './wheel.ts'

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
  /** Whether Ctrl and the main button here mean a region to look at, not something of the tool. */
  regionAt(at: ViewPoint): boolean
  /** A region is being drawn for the window; `cancel` leaves nothing behind. */
  region(phase: 'move' | 'end' | 'cancel', from: ViewPoint, to: ViewPoint): void
  /** The wheel is set to scroll; false = nothing to scroll, so it zooms. */
  step(by: 1 | -1): boolean
}

type Mode = 'tool' | 'pan' | 'window' | 'region' | 'pinch'

/** Buttons of a pen as the browser numbers them. */
const ERASER = 5
const ERASER_DOWN = 32
/** A touch this soon after a pen was near, ms, is the hand that holds it. */
const PALM = 600
/** Travel that a tap may have, CSS pixels. */
const TAP = 8
const WHEEL_STEP_ZOOM = 1.2

const erases = (e: MouseEvent): boolean =>
  e instanceof PointerEvent && e.pointerType === 'pen' && (e.button === ERASER || (e.buttons & ERASER_DOWN) !== 0)

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export function attachPointer(
  root: HTMLElement,
  on: PointerHandlers,
  hand: () => Hand = () => PLAIN_HABITS.hand,
): () => void {
  const abort = new AbortController()
  let mode: Mode | null = null
  let owner = -1
  let start = viewPoint(0, 0)
  let last = viewPoint(0, 0)
  let space = false
  let over = false
  const fingers = new Map<number, ViewPoint>()
  let penNear = Number.NEGATIVE_INFINITY
  const meaningOf = createWheel()

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
    ...(erases(e) ? { eraser: true } : {}),
  })
  const modeOf = (e: PointerEvent): Mode | null => {
    const ctrl = e.ctrlKey || e.metaKey
    if (e.button === 1 || (e.button === 0 && space)) return 'pan'
    if (e.button === 2) return ctrl ? 'region' : 'window'
    if (e.button === ERASER) return 'tool'
    if (e.button !== 0) return null
    if (e.pointerType === 'touch' && hand().finger === 'pan') return 'pan'
    return ctrl && on.regionAt(at(e)) ? 'region' : 'tool'
  }
  /** While a pen is at work, what touches the screen beside it is a palm. */
  const isPalm = (e: PointerEvent): boolean => {
    if (e.pointerType === 'pen') penNear = e.timeStamp
    return e.pointerType === 'touch' && hand().palm && e.timeStamp - penNear < PALM
  }

  const isTap = (e: PointerEvent) => Math.hypot(at(e).x - start.x, at(e).y - start.y) <= TAP
  /** A press that turned out to be no drag. */
  const click = (e: PointerEvent) => {
    for (const event of ['move', 'down', 'up'] as const) on.tool(event, info(e))
  }
  /** Ends what is going on without its effect. */
  const giveUp = () => {
    if (mode === 'tool') on.toolLost()
    if (mode === 'window') on.windowDrag('cancel', 0, 0)
    if (mode === 'region') on.region('cancel', start, last)
    if (mode === 'pan') on.panning(false)
    mode = null
    owner = -1
  }

  const down = (e: PointerEvent) => {
    if (isPalm(e)) return
    root.focus({ preventScroll: true })
    // The palm was down before the pen: what it began was no stroke.
    if (e.pointerType === 'pen' && fingers.size > 0 && hand().palm) {
      fingers.clear()
      giveUp()
    }
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
    else if (mode === 'pan') on.panning(true)
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
    if (isPalm(e) && !fingers.has(e.pointerId)) return
    if (mode === 'pinch') return pinch(e)
    if (mode !== null && e.pointerId !== owner) return
    // A finger that owns nothing (the rest of a pinch) does not hover.
    if (mode === null && e.pointerType === 'touch') return
    const now = at(e)
    on.hover(now)
    if (mode === 'pan') on.panBy(now.x - last.x, now.y - last.y)
    else if (mode === 'window') on.windowDrag('move', now.x - start.x, now.y - start.y)
    else if (mode === 'region') on.region('move', start, now)
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
    if (ended === 'pan' && e.pointerType === 'touch' && isTap(e)) click(e)
    if (ended === 'region' && !isTap(e)) on.region('end', start, at(e))
    if (ended === 'region' && isTap(e)) {
      on.region('cancel', start, at(e))
      if (e.button === 0) click(e)
    }
    if (ended === 'window') on.windowDrag('end', 0, 0)
  }

  const lost = (e: PointerEvent) => {
    fingers.delete(e.pointerId)
    if (mode === 'pinch' && fingers.size === 0) mode = null
    if (e.pointerId === owner) giveUp()
  }

  const wheel = (e: WheelEvent) => {
    e.preventDefault()
    if (e.altKey) return on.sizeBy(Math.sign(-e.deltaY || -e.deltaX))
    const meaning = meaningOf(
      {
        dx: e.deltaX,
        dy: e.deltaY,
        lines: e.deltaMode !== WheelEvent.DOM_DELTA_PIXEL,
        ctrl: e.ctrlKey || e.metaKey,
        shift: e.shiftKey,
        time: e.timeStamp,
      },
      hand(),
    )
    if (meaning.kind === 'pan') on.panBy(meaning.dx, meaning.dy)
    if (meaning.kind === 'zoom') on.zoomAt(meaning.factor, at(e))
    if (meaning.kind === 'step' && !on.step(meaning.by)) on.zoomAt(WHEEL_STEP_ZOOM ** -meaning.by, at(e))
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
