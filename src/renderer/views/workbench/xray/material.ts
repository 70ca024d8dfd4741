// From stored values under the cursor to a pixel of the material model.
import type { XrayInput } from '../../../../shared/imaging/xray/functions.ts'
import type { XrayPixel } from '../../../../shared/imaging/xray/render.ts'

/** `most`: largest value a sample can have. */
export function pixelOf(values: readonly number[], input: XrayInput, most: number): XrayPixel | null {
  const level = (v: number | undefined) => ((v ?? 0) * 255) / most
  if (input === 'rgb' && values.length >= 3)
    return { kind: 'rgb', rgb: [level(values[0]), level(values[1]), level(values[2])] }
  if (input === 'dual' && values.length >= 2)
    return { kind: 'dual', high: (values[0] ?? 0) / most, low: (values[1] ?? 0) / most }
  return null
}
