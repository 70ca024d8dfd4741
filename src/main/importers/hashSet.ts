// Which contents a dry run has seen: 16 bytes of each hash in flat arrays, 24 MB at half a million files, no objects.
export type HashSet = { /** False when it was there already. */ add(sha256: string): boolean; readonly size: number }

export function createHashSet(): HashSet {
  let capacity = 1024
  let high = new BigUint64Array(capacity)
  let low = new BigUint64Array(capacity)
  let size = 0

  /** Slot of the hash, or the free one where it belongs. 0,0 marks a free slot. */
  const slot = (h: bigint, l: bigint): number => {
    const mask = capacity - 1
    let at = Number(BigInt.asUintN(30, l)) & mask
    while ((high[at] !== 0n || low[at] !== 0n) && !(high[at] === h && low[at] === l)) at = (at + 1) & mask
    return at
  }
  const grow = (): void => {
    const [oldHigh, oldLow] = [high, low]
    capacity *= 2
    high = new BigUint64Array(capacity)
    low = new BigUint64Array(capacity)
    for (let i = 0; i < oldHigh.length; i++) {
      const h = oldHigh[i] ?? 0n
      const l = oldLow[i] ?? 0n
      if (h === 0n && l === 0n) continue
      const at = slot(h, l)
      high[at] = h
      low[at] = l
    }
  }
  return {
    add(sha256) {
      const h = BigInt(`0x${sha256.slice(0, 16)}`)
      const l = BigInt(`0x${sha256.slice(16, 32)}`)
      const at = slot(h, l)
      if (high[at] === h && low[at] === l) return false
      high[at] = h
      low[at] = l
      size++
      if (size * 2 > capacity) grow()
      return true
    },
    get size() {
      return size
    },
  }
}
