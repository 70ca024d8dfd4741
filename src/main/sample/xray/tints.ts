// From the two logarithms to the colours of a maker, through the palette model that the operator functions read them with.
import type { Material } from '../../../shared/domains/xraySecurity/settings.ts'
import { HALF_ATTENUATION } from '../../../shared/imaging/xray/dualEnergy.ts'
import { colourOfZ, fitPalette } from '../../../shared/imaging/xray/palette.ts'
import { zOfRatio } from './materials.ts'

/** Steps of the two tables. */
export const MATERIAL_STEPS = 64
export const DENSITY_STEPS = 640
/** Ratios of the logarithms (low / high) from organic to silver. */
export const RATIO_FROM = 1.12
export const RATIO_TO = 3.95
export const DENSITY_TO = 5
/** Attenuation at which nothing counts any more (2 % come through), and where it begins to fade. */
const BLACK_AT = 3.9
const FADE_FROM = 2.4

/** RGB triples: material steps by density steps. */
export function tintTable(materials: readonly Material[]): Uint8Array {
  const palette = fitPalette(materials)
  const table = new Uint8Array(MATERIAL_STEPS * DENSITY_STEPS * 3)
  for (let m = 0; m < MATERIAL_STEPS; m++) {
    const z = zOfRatio(RATIO_FROM + ((RATIO_TO - RATIO_FROM) * m) / (MATERIAL_STEPS - 1))
    for (let d = 0; d < DENSITY_STEPS; d++) {
      const attenuation = (d / DENSITY_STEPS) * DENSITY_TO
      const fade = Math.min(1, Math.max(0, (BLACK_AT - attenuation) / (BLACK_AT - FADE_FROM)))
      const colour = colourOfZ(palette, z, attenuation / (2 * HALF_ATTENUATION))
      for (let i = 0; i < 3; i++) table[(m * DENSITY_STEPS + d) * 3 + i] = Math.round(colour[i]! * fade)
    }
  }
  return table
}
