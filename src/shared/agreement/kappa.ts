// Cohen's kappa: agreement beyond what two people would reach who only know how often each answer is given.

/** How often one answered `a` while the other answered `b`. */
export type Table = ReadonlyMap<string, ReadonlyMap<string, number>>
export type Counting = Map<string, Map<string, number>>

export function countPair(table: Counting, a: string, b: string, n = 1): void {
  const row = table.get(a) ?? new Map<string, number>()
  table.set(a, row)
  row.set(b, (row.get(b) ?? 0) + n)
}

type Shares = { readonly n: number; readonly observed: number; readonly expected: number }

export function sharesOf(table: Table): Shares {
  const [rows, columns] = [new Map<string, number>(), new Map<string, number>()]
  let [n, same] = [0, 0]
  for (const [a, row] of table)
    for (const [b, count] of row) {
      n += count
      if (a === b) same += count
      rows.set(a, (rows.get(a) ?? 0) + count)
      columns.set(b, (columns.get(b) ?? 0) + count)
    }
  let chance = 0
  for (const [a, count] of rows) chance += count * (columns.get(a) ?? 0)
  return n === 0 ? { n, observed: 0, expected: 0 } : { n, observed: same / n, expected: chance / (n * n) }
}

/**
 * Over several questions at once: what is expected by chance is counted inside each question, because nobody answers
 * "benign" when asked for the density. Null when nothing was answered twice; 1 when only one answer was ever given.
 */
export function kappaOver(tables: Iterable<Table>): number | null {
  let [n, observed, expected] = [0, 0, 0]
  for (const table of tables) {
    const s = sharesOf(table)
    n += s.n
    observed += s.n * s.observed
    expected += s.n * s.expected
  }
  if (n === 0) return null
  const rest = 1 - expected / n
  return rest <= 1e-12 ? 1 : (observed / n - expected / n) / rest
}

export const cohenKappa = (table: Table): number | null => kappaOver([table])

/** One answer against all others; null where neither of them ever gave it. */
export function kappaOfAnswer(table: Table, answer: string): number | null {
  if (!table.has(answer) && ![...table.values()].some((row) => row.has(answer))) return null
  const two: Counting = new Map()
  for (const [a, row] of table)
    for (const [b, n] of row) countPair(two, a === answer ? 'yes' : 'no', b === answer ? 'yes' : 'no', n)
  return cohenKappa(two)
}
