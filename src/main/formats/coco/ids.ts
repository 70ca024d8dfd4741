import { IdSet } from './idSet.ts'
import { type CocoId, idKey } from './types.ts'

/** Hands out ids: the published one where it is free, else the next above every published one. */
export class CocoIds {
  readonly #taken = new IdSet()
  readonly #changed: (example: string) => void
  #last: number

  constructor(largestPublished: number, changed: (example: string) => void) {
    this.#last = Math.max(0, Math.floor(largestPublished))
    this.#changed = changed
  }

  take(published: CocoId | undefined, example: string): CocoId {
    const key = published === undefined ? null : idKey(published)
    if (published !== undefined && key !== null) {
      if (this.#taken.add(key)) return published
      this.#changed(example)
    }
    do this.#last++
    while (!this.#taken.add(this.#last))
    return this.#last
  }
}
