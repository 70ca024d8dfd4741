import type { Samples } from './rasterTypes.ts'

/** Spreads packed samples of 1-16 bits, most significant bit first, into `out` from index `at`. */
export function unpackBits(packed: Uint8Array, bits: number, out: Samples, at: number, count: number): void {
  if (bits === 8) {
    out.set(packed.subarray(0, count), at)
    return
  }
  const mask = (1 << bits) - 1
  let word = 0
  let have = 0
  let next = 0
  for (let i = 0; i < count; i++) {
    while (have < bits) {
      word = ((word << 8) | (packed[next++] ?? 0)) & 0xffffff
      have += 8
    }
    have -= bits
    out[at + i] = (word >> have) & mask
  }
}
