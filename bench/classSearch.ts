// Searching 10,000 classes as a person types, letter by letter; the worst answer counts.

import { classSearch } from '../src/renderer/ui/classSearch.ts'
import { plainClass } from '../src/shared/annotation/labelSchema.ts'
import type { BenchRow } from './rows.ts'

const SYLLABLES = [...'가나다라마바사아자차카타파하강남돌문별솔종철판함']
export async function benchClassSearch(): Promise<BenchRow[]> {
  const word = (n: number, length: number) =>
    Array.from({ length }, (_, i) => SYLLABLES[(n * 7 + i * 13 + (n >> (i + 1))) % SYLLABLES.length]).join('')
  const classes = Array.from({ length: 10_000 }, (_, i) =>
    plainClass({
      id: `c${i}`,
      title: { ko: `${word(i, 3)} ${word(i * 3, 2)}`, en: `Item number ${i}` },
      colour: '#4c9be8',
      shapes: ['box'],
      code: `HS${String(i).padStart(6, '0')}`,
      words: [word(i * 5, 4)],
      parent: i < 100 ? null : `c${i % 100}`,
    }),
  )
  const started = performance.now()
  const search = classSearch({ classes })
  const built = performance.now() - started
  let worst = 0
  for (const query of ['ㄱ', 'ㄱㄴ', 'ㄱㄴㄷ', '강', '강나', 'i', 'item', 'item 77', 'hs0099', '없는말'])
    for (let n = 0; n < 5; n++) {
      const from = performance.now()
      search.find(query)
      worst = Math.max(worst, performance.now() - from)
    }
  return [
    {
      what: 'class search, 10,000 classes: slowest of 10 queries',
      value: worst,
      unit: 'ms',
      budget: 50,
      against: null,
    },
    { what: 'class search: index, once for a schema', value: built, unit: 'ms', budget: null, against: null },
  ]
}
