// What the mask tools are set to. One record for all of them; the bar at the picture and the keys change the same values.
import { BRUSH_TIPS, type BrushTip } from '../../shared/geometry/brush.ts'
import type { ToolId } from './toolMachine.ts'

export const BRUSH_MODES = ['paint', 'fill'] as const
export const OVERLAPS = ['allow', 'avoid'] as const
export const REACHES = ['connected', 'anywhere'] as const
export const RESULTS = ['mask', 'polygon'] as const

export type ToolOptions = {
  /** Diameter in image pixels. */
  readonly size: number
  readonly tip: BrushTip
  readonly mode: (typeof BRUSH_MODES)[number]
  /** 'avoid': pixels of other masks are left to them. */
  readonly overlap: (typeof OVERLAPS)[number]
  /** Half width of the accepted values, percent of the range of the picture. */
  readonly tolerance: number
  readonly reach: (typeof REACHES)[number]
  /** What a proposal becomes. */
  readonly result: (typeof RESULTS)[number]
  /** Side of a superpixel in image pixels. */
  readonly cell: number
}
export const DEFAULT_OPTIONS: ToolOptions = {
  size: 24,
  tip: 'round',
  mode: 'paint',
  overlap: 'allow',
  tolerance: 5,
  reach: 'connected',
  result: 'mask',
  cell: 16,
}
export const OPTION_CHOICES = {
  tip: BRUSH_TIPS,
  mode: BRUSH_MODES,
  overlap: OVERLAPS,
  reach: REACHES,
  result: RESULTS,
} as const
export type ChoiceOption = keyof typeof OPTION_CHOICES
export type NumberOption = 'size' | 'tolerance' | 'cell'

type Range = { readonly least: number; readonly most: number; readonly digits: number }
export const OPTION_RANGES: Readonly<Record<NumberOption, Range>> = {
  size: { least: 1, most: 1000, digits: 0 },
  tolerance: { least: 0.01, most: 100, digits: 2 },
  cell: { least: 4, most: 128, digits: 0 },
}

type Settings = { readonly number: NumberOption | null; readonly choices: readonly ChoiceOption[] }
/** What each tool is set by; `number` is what the brackets and Alt+wheel change. */
export const TOOL_SETTINGS: Partial<Readonly<Record<ToolId, Settings>>> = {
  brush: { number: 'size', choices: ['tip', 'mode', 'overlap'] },
  eraser: { number: 'size', choices: ['tip', 'mode'] },
  wand: { number: 'tolerance', choices: ['reach', 'result', 'overlap'] },
  scissors: { number: null, choices: ['result'] },
  outline: { number: null, choices: ['result', 'overlap'] },
  superpixel: { number: 'cell', choices: ['result', 'overlap'] },
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

export function setNumber(options: ToolOptions, name: NumberOption, value: number): ToolOptions {
  const { least, most, digits } = OPTION_RANGES[name]
  return { ...options, [name]: round(Math.min(most, Math.max(least, value)), digits) }
}

/** A step is a sixth more or less, and never nothing. */
const STEP = 1.17

export function stepNumber(tool: ToolId, options: ToolOptions, steps: number): ToolOptions {
  const name = TOOL_SETTINGS[tool]?.number
  if (!name) return options
  const { digits } = OPTION_RANGES[name]
  let value = options[name]
  for (let i = 0; i < Math.abs(steps); i++) {
    const next = steps > 0 ? value * STEP : value / STEP
    const least = 10 ** -digits
    value = Math.abs(next - value) < least ? value + Math.sign(steps) * least : next
  }
  return setNumber(options, name, value)
}
