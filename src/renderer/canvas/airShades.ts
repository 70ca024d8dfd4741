// The mask of a breast as shades: outside, the band along the skin in which stored values decide, inside.
import { erode } from '../../shared/imaging/breast/bits.ts'
import type { BreastMask } from '../../shared/imaging/breast/mask.ts'

/** Share of the longer side around the edge of the mask in which stored values tell skin from air. */
const SKIN_BAND = 1 / 60

const made = new WeakMap<BreastMask, Uint8Array>()

/** 0, 127 and 255. */
export function airShades(mask: BreastMask): Uint8Array {
  const known = made.get(mask)
  if (known) return known
  const { bits: inner } = erode(mask, Math.max(2, Math.round(Math.max(mask.width, mask.height) * SKIN_BAND)))
  const shades = mask.bits.map((bit, i) => bit * 127 + (inner[i] ?? 0) * 128)
  made.set(mask, shades)
  return shades
}

/** Made elsewhere, with the mask. */
export const keepShades = (mask: BreastMask, shades: Uint8Array): void => void made.set(mask, shades)

/** Smooth between the pixels of the reduced copy; `x` and `y` run over the middles of its pixels. */
export function shadeAt(shades: Uint8Array, { width, height }: BreastMask, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const x0 = Math.min(width - 1, Math.max(0, left))
  const x1 = Math.min(width - 1, Math.max(0, left + 1))
  const y0 = Math.min(height - 1, Math.max(0, top)) * width
  const y1 = Math.min(height - 1, Math.max(0, top + 1)) * width
  const [fx, fy] = [x - left, y - top]
  const above = shades[y0 + x0]! * (1 - fx) + shades[y0 + x1]! * fx
  return above * (1 - fy) + (shades[y1 + x0]! * (1 - fx) + shades[y1 + x1]! * fx) * fy
}

/** Below the first it is air, below the second the stored value decides (as the shader has it). */
export const AIR_BELOW = 255 / 4
export const SKIN_BELOW = (255 * 3) / 4
