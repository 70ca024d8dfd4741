// Signed samples of JPEG 2000 and HTJ2K: both builds clamp signed 8-bit samples at zero.
import type { Jpeg2000Header } from './jpeg2000Header.ts'

/**
 * Marked unsigned, the same codestream decodes to value + half the range: signedness only chooses whether the decoder adds
 * that level shift (15444-1 annex G.1).
 */
export function asUnsigned(b: Uint8Array, h: Jpeg2000Header): Uint8Array {
  const out = Uint8Array.from(b)
  for (const at of h.signBytes) out[at] = (out[at] ?? 0) & 0x7f
  return out
}

export function removeLevelShift(words: Uint8Array | Uint16Array, precision: number): void {
  const half = 2 ** (precision - 1)
  for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) - half
}
