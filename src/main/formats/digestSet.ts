/** A set of non-negative digests in one typed array: half a million take 8 MiB instead of 20 MB of small objects. */
export class DigestSet {
  #slots = new Float64Array(1024).fill(-1)
  #size = 0

  /** False when it was there before. */
  add(digest: number): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow()
    return this.#put(digest)
  }

  #put(digest: number): boolean {
    const mask = this.#slots.length - 1
    for (let i = digest % this.#slots.length; ; i = (i + 1) & mask) {
      if (this.#slots[i] === digest) return false
      if (this.#slots[i] !== -1) continue
      this.#slots[i] = digest
      this.#size++
      return true
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 2).fill(-1)
    this.#size = 0
    for (const digest of old) if (digest !== -1) this.#put(digest)
  }
}
