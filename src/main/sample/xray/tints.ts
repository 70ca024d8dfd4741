// From the two logarithms to the colours of a maker: the material gives the hue, the high energy how dark it is.
import type { Material } from '../../../shared/domains/xraySecurity/settings.ts'
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

const channels = (hex: string): [number, number, number] =>
  [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number]

/** Optical densities of a material for the amount that the table's colour shows. */
export function tintOf(materials: readonly Material[], z: number): [number, number, number] {
  // Middles of the rows; the outer ones are open, so carbon stands for 0 to 8 and silver for all above 29.
  const rows = materials.map((m, i) => ({
    z: m.from + (m.to - m.from) * (i === 0 ? 0.75 : i === materials.length - 1 ? 0.25 : 0.5),
    k: channels(m.colour).map((v) => -Math.log(v / 255)),
  }))
  const first = rows[0]!
  let [a, b] = [first, first]
  for (const row of rows) {
    ;[a, b] = [b, row]
    if (z <= row.z) break
  }
  const t = b.z > a.z ? Math.min(1, Math.max(0, (z - a.z) / (b.z - a.z))) : 0
  return [0, 1, 2].map((i) => a.k[i]! + (b.k[i]! - a.k[i]!) * t) as [number, number, number]
}

/** RGB triples: material steps by density steps. */
export function tintTable(materials: readonly Material[]): Uint8Array {
  const table = new Uint8Array(MATERIAL_STEPS * DENSITY_STEPS * 3)
  for (let m = 0; m < MATERIAL_STEPS; m++) {
    const tint = tintOf(materials, zOfRatio(RATIO_FROM + ((RATIO_TO - RATIO_FROM) * m) / (MATERIAL_STEPS - 1)))
    for (let d = 0; d < DENSITY_STEPS; d++) {
      const density = (d / DENSITY_STEPS) * DENSITY_TO
      const fade = Math.min(1, Math.max(0, (BLACK_AT - density) / (BLACK_AT - FADE_FROM)))
      for (let i = 0; i < 3; i++)
        table[(m * DENSITY_STEPS + d) * 3 + i] = Math.round(255 * Math.exp(-density * tint[i]!) * fade)
    }
  }
  return table
}
