/**
 * TIFF's LZW: codes most significant bit first, 256 = clear, 257 = end, the width grows one code early (TIFF 6.0,
 * section 13). Returns how many of `out` were filled, -1 for an impossible code.
 */
export function tiffLzw(data: Uint8Array, out: Uint8Array): number {
  const prefix = new Uint16Array(4096)
  const suffix = new Uint8Array(4096)
  const length = new Uint16Array(4096)
  const first = new Uint8Array(4096)
  for (let i = 0; i < 256; i++) {
    suffix[i] = i
    first[i] = i
    length[i] = 1
  }
  let bits = 9
  let next = 258
  let previous = -1
  let word = 0
  let have = 0
  let at = 0
  let filled = 0
  for (;;) {
    while (have < bits) {
      if (at >= data.length) return filled
      word = ((word << 8) | (data[at++] ?? 0)) & 0xffffff
      have += 8
    }
    have -= bits
    const code = (word >> have) & ((1 << bits) - 1)
    if (code === 257) return filled
    if (code === 256) {
      bits = 9
      next = 258
      previous = -1
      continue
    }
    if (previous < 0) {
      if (code > 255) return -1
    } else {
      if (code > next || next > 4095) return -1
      prefix[next] = previous
      length[next] = (length[previous] ?? 0) + 1
      first[next] = first[previous] ?? 0
      suffix[next] = (code === next ? first[previous] : first[code]) ?? 0
      next++
      if (next >= (1 << bits) - 1 && bits < 12) bits++
    }
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
