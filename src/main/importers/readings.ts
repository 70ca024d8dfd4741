// Whose labels a file holds, and whether they can share one document.
import type { ForeignReader } from '../formats/record.ts'

export type FoundReader = ForeignReader & { items: number; annotations: number }

export class Readings {
  readonly #readers = new Map<string, FoundReader>()
  /** Item -> logins of its readings, one entry a reading. */
  readonly #byItem = new Map<string, string[]>()

  add(itemId: string, reader: ForeignReader, annotations: number): void {
    const known = this.#readers.get(reader.login)
    if (known) {
      known.items++
      known.annotations += annotations
    } else this.#readers.set(reader.login, { ...reader, items: 1, annotations })
    const logins = this.#byItem.get(itemId)
    if (logins) logins.push(reader.login)
    else this.#byItem.set(itemId, [reader.login])
  }

  /** All files of an import as one. */
  merge(other: Readings): void {
    for (const [login, found] of other.#readers) {
      const known = this.#readers.get(login)
      this.#readers.set(
        login,
        known
          ? { ...known, items: known.items + found.items, annotations: known.annotations + found.annotations }
          : found,
      )
    }
    for (const [item, logins] of other.#byItem) this.#byItem.set(item, [...(this.#byItem.get(item) ?? []), ...logins])
  }

  get readers(): FoundReader[] {
    return [...this.#readers.values()]
  }

  /** Two people read the same item: their labels must stay apart. */
  get disagree(): boolean {
    for (const logins of this.#byItem.values()) if (logins.some((login) => login !== logins[0])) return true
    return false
  }

  /** Readings that would land in a document where another already is. `apart` = every reader has an own document. */
  merged(apart: boolean): number {
    let merged = 0
    for (const logins of this.#byItem.values()) merged += logins.length - (apart ? new Set(logins).size : 1)
    return merged
  }
}
