// What a wheel event means. A mouse wheel moves in notches of about 100 pixels; a touchpad sends many small steps in any
// direction, and a pinch on it arrives as a wheel with Ctrl that nobody presses.
import type { Hand } from '../../shared/contract/habits.ts'

export type WheelFacts = {
  readonly dx: number
  readonly dy: number
  /** Reported in lines or pages, which only a wheel does. */
  readonly lines: boolean
  readonly ctrl: boolean
  readonly shift: boolean
  /** Milliseconds. */
  readonly time: number
}
export type WheelMeaning =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'nothing' }

const LINE = 16
/** A step smaller than this, CSS pixels, is no notch. */
const NOTCH = 45
/** One gesture on a touchpad has no longer pauses, ms; its end runs out in tiny steps that look like nothing else. */
const SAME_GESTURE = 250
const WHEEL_ZOOM = 0.0018
const PINCH_ZOOM = 0.01

export const isTouchpad = (w: Pick<WheelFacts, 'dx' | 'dy' | 'lines'>): boolean =>
  !w.lines &&
  ((w.dx !== 0 && w.dy !== 0) ||
    !Number.isInteger(w.dy) ||
    !Number.isInteger(w.dx) ||
    (Math.abs(w.dx) < NOTCH && Math.abs(w.dy) < NOTCH))

export function createWheel(): (w: WheelFacts, hand: Pick<Hand, 'wheel' | 'touchpad'>) => WheelMeaning {
  let last = { time: Number.NEGATIVE_INFINITY, touchpad: false }
  let gone = 0
  return (w, hand) => {
    const unit = w.lines ? LINE : 1
    const [dx, dy] = [w.dx * unit, w.dy * unit]
    const going = w.time - last.time < SAME_GESTURE
    // Within one gesture the kind does not change: a touchpad may send one large step between small ones.
    const touchpad = going ? last.touchpad || isTouchpad(w) : isTouchpad(w)
    last = { time: w.time, touchpad }
    if (!going) gone = 0
    if (w.ctrl) return { kind: 'zoom', factor: Math.exp(-dy * (touchpad ? PINCH_ZOOM : WHEEL_ZOOM)) }
    if (w.shift) return { kind: 'pan', dx: -dx, dy: -dy }
    if (hand.touchpad === 'pan' || (hand.touchpad === 'auto' && touchpad)) return { kind: 'pan', dx: -dx, dy: -dy }
    if (hand.wheel === 'zoom') return { kind: 'zoom', factor: Math.exp(-dy * WHEEL_ZOOM) }
    // A notch is one step however far it scrolls; smaller ones add up.
    gone = Math.sign(gone) === Math.sign(dy) ? gone + dy : dy
    if (Math.abs(gone) < NOTCH) return { kind: 'nothing' }
    gone = 0
    return { kind: 'step', by: dy > 0 ? 1 : -1 }
  }
}
