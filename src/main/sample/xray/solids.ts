// Solids along the beam: an outline, how thick it is at each distance from the edge, and of what.
import type { MaterialName } from './materials.ts'
import type { Outline } from './outline.ts'

/** Thickness in cm at a distance from the edge; constant from `flat` on. */
export type Profile = { readonly flat: number; thickness(inside: number): number }
export type Solid = {
  readonly outline: Outline
  readonly profile: Profile
  readonly material: MaterialName
  /** Folds: the thickness is multiplied by the cloth tile, this many tiles a centimetre. */
  readonly folds?: number
  /** Outlines of objects leave out what only a shadow of it is (liquid behind a wall, cables). */
  readonly loose?: boolean
}

/** A plate with hardly rounded edges. */
export const flat = (cm: number): Profile => ({ flat: 0.04, thickness: (s) => cm * Math.min(1, 0.6 + 10 * s) })
/** Ground to an edge over `width`. */
export const bevel = (cm: number, width: number): Profile => ({
  flat: width,
  thickness: (s) => cm * Math.min(1, 0.12 + (0.88 * s) / width),
})
/** A rounded body: edges like a cylinder of radius `r`. */
export const round = (r: number, cm = 2 * r): Profile => ({
  flat: r,
  thickness(s) {
    const t = 1 - Math.min(s / r, 1)
    return cm * Math.sqrt(1 - t * t)
  },
})
/** A pipe of outer radius `r` from the side: darker along its edges. */
export const pipe = (r: number, wall: number): Profile => ({
  flat: r,
  thickness(s) {
    const t = Math.max(r - s, 0)
    const inner = Math.max(r - wall, 0)
    return 2 * (Math.sqrt(Math.max(r * r - t * t, 0)) - Math.sqrt(Math.max(inner * inner - t * t, 0)))
  },
})
/** A hollow body: `side` cm of wall along the edge, two walls in the middle. */
export const hollow = (wall: number, side: number): Profile => ({
  flat: wall * 3,
  thickness: (s) =>
    s < wall ? side : s < wall * 3 ? 2 * wall + (side - 2 * wall) * (1 - (s - wall) / (2 * wall)) ** 2 : 2 * wall,
})

export const solid = (outline: Outline, profile: Profile, material: MaterialName, folds?: number): Solid => ({
  outline,
  profile,
  material,
  ...(folds === undefined ? {} : { folds }),
})
