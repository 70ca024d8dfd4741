/**
 * GIF's LZW: codes least significant bit first, clear and end codes behind the alphabet, at most 12 bits.
 * Returns how many of `out` were filled; stops at the end code, at the end of the data, or when `out` is full.
 * -1 for an impossible code.
 */
export function gifLzw(data: Uint8Array, minBits: number, out: Uint8Array): number {
  const clear = 1 << minBits
  const end = clear + 1
  const prefix = new Uint16Array(4096)
  const suffix = new Uint8Array(4096)
  const length = new Uint16Array(4096)
  for (let i = 0; i < clear; i++) {
    suffix[i] = i
    length[i] = 1
  }
  let bits = minBits + 1
  let next = end + 1
  let previous = -1
  let word = 0
  let have = 0
  let at = 0
  let filled = 0
  for (;;) {
    while (have < bits) {
      if (at >= data.length) return filled
      word |= (data[at++] ?? 0) << have
      have += 8
    }
    const code = word & ((1 << bits) - 1)
    word >>>= bits
    have -= bits
    if (code === clear) {
      bits = minBits + 1
      next = end + 1
      previous = -1
      continue
    }
    if (code === end) return filled
    if (code > next || (code === next && previous < 0)) return -1
    if (previous < 0) {
      if (code >= clear) return -1
    } else if (next < 4096) {
      prefix[next] = previous
      length[next] = (length[previous] ?? 0) + 1
      // The first symbol of the string that follows: of `code`, or of `previous` when the code is being made right now.
      let first = code === next ? previous : code
      while (first >= clear) first = prefix[first] ?? 0
      suffix[next] = first
      next++
      if (next === 1 << bits && bits < 12) bits++
    } else if (code >= next) return -1
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
