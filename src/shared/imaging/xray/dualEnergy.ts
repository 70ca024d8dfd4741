// Two energies of one scan: how much a pixel holds back comes from the high energy, what it is from how much more the low
// energy loses (ADR 051).
import { LAST_PLACE, placeOfZ, type Reading, type XrayPalette, zOfPlace } from './palette.ts'

/** Atomic number and the ratio of the logarithms low / high it gives, ascending in both. */
export type Calibration = readonly (readonly [z: number, ratio: number])[]

/**
 * For 160 kV with the usual pair of detectors, from published attenuation of carbon, water, glass, aluminium, iron and silver
 * rounded to what machines agree on. A site replaces it by what its own step wedges gave.
 */
export const USUAL_CALIBRATION: Calibration = [
  [6, 1.12],
  [8, 1.24],
  [10, 1.34],
  [12, 1.44],
  [14.5, 1.58],
  [17, 1.72],
  [26, 2.1],
  [29, 2.22],
  [47, 2.7],
]

/** Part of the open beam: more is open air, less says nothing about the material. */
export const AIR_FROM = 238 / 255
export const DARK_TO = 0.02
/** Attenuation of the high energy that is shown in the table's colour (density 0.5). */
export const HALF_ATTENUATION = 1

/** Between two materials of the calibration along a straight line; beyond its ends, its ends. */
export function ratioOfZ(calibration: Calibration, z: number): number {
  const first = calibration[0]!
  if (z <= first[0]) return first[1]
  for (let i = 0; i + 1 < calibration.length; i++) {
    const [za, ra] = calibration[i]!
    const [zb, rb] = calibration[i + 1]!
    if (z <= zb) return ra + ((rb - ra) * (z - za)) / (zb - za)
  }
  return calibration.at(-1)![1]
}

/** Ratios at the places 0, 0.5, 1 ... 5 of the palette: what the shader and the reference look places up in. */
export function ratioTable(palette: XrayPalette, calibration: Calibration): number[] {
  return Array.from({ length: 2 * LAST_PLACE + 1 }, (_, k) => ratioOfZ(calibration, zOfPlace(palette, k / 2)))
}

export function placeOfRatio(ratios: readonly number[], ratio: number): number {
  let place = 0
  for (let k = 0; k + 1 < ratios.length; k++) {
    const step = Math.max(ratios[k + 1]! - ratios[k]!, 1e-6)
    place += 0.5 * Math.min(1, Math.max(0, (ratio - ratios[k]!) / step))
  }
  return place
}

/** `high` and `low`: parts of the open beam, 0 to 1. */
export function readEnergies(ratios: readonly number[], high: number, low: number): Reading {
  const h = -Math.log(Math.max(high, 1e-5))
  const l = -Math.log(Math.max(low, 1e-5))
  if (high >= AIR_FROM) return { kind: 'empty', place: 0, density: 0, off: 0 }
  const density = h / (2 * HALF_ATTENUATION)
  return {
    kind: high <= DARK_TO ? 'impenetrable' : 'material',
    place: placeOfRatio(ratios, l / h),
    density,
    off: 0,
  }
}

/** Transmitted parts of a material, for tests and made-up scans. */
export function energiesOf(palette: XrayPalette, calibration: Calibration, z: number, attenuation: number) {
  const ratios = ratioTable(palette, calibration)
  const at = placeOfZ(palette, z) * 2
  const i = Math.min(Math.floor(at), ratios.length - 2)
  const ratio = ratios[i]! + (ratios[i + 1]! - ratios[i]!) * (at - i)
  return { high: Math.exp(-attenuation), low: Math.exp(-attenuation * ratio) }
}
