// Which ids have occurred: whole numbers as bits in pages, so that a million ids in a row take 128 KiB.
import type { CocoId } from './types.ts'

const PAGE = 4096

export class IdSet {
  readonly #pages = new Map<number, Uint32Array>()
  readonly #others = new Set<CocoId>()
  #max = 0

  /** Largest whole number that was added; 0 when there is none. */
  get max(): number {
    return this.#max
  }

  /** False when it was there before. */
  add(id: CocoId): boolean {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      if (this.#others.has(id)) return false
      this.#others.add(id)
      return true
    }
    if (id > this.#max) this.#max = id
    const page = this.#page(id)
    const bit = 1 << (id % 32)
    const word = (id % PAGE) >> 5
    if (page[word]! & bit) return false
    page[word]! |= bit
    return true
  }

  has(id: CocoId): boolean {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return this.#others.has(id)
    const page = this.#pages.get(Math.floor(id / PAGE))
    return page !== undefined && (page[(id % PAGE) >> 5]! & (1 << (id % 32))) !== 0
  }

  #page(id: number): Uint32Array {
    const no = Math.floor(id / PAGE)
    let page = this.#pages.get(no)
    if (!page) {
      page = new Uint32Array(PAGE / 32)
      this.#pages.set(no, page)
    }
    return page
  }
}
