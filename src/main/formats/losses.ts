// Counts what a format cannot hold or an import could not take, with a few examples each.
import type { Loss } from '../../shared/contract/basics.ts'
import { formatTexts, type LossCode } from '../../shared/text/formats.ts'
import { fillIn, type Language } from '../../shared/text/text.ts'

const MOST_EXAMPLES = 20

export class LossTally {
  readonly #language: Language
  readonly #seen = new Map<LossCode, { count: number; examples: Set<string> }>()

  constructor(language: Language = 'en') {
    this.#language = language
  }

  add(code: LossCode, example: string | null, count = 1): void {
    if (count <= 0) return
    let entry = this.#seen.get(code)
    if (!entry) {
      entry = { count: 0, examples: new Set() }
      this.#seen.set(code, entry)
    }
    entry.count += count
    if (example !== null && entry.examples.size < MOST_EXAMPLES) entry.examples.add(example)
  }

  count(code: LossCode): number {
    return this.#seen.get(code)?.count ?? 0
  }

  /** In the order of the table of sentences, so the same data gives the same report. */
  list(): Loss[] {
    const order = Object.keys(formatTexts)
    return [...this.#seen]
      .sort(([a], [b]) => order.indexOf(`loss.${a}`) - order.indexOf(`loss.${b}`))
      .map(([code, { count, examples }]) => ({
        code,
        message: fillIn(formatTexts[`loss.${code}`][this.#language], { count }, this.#language),
        count,
        examples: [...examples],
      }))
  }
}
