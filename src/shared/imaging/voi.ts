// Values of interest: stored sample -> 8-bit display level. The GPU shader does the same arithmetic in 32-bit floats,
// so every step here is rounded to one (Math.fround); the browser test compares the two bit for bit.
import type { FrameHeader } from './pixelFrame.ts'

export type Window = { readonly centre: number; readonly width: number }
export type ValueRange = { readonly low: number; readonly high: number }

/**
 * The window that shows a frame before anybody touches it. 8-bit samples and colour are shown as they are stored; deeper
 * grey is spread over the values that occur, because scanners leave most of a 16-bit range empty.
 */
export const dataRange = (h: Pick<FrameHeader, 'sample' | 'colour' | 'bitsStored' | 'min' | 'max'>): ValueRange => {
  if (h.sample === 'u8') return { low: 0, high: 2 ** Math.min(8, h.bitsStored) - 1 }
  if (h.colour !== 'grey' && h.sample === 'u16') return { low: 0, high: 2 ** h.bitsStored - 1 }
  return h.max > h.min ? { low: h.min, high: h.max } : { low: h.min - 0.5, high: h.min + 0.5 }
}

export const windowOf = ({ low, high }: ValueRange): Window => ({ centre: (low + high) / 2, width: high - low })

/** What is shown before anybody touches it: the window the file asks for, else the range. */
export const firstWindow = (
  h: Pick<FrameHeader, 'sample' | 'colour' | 'bitsStored' | 'min' | 'max' | 'window'>,
): Window => (h.colour === 'grey' && h.window ? h.window : windowOf(dataRange(h)))

/** `low` is shown black, `low + 255 / gain` white. */
export type Ramp = { readonly low: number; readonly gain: number }
export const rampOf = (w: Window): Ramp => {
  const width = Math.max(w.width, 1e-6)
  return { low: Math.fround(w.centre - width / 2), gain: Math.fround(255 / width) }
}

export const displayLevel = (value: number, ramp: Ramp, invert: boolean): number => {
  const spread = Math.fround(Math.fround(Math.fround(value) - ramp.low) * ramp.gain)
  const level = Math.floor(Math.fround(Math.min(255, Math.max(0, spread)) + 0.5))
  return invert ? 255 - level : level
}

/** Stored samples that one CSS pixel of a window drag is worth: the whole range of the data takes 512 pixels. */
export const dragStep = (range: ValueRange): number => (range.high - range.low) / 512

/** Right widens, down raises the level (darker); the width never reaches zero. */
export const dragWindow = (start: Window, dx: number, dy: number, range: ValueRange): Window => {
  const step = dragStep(range)
  return { centre: start.centre + dy * step, width: Math.max(start.width + dx * step, step / 4) }
}
