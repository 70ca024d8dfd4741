/** A growing list of 52-bit digests: a million take 8 MiB. */
export class DigestList {
  #values = new Float64Array(1024)
  length = 0

  push(digest: number): void {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = digest
  }

  at(index: number): number | undefined {
    return index < this.length ? this.#values[index] : undefined
  }
}
