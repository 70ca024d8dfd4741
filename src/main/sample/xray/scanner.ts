// The machine: photon noise, uneven detector lines, a sharper edge, and the maker's colours.
import type { Material } from '../../../shared/domains/xraySecurity/settings.ts'
import { ratioOfZ, USUAL_CALIBRATION } from '../../../shared/imaging/xray/dualEnergy.ts'
import { seeded } from '../canvas.ts'
import type { Film } from './film.ts'
import { zOfRatio } from './materials.ts'
import { DENSITY_STEPS, DENSITY_TO, MATERIAL_STEPS, RATIO_FROM, RATIO_TO, tintTable } from './tints.ts'

export type Machine = {
  readonly materials: readonly Material[]
  /** Standard deviation of the open beam's logarithm. */
  readonly grain: number
  /** How much of the difference to the surroundings is added to an edge. */
  readonly sharpen: number
  /** Lines of the detector: rows or columns of the image. */
  readonly lines: 'rows' | 'columns'
  readonly lineUnevenness: number
}

const TABLES = new Map<readonly Material[], Uint8Array>()
const NORMALS = 1 << 16
let normals: Float32Array | null = null
/** Normal numbers, made once; a scan reads them from a place of its own. */
function noise(): Float32Array {
  if (normals) return normals
  const random = seeded(77)
  normals = Float32Array.from(
    { length: NORMALS },
    () => random() + random() + random() + random() + random() + random() - 3,
  ).map((v) => v * Math.SQRT2)
  return normals
}

export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Moving average over 2r+1 pixels of an area, rows then columns; nothing outside the area is read or written. */
export function blurred(data: Float32Array, width: number, area: Area, r: number): Float32Array {
  const { left, top, right, bottom } = area
  const half = new Float32Array(data.length)
  const out = new Float32Array(data.length)
  const n = 1 / (2 * r + 1)
  for (let y = top; y < bottom; y++) {
    const row = y * width
    let sum = data[row + left]! * (r + 1)
    for (let x = left; x < left + r; x++) sum += data[row + Math.min(x, right - 1)]!
    for (let x = left; x < right; x++) {
      sum += data[row + Math.min(x + r, right - 1)]!
      half[row + x] = sum * n
      sum -= data[row + Math.max(x - r, left)]!
    }
  }
  const sums = new Float32Array(width)
  for (let y = -r; y < r; y++) {
    const row = Math.min(bottom - 1, Math.max(top, top + y)) * width
    for (let x = left; x < right; x++) sums[x] = sums[x]! + half[row + x]!
  }
  for (let y = top; y < bottom; y++) {
    const row = y * width
    const enter = Math.min(y + r, bottom - 1) * width
    const leave = Math.max(y - r, top) * width
    for (let x = left; x < right; x++) {
      const sum = sums[x]! + half[enter + x]!
      out[row + x] = sum * n
      sums[x] = sum - half[leave + x]!
    }
  }
  return out
}

/** Stray light: no logarithm is larger than this, however much matter there is. */
const STRAY = 5.2

export const emptyArea = ({ left, top, right, bottom }: Area): boolean => right <= left || bottom <= top

/** The high energy with what the edge filter of the machine adds. */
export function sharpened({ high, width, used }: Film, by: number): Float32Array {
  if (emptyArea(used)) return high
  const clear = new Float32Array(high.length)
  for (let y = used.top; y < used.bottom; y++)
    for (let i = y * width + used.left; i < y * width + used.right; i++) clear[i] = Math.min(STRAY, high[i]!)
  const soft = blurred(clear, width, used, 2)
  for (let y = used.top; y < used.bottom; y++)
    for (let i = y * width + used.left; i < y * width + used.right; i++)
      clear[i] = Math.max(0, clear[i]! + by * (clear[i]! - soft[i]!))
  return clear
}

/** A grain at which open air does not stay white. */
const NOISY = 0.05

/** Bad lines of the detector show in open air too. */
function shadeLines(
  out: Uint8Array,
  { width, height }: Film,
  table: Uint8Array,
  lines: Float32Array,
  byRow: boolean,
): void {
  const many = byRow ? height : width
  for (let k = 0; k < many; k++) {
    const step = Math.floor((lines[k]! * 0.8 * DENSITY_STEPS) / DENSITY_TO)
    if (step < 1) continue
    const colour = step * 3
    const [first, by, count] = byRow ? [k * width, 1, width] : [k, width, height]
    for (let i = 0, to = first * 3; i < count; i++, to += by * 3) {
      out[to] = table[colour]!
      out[to + 1] = table[colour + 1]!
      out[to + 2] = table[colour + 2]!
    }
  }
}

/** 24-bit colours. The material comes from the energies as measured, the darkness from the sharpened one. `grain` 1 is a healthy detector. */
export function develop(film: Film, machine: Machine, seed: number, grain = 1): Uint8Array {
  const shown = sharpened(film, machine.sharpen)
  const { width, height, low, high } = film
  let table = TABLES.get(machine.materials)
  if (!table) {
    table = tintTable(machine.materials)
    TABLES.set(machine.materials, table)
  }
  const random = seeded(seed)
  const n = noise()
  const lines = Float32Array.from({ length: Math.max(width, height) }, () =>
    random() < 0.04 ? (random() - 0.35) * machine.lineUnevenness : (random() - 0.5) * machine.lineUnevenness * 0.12,
  )
  const byRow = machine.lines === 'rows'
  const out = new Uint8Array(width * height * 3).fill(255)
  shadeLines(out, film, table, lines, byRow)
  const { used } = film
  const sigma = machine.grain * grain
  const perStep = (MATERIAL_STEPS - 1) / (RATIO_TO - RATIO_FROM)
  const perDensity = DENSITY_STEPS / DENSITY_TO
  for (let y0 = used.top & ~1; y0 < used.bottom; y0 += 2) {
    let at = (random() * NORMALS) | 0
    for (let x0 = used.left & ~1; x0 < used.right; x0 += 2) {
      // The material is told from four pixels at once: machines smooth it more than the density.
      let h = 0
      let l = 0
      const [xe, ye] = [Math.min(x0 + 2, width), Math.min(y0 + 2, height)]
      for (let y = y0; y < ye; y++)
        for (let x = x0; x < xe; x++) {
          h += high[y * width + x]!
          l += low[y * width + x]!
        }
      // Machines show open air as plain white.
      if (h === 0 && sigma < NOISY) continue
      const cells = (xe - x0) * (ye - y0)
      h /= cells
      l /= cells
      // Behind much matter the low energy is starved first.
      const doubt = sigma * (0.5 + 0.7 * Math.min(6, Math.exp(h * 0.4)))
      const ratio =
        (l + doubt * 0.5 * n[at++ & (NORMALS - 1)]!) / Math.max(h + doubt * 0.4 * n[at++ & (NORMALS - 1)]!, 0.004)
      const m = Math.min(MATERIAL_STEPS - 1, Math.max(0, Math.round((ratio - RATIO_FROM) * perStep)))
      const line = m * DENSITY_STEPS
      const amount = sigma * Math.min(8, Math.exp(h * 0.5))
      const uneven = 0.4 + Math.min(h, 1.5)
      for (let y = y0; y < ye; y++)
        for (let x = x0; x < xe; x++) {
          const own = shown[y * width + x]!
          const d = own + amount * n[at++ & (NORMALS - 1)]! + lines[byRow ? y : x]! * uneven
          const step = d < 0.02 ? 0 : Math.min(DENSITY_STEPS - 1, (d * perDensity) | 0)
          const from = (line + step) * 3
          const to = (y * width + x) * 3
          out[to] = table[from]!
          out[to + 1] = table[from + 1]!
          out[to + 2] = table[from + 2]!
        }
    }
  }
  return out
}

/** Electronic noise of a detector, as a part of the open beam. */
const DARK_NOISE = 0.0008

const RATIO_STEPS = 512
/**
 * Ratios of two single energies -> those of a machine's pair of detectors: their broad spectra tell materials less far apart.
 * Files then read right with the usual calibration.
 */
const DETECTOR = Float32Array.from({ length: RATIO_STEPS }, (_, i) =>
  ratioOfZ(USUAL_CALIBRATION, zOfRatio(RATIO_FROM + ((RATIO_TO - RATIO_FROM) * i) / (RATIO_STEPS - 1))),
)
function seenLow(low: number, high: number): number {
  if (high < 1e-6) return 0
  const at = ((low / high - RATIO_FROM) / (RATIO_TO - RATIO_FROM)) * (RATIO_STEPS - 1)
  return high * DETECTOR[Math.min(RATIO_STEPS - 1, Math.max(0, Math.round(at)))]!
}

/** Two frames of 16 bit, one after the other: high and low energy as parts of the open beam, before any edge filter. */
export function twoEnergies({ low, high }: Film, seed: number): Uint16Array {
  const random = seeded(seed)
  const n = noise()
  let at = (random() * NORMALS) | 0
  const out = new Uint16Array(low.length * 2)
  const level = (part: number): number =>
    65_535 * Math.min(1, Math.max(0, part + DARK_NOISE * n[at++ & (NORMALS - 1)]!))
  for (let i = 0; i < low.length; i++) {
    out[i] = level(Math.exp(-high[i]!))
    out[low.length + i] = level(Math.exp(-seenLow(low[i]!, high[i]!)))
  }
  return out
}
