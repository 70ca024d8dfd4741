// Values of interest: stored sample -> 8-bit display level. The GPU shader does the same arithmetic: a ramp in 32-bit
// floats (every step here is rounded to one by Math.fround), or a table of levels by stored value that is made here. The
// browser test compares the two bit for bit.
import {
  isPadding,
  type Lut,
  modalityRange,
  modalityValue,
  outputShare,
  tableShare,
  type VoiFunction,
  windowShare,
} from './greyDisplay.ts'
import type { FrameHeader } from './pixelFrame.ts'

/**
 * In modality values where the frame has a display of its own (DICOM grey), else in stored values. Without `function` it
 * runs from centre - width / 2 to centre + width / 2. `table` = that entry of the file's list, a look-up table, decides
 * instead, and the numbers say which values it covers; `lut` = a table that is not in the file does. `output` = a presentation
 * LUT behind either; it stays when the window is dragged.
 */
export type Window = {
  readonly centre: number
  readonly width: number
  readonly function?: VoiFunction
  readonly table?: number
  readonly lut?: Lut | undefined
  readonly output?: Lut | undefined
}
export type ValueRange = { readonly low: number; readonly high: number }
type Stored = Pick<FrameHeader, 'sample' | 'colour' | 'bitsStored' | 'min' | 'max' | 'grey'>

/**
 * Stored values that are shown before anybody touches it. 8-bit samples and colour are shown as they are stored; deeper
 * grey is spread over the values that occur, because scanners leave most of a 16-bit range empty.
 */
export const dataRange = (h: Stored): ValueRange => {
  if (h.sample === 'u8') return { low: 0, high: 2 ** Math.min(8, h.bitsStored) - 1 }
  if (h.colour !== 'grey' && h.sample === 'u16') return { low: 0, high: 2 ** h.bitsStored - 1 }
  const { low, high } = h.grey?.range ?? { low: h.min, high: h.max }
  return high > low ? { low, high } : { low: low - 0.5, high: low + 0.5 }
}

/** The same in the values that windows are given in. */
export function windowRange(h: Stored): ValueRange {
  const stored = dataRange(h)
  if (!h.grey) return stored
  const { low, high } = modalityRange(h.grey, stored.low, stored.high)
  return high > low ? { low, high } : { low: low - 0.5, high: low + 0.5 }
}

export const byTable = (w: Window): boolean => w.table !== undefined || w.lut !== undefined

export const windowOf = ({ low, high }: ValueRange): Window => ({ centre: (low + high) / 2, width: high - low })

/** The windows and tables that the file offers. */
export const fileWindows = ({ grey }: Pick<FrameHeader, 'grey'>): readonly Window[] =>
  (grey?.voi ?? []).map((v, index) => {
    if (v.kind === 'window') return { centre: v.centre, width: v.width, function: v.function }
    return { ...windowOf({ low: v.lut.first, high: v.lut.first + v.lut.data.length - 1 }), table: index }
  })

/** What is shown before anybody touches it: what the file asks for, else the range. */
export const firstWindow = (h: Stored & Pick<FrameHeader, 'window'>): Window =>
  fileWindows(h)[0] ?? (h.colour === 'grey' && h.window ? h.window : windowOf(windowRange(h)))

/** `low` is shown black, `low + 255 / gain` white; with a table, the level is looked up instead. */
export type Ramp = { readonly low: number; readonly gain: number; readonly table?: LevelTable }
/** Level of entry round((value - low) * gain), before the inversion that the caller asks for. */
export type LevelTable = { readonly levels: Uint8Array; readonly low: number; readonly gain: number }

export const rampOf = (w: Window): Ramp => {
  const width = Math.max(w.width, 1e-6)
  return { low: Math.fround(w.centre - width / 2), gain: Math.fround(255 / width) }
}

export const TABLE_SIZE = 65_536

/** `invert` is the final polarity: padding stays black in both. */
export function shadeOf(h: FrameHeader, window: Window, invert: boolean): Ramp {
  const { grey } = h
  if (!grey || h.colour !== 'grey') return rampOf(window)
  const ramp = storedRamp(h, window)
  // Float samples have no table of all their values, and need none where everything is a straight line.
  if (h.sample === 'f32' && ramp && !grey.padding) return ramp
  return { ...(ramp ?? rampOf(window)), table: levelTable(h, window, invert) }
}

/** The whole way as one straight line over stored values; null where it is none. */
function storedRamp({ grey }: FrameHeader, window: Window): Ramp | null {
  if (grey?.modality.kind !== 'linear' || byTable(window) || window.output || window.function === 'SIGMOID') return null
  const { slope, intercept } = grey.modality
  const counting = window.function === 'LINEAR' && grey.whole
  const centre = counting ? window.centre - 0.5 : window.centre
  const width = Math.max(counting ? window.width - 1 : window.width, 1e-6)
  return { low: Math.fround((centre - width / 2 - intercept) / slope), gain: Math.fround((255 * slope) / width) }
}

/** Level of every stored value that the frame holds, in 64-bit arithmetic; it is made for each step of a drag. */
function levelTable(h: FrameHeader, window: Window, invert: boolean): LevelTable {
  const whole = h.sample !== 'f32'
  const range = dataRange(h)
  const low = Math.fround(h.sample === 'i16' ? -32_768 : whole ? 0 : range.low)
  const gain = whole ? 1 : Math.fround((TABLE_SIZE - 1) / (range.high - range.low))
  const levels = new Uint8Array(TABLE_SIZE)
  const [first, last] = whole ? [Math.floor(h.min) - low, Math.ceil(h.max) - low] : [0, TABLE_SIZE - 1]
  for (let i = Math.max(0, first); i <= Math.min(TABLE_SIZE - 1, last); i++)
    levels[i] = levelOf(h, window, invert, low + i / gain)
  return { levels, low, gain }
}

/** The reference for one stored value; what an inverting display then turns into 255 - level. */
export function levelOf({ grey }: FrameHeader, window: Window, invert: boolean, stored: number): number {
  if (!grey) return displayLevel(stored, rampOf(window), false)
  if (isPadding(grey, stored)) return invert ? 255 : 0
  const x = modalityValue(grey, stored)
  const chosen = window.table === undefined ? undefined : grey.voi[window.table]
  const lut = window.lut ?? (chosen?.kind === 'table' ? chosen.lut : null)
  const voi = lut
    ? tableShare(lut, x)
    : windowShare(window.centre, window.width, window.function ?? 'LINEAR_EXACT', grey.whole, x)
  const share = window.output ? outputShare(window.output, voi) : voi
  return Math.floor(Math.min(1, Math.max(0, share)) * 255 + 0.5)
}

export const displayLevel = (value: number, { low, gain, table }: Ramp, invert: boolean): number => {
  const level = table ? (table.levels[tableIndex(value, table)] ?? 0) : rampLevel(value, low, gain)
  return invert ? 255 - level : level
}

const rampLevel = (value: number, low: number, gain: number): number => {
  const spread = Math.fround(Math.fround(Math.fround(value) - low) * gain)
  return Math.floor(Math.fround(Math.min(255, Math.max(0, spread)) + 0.5))
}
const tableIndex = (value: number, { low, gain }: LevelTable): number => {
  const place = Math.fround(Math.fround(Math.fround(value) - low) * gain)
  return Math.floor(Math.fround(Math.min(TABLE_SIZE - 1, Math.max(0, place)) + 0.5))
}

/** Values that one CSS pixel of a window drag is worth: the whole range of the data takes 512 pixels. */
export const dragStep = (range: ValueRange): number => (range.high - range.low) / 512

/** Right widens, down raises the level (darker); the width never reaches zero. A table gives way to the span it covers. */
export const dragWindow = (start: Window, dx: number, dy: number, range: ValueRange): Window => {
  const step = dragStep(range)
  const { table: _, lut: __, ...kept } = start
  return { ...kept, centre: start.centre + dy * step, width: Math.max(start.width + dx * step, step / 4) }
}
