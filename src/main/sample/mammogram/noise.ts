// Smooth noise from a table: the same numbers on every machine.
import { seeded } from '../canvas.ts'

export type Noise = (x: number, y: number) => number

const SIDE = 256
const MASK = SIDE - 1

export const smooth = (from: number, to: number, x: number): number => {
  const t = Math.max(0, Math.min(1, (x - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Values about -1 to 1, one bump for each unit of length. */
export function valueNoise(seed: number): Noise {
  const random = seeded(seed)
  const table = Float32Array.from({ length: SIDE * SIDE }, () => random() * 2 - 1)
  return (x, y) => {
    const x0 = Math.floor(x)
    const y0 = Math.floor(y)
    const fx = x - x0
    const fy = y - y0
    const sx = fx * fx * (3 - 2 * fx)
    const sy = fy * fy * (3 - 2 * fy)
    const top = (y0 & MASK) * SIDE
    const below = ((y0 + 1) & MASK) * SIDE
    const left = x0 & MASK
    const right = (x0 + 1) & MASK
    const a = table[top + left] as number
    const b = table[below + left] as number
    const upper = a + ((table[top + right] as number) - a) * sx
    return upper + (b + ((table[below + right] as number) - b) * sx - upper) * sy
  }
}

/** Octaves of halved length; `gain` 0.7 is about the power law of breast tissue (1 / f^3). */
export function octaves(noise: Noise, count: number, gain = 0.68): Noise {
  let whole = 0
  for (let i = 0, a = 1; i < count; i++, a *= gain) whole += a
  return (x, y) => {
    let sum = 0
    for (let i = 0, a = 1, f = 1; i < count; i++, a *= gain, f *= 2.03)
      sum += a * noise(x * f + i * 17.3, y * f - i * 9.7)
    return sum / whole
  }
}

/** Thin bright lines where the noise crosses zero. */
export const ridges = (noise: Noise, sharpness: number): Noise => {
  return (x, y) => (1 - Math.min(1, Math.abs(noise(x, y)))) ** sharpness
}
