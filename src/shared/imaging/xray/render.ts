// The functions on plain numbers: what the shader must show, and what tests compare it with.
import { readEnergies } from './dualEnergy.ts'
import { FADE, FAR, SOFT, type XrayRecipe } from './functions.ts'
import {
  colourAt,
  densityOf,
  LAST_PLACE,
  lengthOf,
  type Reading,
  readColour,
  type Vec3,
  type XrayPalette,
} from './palette.ts'

/** One pixel: levels 0 to 255 of a capture or a grey picture, or the parts of the open beam. */
export type XrayPixel =
  | { readonly kind: 'rgb'; readonly rgb: Vec3 }
  | { readonly kind: 'grey'; readonly level: number }
  | { readonly kind: 'dual'; readonly high: number; readonly low: number }

export type XrayModel = { readonly palette: XrayPalette; readonly ratios: readonly number[] }

const clamp = (v: number, low: number, high: number) => Math.min(high, Math.max(low, v))
const smooth = (from: number, to: number, v: number): number => {
  const t = clamp((v - from) / (to - from), 0, 1)
  return t * t * (3 - 2 * t)
}
export const luminance = ([r, g, b]: Vec3): number => 0.299 * r + 0.587 * g + 0.114 * b
const each = (v: Vec3, change: (x: number) => number): Vec3 => [change(v[0]), change(v[1]), change(v[2])]

export function readPixel({ palette, ratios }: XrayModel, p: XrayPixel): Reading | null {
  if (p.kind === 'rgb') return readColour(palette, p.rgb)
  return p.kind === 'dual' ? readEnergies(ratios, p.high, p.low) : null
}

/** The picture before any function: a capture as it is, two energies in the maker's colours. */
function standardOf(model: XrayModel, p: XrayPixel, reading: Reading | null): Vec3 {
  if (p.kind === 'rgb') return p.rgb
  if (p.kind === 'grey') return [p.level, p.level, p.level]
  if (!reading || reading.kind === 'empty') return [255, 255, 255]
  if (reading.kind === 'impenetrable') return [0, 0, 0]
  return colourAt(model.palette, reading.place, reading.density)
}

/** Towards the middle of its row, with a short way between two rows. */
export const snapped = (place: number): number => {
  const i = Math.min(Math.floor(place), LAST_PLACE - 1)
  return i + smooth(0.35, 0.65, place - i)
}

/** Part of a pixel that a material range keeps, 0 to 1. */
export function keptPart(keep: NonNullable<XrayRecipe['keep']>, reading: Reading): number {
  if (reading.kind === 'empty') return 1
  const inside =
    smooth(keep.low - SOFT / 2, keep.low + SOFT / 2, reading.place) *
    (1 - smooth(keep.high - SOFT / 2, keep.high + SOFT / 2, reading.place))
  const part = reading.kind === 'impenetrable' ? 0 : inside
  return keep.strip ? 1 - part : part
}

/** Brightness of a pixel for what looks at its neighbours. */
export const brightnessOf = (p: XrayPixel): number =>
  p.kind === 'rgb' ? luminance(p.rgb) : p.kind === 'grey' ? p.level : 255 * p.high

/** `at`: brightness of the neighbour at this distance. */
export function detailOf(detail: NonNullable<XrayRecipe['detail']>, at: (dx: number, dy: number) => number): number {
  const here = at(0, 0)
  const near = (at(1, 0) + at(-1, 0) + at(0, 1) + at(0, -1)) / 4
  let sum = detail.near * (here - near)
  if (detail.far > 0) {
    let far = 0
    for (const [dx, dy] of RING) far += at(dx, dy)
    sum += detail.far * (here - far / RING.length)
  }
  return sum
}
export const RING: readonly (readonly [number, number])[] = [
  [FAR, 0],
  [-FAR, 0],
  [0, FAR],
  [0, -FAR],
  [FAR, FAR],
  [-FAR, FAR],
  [FAR, -FAR],
  [-FAR, -FAR],
]

/** Display levels 0 to 255 of one pixel; `detail` from its neighbours, 0 without. */
export function renderPixel(model: XrayModel, recipe: XrayRecipe, p: XrayPixel, detail = 0): Vec3 {
  const reading = readPixel(model, p)
  let rgb = standardOf(model, p, reading)
  if (recipe.recolour && reading?.kind === 'material')
    rgb = colourAt(model.palette, snapped(reading.place), reading.density)
  if (recipe.tone) {
    const od = densityOf(rgb)
    const length = lengthOf(od)
    const { from, gain, most } = recipe.tone
    const by = length > 0 ? clamp((length - from) * gain, 0, most) / length : 0
    rgb = each(od, (d) => 255 * Math.exp(-d * by))
  }
  const y = luminance(rgb)
  if (recipe.grey) rgb = [y, y, y]
  if (recipe.keep && reading) {
    const part = keptPart(recipe.keep, reading)
    const faded = 255 - (255 - y) * FADE
    rgb = each(rgb, (c) => faded + (c - faded) * part)
  }
  return each(rgb, (c) => {
    const level = clamp(c + detail, 0, 255)
    const lit = recipe.gamma === 1 ? level : 255 * (level / 255) ** (1 / recipe.gamma)
    const whole = Math.floor(lit + 0.5)
    return recipe.negative ? 255 - whole : whole
  })
}

/** A whole picture, rows of RGB; neighbours beyond the border are the border. */
export function renderPicture(
  model: XrayModel,
  recipe: XrayRecipe,
  size: { readonly width: number; readonly height: number },
  pixel: (x: number, y: number) => XrayPixel,
): Uint8ClampedArray {
  const out = new Uint8ClampedArray(size.width * size.height * 3)
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const at = (dx: number, dy: number) =>
        brightnessOf(pixel(clamp(x + dx, 0, size.width - 1), clamp(y + dy, 0, size.height - 1)))
      const detail = recipe.detail ? detailOf(recipe.detail, at) : 0
      out.set(renderPixel(model, recipe, pixel(x, y), detail), 3 * (y * size.width + x))
    }
  return out
}
