// LZW as GIF and TIFF write it: codes grow from one bit more than a symbol has to at most 12; behind the alphabet come the
// code that clears the table and the one that ends the data.

export type LzwKind = {
  readonly symbolBits: number
  readonly bitOrder: 'least first' | 'most first'
  /** Codes grow this many codes before the table needs it. */
  readonly early: 0 | 1
  /** A full table: used as it is until it is cleared, or an error. */
  readonly full: 'kept' | 'error'
}

const LARGEST = 4096
const MOST_BITS = 12

/** Returns how many of `out` were filled; ends at the end code, at the end of the data, or when `out` is full. -1 for an impossible code. */
export function readLzw(data: Uint8Array, out: Uint8Array, kind: LzwKind): number {
  const mostFirst = kind.bitOrder === 'most first'
  const clear = 1 << kind.symbolBits
  const end = clear + 1
  const prefix = new Uint16Array(LARGEST)
  const suffix = new Uint8Array(LARGEST)
  const first = new Uint8Array(LARGEST)
  const length = new Uint16Array(LARGEST)
  for (let i = 0; i < clear; i++) {
    suffix[i] = i
    first[i] = i
    length[i] = 1
  }
  let bits = kind.symbolBits + 1
  let next = end + 1
  let previous = -1
  let word = 0
  let have = 0
  let at = 0
  let filled = 0
  for (;;) {
    while (have < bits) {
      if (at >= data.length) return filled
      const byte = data[at++] ?? 0
      // Never more than 11 bits are left over: 19 with the new byte.
      word = mostFirst ? ((word << 8) | byte) & 0xffffff : word | (byte << have)
      have += 8
    }
    have -= bits
    const mask = (1 << bits) - 1
    const code = mostFirst ? (word >> have) & mask : word & mask
    if (!mostFirst) word >>>= bits
    if (code === end) return filled
    if (code === clear) {
      bits = kind.symbolBits + 1
      next = end + 1
      previous = -1
      continue
    }
    if (previous < 0) {
      if (code > clear) return -1
    } else if (next < LARGEST) {
      if (code > next) return -1
      prefix[next] = previous
      length[next] = (length[previous] ?? 0) + 1
      first[next] = first[previous] ?? 0
      // A code that is being made right now begins and ends with the same symbol.
      suffix[next] = (code === next ? first[previous] : first[code]) ?? 0
      next++
      if (next >= (1 << bits) - kind.early && bits < MOST_BITS) bits++
    } else if (kind.full === 'error' || code >= next) return -1
    const n = length[code] ?? 0
    let node = code
    for (let i = filled + n - 1; i >= filled; i--) {
      if (i < out.length) out[i] = suffix[node] ?? 0
      node = prefix[node] ?? 0
    }
    filled += n
    if (filled >= out.length) return out.length
    previous = code
  }
}
