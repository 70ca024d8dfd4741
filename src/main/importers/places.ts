// What the second walk over a label file needs to know about each image, in columns: half a million images fit in a few
// dozen MB.
import type { Size } from '../formats/record.ts'

export type Place = {
  readonly itemId: string
  readonly slot: string
  readonly frame: number
  readonly upright: Size
  /** EXIF orientation by which the labels must be turned; 0 = they lie as the item does. */
  readonly turn: number
  readonly labels: number
}

/** width, height, turn, labels, frame */
const COLUMNS = 5

export class Places {
  readonly #ids: (string | null)[] = []
  readonly #slots: string[] = []
  #numbers = new Uint32Array(1024 * COLUMNS)

  get length(): number {
    return this.#ids.length
  }

  /** In the order of the file; null = no item of the project. */
  push(place: Place | null): void {
    const at = this.#ids.length * COLUMNS
    if (at === this.#numbers.length) {
      const larger = new Uint32Array(at * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#ids.push(place?.itemId ?? null)
    this.#slots.push(place?.slot ?? '')
    if (place) this.#numbers.set([place.upright.width, place.upright.height, place.turn, place.labels, place.frame], at)
  }

  at(index: number): Place | null {
    const itemId = this.#ids[index]
    if (itemId == null) return null
    const at = index * COLUMNS
    const [width, height, turn, labels, frame] = this.#numbers.subarray(at, at + COLUMNS)
    return {
      itemId,
      slot: this.#slots[index]!,
      frame: frame!,
      upright: { width: width!, height: height! },
      turn: turn!,
      labels: labels!,
    }
  }

  *labelledItems(): Iterable<string> {
    for (const [i, id] of this.#ids.entries()) if (id !== null && this.#numbers[i * COLUMNS + 3]! > 0) yield id
  }
}
