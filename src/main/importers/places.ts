// What the second walk over a label file needs to know about each image, in columns: half a million images fit in a few
// dozen MB.
import type { Size } from '../formats/record.ts'
import { WINDOW_KINDS, type WindowKind } from '../formats/viewWindow.ts'

export type Place = {
  readonly itemId: string
  readonly slot: string
  readonly frame: number
  readonly upright: Size
  /** EXIF orientation by which the labels must be turned; 0 = they lie as the item does. */
  readonly turn: number
  /** The file holds the picture inside a larger window. */
  readonly window: WindowKind
  readonly labels: number
}

/** width, height, turn, labels, frame, window */
const COLUMNS = 6

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
    if (place) {
      const { upright, turn, labels, frame, window } = place
      this.#numbers.set([upright.width, upright.height, turn, labels, frame, WINDOW_KINDS.indexOf(window)], at)
    }
  }

  at(index: number): Place | null {
    const itemId = this.#ids[index]
    if (itemId == null) return null
    const at = index * COLUMNS
    const [width, height, turn, labels, frame, window] = this.#numbers.subarray(at, at + COLUMNS)
    return {
      itemId,
      slot: this.#slots[index]!,
      frame: frame!,
      upright: { width: width!, height: height! },
      turn: turn!,
      window: WINDOW_KINDS[window!]!,
      labels: labels!,
    }
  }

  *labelledItems(): Iterable<string> {
    for (const [i, id] of this.#ids.entries()) if (id !== null && this.#numbers[i * COLUMNS + 3]! > 0) yield id
  }
}
