// What an operator console does to a picture, as data: which functions exist, which go together, and the numbers they mean.
import { LAST_PLACE, placeOfZ, type XrayPalette } from './palette.ts'

export const XRAY_FUNCTION_IDS = ['bw', 'neg', 'high', 'low', 'o2', 'os', 'vari', 'edge', 'super', 'himat'] as const
export type XrayFunctionId = (typeof XRAY_FUNCTION_IDS)[number]

type FunctionRow = {
  /** Two of the same group cannot be on at a time. */
  readonly group: 'colour' | 'negative' | 'tone' | 'material' | 'detail'
  /** Needs to know the material, which a grey picture does not say. */
  readonly material: boolean
  /** Means nothing on a picture that is grey already. */
  readonly colourOnly: boolean
}
const of = (group: FunctionRow['group'], material = false, colourOnly = material): FunctionRow => ({
  group,
  material,
  colourOnly,
})
export const XRAY_FUNCTIONS: Readonly<Record<XrayFunctionId, FunctionRow>> = {
  bw: of('colour', false, true),
  neg: of('negative'),
  high: of('tone'),
  low: of('tone'),
  o2: of('material', true),
  os: of('material', true),
  vari: of('material', true),
  edge: of('detail'),
  super: of('detail'),
  himat: of('colour', true),
}

export type XrayInput = 'rgb' | 'grey' | 'dual'
export const worksOn = (id: XrayFunctionId, input: XrayInput): boolean =>
  input !== 'grey' || !XRAY_FUNCTIONS[id].colourOnly

/** Switches one on or off; another of its group makes room. */
export const withFunction = (on: readonly XrayFunctionId[], id: XrayFunctionId): XrayFunctionId[] =>
  on.includes(id)
    ? on.filter((f) => f !== id)
    : [...on.filter((f) => XRAY_FUNCTIONS[f].group !== XRAY_FUNCTIONS[id].group), id]

/** Adds without ever taking it away: a function that is held down. */
export const withHeld = (on: readonly XrayFunctionId[], id: XrayFunctionId | null): readonly XrayFunctionId[] =>
  id === null || on.includes(id) ? on : withFunction(on, id)

export type XraySettingsOfView = {
  /** Material window of VARI-MAT, atomic numbers. */
  readonly vari: { readonly centre: number; readonly width: number }
  /** Above 1 brighter. */
  readonly gamma: number
}
export const PLAIN_XRAY: XraySettingsOfView = { vari: { centre: 14.5, width: 5 }, gamma: 1 }
export const VARI_CENTRE = { least: 4, most: 50 } as const
export const VARI_WIDTH = { least: 1, most: 40 } as const
export const GAMMA = { least: 0.4, most: 2.5, step: 0.1 } as const

/** Numbers for one drawing; the shader gets exactly these. */
export type XrayRecipe = {
  readonly recolour: boolean
  readonly grey: boolean
  readonly negative: boolean
  /** Optical density stretched: (length - from) * gain, at most `most`. */
  readonly tone: { readonly from: number; readonly gain: number; readonly most: number } | null
  /** Places of the line that keep their colour, the rest is faded to grey; `strip` the other way round. */
  readonly keep: { readonly low: number; readonly high: number; readonly strip: boolean } | null
  /** Weight of the difference to the near and to the far neighbours. */
  readonly detail: { readonly near: number; readonly far: number } | null
  readonly gamma: number
}

/** Width of the soft edge of a material range, places of the line. */
export const SOFT = 0.3
/** What a faded pixel keeps of its darkness. */
export const FADE = 0.35
/** Pixels between a pixel and its far neighbours. */
export const FAR = 3
/** Beyond both ends of the line. */
const OPEN = 100

const TONES = { high: { from: 1.5, gain: 0.7, most: 6 }, low: { from: 0, gain: 3, most: 6 } } as const
const DETAILS = { edge: { near: 1.8, far: 0 }, super: { near: 0.8, far: 1.4 } } as const

const range = (palette: XrayPalette, low: number, high: number) => {
  const [from, to] = [placeOfZ(palette, low), placeOfZ(palette, high)]
  return { low: from <= 0 ? -OPEN : from, high: to >= LAST_PLACE ? OPEN : to }
}

export function recipeOf(
  on: readonly XrayFunctionId[],
  set: XraySettingsOfView,
  palette: XrayPalette,
  input: XrayInput,
): XrayRecipe {
  const has = (id: XrayFunctionId) => on.includes(id) && worksOn(id, input)
  // Both orange rows of the three-colour palette: what prints orange is organic to an operator (ADR 050).
  const organic = { low: -OPEN, high: 1.5 }
  const { centre, width } = set.vari
  return {
    recolour: has('himat'),
    grey: has('bw'),
    negative: has('neg'),
    tone: has('high') ? TONES.high : has('low') ? TONES.low : null,
    keep: has('o2')
      ? { ...organic, strip: false }
      : has('os')
        ? { ...organic, strip: true }
        : has('vari')
          ? { ...range(palette, centre - width / 2, centre + width / 2), strip: false }
          : null,
    detail: has('edge') ? DETAILS.edge : has('super') ? DETAILS.super : null,
    gamma: set.gamma,
  }
}

/** Nothing to do: the picture is shown as it is stored, bit for bit. */
export const isPlain = (r: XrayRecipe): boolean =>
  !r.recolour && !r.grey && !r.negative && !r.tone && !r.keep && !r.detail && r.gamma === 1
