// Damage as it happens and as nobody would think of: cuts, single bytes, runs of one value, moved and missing parts.
/** Repeatable numbers in [0, 1). */
export function generator(seed: number): () => number {
  let s = seed
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

export function mutate(source: Uint8Array, random: () => number): Uint8Array {
  const b = source.slice()
  const below = (n: number): number => Math.floor(random() * n)
  // Half of the damage goes to the header, where lengths and sizes are.
  const region = random() < 0.5 ? Math.min(b.length, 1200) : b.length
  const kinds: (() => Uint8Array)[] = [
    () => b.subarray(0, below(b.length)),
    () => {
      for (let i = 1 + below(12); i > 0; i--) b[below(region)] = below(256)
      return b
    },
    () => b.fill(random() < 0.5 ? 0xff : 0, below(region), below(region)),
    () => {
      b.copyWithin(below(region), below(b.length), below(b.length))
      return b
    },
    () => {
      const at = below(region)
      return new Uint8Array(Buffer.concat([b.subarray(0, at), b.subarray(Math.min(b.length, at + 1 + below(40)))]))
    },
  ]
  return (kinds[below(kinds.length)] ?? (() => b))()
}
