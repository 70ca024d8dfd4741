// What the functions need to know of one maker.
import type { Maker } from '../../domains/xraySecurity/settings.ts'
import { ratioTable, USUAL_CALIBRATION } from './dualEnergy.ts'
import type { XrayInput } from './functions.ts'
import { fitPalette } from './palette.ts'
import type { XrayModel } from './render.ts'

export function modelOf(maker: Maker): XrayModel {
  const palette = fitPalette(maker.materials)
  return { palette, ratios: ratioTable(palette, maker.calibration ?? USUAL_CALIBRATION) }
}

/** Two grey frames of one source are the high and the low energy of one scan, the high one first (ADR 051). */
export const inputOf = (s: { channels: number; frames: number; bitsStored: number }, frame: number): XrayInput =>
  s.channels >= 3 ? 'rgb' : s.frames === 2 && s.bitsStored > 8 && frame === 0 ? 'dual' : 'grey'
